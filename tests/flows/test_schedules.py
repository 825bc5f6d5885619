"""Jobs come due by the operating model's hours, in order, also in the nights in which the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.holiday_calendar import working_time_of
from domain.occasions import Weekday
from domain.post import PostKind
from domain.report import Verb
from flows.deps import Deps
from schedules.jobs import JOBS, due_between, job_named, next_firings, next_of
from schedules.ticker import Ticker
from tests.conftest import Clock
from tests.flows.stories import ON_SQLITE, a_report, decided, in_new_york, owed

MORNING = ["revisit-deferred", "triage-reminders"]


def keeping(deps: Deps, *, opens: time, notes_at: time) -> None:
    """The company works every day of the week, from `opens` on, and reads its notes at `notes_at`."""
    hours = deps.model.working_hours.model_copy(update={"days": tuple(Weekday), "from_": opens})
    notes = deps.model.release_notes.model_copy(update={"at": notes_at})
    deps.model = deps.model.model_copy(update={"working_hours": hours, "release_notes": notes, "holidays": ()})
    deps.working_time = working_time_of(deps.model)


def due(deps: Deps, after: datetime, until: datetime) -> list[tuple[str, str]]:
    zone = deps.model.timezone
    return [(f"{one.at.astimezone(zone):%a %H:%M %z}", one.job.name) for one in due_between(deps, after, until)]


@ON_SQLITE
async def test_jobs_are_due_on_working_days_in_order(deps: Deps) -> None:
    """From Wednesday noon over Thanksgiving and the weekend to Monday noon."""
    found = due(deps, in_new_york(2026, 11, 25, 12), in_new_york(2026, 11, 30, 12))

    assert found == [
        ("Wed 16:00 -0500", "release-notes"),
        ("Fri 08:30 -0500", "revisit-deferred"),
        ("Fri 08:30 -0500", "triage-reminders"),
        ("Fri 16:00 -0500", "release-notes"),
        ("Mon 08:30 -0500", "revisit-deferred"),
        ("Mon 08:30 -0500", "triage-reminders"),
        ("Mon 09:00 -0500", "signals-weekly"),
    ]


@ON_SQLITE
async def test_the_next_firing_of_each_job_is_on_a_working_day(deps: Deps) -> None:
    found = next_firings(deps, in_new_york(2026, 11, 25, 16))

    assert [(one.at, one.job.name) for one in found] == [
        (in_new_york(2026, 11, 27, 8, 30), "revisit-deferred"),
        (in_new_york(2026, 11, 27, 8, 30), "triage-reminders"),
        (in_new_york(2026, 11, 27, 16), "release-notes"),
        (in_new_york(2026, 11, 30, 9), "signals-weekly"),
    ]


@ON_SQLITE
async def test_a_company_that_never_works_has_no_next_firing(deps: Deps) -> None:
    every_day = {date(2026, 11, 1) + timedelta(n) for n in range(200)}
    deps.working_time = type(deps.working_time)(deps.model.timezone, tuple(Weekday), time(8), time(18), every_day)

    job = job_named(MORNING[0])
    assert job is not None
    assert next_of(deps, job, in_new_york(2026, 11, 25, 12)) is None
    assert next_firings(deps, in_new_york(2026, 11, 25, 12)) == []


@ON_SQLITE
async def test_in_spring_what_the_clock_skips_fires_once_after_the_gap(deps: Deps) -> None:
    keeping(deps, opens=time(2, 30), notes_at=time(16))

    found = due(deps, in_new_york(2027, 3, 14, 0), in_new_york(2027, 3, 14, 12))

    assert found == [("Sun 03:00 -0400", name) for name in MORNING]


@ON_SQLITE
async def test_in_autumn_what_the_clock_shows_twice_fires_at_the_first(deps: Deps) -> None:
    keeping(deps, opens=time(1, 30), notes_at=time(16))

    found = due(deps, in_new_york(2026, 11, 1, 0), in_new_york(2026, 11, 1, 12))

    assert found == [("Sun 01:30 -0400", name) for name in MORNING]


@ON_SQLITE
@pytest.mark.parametrize(
    ("eve", "opens", "listed"),
    [
        ((2027, 3, 13, 12), time(2, 30), "Sun 2027-03-14 03:00 -0400"),
        ((2026, 10, 31, 12), time(1, 30), "Sun 2026-11-01 01:30 -0400"),
        ((2026, 11, 1, 12), time(1, 30), "Mon 2026-11-02 01:30 -0500"),
    ],
)
async def test_the_next_times_are_listed_right_around_the_nights_in_which_the_clocks_change(
    deps: Deps, eve: tuple[int, ...], opens: time, listed: str
) -> None:
    keeping(deps, opens=opens, notes_at=time(9, 30))
    zone = deps.model.timezone

    found = {one.job.name: one.at.astimezone(zone) for one in next_firings(deps, in_new_york(*eve))}

    assert f"{found[MORNING[0]]:%a %Y-%m-%d %H:%M %z}" == listed
    assert found["release-notes"].time() == time(9, 30)


@ON_SQLITE
async def test_in_the_autumn_night_the_day_is_announced_once(deps: Deps, clock: Clock) -> None:
    keeping(deps, opens=time(1, 0), notes_at=time(1, 30))
    clock.now = datetime(2026, 11, 1, 4, tzinfo=UTC)
    ticker = Ticker(deps)
    await ticker.run_until(clock())
    await decided(deps, (await a_report(deps)).id, Verb.FIX)

    ran = [await ticker.run_until(clock() + timedelta(hours=n)) for n in range(1, 5)]

    assert [name for names in ran for name in names] == [*MORNING, "release-notes"]
    digests = [post for post in await owed(deps) if post.kind is PostKind.DECIDED_DIGEST]
    assert len(digests) == 1


def test_jobs_are_found_by_the_name_that_the_command_line_uses() -> None:
    assert [job.name for job in JOBS if job_named(job.name) is job] == [
        "crm-sync",
        "nudges",
        *MORNING,
        "release-notes",
        "pre-forecast-digest",
        "criteria-met",
        "control-steps",
        "signals-weekly",
    ]
    assert job_named("nothing-of-the-kind") is None
