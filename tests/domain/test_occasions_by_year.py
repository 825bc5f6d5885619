"""A year of something that repeats, in zones whose clocks jump by an hour, by half of one, at midnight, or never."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.occasions import Daily, Rule, Weekday, Weekly, firings_between, occasion_name

ZONES = [
    ZoneInfo(name)
    for name in (
        "America/New_York",
        "Europe/Berlin",
        "Australia/Lord_Howe",  # by half an hour
        "America/Sao_Paulo",  # at midnight, until 2019
        "Africa/Casablanca",  # back for Ramadan, twice a year or four times
        "Asia/Kolkata",  # never
        "America/Santiago",
        "Asia/Beirut",
    )
]
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
RULES = st.one_of(st.builds(Daily, TIMES), st.builds(Weekly, st.sampled_from(Weekday), TIMES))
DAY = timedelta(days=1)


def a_year(rule: Rule, year: int, tz: ZoneInfo) -> list[datetime]:
    begins, ends = (datetime(y, 1, 1, tzinfo=tz).astimezone(UTC) - timedelta(microseconds=1) for y in (year, year + 1))
    return firings_between(rule, begins, ends, tz)


def days_of(rule: Rule, year: int) -> list[date]:
    every = [date(year, 1, 1) + DAY * n for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    return [day for day in every if rule.times_on(day)]


@settings(max_examples=60, deadline=None)
@given(RULES, st.integers(1995, 2035), st.sampled_from(ZONES))
def test_in_a_year_it_comes_once_on_each_of_its_days_under_a_name_of_its_own(
    rule: Daily | Weekly, year: int, tz: ZoneInfo
) -> None:
    fired = a_year(rule, year, tz)

    assert [moment.astimezone(tz).date() for moment in fired] == days_of(rule, year)
    assert all(one < other for one, other in pairwise(fired))
    assert len({occasion_name(moment, tz) for moment in fired}) == len(fired)
    assert {moment.tzinfo for moment in fired} == {UTC}


@settings(max_examples=60, deadline=None)
@given(TIMES, st.integers(1995, 2035), st.sampled_from(ZONES))
def test_the_clocks_show_its_time_unless_they_never_do_that_day(at: time, year: int, tz: ZoneInfo) -> None:
    shown = [moment.astimezone(tz) for moment in a_year(Daily(at), year, tz)]

    odd = [local for local in shown if local.time() != at]
    assert all(_is_skipped(datetime.combine(local.date(), at), tz) for local in odd)
    assert all(local.fold == 0 for local in shown)
    assert len(odd) <= 2


@settings(max_examples=60, deadline=None)
@given(RULES, st.integers(1995, 2035), st.sampled_from(ZONES), st.integers(1, 40))
def test_however_often_one_looks_each_comes_once(rule: Rule, year: int, tz: ZoneInfo, hours: int) -> None:
    """Looking every so many hours over the weeks in which the clocks of most zones change."""
    begins = datetime(year, 3, 1, tzinfo=UTC)
    looks = [begins + timedelta(hours=hours) * n for n in range(45 * 24 // hours)]

    seen = [moment for one, other in pairwise(looks) for moment in firings_between(rule, one, other, tz)]

    assert seen == firings_between(rule, looks[0], looks[-1], tz)


@pytest.mark.parametrize(
    ("first", "offsets"),
    [
        (date(2027, 3, 8), ["-0500", "-0400", "-0400"]),  # the clocks change on the 14th
        (date(2026, 10, 26), ["-0400", "-0500", "-0500"]),  # and on 1 November
    ],
)
def test_a_call_at_half_past_nine_in_new_york_stays_there_in_both_weeks_of_change(
    first: date, offsets: list[str]
) -> None:
    tz = ZoneInfo("America/New_York")
    begins = datetime.combine(first, time(0), tzinfo=tz)

    calls = firings_between(Weekly(Weekday.MON, time(9, 30)), begins, begins + 20 * DAY, tz)

    assert [f"{call.astimezone(tz):%H:%M %z}" for call in calls] == [f"09:30 {offset}" for offset in offsets]
    apart = [abs(other - one - 7 * DAY) for one, other in pairwise(calls)]
    assert apart == [timedelta(hours=1), timedelta(0)]


@pytest.mark.parametrize(
    ("zone", "day", "at", "comes"),
    [
        ("America/New_York", date(2027, 3, 14), time(2, 30), "2027-03-14T03:00:00-04:00"),
        ("Europe/Berlin", date(2027, 3, 28), time(2, 30), "2027-03-28T03:00:00+02:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), "2026-10-04T02:30:00+11:00"),
        ("America/Sao_Paulo", date(2018, 11, 4), time(0, 15), "2018-11-04T01:00:00-02:00"),
        ("Africa/Casablanca", date(2026, 3, 22), time(2, 30), "2026-03-22T03:00:00+01:00"),
    ],
)
def test_what_the_clocks_skip_comes_when_the_gap_ends(zone: str, day: date, at: time, comes: str) -> None:
    tz = ZoneInfo(zone)

    (moment,) = [one for one in a_year(Daily(at), day.year, tz) if one.astimezone(tz).date() == day]

    assert moment.astimezone(tz).isoformat() == comes


@pytest.mark.parametrize(
    ("zone", "day", "at"),
    [
        ("America/New_York", date(2026, 11, 1), time(1, 30)),
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30)),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45)),
        ("America/Sao_Paulo", date(2019, 2, 16), time(23, 30)),
        ("Africa/Casablanca", date(2026, 2, 15), time(2, 30)),
    ],
)
def test_what_the_clocks_show_twice_comes_once_the_first_time(zone: str, day: date, at: time) -> None:
    tz = ZoneInfo(zone)
    first, second = (datetime.combine(day, at.replace(fold=fold), tzinfo=tz).astimezone(UTC) for fold in (0, 1))

    that_day = [one for one in a_year(Daily(at), day.year, tz) if one.astimezone(tz).date() == day]

    assert first < second
    assert that_day == [first]


def _is_skipped(local: datetime, tz: ZoneInfo) -> bool:
    return local.replace(tzinfo=tz).astimezone(UTC).astimezone(tz).replace(tzinfo=None) != local
