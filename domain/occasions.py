"""When something that repeats comes round: daily, weekly and cron rules in local time, and the name of one firing."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


class Weekday(StrEnum):
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @classmethod
    def of(cls, day: date) -> "Weekday":
        return list(cls)[day.weekday()]


@dataclass(frozen=True)
class Daily:
    at: time

    def times_on(self, day: date) -> tuple[time, ...]:  # noqa: ARG002 - every day is alike
        return (self.at,)


@dataclass(frozen=True)
class Weekly:
    day: Weekday
    at: time

    def times_on(self, day: date) -> tuple[time, ...]:
        return (self.at,) if Weekday.of(day) is self.day else ()


@dataclass(frozen=True)
class Cron:
    """A five-field cron expression, read as Vixie cron does.

    0 and 7 are Sunday, and when both a day of the month and a weekday are given, either is enough. APScheduler's own
    reading differs: 0 is Monday there, and both must match.
    """

    text: str
    times: tuple[time, ...]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either_day: bool

    @classmethod
    def read(cls, text: str) -> "Cron":
        """Raises ValueError with a sentence that says what a cron expression looks like."""
        parts = text.split()
        if len(parts) != len(_FIELDS):
            raise ValueError('five fields: minute, hour, day of month, month, weekday, like "0 15 1 * *"')
        minutes, hours, days, months, weekdays = (field.read(part) for field, part in zip(_FIELDS, parts, strict=True))
        cron = cls(
            text=" ".join(parts),
            times=tuple(time(hour, minute) for hour in sorted(hours) for minute in sorted(minutes)),
            days=days,
            months=months,
            weekdays=frozenset(day % 7 for day in weekdays),
            either_day=not (parts[2].startswith("*") or parts[4].startswith("*")),
        )
        if not cron._ever_happens():
            raise ValueError(f"a day that exists: the months given have no day {_listed(days)}")
        return cron

    def times_on(self, day: date) -> tuple[time, ...]:
        return self.times if day.month in self.months and self._day_matches(day) else ()

    def _day_matches(self, day: date) -> bool:
        by_date, by_weekday = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        return by_date or by_weekday if self.either_day else by_date and by_weekday

    def _ever_happens(self) -> bool:
        leap_year = 2024
        longest = max(calendar.monthrange(leap_year, month)[1] for month in self.months)
        return self.either_day or min(self.days) <= longest


Rule = Daily | Weekly | Cron


def firings_between(rule: Rule, after: datetime, until: datetime, tz: ZoneInfo) -> list[datetime]:
    """Every firing later than `after` and not later than `until`, oldest first, in UTC.

    A local time that the clock skips fires once, at the first moment after the gap; one that the clock shows twice
    fires at the first of the two.
    """
    _require_aware(after, until)
    return [moment for moment in _firings_from(rule, after, until, tz) if after < moment <= until]


def occasion_name(moment: datetime, tz: ZoneInfo) -> str:
    """`2026-11-23T09:30 America/New_York`: the same for every replica and every restart, different for every minute."""
    _require_aware(moment)
    local = moment.astimezone(tz)
    # In the hour that the clock shows twice, the second one also carries its offset.
    shown = (
        local.isoformat(timespec="minutes") if local.fold else local.replace(tzinfo=None).isoformat(timespec="minutes")
    )
    return f"{shown} {tz.key}"


def moment_at(day: date, at: time, tz: ZoneInfo) -> datetime:
    """When the clocks of `tz` first show `at` on `day`, in UTC; the first moment after the gap if they never do."""
    local = datetime.combine(day, at, tzinfo=tz)
    moment = local.astimezone(UTC)
    if moment.astimezone(tz).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    return _end_of_gap(local)


def _end_of_gap(local: datetime) -> datetime:
    """`local` was skipped: the offset after the gap gives a moment before it, the offset before it one after it."""
    tz, wanted = local.tzinfo, local.replace(tzinfo=None)
    early, late = local.replace(fold=1).astimezone(UTC), local.replace(fold=0).astimezone(UTC)
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if middle.astimezone(tz).replace(tzinfo=None) < wanted:
            early = middle
        else:
            late = middle
    return late


def _firings_from(rule: Rule, after: datetime, until: datetime, tz: ZoneInfo) -> Iterator[datetime]:
    """Ascending, without repeats, from the local day of `after` on; two firings that fall into one gap are one."""
    day, last = after.astimezone(tz).date(), until.astimezone(tz).date()
    # A day that a zone skipped as a whole (Apia, 2011-12-30) fires on the next one.
    day -= DAY
    before: datetime | None = None
    while day <= last:
        for at in rule.times_on(day):
            moment = moment_at(day, at, tz)
            if before is None or moment > before:
                yield moment
                before = moment
        day += DAY


def _require_aware(*moments: datetime) -> None:
    if any(moment.tzinfo is None for moment in moments):
        raise ValueError("a time without a zone: give an aware datetime")


@dataclass(frozen=True)
class _Field:
    """One of the five fields of a cron expression."""

    name: str
    lowest: int
    highest: int
    words: tuple[str, ...] = ()
    """Names allowed instead of numbers; the first stands for `lowest`."""

    def read(self, text: str) -> frozenset[int]:
        return frozenset(number for part in text.split(",") for number in self._range(part))

    def _range(self, part: str) -> range:
        match = re.fullmatch(r"(?:(\*)|(\w+)(?:-(\w+))?)(?:/([0-9]{1,4}))?", part, re.ASCII)
        if not match:
            raise self._wrong(part)
        star, first, last, step = match.groups()
        start = self.lowest if star else self._number(first, part)
        end = self._number(last, part) if last else self.highest if star or step else start
        if end < start or (step and int(step) == 0):
            raise self._wrong(part)
        return range(start, end + 1, int(step or 1))

    def _number(self, word: str, part: str) -> int:
        if word.lower() in self.words:
            return self.lowest + self.words.index(word.lower())
        if not word.isdigit() or not self.lowest <= int(word[:5]) <= self.highest:
            raise self._wrong(part)
        return int(word)

    def _wrong(self, part: str) -> ValueError:
        words = f" or {self.words[0]} to {self.words[-1]}" if self.words else ""
        return ValueError(
            f'the {self.name} "{part}" must be *, a number from {self.lowest} to {self.highest}{words}, '
            "a range like 1-5, a step like */2, or several of them with commas"
        )


_FIELDS = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day of month", 1, 31),
    _Field("month", 1, 12, tuple(month.lower() for month in calendar.month_abbr[1:])),
    _Field("weekday", 0, 7, ("sun", "mon", "tue", "wed", "thu", "fri", "sat")),
)


def _listed(numbers: frozenset[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))
