"""Posts of which nobody knows whether they arrived, that were overtaken, deleted, or lost their thread."""

import asyncio

import pytest
from sqlalchemy import update

from domain.ending import Ending, Found, Gone, Later, Posted, ThreadGone, TurnedDown
from domain.ids import MessageTs
from domain.post import PostKind
from flows import posting
from flows.deps import Deps
from store.line import posts
from tests.conftest import TRIAGE
from tests.flows.post_steps import TRIAGE_CHANNEL, card, claimed, end, owing, reply, row, send_all, state_of


async def test_a_sender_that_does_not_come_back_leaves_doubt(deps: Deps) -> None:
    await owing(deps, card(1))
    await claimed(deps, lease_s=1.0)

    before = await posting.release_run_out(deps)
    while not (after := await posting.release_run_out(deps)):  # noqa: ASYNC110 - it becomes true in the store
        await asyncio.sleep(0.05)
    (again,) = await claimed(deps)

    assert (len(before), len(after)) == (0, 1)
    assert again.unsure and again.attempt == 2
    assert again.first_tried_at is not None and again.first_tried_at <= deps.clock()


async def test_the_lease_of_a_living_sender_is_not_touched(deps: Deps) -> None:
    await owing(deps, card(1))
    await claimed(deps)

    assert await posting.release_run_out(deps) == []
    assert await claimed(deps) == []


@pytest.mark.parametrize("ending", [Posted(MessageTs("9.9"), TRIAGE_CHANNEL), TurnedDown("is_archived"), Gone()])
async def test_an_attempt_that_was_overtaken_ends_nothing(deps: Deps, ending: Ending) -> None:
    await owing(deps, card(1))
    (late,) = await claimed(deps, lease_s=0.0)
    await asyncio.sleep(0.01)
    await posting.release_run_out(deps)
    (current,) = await claimed(deps)

    await end(deps, late, ending)
    held = await row(deps, card(1))
    await end(deps, current, Posted(MessageTs("1.1"), TRIAGE_CHANNEL))

    assert (held["state"], held["attempts"], held["ts"]) == ("sending", 2, None)
    assert (await row(deps, card(1)))["ts"] == "1.1"


async def test_a_late_success_counts_while_nobody_has_tried_again(deps: Deps) -> None:
    await owing(deps, card(1))
    (late,) = await claimed(deps, lease_s=0.0)
    await asyncio.sleep(0.01)
    await posting.release_run_out(deps)

    await end(deps, late, Posted(MessageTs("1.1"), TRIAGE_CHANNEL))

    assert await state_of(deps, card(1)) == "posted"
    assert not (await row(deps, card(1)))["unsure"]


async def test_a_post_that_was_found_is_updated_next(deps: Deps) -> None:
    await owing(deps, card(1))
    (first,) = await claimed(deps)

    await end(deps, first, Found(MessageTs("1.1"), TRIAGE_CHANNEL))
    (second,) = await claimed(deps)

    assert (second.ts, second.channel, second.unsure) == ("1.1", TRIAGE, False)


async def test_a_deleted_card_is_new_again_and_keeps_in_mind_that_it_was(deps: Deps) -> None:
    await owing(deps, card(1))
    await send_all(deps)
    await owing(deps, card(1))
    (update_,) = await claimed(deps)

    await end(deps, update_, Gone())
    (again,) = await claimed(deps)

    assert (again.ts, again.reposted) == (None, True)


async def test_a_reply_without_its_thread_brings_the_parent_up_first(deps: Deps) -> None:
    await owing(deps, card(1), reply(1, card(1)))
    await send_all(deps, ts="1.1")
    (orphan,) = await claimed(deps)

    await end(deps, orphan, ThreadGone(0.0))
    due = await claimed(deps)

    assert card(1).key in [post.key for post in due]
    assert orphan.thread_ts == "1.1"


async def test_a_reply_in_doubt_is_looked_for_in_the_thread_that_it_was_sent_to(deps: Deps) -> None:
    await owing(deps, card(1), reply(1, card(1)))
    await send_all(deps, ts="1.1")
    (child,) = await claimed(deps)
    await end(deps, child, Later(0.0, "unreachable", unsure=True))
    async with deps.begin() as tx:
        await tx.execute(update(posts).where(posts.c.kind == "report_card").values(ts="2.2"))

    (again,) = await claimed(deps)

    assert (again.thread_ts, again.parent_ts) == ("1.1", "2.2")


async def test_a_reply_to_what_was_never_shown_is_not_stuck(deps: Deps) -> None:
    await owing(deps, card(1), reply(1, card(1)))
    (parent,) = await claimed(deps)

    await end(deps, parent, Posted())

    assert [p.key.kind for p in await claimed(deps)] == [PostKind.DECISION_REPLY]
