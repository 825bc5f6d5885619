"""When people may be asked: meetings that take place, previews on working days, bundles in their own hours, silence."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.holiday_calendar import working_time_of
from bot.model_file import load_model
from domain.ids import UserId
from domain.meetings import last_meeting, next_meeting
from domain.nudging import (
    SILENCE,
    CallAhead,
    Hours,
    Person,
    Sent,
    calls_ahead,
    previewed_now,
    prompted,
    silent_until,
)
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import Control
from tests.conftest import EXAMPLE

NEW_YORK = ZoneInfo("America/New_York")
MODEL = load_model(EXAMPLE)
RITA = Person(UserId("U0RITA"), NEW_YORK)
IN_BERLIN = Person(UserId("U0BERTA"), ZoneInfo("Europe/Berlin"))


def on(day: int, hour: int, minute: int = 0, *, month: int = 11, zone: ZoneInfo = NEW_YORK) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=zone)


def ahead(model: OperatingModel, at: datetime) -> dict[str, CallAhead]:
    return {call.workflow: call for call in calls_ahead(model, working_time_of(model), at)}


def with_preview(model: OperatingModel, hours: int | None, *, at: str = "09:30") -> OperatingModel:
    raw = model.model_dump(mode="json", by_alias=True, exclude_none=True)
    raw["workflows"]["forecast"]["meeting"]["at"] = at
    raw["workflows"]["forecast"]["meeting"].pop("preview_hours_before", None)
    if hours is not None:
        raw["workflows"]["forecast"]["meeting"]["preview_hours_before"] = hours
    return OperatingModel.model_validate(raw)


# Meetings


def test_the_earliest_meeting_comes_first_and_one_that_only_flags_asks_nobody(model: OperatingModel) -> None:
    calls = calls_ahead(model, working_time_of(model), on(30, 8))

    assert [call.workflow for call in calls] == ["forecast", "pipeline_review", "handoff"]  # the renewal only flags


def test_a_meeting_on_a_holiday_does_not_take_place(model: OperatingModel) -> None:
    days = working_time_of(model)

    assert next_meeting(model, days, "handoff", on(23, 8)) == on(3, 14, month=12)  # 26 November is Thanksgiving
    assert "handoff" not in ahead(model, on(23, 8))
    assert last_meeting(model, days, "handoff", on(3, 14, month=12)) == on(19, 14)


def test_the_last_meeting_before_one_is_not_that_one(model: OperatingModel) -> None:
    days = working_time_of(model)

    assert last_meeting(model, days, "forecast", on(23, 9, 30)) == on(16, 9, 30)
    assert last_meeting(model, days, "forecast", on(23, 9, 31)) == on(23, 9, 30)
    assert last_meeting(model, days, "renewal", on(10, 9)) == on(2, 15, month=10).replace(day=1)


# Previews


def test_the_day_before_a_monday_call_is_a_friday(model: OperatingModel) -> None:
    assert ahead(model, on(25, 8))["forecast"].preview_at == on(27, 9, 30)  # 24 hours before is a Sunday


def test_a_preview_that_falls_into_the_night_waits_for_the_morning(model: OperatingModel) -> None:
    changed = with_preview(model, 12, at="14:00")

    assert ahead(changed, on(25, 8))["forecast"].preview_at == on(30, 8, 30)  # 02:00 of the same day


def test_a_preview_that_would_come_after_the_call_began_comes_the_day_before(model: OperatingModel) -> None:
    changed = with_preview(model, 2, at="08:30")

    assert ahead(changed, on(25, 8))["forecast"].preview_at == on(27, 8, 30)


def test_without_preview_hours_nobody_sees_one(model: OperatingModel) -> None:
    assert ahead(with_preview(model, None), on(25, 8))["forecast"].preview_at is None


def test_a_preview_is_due_until_the_call_begins(model: OperatingModel) -> None:
    calls = list(ahead(model, on(25, 8)).values())

    assert [previewed_now(calls, on(27, 9, 29)), previewed_now(calls, on(30, 9, 30))] == [[], []]
    assert [call.workflow for call in previewed_now(calls, on(27, 9, 30))] == ["forecast"]
    hours = Hours(model, working_time_of(model))
    assert hours.is_previewed_later(calls, RITA, on(27, 9))
    assert not hours.is_previewed_later(calls, RITA, on(27, 9, 30))
    assert not hours.is_previewed_later(calls, RITA, on(26, 9))


def test_a_preview_in_somebodys_evening_takes_no_bundle_from_their_day(model: OperatingModel) -> None:
    """Friday at 09:30 in New York is eight in the evening in Kolkata, and half past three in Berlin."""
    calls, hours = list(ahead(model, on(26, 9)).values()), Hours(model, working_time_of(model))
    in_kolkata = Person(UserId("U0KIRAN"), ZoneInfo("Asia/Kolkata"))

    assert not hours.is_previewed_later(calls, in_kolkata, on(27, 9, zone=in_kolkata.zone))
    assert hours.is_previewed_later(calls, IN_BERLIN, on(27, 9, zone=IN_BERLIN.zone))


@given(hours=st.integers(1, 200), minute=st.integers(0, 24 * 60 - 1))
def test_a_preview_is_in_working_time_and_before_its_call(hours: int, minute: int) -> None:
    model = with_preview(MODEL, hours, at=f"{minute // 60:02}:{minute % 60:02}")
    call = ahead(model, on(25, 8)).get("forecast")

    if call is not None:
        assert call.preview_at is not None
        assert call.preview_at < call.at
        assert working_time_of(model).is_working_time(call.preview_at)


def test_only_a_prompt_asks_between_the_previews() -> None:
    calls = [CallAhead(str(control), on(30, 9), control) for control in Control]

    assert [call.workflow for call in prompted(calls)] == ["prompt", "gate"]


# Hours


def test_a_bundle_comes_at_its_hour_by_the_persons_own_clock(model: OperatingModel) -> None:
    hours = Hours(model, working_time_of(model))  # nudges at 09:00

    assert hours.is_time_for_bundle(IN_BERLIN, on(24, 9, zone=IN_BERLIN.zone))
    assert not hours.is_time_for_bundle(IN_BERLIN, on(24, 8, 59, zone=IN_BERLIN.zone))
    assert not hours.is_time_for_bundle(RITA, on(24, 9, zone=IN_BERLIN.zone))


@pytest.mark.parametrize(
    ("at", "may"),
    [
        (on(24, 8, 29), False),
        (on(24, 8, 30), True),
        (on(24, 18), False),
        (on(26, 10), False),  # Thanksgiving
        (on(28, 10), False),  # Saturday
    ],
)
def test_nobody_is_asked_outside_working_hours(model: OperatingModel, at: datetime, may: bool) -> None:
    assert Hours(model, working_time_of(model)).may_be_asked(RITA, at) is may


def test_working_hours_are_lived_where_the_person_is(model: OperatingModel) -> None:
    hours = Hours(model, working_time_of(model))

    assert hours.may_be_asked(IN_BERLIN, on(24, 9, zone=IN_BERLIN.zone))
    assert not hours.may_be_asked(IN_BERLIN, on(24, 14))  # eight in the evening in Berlin
    assert hours.day_of(IN_BERLIN, on(24, 23)) == on(25, 5, zone=IN_BERLIN.zone).date()


# Silence


def bundles(*reacted: bool) -> list[Sent]:
    return [Sent(on(1, 9) + timedelta(days=n), one) for n, one in enumerate(reacted)]


@pytest.mark.parametrize(
    "reacted", [(), (False, False), (False, False, True), (False, True, False, False), (False, False, False, True)]
)
def test_whoever_reacts_now_and_then_goes_on_being_asked(reacted: tuple[bool, ...]) -> None:
    assert silent_until(bundles(*reacted), quiet_after=3) is None


def test_three_bundles_without_a_reaction_are_followed_by_two_weeks_of_silence() -> None:
    sent = bundles(True, False, False, False)

    assert silent_until(sent, quiet_after=3) == sent[-1].at + SILENCE


def test_after_the_silence_counting_begins_anew() -> None:
    assert silent_until(bundles(False, False, False, False), quiet_after=3) is None
    assert silent_until(bundles(*[False] * 6), quiet_after=3) is not None


def test_a_late_reaction_ends_the_silence() -> None:
    assert silent_until(bundles(False, False, True), quiet_after=3) is None


def test_times_are_compared_as_moments() -> None:
    assert silent_until([Sent(datetime(2026, 11, 2, tzinfo=UTC), False)], quiet_after=1) == datetime(
        2026, 11, 16, tzinfo=UTC
    )
