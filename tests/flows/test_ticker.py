"""The ticker runs what came due since it last looked: once, however many there are, and again what failed."""

import asyncio
from datetime import date

import pytest
from prometheus_client import REGISTRY
from sqlalchemy import text

from domain.post import PostKind
from domain.report import Status, Verb
from flows.deps import Deps
from schedules.ticker import Ticker
from tests.conftest import Clock
from tests.flows.stories import ON_SQLITE, a_report, a_shipped_note, decided, everything, in_new_york, owed, status

NO_REMINDERS = (
    "CREATE TRIGGER no_reminders BEFORE INSERT ON occasions WHEN NEW.job = 'reminder' "
    "BEGIN SELECT RAISE(ABORT, 'no reminders'); END"
)
HALF_WAY = (
    "CREATE TRIGGER half_way BEFORE INSERT ON posts WHEN NEW.kind = 'decided_digest' "
    "BEGIN SELECT RAISE(ABORT, 'half way'); END"
)

MORNING = ["revisit-deferred", "triage-reminders"]


def jobs_counted(job: str, outcome: str) -> float:
    return measured("adoption_jobs_total", {"job": job, "outcome": outcome})


def measured(name: str, labels: dict[str, str]) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


@ON_SQLITE
async def test_a_ticker_runs_what_came_due_since_it_last_looked(deps: Deps, clock: Clock) -> None:
    ticker = Ticker(deps)
    await ticker.run_until(clock())

    clock.now = in_new_york(2026, 11, 23, 15, 59)
    early = await ticker.run_until(clock())
    clock.now = in_new_york(2026, 11, 24, 8, 30)
    ran = [await ticker.run_until(clock()) for _ in range(2)]

    assert early == []
    assert ran == [["release-notes", *MORNING], []]


@ON_SQLITE
async def test_yesterdays_post_that_was_missed_is_made_good_in_the_morning_and_reminders_wait_for_work(
    deps: Deps, clock: Clock
) -> None:
    deferred = await a_report(deps)
    await decided(deps, deferred.id, Verb.DEFER, revisit_on=date(2026, 11, 24))
    clock.now = in_new_york(2026, 11, 25, 7)
    ticker = Ticker(deps)

    early = await ticker.run_until(clock()), await status(deps, deferred.id)
    clock.now = in_new_york(2026, 11, 25, 8, 30)
    at_work = await ticker.run_until(clock()), await status(deps, deferred.id)

    assert early == (["release-notes"], Status.DEFERRED)
    assert at_work == (MORNING, Status.NEW)
    digests = [post for post in await owed(deps) if post.kind is PostKind.DECIDED_DIGEST]
    assert len(digests) == 1


@ON_SQLITE
@pytest.mark.parametrize(("hour", "minute", "ran"), [(8, 30, MORNING), (18, 0, MORNING), (18, 1, [])])
async def test_what_speaks_to_people_is_made_good_while_they_work(
    deps: Deps, clock: Clock, hour: int, minute: int, ran: list[str]
) -> None:
    clock.now = in_new_york(2026, 11, 24, hour, minute)

    for_everybody = {"release-notes", "signals-weekly"}
    assert [name for name in await Ticker(deps).run_until(clock()) if name not in for_everybody] == ran


@ON_SQLITE
async def test_the_days_post_is_made_good_for_a_day_and_then_told_by_the_next(deps: Deps, clock: Clock) -> None:
    await decided(deps, (await a_report(deps)).id, Verb.FIX)
    clock.now = in_new_york(2026, 11, 24, 16, 0)

    ran = await Ticker(deps).run_until(clock())

    assert ran == [*MORNING, "release-notes"]
    (post,) = [post for post in await owed(deps) if post.kind is PostKind.DECIDED_DIGEST]
    assert "-20261124T210000/" in post.subject


@ON_SQLITE
async def test_what_ran_once_runs_no_more_after_a_restart_or_in_another_replica(deps: Deps, clock: Clock) -> None:
    clock.now = in_new_york(2026, 11, 24, 17)
    before = jobs_counted("triage-reminders", "ran")

    ran = [await Ticker(deps).run_until(clock()) for _ in range(3)]

    assert [sorted(names) for names in ran] == [sorted([*MORNING, "release-notes"]), [], []]
    assert jobs_counted("triage-reminders", "ran") == before + 1


async def test_two_tickers_on_one_store_do_nothing_twice(deps: Deps, replica: Deps, clock: Clock) -> None:
    await a_report(deps)
    await decided(deps, (await a_report(deps)).id, Verb.REJECT)
    back = await a_report(deps)
    await decided(deps, back.id, Verb.DEFER, revisit_on=date(2026, 11, 25))
    tickers = [Ticker(deps), Ticker(replica)]

    for day in (24, 25, 27):
        clock.now = in_new_york(2026, 11, day, 17)
        await asyncio.gather(*(ticker.tick() for ticker in tickers))

    rows = await everything(deps)
    assert [row["verb"] for row in rows["decisions"] if row["report_id"] == back.id] == ["defer", "revisit"]
    kinds = [post.kind for post in await owed(deps)]
    assert (kinds.count(PostKind.REMINDER), kinds.count(PostKind.DECIDED_DIGEST)) == (1, 1)
    assert max(row["wanted"] for row in rows["posts"] if row["kind"] != "report_card") <= 2


