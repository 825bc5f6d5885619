"""When the digest of each meeting is made: so many minutes before it begins, and at the latest until then."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.meetings import STRETCHES, meetings_between
from domain.occasions import occasion_name
from domain.operating_model import OperatingModel
from domain.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Call:
    """One meeting of a workflow, and from when on its digest is due."""

    workflow: str
    begins: datetime
    digest_at: datetime

    def occasion(self, model: OperatingModel) -> str:
        """The same for every replica: `forecast@2026-11-23T09:30 America/New_York`."""
        return f"{self.workflow}@{occasion_name(self.begins, model.timezone)}"


def calls_between(model: OperatingModel, working_time: WorkingTime, after: datetime, until: datetime) -> list[Call]:
    """Those whose digest comes due later than `after` and not later than `until`, in order.

    A meeting on a day without work does not take place. The minutes before it are counted as they pass, also in the
    night in which the clocks change.
    """
    found = [
        Call(name, begins, begins - before)
        for name, workflow in model.workflows.items()
        for before in [timedelta(minutes=workflow.meeting.digest_minutes_before)]
        for begins in meetings_between(model, working_time, name, after + before, until + before)
    ]
    return sorted(found, key=lambda call: (call.digest_at, call.begins, call.workflow))


def calls_due(model: OperatingModel, working_time: WorkingTime, at: datetime) -> list[Call]:
    """Those whose digest is due at `at` and that have not begun."""
    longest = max((workflow.meeting.digest_minutes_before for workflow in model.workflows.values()), default=0)
    lately = calls_between(model, working_time, at - timedelta(minutes=longest + 1), at)
    return [call for call in lately if call.begins > at]


def next_call(model: OperatingModel, working_time: WorkingTime, at: datetime) -> Call | None:
    """The one whose digest comes due next; None when there is none within a year."""
    for days in STRETCHES:
        if found := calls_between(model, working_time, at, at + timedelta(days=days)):
            return found[0]
    return None
