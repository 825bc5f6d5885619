"""How many deals met each criterion, and the share of them week by week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.criteria_met import Count, CriterionDay, weekly_shares, whole_weeks
from domain.deal import Deal, Stage, Standing
from domain.ids import DealId
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import Control
from domain.readiness import Checks
from tests.conftest import MONDAY

QUALIFIED = Stage("1", "Qualified", "default", Standing.OPEN, 0.4)
LOST = Stage("3", "Lost", "default", Standing.LOST, 0.0)
WEEKS = [date(2026, 11, 9), date(2026, 11, 16)]


def a_deal(stage: Stage = QUALIFIED, *, told: bool = True, **values: str) -> Deal:
    held = {"next_step": "call", "close_date": "2026-12-10", "forecast_category": "COMMIT", "champion": "Kim"} | values
    since = dict.fromkeys(held, MONDAY - timedelta(1)) if told else {}
    return Deal(DealId("77"), "Acme", None, stage, MONDAY - timedelta(60), held, since)


def counted(model: OperatingModel, *deals: Deal) -> dict[str, tuple[int, int]]:
    count = Count(Checks(model, "forecast", now=MONDAY))
    for deal in deals:
        count.add([deal])
    days = count.of("forecast")
    assert {(one.workflow, one.day, one.control) for one in days} == {
        ("forecast", date(2026, 11, 23), Control.INSPECTION)
    }
    return {one.criterion: (one.met, one.looked_at) for one in days}


def test_each_criterion_counts_the_deals_that_it_is_about(model: OperatingModel) -> None:
    found = counted(
        model,
        a_deal(),
        a_deal(champion="tbd"),
        a_deal(forecast_category="PIPELINE", champion=""),
        a_deal(forecast_category=""),
        a_deal(LOST),
        a_deal(close_date="2028-01-01"),
    )

    assert found == {
        "category_set": (3, 4),
        "commit_has_next_step": (2, 2),
        "commit_has_champion": (1, 2),
        "close_date_ahead": (4, 4),
    }


def test_a_deal_that_cannot_be_judged_is_neither_met_nor_missed(model: OperatingModel) -> None:
    found = counted(model, a_deal(told=False), a_deal(told=False, next_step=""))

    assert found["commit_has_next_step"] == (0, 1)
    assert found["commit_has_champion"] == (2, 2)


def test_without_deals_there_is_a_figure_of_none(model: OperatingModel) -> None:
    assert set(counted(model).values()) == {(0, 0)}


# Weeks


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 29)])
def test_whole_weeks_end_before_today(today: date) -> None:
    assert whole_weeks(today, 2) == WEEKS


def on(day: date, met: int, looked_at: int) -> CriterionDay:
    return CriterionDay("forecast", "category_set", day, looked_at, met, Control.INSPECTION)


def test_the_share_of_a_week_is_that_of_all_its_days() -> None:
    days = [
        on(date(2026, 11, 9), 9, 10),
        on(date(2026, 11, 15), 10, 10),
        on(date(2026, 11, 16), 5, 20),
        on(date(2026, 11, 8), 0, 99),
        on(date(2026, 11, 23), 0, 99),
    ]

    assert weekly_shares(days, WEEKS, few=5) == [0.95, 0.25]


@pytest.mark.parametrize(
    "days",
    [
        [],
        [on(date(2026, 11, 9), 9, 10)],
        [on(date(2026, 11, 9), 9, 10), on(date(2026, 11, 16), 4, 4)],
        [on(date(2026, 11, 9), 9, 10), on(date(2026, 11, 16), 9, 9), on(date(2026, 11, 17), 0, 0)],
        [on(date(2026, 11, 9), 0, 0), on(date(2026, 11, 16), 9, 9)],
    ],
)
def test_a_week_without_figures_or_with_few_deals_tells_nothing(days: list[CriterionDay]) -> None:
    assert weekly_shares(days, WEEKS, few=5) is None


@given(
    st.lists(
        st.tuples(st.dates(WEEKS[0], WEEKS[1] + timedelta(6)), st.integers(0, 50), st.integers(0, 50)), max_size=20
    )
)
def test_a_share_is_one_of_something(some: list[tuple[date, int, int]]) -> None:
    shares = weekly_shares([on(day, min(pair), max(pair)) for day, *pair in some], WEEKS, few=0)

    assert shares is None or all(0.0 <= share <= 1.0 for share in shares)