@ON_SQLITE
async def test_what_failed_is_tried_again_at_the_next_tick_and_what_ran_is_not(deps: Deps, clock: Clock) -> None:
    """The reminders fail while the store refuses them; what brings back deferred reports ran."""
    deferred = await a_report(deps)
    await a_report(deps, "Another one")
    await decided(deps, deferred.id, Verb.DEFER, revisit_on=date(2026, 11, 25))
    clock.now = in_new_york(2026, 11, 24, 20)
    ticker = Ticker(deps)
    await ticker.run_until(clock())
    clock.now = in_new_york(2026, 11, 25, 9)

    async with deps.store.begin() as tx:
        await tx.execute(text(NO_REMINDERS))
    failed = await ticker.run_until(clock())
    async with deps.store.begin() as tx:
        await tx.execute(text("DROP TRIGGER no_reminders"))
    again = await ticker.run_until(clock())

    assert (failed, again) == (MORNING[:1], MORNING[1:])
    assert await status(deps, deferred.id) is Status.NEW
    assert [post.kind for post in await owed(deps)].count(PostKind.REMINDER) == 1
    assert await ticker.run_until(clock()) == []


@ON_SQLITE
async def test_a_job_that_fails_half_way_leaves_nothing_and_holds_up_no_other(deps: Deps, clock: Clock) -> None:
    """The day's post breaks: the next morning's jobs have their hour all the same, and nothing of it is told twice."""
    await decided(deps, (await a_report(deps)).id, Verb.FIX)
    await a_shipped_note(deps, text="Another one")
    clock.now = in_new_york(2026, 11, 24, 15)
    ticker = Ticker(deps)
    await ticker.run_until(in_new_york(2026, 11, 23, 15))
    before = await everything(deps)
    async with deps.store.begin() as tx:
        await tx.execute(text(HALF_WAY))
    failures = jobs_counted("release-notes", "failed")

    failed = await ticker.run_until(in_new_york(2026, 11, 23, 16))
    after = await everything(deps)
    clock.now = in_new_york(2026, 11, 24, 9)
    next_morning = await ticker.run_until(clock())
    async with deps.store.begin() as tx:
        await tx.execute(text("DROP TRIGGER half_way"))
    again = await ticker.run_until(clock())

    assert (failed, next_morning, again) == ([], MORNING, ["release-notes"])
    assert after == before
    assert jobs_counted("release-notes", "failed") == failures + 2
    kinds = [post.kind for post in await owed(deps)]
    assert (kinds.count(PostKind.DECIDED_DIGEST), kinds.count(PostKind.NOTES_OF_DAY)) == (1, 1)


@ON_SQLITE
async def test_what_would_be_of_no_use_any_more_is_counted_and_left_to_the_next(deps: Deps, clock: Clock) -> None:
    await a_report(deps)
    clock.now = in_new_york(2026, 11, 25, 8)
    ticker = Ticker(deps)
    async with deps.store.begin() as tx:
        await tx.execute(text(NO_REMINDERS))
    missed = jobs_counted("triage-reminders", "missed")

    clock.now = in_new_york(2026, 11, 25, 9)
    await ticker.run_until(clock())
    async with deps.store.begin() as tx:
        await tx.execute(text("DROP TRIGGER no_reminders"))
    clock.now = in_new_york(2026, 11, 25, 19)
    in_the_evening = await ticker.run_until(clock())
    counted = jobs_counted("triage-reminders", "missed") - missed
    clock.now = in_new_york(2026, 11, 27, 9)
    next_morning = await ticker.run_until(clock())

    assert in_the_evening == ["release-notes"]
    assert counted == 1
    assert next_morning == MORNING
    assert [post.kind for post in await owed(deps)].count(PostKind.REMINDER) == 1


@ON_SQLITE
async def test_how_late_a_job_began_is_measured(deps: Deps, clock: Clock) -> None:
    lateness = "adoption_job_lateness_seconds"
    of_the_post = {"job": "release-notes"}
    before = measured(f"{lateness}_sum", of_the_post), measured(f"{lateness}_count", of_the_post)
    clock.now = in_new_york(2026, 11, 23, 12)
    ticker = Ticker(deps)

    clock.now = in_new_york(2026, 11, 23, 16, 2)
    await ticker.run_until(clock())
    await ticker.run_until(clock())

    assert measured(f"{lateness}_sum", of_the_post) - before[0] == 120
    assert measured(f"{lateness}_count", of_the_post) - before[1] == 1


async def test_a_clock_that_is_set_back_repeats_nothing(deps: Deps, clock: Clock) -> None:
    await a_report(deps)
    await decided(deps, (await a_report(deps)).id, Verb.REJECT)
    ticker = Ticker(deps)
    clock.now = in_new_york(2026, 11, 25, 16, 1)
    ran = [await ticker.run_until(clock())]
    before = await everything(deps)

    for hour in (7, 15, 16, 17):
        clock.now = in_new_york(2026, 11, 25, hour, 5)
        ran.append(await ticker.run_until(clock()))

    assert ran == [[*MORNING, "release-notes"], [], [], [], []]
    assert await everything(deps) == before


@ON_SQLITE
async def test_a_ticker_that_was_started_wakes_by_itself_and_can_be_stopped(deps: Deps, clock: Clock) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.DEFER, revisit_on=date(2026, 11, 24))
    clock.now = in_new_york(2026, 11, 24, 9)
    woken = asyncio.Event()
    deps.wake = woken.set
    ticker = Ticker(deps)
    ticker.stop()

    async def came_back() -> None:
        while await status(deps, report.id) is not Status.NEW:
            await woken.wait()
            woken.clear()

    ticker.start()
    await asyncio.wait_for(came_back(), timeout=20)
    ticker.stop()
