"""When a person may be asked about records, and for which meeting: one bundle a working day, in their own hours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.ids import UserId
from domain.meetings import next_meeting
from domain.occasions import moment_at
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import Control
from domain.working_time import DAY, WorkingTime

NEAR: Final = timedelta(days=7)
"""A meeting further away than this is nobody's concern yet."""

SILENCE: Final = timedelta(days=14)
"""How long nobody asks a person whose last bundles had no reaction."""

FRESH_FOR: Final = timedelta(hours=24)
"""What we know of the CRM is too old to ask anybody about after this long."""

PREVIEWED: Final = frozenset({Control.INSPECTION, Control.PROMPT, Control.GATE})
PROMPTED: Final = frozenset({Control.PROMPT, Control.GATE})


@dataclass(frozen=True, slots=True)
class CallAhead:
    """One meeting of a workflow. `preview_at` is when those concerned see their own records; None when nobody does."""

    workflow: str
    at: datetime
    control: Control
    preview_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who owns deals. `zone` is that of their Slack profile, else the company's."""

    user: UserId
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle that was sent, and whether its reader did anything about it."""

    at: datetime
    reacted: bool


def calls_ahead(model: OperatingModel, working_time: WorkingTime, at: datetime) -> list[CallAhead]:
    """The next meeting of each workflow that asks anything of people, the earliest first.

    A meeting on a day without work does not take place.
    """
    found = [
        CallAhead(name, begins, workflow.control, _preview(workflow.meeting.preview_hours_before, begins, working_time))
        for name, workflow in model.workflows.items()
        if workflow.control in PREVIEWED
        and (begins := next_meeting(model, working_time, name, at)) is not None
        and begins - at <= NEAR
    ]
    return sorted(found, key=lambda call: (call.at, call.workflow))


def _preview(hours: int | None, begins: datetime, working_time: WorkingTime) -> datetime | None:
    """So many hours before, or at that time of day on the last working day before: not on a Sunday for Monday."""
    if hours is None:
        return None
    wanted = begins - timedelta(hours=hours)
    clock = wanted.astimezone(working_time.timezone).time().replace(fold=0)
    if not working_time.from_ <= clock < working_time.to:
        clock = working_time.from_
    day = working_time.local_date(wanted)
    while True:
        moment = moment_at(day, clock, working_time.timezone)
        if working_time.is_working_day(day) and moment < begins:
            return moment
        day -= DAY


class Hours:
    """The working hours of the company, lived in each person's own time zone."""

    def __init__(self, model: OperatingModel, working_time: WorkingTime) -> None:
        self._at = model.nudges_at
        self._time = working_time

    def day_of(self, person: Person, at: datetime) -> date:
        return at.astimezone(person.zone).date()

    def may_be_asked(self, person: Person, at: datetime) -> bool:
        """In their working hours, on a day on which the company works."""
        return replace(self._time, timezone=person.zone).is_working_time(at)

    def is_last_of_week(self, person: Person, at: datetime) -> bool:
        """Whether the company does not work on any later day of the person's week, which ends on Sunday."""
        today = self.day_of(person, at)
        later = (today + timedelta(days=n) for n in range(1, 7 - today.weekday()))
        return not any(self._time.is_working_day(day) for day in later)

    def is_time_for_bundle(self, person: Person, at: datetime) -> bool:
        """From the hour of the operating model on, by their own clock."""
        return at >= moment_at(self.day_of(person, at), self._at, person.zone)

    def is_previewed_later(self, calls: Iterable[CallAhead], person: Person, at: datetime) -> bool:
        """Whether a preview comes later on the same day of theirs, in their hours: it is that day's bundle.

        One that would come in their evening waits for another day, and this one has a bundle of its own.
        """
        moments = (call.preview_at for call in calls if call.preview_at is not None and at < call.preview_at)
        today = self.day_of(person, at)
        return any(self.day_of(person, one) == today and self.may_be_asked(person, one) for one in moments)


def previewed_now(calls: Iterable[CallAhead], at: datetime) -> list[CallAhead]:
    """Whose preview is due, and who have not begun."""
    return [call for call in calls if call.preview_at is not None and call.preview_at <= at < call.at]


def prompted(calls: Iterable[CallAhead]) -> list[CallAhead]:
    """Those whose control lets people be asked before them, the earliest first."""
    return [call for call in calls if call.control in PROMPTED]


def silent_until(sent: Sequence[Sent], *, quiet_after: int) -> datetime | None:
    """Until when a person is left in peace, because the last `quiet_after` bundles had no reaction; None when not.

    `sent` is oldest first. After a silence counting begins anew; a late reaction ends it.
    """
    ignored, until = 0, None
    for one in sent:
        ignored, until = (0 if one.reacted else ignored + 1), None
        if ignored == quiet_after:
            ignored, until = 0, one.at + SILENCE
    return until
