"""How what moved is said: amounts that read well, values that are cut, days with their year."""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal import Deal, Stage, Standing
from domain.ids import DealId
from domain.movement_words import QUOTED, Words, amount_of
from tests.conftest import MONDAY

STAGE = FieldMeta("stage", "Stage", FieldKind.CHOICE, [Option("1", "Qualified"), Option("2", "")])
WORDS = Words(ZoneInfo("America/New_York"), date(2026, 11, 23), {}, {"stage": STAGE})


def a_deal(amount: str, currency: str | None = "USD") -> Deal:
    stage = Stage("1", "Qualified", "default", Standing.OPEN)
    return Deal(DealId("77"), "Acme", None, stage, MONDAY, {"amount": amount}, {}, currency)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("stage", "1", "Qualified"),
        ("stage", "2", "“2”"),
        ("stage", "3", "“3”"),
        ("gone", "x" * QUOTED, f"“{'x' * QUOTED}”"),
        ("gone", "x" * (QUOTED + 1), f"“{'x' * (QUOTED - 1)}…”"),
    ],
)
def test_a_choice_is_called_by_its_label_and_anything_else_is_quoted(field: str, value: str, says: str) -> None:
    assert WORDS.value(field, value) == says


def test_days_are_the_companys_and_name_their_year_when_it_is_another() -> None:
    assert [WORDS.day(on) for on in (date(2026, 1, 3), date(2027, 1, 3), date(9999, 12, 31))] == [
        "3 Jan",
        "3 Jan 2027",
        "31 Dec 9999",
    ]
    assert WORDS.on(MONDAY.replace(hour=4, minute=59)) == "22 Nov"


@pytest.mark.parametrize(
    ("amount", "says"),
    [("1E+3", "1,000 USD"), ("1E+99999", "1E+99999 USD"), ("0", "0 USD"), ("-5.250", "-5.250 USD"), ("soon", "")],
)
def test_amounts_read_well_and_never_fill_a_page(amount: str, says: str) -> None:
    assert amount_of(a_deal(amount)) == says


def test_an_amount_without_a_currency_stands_alone() -> None:
    assert amount_of(a_deal("5", None)) == "5"


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_no_amount_is_too_strange_to_be_said(amount: Decimal) -> None:
    assert len(amount_of(a_deal(str(amount)))) < 200
