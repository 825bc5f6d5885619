"""A company's working days and hours: how long something has been waiting, and when people may be spoken to."""

from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.occasions import Weekday, moment_at

DAY = timedelta(days=1)
LONGEST_HOLIDAY = 400
"""Days in a row without work after which the calendar must be wrong, rather than to look for a working day for ever."""


@dataclass(frozen=True)
class WorkingTime:
    """Takes and gives aware datetimes; gives UTC. Hours end just before `to`."""

    timezone: ZoneInfo
    days: Collection[Weekday]
    from_: time
    to: time
    holidays: Container[date] = ()

    def __post_init__(self) -> None:
        if not self.days or self.from_ >= self.to:
            raise ValueError("working time needs at least one day, and hours that end after they begin")

    def local_date(self, at: datetime) -> date:
        """The day it is in the company's time zone."""
        return self._local(at).date()

    def is_working_day(self, day: date) -> bool:
        return Weekday.of(day) in self.days and day not in self.holidays

    def is_working_time(self, at: datetime) -> bool:
        day = self.local_date(at)
        return self.is_working_day(day) and self._opens(day) <= at < self._closes(day)

    def start_of_working_day(self, day: date) -> datetime:
        """When work begins on `day`, or on the next working day if it is none."""
        return self._opens(next(self._working_days_from(day)))

    def end_of_working_day(self, day: date) -> datetime:
        """When work ends on `day`, which is a working day."""
        return self._closes(day)

    def next_working_moment(self, at: datetime) -> datetime:
        """`at` itself in working time, else when work next begins."""
        for day in self._working_days_from(self.local_date(at)):
            moment = max(at.astimezone(UTC), self._opens(day))
            if moment < self._closes(day):
                return moment
        raise AssertionError("the working days do not end")

    def add_working_days(self, at: datetime, days: int) -> datetime:
        """The same time of day, `days` working days on; always a working moment.

        What begins outside working time counts from when work next begins: a report of Saturday is two working days
        old on Wednesday morning.
        """
        begun = self.next_working_moment(at)
        if days <= 0:
            return begun
        ahead = self._working_days_from(self.local_date(begun) + DAY)
        return self._same_time_on([next(ahead) for _ in range(days)][-1], begun)

    def _same_time_on(self, day: date, begun: datetime) -> datetime:
        same = moment_at(day, self._local(begun).time().replace(fold=0), self.timezone)
        return max(same, self._opens(day))

    def _working_days_from(self, day: date) -> Iterator[date]:
        """Working days from `day` on, `day` included. Raises ValueError when there is none for more than a year."""
        idle = 0
        while idle <= LONGEST_HOLIDAY:
            if self.is_working_day(day):
                idle = 0
                yield day
            idle += 1
            day += DAY
        raise ValueError(f"no working day in the {LONGEST_HOLIDAY} days before {day}")

    def _opens(self, day: date) -> datetime:
        return moment_at(day, self.from_, self.timezone)

    def _closes(self, day: date) -> datetime:
        return moment_at(day, self.to, self.timezone)

    def _local(self, at: datetime) -> datetime:
        if at.tzinfo is None:
            raise ValueError("a time without a zone: give an aware datetime")
        return at.astimezone(self.timezone)
