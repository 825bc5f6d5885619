"""Times relative to the day on which the pipeline is looked at, in the company's own hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sandbox.crm.records import written

ZONE = ZoneInfo("America/New_York")
CALL = time(9, 30)
MONDAY, SATURDAY = 0, 5
NOON = time(12)


class Days:
    def __init__(self, now: datetime) -> None:
        local = now.astimezone(ZONE)
        self.today = local.date()
        monday = self.today - timedelta(self.today.weekday() - MONDAY)
        self.last_call = _moment(monday, CALL)
        """The forecast call: the newest one that has begun."""
        if self.last_call > now:
            self.last_call = _moment(monday - timedelta(7), CALL)
        self.next_call = _moment(self.last_call.astimezone(ZONE).date() + timedelta(7), CALL)

    def before(self, days: int, at: time = NOON) -> datetime:
        """So many calendar days ago, or the Friday before; ahead, when they are negative, or the Monday after."""
        day = self.today - timedelta(days)
        while day.weekday() >= SATURDAY:
            day += timedelta(1 if days < 0 else -1)
        return _moment(day, at)

    def closing(self, in_days: int, at: time = NOON) -> str:
        """A close date so many days from today, as HubSpot keeps it: a day that has a time."""
        return written(_moment(self.today + timedelta(in_days), at))

    def day(self, in_days: int) -> str:
        """For a date property."""
        return (self.today + timedelta(in_days)).isoformat()


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZONE).astimezone(UTC)
