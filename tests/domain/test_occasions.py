"""When repeating things come round, in zones whose clocks jump."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.occasions import Cron, Daily, Rule, Weekday, Weekly, firings_between, moment_at, occasion_name

NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
APIA = ZoneInfo("Pacific/Apia")
SANTIAGO = ZoneInfo("America/Santiago")


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[misc,arg-type]


def local_days(first: date, last: date, tz: ZoneInfo) -> tuple[datetime, datetime]:
    """From just before the first day to its end, in UTC."""
    begins = datetime.combine(first, time(0), tzinfo=tz).astimezone(UTC) - timedelta(microseconds=1)
    return begins, datetime.combine(last + timedelta(days=1), time(0), tzinfo=tz).astimezone(UTC) - timedelta(seconds=1)


def firings(rule: Rule, first: date, last: date, tz: ZoneInfo) -> list[str]:
    return [
        moment.astimezone(tz).isoformat(timespec="minutes")
        for moment in firings_between(rule, *local_days(first, last, tz), tz)
    ]


def test_a_call_at_half_past_nine_stays_there_when_the_clocks_change():
    calls = firings(Weekly(Weekday.MON, time(9, 30)), date(2026, 3, 1), date(2026, 3, 16), NEW_YORK)

    assert calls == ["2026-03-02T09:30-05:00", "2026-03-09T09:30-04:00", "2026-03-16T09:30-04:00"]


def test_a_time_that_the_spring_night_skips_fires_once_when_the_gap_ends():
    nights = firings(Daily(time(2, 30)), date(2026, 3, 7), date(2026, 3, 9), NEW_YORK)

    assert nights == ["2026-03-07T02:30-05:00", "2026-03-08T03:00-04:00", "2026-03-09T02:30-04:00"]


def test_a_time_that_the_autumn_night_shows_twice_fires_once_at_the_first():
    nights = firings(Daily(time(1, 30)), date(2026, 10, 31), date(2026, 11, 2), NEW_YORK)

    assert nights == ["2026-10-31T01:30-04:00", "2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00"]


def test_half_an_hour_of_summer_time_is_a_gap_of_half_an_hour():
    assert firings(Daily(time(2, 15)), date(2026, 10, 4), date(2026, 10, 4), LORD_HOWE) == ["2026-10-04T02:30+11:00"]
    assert firings(Daily(time(1, 45)), date(2026, 4, 5), date(2026, 4, 5), LORD_HOWE) == ["2026-04-05T01:45+11:00"]


def test_midnight_itself_can_be_skipped():
    assert firings(Daily(time(0)), date(2026, 9, 6), date(2026, 9, 6), SANTIAGO) == ["2026-09-06T01:00-03:00"]


def test_on_a_day_that_a_zone_skipped_the_firing_comes_with_the_next_midnight():
    fired = firings_between(Daily(time(10)), utc(2011, 12, 30, 9), utc(2011, 12, 31), APIA)

    assert [moment.astimezone(APIA).isoformat() for moment in fired] == [
        "2011-12-31T00:00:00+14:00",
        "2011-12-31T10:00:00+14:00",
    ]


def test_the_beginning_is_left_out_and_the_end_belongs_to_it():
    nine = utc(2026, 11, 23, 14)

    assert firings_between(Daily(time(9)), nine, nine, NEW_YORK) == []
    assert firings_between(Daily(time(9)), nine - timedelta(seconds=1), nine, NEW_YORK) == [nine]
    assert firings_between(Daily(time(9)), nine, nine - timedelta(days=3), NEW_YORK) == []


def test_every_quarter_of_an_hour_over_the_spring_gap_comes_once():
    night = firings(Cron.read("*/15 1-3 * * *"), date(2026, 3, 8), date(2026, 3, 8), NEW_YORK)

    assert [moment[11:16] for moment in night] == [
        "01:00", "01:15", "01:30", "01:45", "03:00", "03:15", "03:30", "03:45",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "days"),
    [
        ("0 15 1 * *", ["11-01", "12-01"]),
        ("0 15 * * 1", ["11-02", "11-09", "11-16", "11-23", "11-30", "12-07"]),
        ("0 15 * * mon", ["11-02", "11-09", "11-16", "11-23", "11-30", "12-07"]),
        ("0 15 * * 0", ["11-01", "11-08", "11-15", "11-22", "11-29", "12-06"]),
        ("0 15 * * 7", ["11-01", "11-08", "11-15", "11-22", "11-29", "12-06"]),
        ("0 15 * * 6-7/2", ["11-07", "11-14", "11-21", "11-28", "12-05"]),
        ("0 15 13 * 5", ["11-06", "11-13", "11-20", "11-27", "12-04"]),
        ("0 15 31,1-3/2 * *", ["11-01", "11-03", "12-01", "12-03"]),
        ("0 15 10/10 nov *", ["11-10", "11-20", "11-30"]),
        ("0 15 */10 12 *", ["12-01"]),
        # A field that begins with * narrows the days instead of adding some: Sundays of the first week.
        ("0 15 1-7 * */7", ["11-01", "12-06"]),
    ],
)
def test_cron_days(expression, days):
    found = firings_between(Cron.read(expression), utc(2026, 11, 1), utc(2026, 12, 10), ZoneInfo("UTC"))

    assert [f"{moment:%m-%d}" for moment in found] == days
    assert {f"{moment:%H:%M}" for moment in found} == {"15:00"}


@pytest.mark.parametrize(
    ("expression", "about"),
    [
        ("", "five fields"),
        ("0 15 1 *", "five fields"),
        ("0 0 15 1 * *", "five fields"),
        ("60 * * * *", 'the minute "60"'),
        ("0 24 * * *", 'the hour "24"'),
        ("0 0 0 * *", 'the day of month "0"'),
        ("0 0 * 13 *", 'the month "13"'),
        ("0 0 * * 8", 'the weekday "8"'),
        ("0 0 * * funday", 'the weekday "funday"'),
        ("*/0 * * * *", 'the minute "*/0"'),
        ("5-1 * * * *", 'the minute "5-1"'),
        ("1, * * * *", 'the minute ""'),
        ("-1 * * * *", 'the minute "-1"'),
        ("٣ * * * *", 'the minute "٣"'),
        (f"{'9' * 5000} * * * *", "the minute"),
        ("0 0 30 2 *", "no day 30"),
        ("0 0 31 4,6,9,11 *", "no day 31"),
        ("@daily", "five fields"),
    ],
)
def test_what_is_no_cron_expression_is_told(expression, about):
    with pytest.raises(ValueError, match=r"five fields|must be|a day that exists") as refused:
        Cron.read(expression)

    assert about in str(refused.value)


def test_the_29th_of_february_is_found_eight_years_away():
    found = firings_between(Cron.read("0 12 29 2 *"), utc(2096, 3, 1), utc(2104, 3, 1), NEW_YORK)

    assert found == [utc(2104, 2, 29, 17)]


def test_an_occasion_is_named_after_its_local_minute():
    assert occasion_name(utc(2026, 11, 23, 14, 30, 12), NEW_YORK) == "2026-11-23T09:30 America/New_York"


def test_the_two_half_past_ones_of_the_autumn_night_have_two_names():
    first, second = utc(2026, 11, 1, 5, 30), utc(2026, 11, 1, 6, 30)

    assert occasion_name(first, NEW_YORK) == "2026-11-01T01:30 America/New_York"
    assert occasion_name(second, NEW_YORK) == "2026-11-01T01:30-05:00 America/New_York"


def test_a_time_without_a_zone_is_refused():
    naive = datetime(2026, 11, 23)  # noqa: DTZ001 - that is the point
    with pytest.raises(ValueError, match="without a zone"):
        firings_between(Daily(time(9)), naive, utc(2026, 11, 24), NEW_YORK)
    with pytest.raises(ValueError, match="without a zone"):
        occasion_name(naive, NEW_YORK)


ZONES = st.sampled_from([NEW_YORK, LORD_HOWE, APIA, SANTIAGO, ZoneInfo("UTC"), ZoneInfo("Africa/Casablanca")])
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
RULES = st.one_of(
    st.builds(Daily, TIMES),
    st.builds(Weekly, st.sampled_from(Weekday), TIMES),
    st.sampled_from(["*/7 * * * *", "30 1,2,3 * * sun", "0 0 1 * *", "5 0-4 */3 * 1-5"]).map(Cron.read),
)


@given(RULES, MOMENTS, st.integers(0, 14 * 24 * 60), st.integers(0, 14 * 24 * 60), ZONES)
def test_two_spans_side_by_side_fire_like_one(rule, start, one, two, tz):
    middle = start + timedelta(minutes=one)
    end = middle + timedelta(minutes=two)

    whole = firings_between(rule, start, end, tz)

    assert firings_between(rule, start, middle, tz) + firings_between(rule, middle, end, tz) == whole
    assert whole == sorted(set(whole))


@given(MOMENTS, TIMES, ZONES)
def test_a_local_time_is_met_as_soon_as_the_clocks_have_reached_it(moment, at, tz):
    day = moment.date()

    met = moment_at(day, at, tz)

    assert met.astimezone(tz).replace(tzinfo=None) >= datetime.combine(day, at)
    assert (met - timedelta(seconds=1)).astimezone(tz).replace(tzinfo=None) < datetime.combine(day, at)
