"""What the answers on a sheet come to: what is written, what is left, what is wrong, what somebody else changed."""

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal_update import DealUpdate, UpdateId, are_same, ignored_fields, is_same, may_answer
from domain.ids import DealId, UserId
from domain.operating_model import OperatingModel
from domain.roster import Roster
from domain.update_sheet import (
    NOT_OFFERED,
    Entry,
    FilledSheet,
    Said,
    Wanted,
    as_date,
    as_seconds,
    can_be_shown,
    chosen_before,
    digest,
    moment_text,
    offered,
    option_key,
    readable,
    wanted,
)
from tests.conftest import ADA, CARL, CLEO, MAYA, MONDAY, RAVI, RITA

NEW_YORK = ZoneInfo("America/New_York")
LANES = (Option("road", "Road"), Option("rail", "Rail"), Option("canal", "Canal", offered=False))


def an_entry(kind: FieldKind, held: str = "", **parts: Any) -> Entry:
    return Entry(FieldMeta("it", "It", kind, **parts), held)


def answer(entry: Entry, said: Said, *, seen: str | None = None) -> Wanted:
    return wanted([entry], FilledSheet(1, {"it": said}, {"it": digest(entry.held if seen is None else seen)}))


@pytest.mark.parametrize(
    ("entry", "said", "value"),
    [
        (an_entry(FieldKind.TEXT), "  Call them ", "Call them"),
        (an_entry(FieldKind.TEXT, "Call them"), "", ""),
        (an_entry(FieldKind.LONG_TEXT), "one\r\ntwo", "one\ntwo"),
        (an_entry(FieldKind.TEXT), ("road", "rail"), "road;rail"),  # it had choices when the form was opened
        (an_entry(FieldKind.NUMBER, "100"), "1,200.50", "1200.50"),
        (an_entry(FieldKind.NUMBER, "100"), "", ""),
        (an_entry(FieldKind.DATE, "2026-11-01"), "2026-12-01", "2026-12-01"),
        (an_entry(FieldKind.DATE, "2026-11-01"), "", ""),
        (an_entry(FieldKind.CHOICE, options=LANES), "rail", "rail"),
        (an_entry(FieldKind.CHOICE, "road", options=LANES), "", ""),
        (an_entry(FieldKind.SWITCH, "false"), "true", "true"),
        (an_entry(FieldKind.CHOICES, "road", options=LANES), ("rail", "road"), "road;rail"),
        (an_entry(FieldKind.CHOICES, "canal;road", options=LANES), ("rail",), "canal;rail"),
        (an_entry(FieldKind.CHOICES, "road", options=LANES), (), ""),
    ],
)
def test_what_differs_is_written_as_the_crm_writes_it(entry: Entry, said: Said, value: str) -> None:
    assert answer(entry, said) == Wanted({"it": value})


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (an_entry(FieldKind.TEXT, "Call them "), "Call them"),
        (an_entry(FieldKind.NUMBER, "1200.00"), "1200"),
        (an_entry(FieldKind.NUMBER, "1.125"), "1.125"),
        (an_entry(FieldKind.DATE, "2026-11-01"), "2026-11-01"),
        (an_entry(FieldKind.DATE, "soon"), ""),
        (an_entry(FieldKind.MOMENT, "2026-11-01T09:00:00-05:00"), "2026-11-01T14:00:00+00:00"),
        (an_entry(FieldKind.MOMENT, "9999-12-31T00:00:00+00:00"), ""),
        (an_entry(FieldKind.CHOICE, "canal", options=LANES), ""),
        (an_entry(FieldKind.CHOICES, "canal;road", options=LANES), ("road",)),
        (an_entry(FieldKind.CHOICES, "rail;road", options=LANES), ("road", "rail")),
    ],
)
def test_what_was_left_as_it_is_is_not_written(entry: Entry, said: Said) -> None:
    assert answer(entry, said) == Wanted()


