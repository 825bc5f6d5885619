"""Weeks of signals: where they begin and end, what counts, and what most deals lack."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.criteria_met import CriterionDay
from domain.occasions import Weekday
from domain.operating_model.workflows import Control, Criterion, Demand
from domain.signals.kinds import Kind
from domain.signals_week import end_of_week, lacking, last_end

DAY = date(2026, 11, 27)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(DAYS, st.sampled_from(Weekday))
def test_every_day_is_in_one_week_of_seven_days(day: date, begins: Weekday) -> None:
    end = end_of_week(day, begins)

    assert end - timedelta(days=7) <= day < end
    assert Weekday.of(end) is begins


@given(DAYS, st.sampled_from(Weekday))
def test_what_is_listed_is_the_last_whole_week(day: date, begins: Weekday) -> None:
    end = last_end(day, begins)

    assert Weekday.of(end) is begins
    assert timedelta() <= day - end < timedelta(days=7)
    assert end_of_week(end - timedelta(days=1), begins) == end


def a_criterion(id: str, **must: object) -> Criterion:
    return Criterion(id=id, field=f"{id}_field", must=Demand(**must or {"be_filled": True}), say="Say it.")  # type: ignore[arg-type]


def counted(id: str, met: int, of: int = 100, day: date = DAY) -> CriterionDay:
    return CriterionDay("handoff", id, day, of, met, Control.FLAG)


CRITERIA = [a_criterion("risk"), a_criterion("promises"), a_criterion("fresh", be_filled=True, changed_within_days=7)]


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ([], None),
        ([counted("risk", 81)], None),
        ([counted("risk", 80)], "risk_field"),
        ([counted("risk", 50), counted("promises", 39)], "promises_field"),
        ([counted("risk", 0, of=4)], None),
        ([counted("risk", 0, day=DAY - timedelta(days=1)), counted("risk", 100)], None),
        ([counted("gone from the model", 0)], None),
    ],
    ids=["nothing counted", "few lack it", "a fifth lacks it", "the worst", "few deals", "the latest count", "no such"],
)
def test_the_field_that_most_deals_lack_is_named(days: list[CriterionDay], field: str | None) -> None:
    found = lacking(CRITERIA, days, Kind.MANAGER_SPREADSHEET)

    assert (found.field if found else None) == field


@pytest.mark.parametrize(("promises_met", "field"), [(70, "promises_field"), (90, "risk_field")])
def test_what_threads_of_a_kind_ask_for_is_named_before_what_more_deals_lack(promises_met: int, field: str) -> None:
    found = lacking(CRITERIA, [counted("risk", 40), counted("promises", promises_met)], Kind.SLACK_HANDOFF)

    assert found
    assert found.field == field


@pytest.mark.parametrize(("id", "is_empty"), [("risk", True), ("fresh", False)])
def test_empty_is_told_apart_from_not_as_asked(id: str, is_empty: bool) -> None:
    found = lacking(CRITERIA, [counted(id, 10)], Kind.SLACK_HANDOFF)

    assert found
    assert (found.is_empty, found.deals) == (is_empty, 100)
