"""Which posts are next, what holds them up, and that many changes are one update."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import event

from domain.ending import Ending, Later, Posted, TurnedDown
from domain.ids import MessageTs
from domain.post import PostKind
from flows import posting
from flows.deps import Deps
from tests.conftest import TRIAGE, UPDATES
from tests.flows.post_steps import (
    HOUR_S,
    TRIAGE_CHANNEL,
    card,
    claimed,
    end,
    everything,
    owing,
    reply,
    row,
    send_all,
    state_of,
    subjects,
    wait_over,
)


async def test_a_place_has_one_new_post_at_a_time_in_the_order_in_which_they_were_owed(deps: Deps) -> None:
    await owing(deps, card(1), card(2), card(1, UPDATES))

    first = await claimed(deps)
    meanwhile = await claimed(deps)
    await end(deps, first[0], Posted(MessageTs("1.1"), TRIAGE_CHANNEL))
    second = await claimed(deps)

    assert [(p.key.subject, p.key.place) for p in first] == [("1", TRIAGE), ("1", UPDATES)]
    assert meanwhile == []
    assert subjects(second) == ["2"]


async def test_a_reply_waits_for_its_parent_and_lets_others_pass(deps: Deps) -> None:
    await owing(deps, card(1), reply(1, card(1)))
    (parent,) = await claimed(deps)
    await end(deps, parent, Later(HOUR_S, "a_shape_of_its_own"))
    await owing(deps, card(2))

    passing = await claimed(deps)
    await end(deps, passing[0], Posted(MessageTs("2.1"), TRIAGE_CHANNEL))
    await wait_over(deps)
    (parent,) = await claimed(deps)
    await end(deps, parent, Posted(MessageTs("1.1"), TRIAGE_CHANNEL))
    (child,) = await claimed(deps)

    assert subjects(passing) == ["2"]
    assert parent.key.kind is PostKind.REPORT_CARD
    assert (child.key.kind, child.parent_ts, child.thread_ts) == (PostKind.DECISION_REPLY, "1.1", "1.1")


@pytest.mark.parametrize("outage", ["ratelimited", "unreachable"])
async def test_an_outage_holds_up_what_stands_behind(deps: Deps, outage: str) -> None:
    await owing(deps, card(1), card(2))
    (first,) = await claimed(deps)

    await end(deps, first, Later(HOUR_S, outage))

    assert await claimed(deps) == []


@pytest.mark.parametrize("ending", [TurnedDown("invalid_blocks", alert=False), Later(HOUR_S, "not_drawn")])
async def test_a_trouble_of_its_own_holds_up_nothing(deps: Deps, ending: Ending) -> None:
    await owing(deps, card(1), card(2))
    (first,) = await claimed(deps)

    await end(deps, first, ending)

    assert subjects(await claimed(deps)) == ["2"]


async def test_a_pause_ends_by_the_stores_clock(deps: Deps) -> None:
    await owing(deps, card(1))
    (first,) = await claimed(deps)
    await end(deps, first, Later(0.2, "ratelimited"))

    turn = await posting.take_turn(deps, [], everything, at=deps.clock())
    await asyncio.sleep(0.25)
    again = await claimed(deps)

    assert turn.claimed == []
    assert turn.next_due_s is not None and 0 < turn.next_due_s <= 0.2
    assert subjects(again) == ["1"]


async def test_ten_changes_are_one_update(deps: Deps) -> None:
    await owing(deps, card(1))
    await send_all(deps)
    for _ in range(10):
        await owing(deps, card(1))

    (update_,) = await claimed(deps)
    await end(deps, update_, Posted(update_.ts, update_.channel))

    assert (update_.ts, update_.wanted) == ("100.1", 11)
    assert await claimed(deps) == []
    assert await state_of(deps, card(1)) == "posted"


async def test_what_is_wanted_while_it_is_sent_is_sent_again(deps: Deps) -> None:
    await owing(deps, card(1))
    (first,) = await claimed(deps)
    await owing(deps, card(1))

    await end(deps, first, Posted(MessageTs("1.1"), TRIAGE_CHANNEL))
    (second,) = await claimed(deps)

    assert (second.ts, second.wanted, second.attempt) == ("1.1", 2, 2)


async def test_since_when_a_post_is_owed_is_counted_from_what_it_does_not_show_yet(deps: Deps) -> None:
    await owing(deps, card(1))
    first = (await row(deps, card(1)))["owed_at"]
    await owing(deps, card(1))
    still = (await row(deps, card(1)))["owed_at"]
    (post,) = await claimed(deps)
    await owing(deps, card(1))
    meanwhile = (await row(deps, card(1)))["owed_at"]

    assert still == first
    assert post.owed_for_s >= 0
    assert str(meanwhile) > str(first)


async def test_no_turn_reads_more_of_the_posts_than_it_needs(deps: Deps) -> None:
    """SQLite says how it goes about it: every look at the posts is a step into an index that knows what is asked."""
    if deps.store.writer.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's plan depends on how many posts there are")
    plan = await plan_of_a_turn(deps)

    looks = [step for step in plan if any(f" {name} " in f" {step} " for name in NAMES_OF_POSTS)]
    assert looks
    for step in looks:
        assert step.startswith("SEARCH") and ("USING INDEX ix_posts_" in step or "INTEGER PRIMARY KEY" in step), step
        assert "ix_posts_ts" not in step


NAMES_OF_POSTS = ("posts", "owed", "busy", "post", "parent", "parents", "first", "changed", "ahead", "their_parents")


async def plan_of_a_turn(deps: Deps) -> list[str]:
    """Of all that a turn reads, in SQLite's words."""
    await owing(deps, card(1), card(1, UPDATES))
    read: list[tuple[str, Any]] = []

    def note(_1: object, _2: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            read.append((statement, parameters))

    event.listen(deps.store.writer.sync_engine, "before_cursor_execute", note)
    assert len(await claimed(deps)) == 2
    assert await claimed(deps) == []
    event.remove(deps.store.writer.sync_engine, "before_cursor_execute", note)
    async with deps.begin() as tx:
        connection = tx.connection.sync_connection
        assert connection
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", values) for asked, values in read]
        return [str(step.detail) for plan in plans for step in plan]