@pytest.mark.parametrize(
    ("entry", "said", "because"),
    [
        (an_entry(FieldKind.NUMBER), "1,200", "1,200 could be 1200 or 1.2. Please write the one that you mean."),
        (an_entry(FieldKind.CHOICE, options=LANES), "canal", NOT_OFFERED),
        (an_entry(FieldKind.CHOICES, options=LANES), ("air",), NOT_OFFERED),
        (an_entry(FieldKind.TEXT, longest=5), "too long", "This has 8 characters; the CRM keeps 5 here."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(entry: Entry, said: Said, because: str) -> None:
    assert answer(entry, said) == Wanted(problems={"it": because})


def test_what_somebody_else_changed_is_noticed_where_it_was_changed_here_too() -> None:
    changed = answer(an_entry(FieldKind.TEXT, "theirs"), "mine", seen="before")
    left = answer(an_entry(FieldKind.TEXT, "theirs"), "before", seen="before")
    the_same = answer(an_entry(FieldKind.TEXT, "theirs"), "theirs", seen="before")

    assert changed == Wanted({"it": "mine"}, overtaken={"it"})
    assert left == the_same == Wanted()


def test_a_field_that_was_not_on_the_form_is_left_alone() -> None:
    assert wanted([an_entry(FieldKind.TEXT, "x")], FilledSheet(1, {}, {})) == Wanted()


@pytest.mark.parametrize(
    ("entry", "can"),
    [
        (an_entry(FieldKind.TEXT, "x" * 3000), True),
        (an_entry(FieldKind.TEXT, "x" * 3001), False),
        (an_entry(FieldKind.TEXT, updateable=False), False),
        (an_entry(FieldKind.OTHER), False),
        (an_entry(FieldKind.CHOICE), False),
        (an_entry(FieldKind.CHOICE, options=LANES), True),
        (an_entry(FieldKind.CHOICE, options=[Option(str(n), str(n)) for n in range(5001)]), False),
        (an_entry(FieldKind.SWITCH), True),
    ],
)
def test_what_slack_cannot_show_is_left_to_the_crm(entry: Entry, can: bool) -> None:
    assert entry.can_be_filled is can


def test_every_option_has_a_name_that_a_form_can_carry() -> None:
    values = ["COMMIT", "Größer", "x" * 500, "x" * 501, "a\nb"]
    keys = [option_key(value) for value in values]

    assert len(set(keys)) == len(values)
    assert all(len(key) <= 150 and key.isascii() and key.isprintable() for key in keys)
    long = an_entry(FieldKind.CHOICE, options=[Option(value, value) for value in values])
    assert answer(long, keys[2]).values == {"it": values[2]}


def test_values_are_told_as_people_read_them() -> None:
    lanes, at = FieldMeta("it", "It", FieldKind.CHOICES, LANES), FieldMeta("it", "It", FieldKind.MOMENT)

    assert readable(lanes, "road;canal;air", NEW_YORK) == "Road, Canal, air"
    assert readable(at, "2026-11-01T14:00:00+00:00", NEW_YORK) == "2026-11-01 09:00"
    assert readable(FieldMeta("it", "It", FieldKind.SWITCH), "true", NEW_YORK) == "Yes"


def test_values_of_two_writings_are_the_same() -> None:
    assert is_same(FieldKind.NUMBER, "100", "100.00")
    assert not is_same(FieldKind.TEXT, "100", "100.00")
    assert not is_same(FieldKind.MOMENT, "2026-11-01", "2026-11-01T00:00:00")
    assert not are_same({}, {"next_step": "call"}, {})


@pytest.mark.parametrize(
    ("person", "owner", "may"),
    [
        (RITA, RITA, True),
        (MAYA, RITA, True),
        (ADA, RITA, True),
        (ADA, None, True),
        (RAVI, RITA, False),
        (CLEO, RITA, False),
        (MAYA, CARL, False),
        (MAYA, None, False),
        (MAYA, MAYA, True),
    ],
)
def test_who_may_answer_for_a_deal(model: OperatingModel, person: UserId, owner: UserId | None, may: bool) -> None:
    assert may_answer(Roster.of(model, {}), person, owner) is may


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2026-12-18T09:00:00-05:00", 1797602400),
        ("2026-12-18T09:00:00", None),
        ("9999-12-31T00:00:00+00:00", None),
        ("1999-01-01T00:00:00+00:00", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_moment_is_shown_where_slack_has_it(text: str, seconds: int | None) -> None:
    assert as_seconds(text) == seconds
    assert seconds is None or moment_text(seconds, NEW_YORK) == text


def test_a_day_is_shown_where_slack_has_it() -> None:
    assert [as_date(text) for text in ("soon", "0987-01-01", "")] == [None, None, None]
    assert as_date("9999-12-31T12:00:00") == date(9999, 12, 31)


def test_a_sheet_that_comes_again_begins_with_what_was_typed() -> None:
    entry = replace(an_entry(FieldKind.CHOICES, "road", options=LANES), typed="rail;canal")

    assert chosen_before(entry) == ["rail", "canal"]
    assert can_be_shown(replace(an_entry(FieldKind.DATE, "2026-01-01"), typed="soon")) is False
    assert can_be_shown(an_entry(FieldKind.TEXT, "anything"))
    assert [option.value for option in offered(an_entry(FieldKind.SWITCH).meta)] == ["true", "false"]
    assert readable(FieldMeta("it", "It", FieldKind.TEXT), "as it is", NEW_YORK) == "as it is"


def test_what_a_crm_took_and_did_not_keep_is_noticed() -> None:
    asked = DealUpdate(UpdateId(1), DealId("1"), RITA, MONDAY, 1, {"amount": "200", "step": "b"}, {"amount": "100.0"})
    kinds = {"amount": FieldKind.NUMBER}

    assert ignored_fields(kinds, asked, {"amount": "100", "step": "b"}) == ["amount"]
    assert ignored_fields(kinds, asked, {"amount": "200.00", "step": "B!"}) == []
