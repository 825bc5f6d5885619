"""Edits crowded into the hour before a call."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.bursts import bursts
from domain.deal import Deal, Stage, Standing
from domain.deal_history import Change, Source
from domain.ids import DealId, OwnerId
from domain.movements import Movement
from tests.conftest import MONDAY

QUALIFIED = Stage("1", "Qualified", "default", Standing.OPEN, 0.4)
FIELDS = ("next_step", "amount", "close_date", "champion", "forecast_category")


def a_deal(number: int = 1, owner: str | None = "501", amount: str = "") -> Deal:
    owned = OwnerId(owner) if owner else None
    values = {"amount": amount} if amount else {}
    return Deal(DealId(str(number)), f"Deal {number}", owned, QUALIFIED, MONDAY - timedelta(60), values)


def before(minutes: float) -> datetime:
    return MONDAY - timedelta(minutes=minutes)


def edits(*fields: str, first: float = 40, hand: Source = Source.PERSON) -> list[Change]:
    """One a minute, the first so many minutes before the call."""
    return [Change(field, "x", before(first - n), None, hand) for n, field in enumerate(fields)]


def found(*edited: tuple[Deal, list[Change]]) -> list[Movement]:
    deals = {deal.id: deal for deal, _ in edited}
    return bursts({deal.id: some for deal, some in edited}, deals, call=MONDAY)


def test_many_fields_of_one_deal_in_the_hour_before_the_call_are_a_burst() -> None:
    deal = a_deal()

    (burst,) = found((deal, edits(*FIELDS)))

    assert (burst.deal, burst.at, burst.also) == (deal, before(40), ())
    assert burst.sentence == "5 fields were updated in the 40 minutes before the last call"


@pytest.mark.parametrize(("first", "says"), [(60, 60), (52, 55), (41, 45), (36, 40)])
def test_how_long_before_is_rounded_up(first: float, says: int) -> None:
    (burst,) = found((a_deal(), edits(*FIELDS[:4], first=first)))

    assert burst.sentence == f"4 fields were updated in the {says} minutes before the last call"


@pytest.mark.parametrize(
    "some",
    [
        edits(*FIELDS[:3]),
        edits("amount", "amount", "amount", "amount", "amount"),
        edits(*FIELDS, first=61)[:1] + edits(*FIELDS[1:4]),
        edits(*FIELDS, first=3)[3:] + edits(*FIELDS[:3]),
        edits(*FIELDS, hand=Source.AUTOMATION),
        edits(*FIELDS, hand=Source.IMPORT),
        edits(*FIELDS, hand=Source.UNKNOWN),
    ],
)
def test_what_is_less_earlier_later_or_not_known_to_be_a_persons_is_none(some: list[Change]) -> None:
    assert found((a_deal(), some)) == []


def test_a_deal_that_was_made_in_that_hour_was_not_brought_up_to_date() -> None:
    assert found((replace(a_deal(), created_at=before(41)), edits(*FIELDS))) == []


def test_what_the_workflow_does_not_look_at_is_left_alone() -> None:
    assert bursts({DealId("1"): edits(*FIELDS)}, {}, call=MONDAY) == []


def test_many_deals_of_one_owner_are_one_burst_told_at_the_largest() -> None:
    some = [(a_deal(n, amount=str(100 * n)), edits("amount", first=30 + n)) for n in range(1, 6)]
    elsewhere = (a_deal(9, "502"), edits("amount", first=59))

    (burst,) = found(*some, elsewhere)

    assert burst.deal.id == DealId("5")
    assert [deal.id for deal in burst.also] == [DealId(str(n)) for n in (4, 3, 2, 1)]
    assert burst.at == before(35)
    assert burst.sentence == "This and 4 more deals of one owner were updated in the 35 minutes before the last call"


@pytest.mark.parametrize(("many", "owner"), [(4, "501"), (9, None)])
def test_few_deals_and_deals_of_nobody_are_none(many: int, owner: str | None) -> None:
    assert found(*((a_deal(n, owner), edits("amount")) for n in range(many))) == []
