"""Replicas whose clocks differ, and commits that come late: nothing is early, twice or lost."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bot.holiday_calendar import working_time_of
from domain.decision import DecisionDraft
from domain.ids import ReportId
from domain.occasions import Weekday
from domain.operating_model import OperatingModel
from domain.post import PostKind
from domain.report import Status, Verb
from flows import ageing, showing
from flows.announcing import announce_day
from flows.deps import Deps
from flows.moving import carry_out
from flows.timekeeping import store_time
from schedules.shared_clock import SharedClock
from schedules.ticker import Ticker
from store.engine import Store, open_store
from tests.conftest import TEAM, THEO, Clock, deps_over
from tests.flows.stories import (
    ON_SQLITE,
    a_report,
    a_shipped_note,
    decided,
    everything,
    in_new_york,
    now,
    owed,
    status,
)

ON_POSTGRES = pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
MINUTES, DAYS = timedelta(minutes=10), timedelta(days=1)
SKEWS = pytest.mark.parametrize("skew", [MINUTES, -MINUTES, DAYS, -DAYS], ids=str)

Replica = Callable[[timedelta], Awaitable[tuple[Deps, SharedClock]]]


def four_o_clock(day: int) -> datetime:
    return in_new_york(2026, 11, day, 16)


class Channel:
    """The day's posts as they are read when they appear: what is drawn into one later, nobody notices."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._read: dict[str, list[ReportId]] = {}

    async def read(self) -> Counter[ReportId]:
        """How often each report's decision was told."""
        for post in await owed(self._deps):
            if post.kind is PostKind.DECIDED_DIGEST and post.subject not in self._read:
                day = await showing.decided_day(self._deps, post.subject)
                self._read[post.subject] = [one.decision.report for one in day.decided] if day else []
        return Counter(report for told in self._read.values() for report in told)


# Replicas whose machines disagree


@pytest.fixture
async def replica(store_url: str, model: OperatingModel) -> AsyncIterator[Replica]:
    """Makes a replica on a machine whose clock is wrong by so much."""
    stores: list[Store] = []

    async def make(skew: timedelta) -> tuple[Deps, SharedClock]:
        store = open_store(store_url, TEAM)
        stores.append(store)
        clock = SharedClock(partial(store_time, store), lambda: time.time() + skew.total_seconds())
        await clock.look()
        deps = deps_over(store, model, Clock())
        deps.clock = clock
        return deps, clock

    yield make
    for store in stores:
        await store.close()


async def release_notes_in(span: timedelta, *all_deps: Deps) -> None:
    """Sets the hour of the day's post so that it comes in `span` by the store's clock: near noon of a working day."""
    shown = await store_time(all_deps[0].store)
    zone = ZoneInfo(f"Etc/GMT{shown.hour - 12:+d}")
    for deps in all_deps:
        hours = deps.model.working_hours.model_copy(update={"days": tuple(Weekday), "from_": datetime.min.time()})
        at = (shown + span).astimezone(zone).time().replace(second=0, microsecond=0)
        notes = deps.model.release_notes.model_copy(update={"at": at})
        changed = {"timezone": zone, "working_hours": hours, "release_notes": notes, "holidays": ()}
        deps.model = deps.model.model_copy(update=changed)
        deps.working_time = working_time_of(deps.model)


async def posts_run(deps: Deps) -> list[str]:
    """The local days whose post was carried out."""
    rows = (await everything(deps))["occasions"]
    return sorted(row["occasion"].partition("T")[0] for row in rows if row["job"] == "ran release-notes")


@SKEWS
async def test_a_replica_whose_clock_is_wrong_is_neither_early_nor_late(replica: Replica, skew: timedelta) -> None:
    """What it makes good after its start is the post of the day before."""
    deps, clock = await replica(skew)
    await release_notes_in(timedelta(minutes=5), deps)

    await Ticker(deps, clock).tick()
    early = await posts_run(deps)
    await release_notes_in(timedelta(minutes=-1), deps)
    await Ticker(deps, clock).tick()

    today = deps.working_time.local_date(await store_time(deps.store))
    assert early == [f"{today - DAYS}"]
    assert await posts_run(deps) == [f"{today - DAYS}", f"{today}"]


@SKEWS
async def test_of_three_replicas_one_of_them_wrong_all_stamp_the_same_time_and_the_job_is_done_once(
    replica: Replica, skew: timedelta
) -> None:
    replicas = [await replica(span) for span in (timedelta(0), skew, timedelta(0))]
    tickers = [Ticker(deps, clock) for deps, clock in replicas]
    for deps, clock in replicas:
        await decided(deps, (await a_report(deps)).id, Verb.FIX)
        deps.clock = lambda shared=clock: shared() - timedelta(minutes=3)  # type: ignore[misc]
        await decided(deps, (await a_report(deps)).id, Verb.REJECT)
        deps.clock = clock
    await release_notes_in(timedelta(minutes=-1), *[deps for deps, _ in replicas])

    await asyncio.gather(*(ticker.tick() for ticker in tickers))

    rows = await everything(replicas[0][0])
    stamps = [row["at"] for row in rows["decisions"] if row["verb"] == "fix"]
    assert max(stamps) - min(stamps) < timedelta(minutes=5)
    assert len(await posts_run(replicas[0][0])) == 1
    assert [row["wanted"] for row in rows["posts"] if row["kind"] == "decided_digest"] == [1]
    assert sorted((await Channel(replicas[0][0]).read()).values()) == [1, 1, 1]


