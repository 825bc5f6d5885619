"""Slack makes us wait, turns a post down, or cannot be reached."""

import asyncio

import pytest

from delivery.client import open_client
from delivery.courier import Delivery
from domain.ending import POST
from domain.post import PostKind
from flows import posting
from flows.deps import Deps
from tests.conftest import ADA, RITA, TRIAGE
from tests.delivery.sending import PATIENCE_S, QUICK, TOKEN, Words, ours, owing, settled, word
from tests.flows.post_steps import card, row
from tests.workspace import Workspace


@pytest.mark.parametrize("method", [POST, "conversations.open"])
async def test_slack_says_wait(deps: Deps, delivery: Delivery, slack: Workspace, method: str) -> None:
    await slack.faults({"method": method, "kind": "rate_limited", "retry_after": 1})

    await owing(deps, word(1), word(2))
    await settled(deps, word(1), word(2))

    assert await ours(slack, RITA) == ["F-1.", "F-2."]


async def test_one_method_waits_and_the_others_do_not(
    deps: Deps, delivery: Delivery, slack: Workspace, words: Words
) -> None:
    await owing(deps, card(1))
    await settled(deps, card(1))
    await slack.faults({"method": POST, "kind": "rate_limited", "retry_after": 600})
    await owing(deps, card(2))
    await settled(deps, card(2), state="owed")

    words.of["1"] = "Changed meanwhile."
    await owing(deps, card(1))

    await slack.message_in(TRIAGE, containing="Changed meanwhile.")
    assert await ours(slack, TRIAGE) == ["Changed meanwhile."]


async def test_a_word_that_nobody_knows_is_tried_again_and_holds_up_nobody(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    await slack.faults({"method": POST, "kind": "error", "error": "moon_in_the_wrong_phase", "times": 3})

    await owing(deps, card(1), card(2))
    await settled(deps, card(1), card(2))

    assert sorted(await ours(slack, TRIAGE)) == ["F-1.", "F-2."]


async def test_a_rejected_shape_stays_behind_alone(
    deps: Deps, delivery: Delivery, slack: Workspace, words: Words
) -> None:
    words.blocks = [{"type": "section"}]
    await owing(deps, card(1))
    await settled(deps, card(1), state="refused")

    words.blocks = None
    await owing(deps, card(2))
    await settled(deps, card(2))

    assert (await row(deps, card(1)))["error"] == "invalid_blocks"
    assert await ours(slack, TRIAGE) == ["F-2."]


async def test_the_bot_was_not_invited(deps: Deps, delivery: Delivery, slack: Workspace) -> None:
    await slack.change_channel(TRIAGE, kick="U0ADOPTION")
    await owing(deps, card(1), card(2))
    await settled(deps, card(1), card(2), state="refused")
    alert = await slack.message_in(ADA, containing="2 posts are waiting")
    assert "/invite" in alert.text

    await slack.change_channel(TRIAGE, invite="U0ADOPTION")
    assert await posting.retry_refused(deps, TRIAGE) == 2
    await settled(deps, card(1), card(2))

    assert await ours(slack, TRIAGE) == ["F-1.", "F-2."]
    assert len(await ours(slack, ADA)) == 1


async def test_an_archived_channel_alarms_the_admins_and_a_colleague_who_left_does_not(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    await slack.change_channel(TRIAGE, archived=True)
    await slack.deactivate(RITA)

    await owing(deps, card(1), word(1))
    await settled(deps, card(1), word(1), state="refused")
    await slack.message_in(ADA, containing="is_archived")

    assert len(await ours(slack, ADA)) == 1


async def test_a_revoked_token_is_no_reason_to_give_up_what_is_owed(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    await slack.faults({"method": "*", "kind": "error", "error": "token_revoked", "times": None})
    await owing(deps, card(1), word(1))
    await settled(deps, card(1), word(1), state="refused")

    await slack.faults()
    await posting.retry_refused(deps)
    await settled(deps, card(1), word(1))

    assert await ours(slack, TRIAGE) == ["F-1."]
    assert await ours(slack, RITA) == ["F-1."]


async def test_slack_cannot_be_reached_at_all(deps: Deps, words: Words) -> None:
    drawn = dict.fromkeys(PostKind, words.draw)
    async with open_client(TOKEN, base_url="http://127.0.0.1:9/api/", timeout_s=0.3) as nowhere:
        unreached = Delivery(deps, nowhere, QUICK, render=drawn)
        await owing(deps, card(1))
        task = asyncio.create_task(unreached.run())
        async with asyncio.timeout(PATIENCE_S):
            while (await row(deps, card(1)))["attempts"] < 3:  # noqa: ASYNC110 - it becomes true in the store
                await asyncio.sleep(0.02)
        await unreached.stop()
        await task

    after = await row(deps, card(1))
    assert (after["state"], after["unsure"], after["error"]) == ("owed", False, "unreachable")
