"""Threads that wait: marked in one commit, claimed by one replica, judged once, with nothing lost in between."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.ids import ChannelId, MessageTs
from domain.operating_model import OperatingModel
from domain.outcome import StoreUnavailable
from domain.signals.thread import SharedFile
from domain.watching import MANY, QUIET, ThreadPlace, Watching
from flows.deps import Deps
from flows.marking import Marks
from flows.watching import Heard, claim_next, hear, is_watched, refresh, seconds_to_next
from store import pending_threads, signals, unwatched
from store.engine import open_store
from store.pending_threads import Claimed
from tests.conftest import MONDAY, RITA, TEAM, TRIAGE, Clock, deps_over

AROUND = "Please fill in the forecast spreadsheet before the call, we go through the sheet and not the CRM."
EAST = ChannelId("C0EAST")


def a_thread(number: int = 1) -> ThreadPlace:
    return ThreadPlace(EAST, MessageTs(f"1795000000.{number:06}"))


async def say(deps: Deps, thread: ThreadPlace, text: str = AROUND, *, at: datetime = MONDAY) -> bool:
    """Whether it led anywhere."""
    work = hear(deps, Heard(thread, text), at=at)
    if work is not None:
        await work
    return work is not None


async def due_of(deps: Deps, thread: ThreadPlace) -> datetime | None:
    """As the store has it."""
    async with deps.store.read() as tx:
        for after in (timedelta(seconds=second) for second in range(0, 400, 5)):
            if thread in await pending_threads.due(tx, at=MONDAY + after, limit=1_000):
                return MONDAY + after
    return None


@pytest.fixture
async def replica(store_url: str, model: OperatingModel) -> AsyncIterator[Deps]:
    """A second one, with a memory of its own."""
    store = open_store(store_url, TEAM)
    yield deps_over(store, model, Clock())
    await store.close()


async def test_what_may_matter_waits_in_the_store_before_slack_is_answered(deps: Deps) -> None:
    assert await say(deps, a_thread())

    assert await due_of(deps, a_thread()) == MONDAY + QUIET


async def test_what_may_not_matter_is_in_no_memory_and_no_store(deps: Deps) -> None:
    assert not await say(deps, a_thread(), "Lunch at 12?")

    assert deps.watching.size == 0
    assert await due_of(deps, a_thread()) is None


async def test_a_file_alone_may_matter_or_not(deps: Deps) -> None:
    picture, sheet = SharedFile("IMG_2214.jpeg", "jpeg"), SharedFile("forecast (2).xlsx", "xlsx")

    assert hear(deps, Heard(a_thread(), "", (picture,)), at=MONDAY) is None
    work = hear(deps, Heard(a_thread(), "", (sheet,)), at=MONDAY)
    assert work is not None
    await work


async def test_the_store_hears_once_of_a_thread_in_which_much_is_said(deps: Deps) -> None:
    await say(deps, a_thread())

    for second in range(1, 8):
        assert not await say(deps, a_thread(), "ok", at=MONDAY + timedelta(seconds=10 * second))

    assert deps.watching.due(a_thread()) == MONDAY + timedelta(seconds=70) + QUIET


async def test_a_thread_is_not_claimed_while_people_are_writing(deps: Deps) -> None:
    await say(deps, a_thread())
    await say(deps, a_thread(), "one moment", at=MONDAY + timedelta(seconds=60))

    assert await claim_next(deps, at=MONDAY + QUIET) is None
    assert await due_of(deps, a_thread()) == MONDAY + timedelta(seconds=60) + QUIET

    claimed = await claim_next(deps, at=MONDAY + timedelta(seconds=60) + QUIET)
    assert claimed is not None
    assert claimed.thread == a_thread()


async def test_the_tenth_message_makes_a_thread_due_at_once(deps: Deps) -> None:
    for number in range(MANY):
        await say(deps, a_thread(), at=MONDAY + timedelta(seconds=number))

    assert await due_of(deps, a_thread()) == MONDAY + timedelta(seconds=10)


async def test_many_at_once_are_written_by_few_commits(deps: Deps) -> None:
    commits: list[int] = []

    async def write(dues: Mapping[ThreadPlace, datetime]) -> None:
        async with deps.begin() as tx:
            await pending_threads.mark(tx, dues, at=MONDAY)
        commits.append(len(dues))

    await asyncio.gather(*(deps.marks.add(a_thread(number), MONDAY, write) for number in range(200)))

    assert sum(commits) == 200
    assert len(commits) <= 2


async def test_whoever_waits_for_a_commit_that_failed_hears_of_it_and_the_next_one_works(deps: Deps) -> None:
    async def fails(dues: Mapping[ThreadPlace, datetime]) -> None:
        del dues
        raise StoreUnavailable("database is locked")

    both = await asyncio.gather(
        *(deps.marks.add(a_thread(number), MONDAY, fails) for number in range(2)), return_exceptions=True
    )

    assert [type(one) for one in both] == [StoreUnavailable] * 2
    assert await say(deps, a_thread())
    assert deps.watching.knows(a_thread())


async def test_a_thread_that_nobody_could_store_is_not_taken_for_stored(deps: Deps, model: OperatingModel) -> None:
    away = deps_over(open_store("sqlite:////nowhere/at/all.db", TEAM), model, Clock())

    with pytest.raises(StoreUnavailable):
        await say(away, a_thread())

    assert not away.watching.knows(a_thread())


async def test_of_two_replicas_one_claims_a_thread(deps: Deps, replica: Deps) -> None:
    await say(deps, a_thread())
    later = MONDAY + QUIET

    claims = await asyncio.gather(claim_next(deps, at=later), claim_next(replica, at=later))

    assert [claim.thread for claim in claims if claim] == [a_thread()]


async def test_a_claim_runs_out_when_its_replica_dies(deps: Deps, replica: Deps) -> None:
    await say(deps, a_thread())
    later = MONDAY + QUIET
    async with deps.begin() as tx:
        assert await pending_threads.claim(tx, a_thread(), at=later, lease_s=-1.0)

    claimed = await claim_next(replica, at=later)

    assert claimed is not None


async def test_what_is_said_while_a_thread_is_read_is_read_afterwards(deps: Deps) -> None:
    await say(deps, a_thread())
    at = MONDAY + QUIET
    claimed = await claim_next(deps, at=at)
    assert claimed is not None

    assert await say(deps, a_thread(), "and one more thing", at=at)
    async with deps.begin() as tx:
        await pending_threads.done(tx, claimed, again_at=at + QUIET)

    assert await due_of(deps, a_thread()) == at + QUIET


async def test_a_thread_that_was_read_is_gone(deps: Deps) -> None:
    await say(deps, a_thread())
    claimed = await claim_next(deps, at=MONDAY + QUIET)
    assert isinstance(claimed, Claimed)

    async with deps.begin() as tx:
        await pending_threads.done(tx, claimed, again_at=MONDAY + 2 * QUIET)

    assert await due_of(deps, a_thread()) is None
    assert await seconds_to_next(deps, at=MONDAY) is None


async def test_a_replica_that_starts_anew_knows_what_was_judged_and_stopped(deps: Deps, replica: Deps) -> None:
    async with deps.begin() as tx:
        await signals.keep_judged(tx, a_thread(), "f1", at=MONDAY)
        await unwatched.stop(tx, ChannelId("C0WEST"), by=RITA, at=MONDAY)

    await refresh(replica, since=None, at=MONDAY + timedelta(days=1))

    assert replica.watching.stopped == {"C0WEST"}
    assert await say(replica, a_thread(), "done", at=MONDAY + timedelta(days=1))
    assert not await say(replica, a_thread(2), "done", at=MONDAY + timedelta(days=1))


async def test_a_deletion_and_an_edit_count_by_what_was_there_before(deps: Deps) -> None:
    for number, now in enumerate(("", "never mind")):
        work = hear(deps, Heard(a_thread(number), now, before=AROUND), at=MONDAY)
        assert work is not None
        await work


async def test_what_is_deleted_in_a_judged_thread_is_looked_at_at_once(deps: Deps) -> None:
    """A note about it may be on its way."""
    deps.watching.judged([a_thread()])
    for number in (1, 2):
        work = hear(deps, Heard(a_thread(number), "", before=AROUND, deleted=True), at=MONDAY)
        assert work is not None
        await work

    assert await due_of(deps, a_thread()) == MONDAY
    assert await due_of(deps, a_thread(2)) == MONDAY + QUIET


async def test_a_message_that_is_edited_a_hundred_times_is_stored_once(deps: Deps) -> None:
    stored = []
    for number in range(100):
        at = MONDAY + timedelta(milliseconds=500 * number)
        work = hear(deps, Heard(a_thread(), AROUND, before=AROUND + "?"), at=at)
        if work is not None:
            await work
            stored.append(number)

    assert stored == [0]


async def test_a_channel_stopped_at_another_replica_is_known_when_a_thread_is_claimed(
    deps: Deps, replica: Deps
) -> None:
    await say(deps, a_thread())
    async with deps.begin() as tx:
        await unwatched.stop(tx, EAST, by=RITA, at=MONDAY)

    assert await claim_next(replica, at=MONDAY + QUIET)

    assert not is_watched(replica, EAST)


async def test_the_same_event_three_times_a_day_late_and_out_of_order_makes_one_thread_wait(deps: Deps) -> None:
    for days in (1, 0, 1, 0, 1):
        await say(deps, a_thread(), at=MONDAY + timedelta(days=days))

    async with deps.store.read() as tx:
        assert await pending_threads.due(tx, at=MONDAY + timedelta(days=3), limit=10) == [a_thread()]


async def test_a_restart_finds_every_thread_that_was_acknowledged(deps: Deps) -> None:
    threads = {a_thread(number) for number in range(50)}
    await asyncio.gather(*(say(deps, thread) for thread in threads))

    born_later = replace(deps, watching=Watching(), marks=Marks())
    found = set()
    while claimed := await claim_next(born_later, at=MONDAY + QUIET):
        found.add(claimed.thread)

    assert found == threads


def test_where_we_post_ourselves_nothing_is_watched(deps: Deps) -> None:
    assert is_watched(deps, EAST)
    assert not is_watched(deps, ChannelId(TRIAGE))


def test_the_model_may_name_the_channels_that_are_watched(deps: Deps) -> None:
    workarounds = deps.model.workarounds.model_copy(update={"watch": ("C0WEST", TRIAGE)})
    deps.model = deps.model.model_copy(update={"workarounds": workarounds})

    watched = [channel for channel in ("C0WEST", EAST, TRIAGE) if is_watched(deps, ChannelId(channel))]

    assert watched == ["C0WEST"]