# Stamps and commits that come late


@ON_POSTGRES
@pytest.mark.parametrize("others", [0, 1])
async def test_a_decision_stamped_before_the_hour_and_committed_after_the_post_is_told_by_the_next(
    deps: Deps, clock: Clock, others: int
) -> None:
    report, channel = await a_report(deps), Channel(deps)
    for _ in range(others):
        await decided(deps, (await a_report(deps)).id, Verb.REJECT)
    clock.now = four_o_clock(23) - timedelta(milliseconds=2)

    async with deps.begin() as tx:
        await carry_out(tx, deps, report, DecisionDraft(report.id, Verb.FIX, owner=THEO), by=THEO)
        clock.now = four_o_clock(23)
        await announce_day(deps, at=clock.now)
        first = await channel.read()
    for day in (24, 25):
        await announce_day(deps, at=four_o_clock(day))
        await channel.read()

    assert (first[report.id], first.total()) == (0, others)
    told = await channel.read()
    assert (told[report.id], told.total()) == (1, others + 1)


@pytest.mark.parametrize("skew", [MINUTES, -MINUTES, DAYS, -DAYS, -6 * DAYS], ids=str)
async def test_a_decision_with_a_wrong_stamp_is_told_once(deps: Deps, clock: Clock, skew: timedelta) -> None:
    """Made just after the post of Monday, stamped by a clock that is wrong."""
    channel = Channel(deps)
    await announce_day(deps, at=four_o_clock(23))
    clock.now = four_o_clock(23) + timedelta(minutes=1) + skew
    report = await a_report(deps)
    await decided(deps, report.id, Verb.FIX)

    for day in (24, 25, 27):
        await announce_day(deps, at=four_o_clock(day))
        await channel.read()

    assert await channel.read() == {report.id: 1}


async def test_a_clock_that_ran_ahead_by_a_week_and_was_set_back_loses_nothing_and_tells_nothing_twice(
    deps: Deps, clock: Clock
) -> None:
    made, channel, ticker = [], Channel(deps), Ticker(deps)

    # Monday, Monday a week on, then back to Monday and on through the days; each time a decision, then the post.
    for moment in [(11, 23), (11, 30), (11, 23), (11, 24), (11, 25), (11, 27), (11, 30), (12, 1)]:
        clock.now = in_new_york(2026, *moment, 12)
        made.append((await a_report(deps, f"On {moment}")).id)
        await decided(deps, made[-1], Verb.FIX)
        clock.now = in_new_york(2026, *moment, 16, 1)
        await ticker.tick()
        await channel.read()

    assert await channel.read() == dict.fromkeys(made, 1)


async def test_two_replicas_that_announce_different_days_at_once_tell_everything_once(
    deps: Deps, store_url: str, clock: Clock
) -> None:
    other = deps_over(open_store(store_url, TEAM), deps.model, clock)
    made = []
    for _ in range(4):
        made.append((await a_report(deps)).id)
        await decided(deps, made[-1], Verb.FIX)
        await a_shipped_note(deps, text="Another one")

    days = [(deps, 23), (other, 24), (deps, 25), (other, 23), (deps, 24), (other, 25)]
    await asyncio.gather(*(announce_day(one, at=four_o_clock(day)) for one, day in days))

    counted = await Channel(deps).read()
    assert set(counted.values()) == {1}
    assert set(made) <= set(counted)
    subjects = [post.subject for post in await owed(deps) if post.kind is PostKind.NOTES_OF_DAY]
    shown = [await showing.notes_day(deps, subject) for subject in subjects]
    assert sorted(note.note.number for day in shown if day for note in day.notes) == [1, 2, 3, 4]
    assert all(shown)
    await other.store.close()


# What the clock does to a report that somebody moves meanwhile


@ON_SQLITE
async def test_a_report_that_was_moved_after_the_clock_looked_at_it_is_left_alone(deps: Deps, clock: Clock) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.DEFER, revisit_on=date(2026, 11, 24))
    seen = await now(deps, report.id)
    clock.now = in_new_york(2026, 11, 24, 8, 30)
    await decided(deps, report.id, Verb.RECONSIDER)
    await decided(deps, report.id, Verb.DEFER, revisit_on=date(2026, 12, 7))

    async with deps.begin() as tx:
        stands = await ageing._stands_as(tx, seen)
    back = await ageing.bring_back_deferred(deps, at=clock())

    assert (stands, back) == (False, 0)
    assert await status(deps, report.id) is Status.DEFERRED
