"""What was owed to a channel that the operating model no longer names: a wrong id, or a channel that was given up."""

from domain.ending import Posted, TurnedDown
from domain.ids import ChannelId, MessageTs
from domain.post import OwedPost, PostKey, PostKind
from flows import posting
from flows.deps import Deps
from store.line import posts
from tests.conftest import ADA, TRIAGE
from tests.flows.post_steps import card, claimed, end, owing, reply, row, state_of
from tests.flows.stories import ON_SQLITE

WRONG = "C0WRONG"


async def places(deps: Deps) -> list[tuple[str, str, str]]:
    async with deps.store.read() as tx:
        of_reports = posts.c.kind != PostKind.REFUSED_ALERT.value
        found = await tx.execute(posts.select().where(of_reports).order_by(posts.c.id))
        return [(one.kind, one.subject, one.place) for one in found]


async def refuse_all(deps: Deps) -> None:
    """And the admins are told of it."""
    for post in await claimed(deps):
        if post.key.place == WRONG:
            await end(deps, post, TurnedDown("channel_not_found"))
    for alert in await claimed(deps):
        await end(deps, alert, Posted(MessageTs("100.2"), ChannelId("D0ADA")))


async def test_what_was_refused_in_a_wrong_channel_goes_to_the_right_one_with_its_replies(deps: Deps) -> None:
    await owing(deps, card(1, WRONG), reply(1, card(1, WRONG)))
    await refuse_all(deps)

    await posting.follow_channels(deps)

    assert await places(deps) == [("report_card", "1", TRIAGE), ("decision_reply", "1", TRIAGE)]
    await posting.retry_refused(deps)
    assert card(1).key in [post.key for post in await claimed(deps)]


async def test_a_card_that_stands_in_the_right_channel_is_shown_again(deps: Deps) -> None:
    await owing(deps, card(1))
    (there,) = await claimed(deps)
    await end(deps, there, Posted(MessageTs("100.1"), ChannelId(TRIAGE)))
    await owing(deps, card(1, WRONG), reply(1, card(1, WRONG)))
    await refuse_all(deps)

    await posting.follow_channels(deps)

    alert = OwedPost(PostKey(PostKind.REFUSED_ALERT, f"{WRONG}!channel_not_found", ADA))
    assert (await state_of(deps, card(1)), await state_of(deps, alert)) == ("owed", "owed")
    assert (await row(deps, reply(1, card(1))))["parent_id"] == there.id
    assert await places(deps) == [("report_card", "1", TRIAGE), ("decision_reply", "1", TRIAGE)]


@ON_SQLITE
async def test_what_stands_in_a_channel_that_was_given_up_stays_there(deps: Deps) -> None:
    await owing(deps, card(1, WRONG))
    (there,) = await claimed(deps)
    await end(deps, there, Posted(MessageTs("100.1"), ChannelId(WRONG)))
    late = OwedPost(PostKey(PostKind.REMINDER, "1@2026-11-23", WRONG), parent=card(1, WRONG).key)
    await owing(deps, late)

    await posting.follow_channels(deps)

    assert await places(deps) == [("report_card", "1", WRONG), ("reminder", "1@2026-11-23", WRONG)]
