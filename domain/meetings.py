"""When the meetings of workflows take place: not on a day without work."""

from datetime import datetime, timedelta
from typing import Final

from domain.occasions import firings_between
from domain.operating_model import OperatingModel
from domain.working_time import WorkingTime

STRETCHES: Final = (8, 40, 366)
"""Days that are looked through for the nearest meeting: most meet every week, some once a month."""

A_MOMENT: Final = timedelta(microseconds=1)


def meetings_between(
    model: OperatingModel, working_time: WorkingTime, workflow: str, after: datetime, until: datetime
) -> list[datetime]:
    """Those that begin later than `after` and not later than `until`, in order."""
    begun = firings_between(model.workflows[workflow].meeting.rule, after, until, model.timezone)
    return [begins for begins in begun if working_time.is_working_day(working_time.local_date(begins))]


def next_meeting(model: OperatingModel, working_time: WorkingTime, workflow: str, after: datetime) -> datetime | None:
    """When the workflow's meeting begins next; None when not within a year."""
    for days in STRETCHES:
        if found := meetings_between(model, working_time, workflow, after, after + timedelta(days=days)):
            return found[0]
    return None


def last_meeting(model: OperatingModel, working_time: WorkingTime, workflow: str, before: datetime) -> datetime | None:
    """When the workflow's meeting last began before then; None when not within a year."""
    for days in STRETCHES:
        held = meetings_between(model, working_time, workflow, before - timedelta(days=days), before - A_MOMENT)
        if held:
            return held[-1]
    return None
