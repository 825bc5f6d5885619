"""How what happened at Northwind is told: through the same flows that people use, at past times."""

import calendar
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final, TypeVar

from domain.decision import DecisionDraft
from domain.draft import ReportDraft
from domain.ids import NoteId, ReportId, UserId
from domain.note import NoteDraft
from domain.outcome import Refused, Repeated
from domain.report import Verb
from domain.working_time import WorkingTime
from flows import intake, shipping, triage
from flows.deps import Deps

T = TypeVar("T")

BEGINS: Final = 15
"""Working days before the demo's today."""

OPENS: Final = time(10, 5)
"""When the demo's today begins: people are at work, and the day's posts are still to come."""


@dataclass(frozen=True, slots=True)
class Event:
    days_ago: int
    at: str
    happen: Callable[["Story"], Awaitable[object]]


class Story:
    """Carries out events by the names that they give to reports and notes."""

    def __init__(self, deps: Deps, today: date) -> None:
        self.deps = deps
        self.today = today
        self._reports: dict[str, ReportId] = {}
        self._notes: dict[str, NoteId] = {}
        self._delivered = 0

    def _delivery(self) -> str:
        self._delivered += 1
        return f"demo-{self._delivered}"

    async def file(self, name: str, by: UserId, draft: ReportDraft) -> None:
        filed = await intake.file_report(self.deps, draft, by=by, delivery=self._delivery())
        self._reports[name] = _done(filed).report.id

    async def support(self, name: str, by: UserId) -> None:
        _done(await intake.support(self.deps, self._reports[name], by=by, delivery=self._delivery()))

    async def decide(self, name: str, by: UserId, verb: Verb, *, into: str = "", **parts: object) -> None:
        target = self._reports[into] if into else None
        draft = DecisionDraft(self._reports[name], verb, target=target, **parts)  # type: ignore[arg-type]
        _done(await triage.decide(self.deps, draft, by=by, delivery=self._delivery()))

    async def ship(self, name: str, by: UserId, title: str, what_changed: str, *roles: str, workflow: str) -> None:
        draft = NoteDraft(self._reports[name], title, what_changed, workflows=(workflow,), roles=roles)
        shipped = _done(await shipping.ship(self.deps, draft, by=by, delivery=self._delivery()))
        self._notes[name] = shipped.note.id

    async def confirm(self, name: str, by: UserId) -> None:
        _done(await shipping.confirm(self.deps, self._notes[name], by=by, delivery=self._delivery()))


def _done(outcome: T | Refused | Repeated) -> T:
    if isinstance(outcome, Refused | Repeated):
        raise AssertionError(outcome)  # noqa: TRY004 - the story no longer fits the rules
    return outcome


def opening_day(working_time: WorkingTime, day: date) -> date:
    """The latest Friday up to `day`, or the working day before it: whenever one looks, the forecast call is next, on
    Monday, and who is to speak there has just been asked."""
    friday = day - timedelta(days=(day.weekday() - calendar.FRIDAY) % 7)
    return working_day_before(working_time, friday, 0)


def working_day_before(working_time: WorkingTime, day: date, days: int) -> date:
    """`days` working days before `day`; with 0 the last working day up to `day`."""
    while days or not working_time.is_working_day(day):
        days -= working_time.is_working_day(day)
        day -= timedelta(days=1)
    return day
