"""Working days and hours, across weekends, holidays and nights on which the clocks change."""

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.occasions import Weekday
from domain.working_time import WorkingTime

NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
WEEK = tuple(Weekday)[:5]
THANKSGIVING = date(2026, 11, 26)


def hours(
    *,
    tz: ZoneInfo = NEW_YORK,
    days: tuple[Weekday, ...] = WEEK,
    begins: str = "08:30",
    ends: str = "18:00",
    holidays: Container[date] = frozenset({THANKSGIVING}),
) -> WorkingTime:
    return WorkingTime(tz, days, time.fromisoformat(begins), time.fromisoformat(ends), holidays)


def at(local: str, tz: ZoneInfo = NEW_YORK) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=tz).astimezone(UTC)


def test_weekends_and_holidays_are_no_working_days():
    week = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]

    assert [hours().is_working_day(day) for day in week] == [True, True, True, False, True, False, False]


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-20T15:00", 2, "2026-11-24T15:00"),
        ("2026-11-20T18:00", 2, "2026-11-25T08:30"),
        ("2026-11-21T12:00", 2, "2026-11-25T08:30"),
        ("2026-11-24T15:00", 2, "2026-11-27T15:00"),
        ("2026-11-24T15:00", 0, "2026-11-24T15:00"),
        ("2026-11-24T19:00", 0, "2026-11-25T08:30"),
    ],
)
def test_two_working_days_later_is_the_same_time_of_a_working_day(start, days, due):
    assert hours().add_working_days(at(start), days) == at(due)


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        ("2026-11-23T08:29:59", False),
        ("2026-11-23T08:30", True),
        ("2026-11-23T17:59:59", True),
        ("2026-11-23T18:00", False),
        ("2026-11-22T12:00", False),
        ("2026-11-26T12:00", False),
    ],
)
def test_working_time_begins_on_the_minute_and_ends_before_it(moment, working):
    assert hours().is_working_time(at(moment)) is working


@pytest.mark.parametrize(
    ("moment", "then"),
    [
        ("2026-11-23T10:15", "2026-11-23T10:15"),
        ("2026-11-23T03:00", "2026-11-23T08:30"),
        ("2026-11-25T18:00", "2026-11-27T08:30"),
        ("2026-11-27T20:00", "2026-11-30T08:30"),
    ],
)
def test_outside_working_time_people_are_spoken_to_when_work_begins(moment, then):
    assert hours().next_working_moment(at(moment)) == at(then)


def test_a_deferred_report_comes_back_when_work_begins_on_its_day_or_the_next_working_day():
    assert hours().start_of_working_day(date(2026, 11, 25)) == at("2026-11-25T08:30")
    assert hours().start_of_working_day(THANKSGIVING) == at("2026-11-27T08:30")
    assert hours().start_of_working_day(date(2026, 11, 28)) == at("2026-11-30T08:30")


def test_the_working_day_follows_the_clock_when_it_changes():
    assert hours().start_of_working_day(date(2026, 3, 6)) == datetime(2026, 3, 6, 13, 30, tzinfo=UTC)
    assert hours().start_of_working_day(date(2026, 3, 9)) == datetime(2026, 3, 9, 12, 30, tzinfo=UTC)
    assert hours().add_working_days(at("2026-10-30T15:00"), 1) == datetime(2026, 11, 2, 20, tzinfo=UTC)


def test_a_night_shift_loses_the_hour_that_the_spring_night_skips():
    night = hours(days=tuple(Weekday), begins="00:00", ends="03:00", holidays=())

    assert night.is_working_time(at("2026-03-08T01:59"))
    assert not night.is_working_time(datetime(2026, 3, 8, 7, tzinfo=UTC))  # 03:00 in New York, a minute after 01:59
    assert night.add_working_days(at("2026-03-07T02:30"), 2) == at("2026-03-09T02:30")


def test_hours_that_lie_wholly_in_the_gap_are_passed_over():
    night = hours(days=tuple(Weekday), begins="02:00", ends="03:00", holidays=())

    assert night.next_working_moment(at("2026-03-08T01:00")) == at("2026-03-09T02:00")


def test_the_hour_that_the_autumn_night_repeats_is_worked_twice():
    night = hours(days=tuple(Weekday), begins="00:00", ends="03:00", holidays=())
    first, second = datetime(2026, 11, 1, 5, 30, tzinfo=UTC), datetime(2026, 11, 1, 6, 30, tzinfo=UTC)

    assert night.is_working_time(first)
    assert night.is_working_time(second)
    assert night.add_working_days(second, 1) == at("2026-11-02T01:30")


def test_half_an_hour_of_summer_time_moves_the_working_day_by_half_an_hour():
    island = hours(tz=LORD_HOWE, begins="09:00", ends="17:00", holidays=())

    assert island.start_of_working_day(date(2026, 10, 2)) == datetime(2026, 10, 1, 22, 30, tzinfo=UTC)
    assert island.start_of_working_day(date(2026, 10, 5)) == datetime(2026, 10, 4, 22, 0, tzinfo=UTC)


def test_the_day_is_that_of_the_company_not_of_the_server():
    assert hours().local_date(datetime(2026, 11, 24, 4, 59, tzinfo=UTC)) == date(2026, 11, 23)
    assert hours().local_date(datetime(2026, 11, 24, 5, tzinfo=UTC)) == date(2026, 11, 24)
    assert hours(tz=LORD_HOWE).local_date(datetime(2026, 11, 23, 13, tzinfo=UTC)) == date(2026, 11, 24)


def test_a_time_without_a_zone_is_refused():
    naive = datetime(2026, 11, 23, 9)  # noqa: DTZ001 - that is the point
    asked = hours()

    for ask in (asked.local_date, asked.is_working_time, asked.next_working_moment):
        with pytest.raises(ValueError, match="without a zone"):
            ask(naive)
    with pytest.raises(ValueError, match="without a zone"):
        asked.add_working_days(naive, 1)


def test_a_company_that_never_works_is_refused_instead_of_searched_for_ever():
    class Always:
        def __contains__(self, day: object) -> bool:
            return True

    with pytest.raises(ValueError, match="at least one day"):
        hours(days=())
    with pytest.raises(ValueError, match="end after they begin"):
        hours(begins="18:00", ends="08:30")
    with pytest.raises(ValueError, match="no working day"):
        hours(holidays=Always()).next_working_moment(at("2026-11-23T09:00"))


def test_a_day_at_the_end_of_the_calendar_is_answered():
    assert hours().start_of_working_day(date(9999, 12, 31)) == datetime(9999, 12, 31, 13, 30, tzinfo=UTC)


MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive
CALENDARS = st.sampled_from([
    hours(),
    hours(tz=LORD_HOWE, begins="09:00", ends="17:00"),
    hours(days=(Weekday.SUN, Weekday.MON), begins="00:00", ends="23:59"),
    hours(days=tuple(Weekday), begins="01:30", ends="02:45"),
])  # fmt: skip


@given(CALENDARS, MOMENTS, st.integers(0, 30))
def test_as_many_working_days_lie_between_as_were_added(calendar, start, days):
    begun, due = calendar.next_working_moment(start), calendar.add_working_days(start, days)
    first, last = calendar.local_date(begun), calendar.local_date(due)

    between = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]

    assert sum(calendar.is_working_day(day) for day in between) == days
    assert calendar.is_working_time(due)


@given(CALENDARS, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=20)))
def test_later_is_never_younger(calendar, start, later):
    end = start + later

    assert calendar.next_working_moment(start) <= calendar.next_working_moment(end)
    assert calendar.is_working_time(calendar.next_working_moment(start))
