"""When digests are due: so many minutes before each meeting, until it begins, and never on a day without work."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.holiday_calendar import working_time_of
from domain.digest_hours import calls_between, calls_due, next_call
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import Meeting
from tests.flows.stories import in_new_york

A_YEAR = timedelta(days=366)


def meeting(model: OperatingModel, **parts: Any) -> OperatingModel:
    """Only the forecast workflow, with this meeting."""
    held = Meeting.model_validate({"name": "Call", "channel": "C0FORECAST", **parts})
    return model.model_copy(
        update={"workflows": {"forecast": model.workflows["forecast"].model_copy(update={"meeting": held})}}
    )


def due(model: OperatingModel, at: datetime) -> list[str]:
    return [call.workflow for call in calls_due(model, working_time_of(model), at)]


def told(model: OperatingModel, after: datetime, until: datetime) -> list[tuple[str, str]]:
    zone = model.timezone
    return [
        (f"{call.digest_at.astimezone(zone):%a %d %H:%M}", f"{call.begins.astimezone(zone):%a %d %H:%M}")
        for call in calls_between(model, working_time_of(model), after, until)
    ]


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [(8, 29, []), (8, 30, ["forecast"]), (9, 29, ["forecast"]), (9, 30, []), (10, 0, [])],
)
def test_a_digest_is_due_from_its_hour_until_the_meeting_begins(
    model: OperatingModel, hour: int, minute: int, expected: list[str]
) -> None:
    assert due(model, in_new_york(2026, 11, 30, hour, minute)) == expected


def test_a_meeting_on_a_holiday_does_not_take_place(model: OperatingModel) -> None:
    """The handoff review is on Thursdays; the 26th is Thanksgiving."""
    assert due(model, in_new_york(2026, 11, 19, 13)) == ["handoff"]
    assert due(model, in_new_york(2026, 11, 26, 13)) == []


def test_a_weekly_and_a_monthly_meeting_come_round_in_order(model: OperatingModel) -> None:
    assert told(model, in_new_york(2026, 11, 30, 0), in_new_york(2026, 12, 3, 0)) == [
        ("Mon 30 08:30", "Mon 30 09:30"),
        ("Tue 01 13:00", "Tue 01 15:00"),
        ("Wed 02 09:00", "Wed 02 10:00"),
    ]


def test_the_digest_of_a_meeting_at_midnight_is_due_on_the_day_before_also_when_nobody_works_then(
    model: OperatingModel,
) -> None:
    model = meeting(model, day="mon", at="00:30")

    assert told(model, in_new_york(2026, 11, 29, 0), in_new_york(2026, 11, 30, 12)) == [
        ("Sun 29 23:30", "Mon 30 00:30")
    ]


def test_minutes_are_counted_as_they_pass_when_the_clocks_change(model: OperatingModel) -> None:
    """Before 8 March nothing changes, before 15 March an hour is skipped, before 8 November one comes twice."""
    model = meeting(model, day="mon", at="00:30", digest_minutes_before=24 * 60)

    for year, month, day in ((2027, 3, 8), (2027, 3, 15), (2027, 11, 8)):
        begins = in_new_york(year, month, day, 0, 30).astimezone(UTC)
        (call,) = calls_between(model, working_time_of(model), begins - timedelta(hours=25), begins)
        assert (call.begins, call.begins - call.digest_at) == (begins, timedelta(hours=24))


def test_in_spring_a_meeting_in_the_hour_that_is_skipped_begins_after_it(model: OperatingModel) -> None:
    hours = model.working_hours.model_copy(update={"days": ("sun",)})
    model = meeting(model.model_copy(update={"working_hours": hours, "holidays": ()}), day="sun", at="02:30")

    assert told(model, in_new_york(2027, 3, 14, 0), in_new_york(2027, 3, 14, 12)) == [("Sun 14 01:00", "Sun 14 03:00")]


def test_in_autumn_a_meeting_in_the_hour_that_comes_twice_takes_place_once(model: OperatingModel) -> None:
    hours = model.working_hours.model_copy(update={"days": ("sun",)})
    model = meeting(model.model_copy(update={"working_hours": hours, "holidays": ()}), day="sun", at="01:30")

    assert told(model, in_new_york(2026, 11, 1, 0), in_new_york(2026, 11, 1, 12)) == [("Sun 01 00:30", "Sun 01 01:30")]


def test_a_digest_that_comes_longer_before_than_meetings_are_apart_is_due_for_each_of_them(
    model: OperatingModel,
) -> None:
    model = meeting(model, cron="0 10 * * *", digest_minutes_before=25 * 60)

    begins = [call.begins for call in calls_due(model, working_time_of(model), in_new_york(2026, 11, 23, 9))]

    assert begins == [in_new_york(2026, 11, 23, 10), in_new_york(2026, 11, 24, 10)]


def test_no_minutes_before_it_never_comes_too_late(model: OperatingModel) -> None:
    """It would be due when the meeting begins, and it is of no use then."""
    model = meeting(model, day="mon", at="09:30", digest_minutes_before=0)

    assert due(model, in_new_york(2026, 11, 30, 9, 30)) == []


def test_the_next_one_is_found_over_days_without_work(model: OperatingModel) -> None:
    call = next_call(model, working_time_of(model), in_new_york(2026, 11, 25, 12))

    assert call is not None
    assert (call.workflow, call.begins) == ("forecast", in_new_york(2026, 11, 30, 9, 30))
    assert call.occasion(model) == "forecast@2026-11-30T09:30 America/New_York"


def test_without_workflows_nothing_is_ahead(model: OperatingModel) -> None:
    model = model.model_copy(update={"workflows": {}})

    assert next_call(model, working_time_of(model), in_new_york(2026, 11, 25, 12)) is None
    assert due(model, in_new_york(2026, 11, 25, 12)) == []
