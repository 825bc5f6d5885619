"""The jobs: what each is called, when it is due by the operating model, how long it is of use, and which flow it runs.

Which results of a job happen once is claimed by its flow, in the transaction that stores them. A job may therefore run
again after it failed half-way: what was stored stays, what was not is done then.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from domain.occasions import Daily, Rule, firings_between, occasion_name
from domain.operating_model import OperatingModel
from flows.ageing import bring_back_deferred, close_silent, remind_of_undecided
from flows.announcing import announce_day
from flows.deps import Deps
from schedules.asking import ask_people, until_the_next_look
from schedules.controls import count_criteria, propose_controls, starts_of_months
from schedules.crm_reading import read_crm
from schedules.meetings import digest_hours, post_digests, until_they_begin
from schedules.quarters import every_quarter_of_an_hour
from schedules.weeks import list_signals, weekly_hours

log = structlog.get_logger()

LOOK_BACK: Final = timedelta(days=1)
"""How far back a start or a tick looks for firings that were missed; none is of use for longer."""

A_WEEK: Final = timedelta(days=7)
LOOK_AHEAD: Final = timedelta(days=60)
"""Longer than any stretch without a working day, or without a monthly meeting."""

Firings = Callable[[Deps, datetime, datetime], Iterable[datetime]]
"""When a job comes due: later than the first moment and not later than the second, in order."""


@dataclass(frozen=True, slots=True)
class Job:
    """`run` may be called again for the same time, and from several replicas: each flow claims what happens once.

    A firing that was missed is made good up to `useful_until`. Nothing is lost after that: each job looks at how things
    stand, so the next firing does what this one would have done.

    One in the `background` takes its time: it runs beside the others, of several firings that were
    missed only the last counts, and one that failed waits for the next. One that `reads_crm` needs a CRM
    to be open: without one there is nothing to tell.
    """

    name: str
    says: str
    firings: Firings
    run: Callable[[Deps, datetime], Awaitable[object]]
    useful_until: Callable[[Deps, datetime], datetime]
    background: bool = False
    reads_crm: bool = False


async def _revisit_deferred(deps: Deps, at: datetime) -> None:
    moved = await bring_back_deferred(deps, at=at)
    log.info("deferred reports came back", reports=moved)


async def _triage_reminders(deps: Deps, at: datetime) -> None:
    owed = await remind_of_undecided(deps, at=at)
    log.info("undecided reports were brought up", reminders=owed)


async def _release_notes(deps: Deps, at: datetime) -> None:
    told = await announce_day(deps, at=at)
    closed = await close_silent(deps, at=at)
    log.info("the day was announced", told=told, closed=closed)


def _on_working_days(rule: Callable[[OperatingModel], Rule]) -> Firings:
    def firings(deps: Deps, after: datetime, until: datetime) -> list[datetime]:
        time = deps.working_time
        found = firings_between(rule(deps.model), after, until, deps.model.timezone)
        return [at for at in found if time.is_working_day(time.local_date(at))]

    return firings


_start_of_work: Final = _on_working_days(lambda model: Daily(model.working_hours.from_))


def _end_of_work(deps: Deps, at: datetime) -> datetime:
    """What speaks to people waits for the next morning rather than to come in the evening."""
    return deps.working_time.end_of_working_day(deps.working_time.local_date(at))


def _a_day_on(_deps: Deps, at: datetime) -> datetime:
    """A post for everyone is read whenever people come by; a day on, the next one tells it."""
    return at + timedelta(days=1)


CRM_SYNC: Final = "crm-sync"

JOBS: Final = (
    Job(
        CRM_SYNC,
        "What changed in the CRM is read and judged",
        every_quarter_of_an_hour,
        read_crm,
        _a_day_on,
        background=True,
        reads_crm=True,
    ),
    Job(
        "nudges",
        "Each person is asked what their deals lack, once a day by their own clock",
        every_quarter_of_an_hour,
        ask_people,
        until_the_next_look,
        background=True,
        reads_crm=True,
    ),
    Job("revisit-deferred", "Deferred reports come back on their day", _start_of_work, _revisit_deferred, _end_of_work),
    Job("triage-reminders", "Undecided reports are brought up again", _start_of_work, _triage_reminders, _end_of_work),
    Job(
        "release-notes",
        "What shipped and what was decided is posted",
        _on_working_days(lambda model: Daily(model.release_notes.at)),
        _release_notes,
        _a_day_on,
    ),
    Job(
        "pre-forecast-digest",
        "Which deals are not ready is posted before each meeting; on days off there is none",
        digest_hours,
        post_digests,
        until_they_begin,
        reads_crm=True,
    ),
    Job(
        "criteria-met",
        "How many deals meet each criterion is counted",
        _on_working_days(lambda model: Daily(model.working_hours.to)),
        count_criteria,
        _a_day_on,
        reads_crm=True,
    ),
    Job(
        "control-steps",
        "A lighter or a firmer control is proposed to the admins, once a month",
        starts_of_months,
        propose_controls,
        _end_of_work,
        reads_crm=True,
    ),
    Job(
        "signals-weekly",
        "Threads that went around the CRM are listed, once a week",
        weekly_hours,
        list_signals,
        _a_day_on,
    ),
)


@dataclass(frozen=True, slots=True)
class Firing:
    at: datetime
    job: Job

    def occasion(self, deps: Deps) -> str:
        """The same for every replica: `2026-11-23T16:00 America/New_York`."""
        return occasion_name(self.at, deps.model.timezone)


def due_between(deps: Deps, after: datetime, until: datetime, *, background: bool = False) -> list[Firing]:
    """Every firing later than `after` and not later than `until`, in order: in the `background`, or of the others."""
    found = [Firing(at, job) for job in jobs_here(deps, background=background) for at in _due(deps, job, after, until)]
    return sorted(found, key=lambda firing: firing.at)


def _due(deps: Deps, job: Job, after: datetime, until: datetime) -> list[datetime]:
    times = list(job.firings(deps, after, until))
    return times[-1:] if job.background else times


def next_of(deps: Deps, job: Job, after: datetime) -> datetime | None:
    spans = (A_WEEK, LOOK_AHEAD)  # nearly all come round within a week, and two months take ten times as long to list
    return next((at for span in spans for at in job.firings(deps, after, after + span)), None)


def next_firings(deps: Deps, after: datetime, *, background: bool = False) -> list[Firing]:
    """The next firing of every job, in order: in the `background`, or of the others."""
    jobs = jobs_here(deps, background=background)
    found = [Firing(at, job) for job in jobs if (at := next_of(deps, job, after)) is not None]
    return sorted(found, key=lambda firing: firing.at)


def jobs_here(deps: Deps, *, background: bool) -> list[Job]:
    return [job for job in JOBS if job.background == background and (deps.crm is not None or not job.reads_crm)]


def job_named(name: str) -> Job | None:
    return next((job for job in JOBS if job.name == name), None)
