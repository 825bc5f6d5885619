"""Somebody deleted a message: ours comes back once, with what belongs under it."""

from delivery.courier import Delivery
from domain.post import OwedPost, PostKey, PostKind
from flows.deps import Deps
from tests.conftest import ADA, RITA, TRIAGE
from tests.delivery.sending import Words, ours, owing, settled, shown_at
from tests.flows.post_steps import card, reply, row
from tests.workspace import Workspace


async def test_a_deleted_card_is_posted_again_once(
    deps: Deps, delivery: Delivery, slack: Workspace, words: Words
) -> None:
    await owing(deps, card(1))
    await settled(deps, card(1))
    await slack.delete(await shown_at(deps, slack, card(1)))

    words.of["1"] = "Here again."
    await owing(deps, card(1))
    again = await slack.message_in(TRIAGE, containing="Here again.")
    await settled(deps, card(1))
    await slack.delete(again)
    await owing(deps, card(1))
    await settled(deps, card(1), state="refused")

    assert await ours(slack, TRIAGE) == []
    assert (await row(deps, card(1)))["error"] == "message_not_found"


async def test_a_reply_to_a_deleted_card_brings_the_card_back_first(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    await owing(deps, card(1))
    await settled(deps, card(1))
    await slack.delete(await shown_at(deps, slack, card(1)))

    await owing(deps, reply(2, card(1)))
    await settled(deps, reply(2, card(1)), card(1))

    assert await ours(slack, TRIAGE) == ["F-1."]
    assert await ours(slack, TRIAGE, (await row(deps, card(1)))["ts"]) == ["F-2."]


async def test_a_reply_to_somebody_elses_deleted_message_is_given_up(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    mention = await slack.say(TRIAGE, "This blocks me", user=RITA)
    await slack.delete(mention)
    answer = OwedPost(PostKey(PostKind.MENTION_REPLY, "1", TRIAGE), thread_ts=mention.ts)  # type: ignore[arg-type]

    await owing(deps, answer)
    await settled(deps, answer, state="refused")

    assert await ours(slack, ADA) == []
