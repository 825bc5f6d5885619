"""SOQL and the values of Salesforce: nothing that anybody types becomes a part of a query, or another value."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.salesforce_fields import Described, NotSuch, described, outgoing, plain, text
from crm.salesforce_run import Run
from crm.salesforce_soql import LONGEST_LIST, in_lists, moment, quoted, select
from domain.crm_field import FieldKind
from tests.crm.salesforce_query import Reader, chosen, text_of, tokens

ZONE = ZoneInfo("America/New_York")
SPITEFUL = st.text(st.sampled_from("'\\\"nrt\n\r\t\b\f%_ a) OR(=é\u2028"), max_size=12)
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
MOMENTS = st.integers(0, 32_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(st.text() | SPITEFUL)
def test_a_quoted_value_is_one_string_and_says_what_it_said(said):
    assert [kind for kind, _ in tokens(quoted(said))] == ["text"]
    assert text_of(quoted(said)) == said


@given(st.lists(SPITEFUL, min_size=1, max_size=5), st.text() | SPITEFUL)
def test_a_query_finds_the_rows_with_that_value_and_no_others(names, wanted):
    rows = [{"Name": name} for name in [*names, wanted]]

    found = chosen(Reader(select(["Name"], "Opportunity", where=f"Name = {quoted(wanted)}")).query(), rows)

    assert found == [row for row in rows if row["Name"] == wanted]


@given(st.lists(st.text(max_size=300), max_size=60))
def test_lists_hold_every_value_once_and_none_is_too_long(values):
    lists = list(in_lists(values))

    assert [text_of(literal) for some in lists for kind, literal in tokens(some) if kind == "text"] == values
    assert all(len(some) <= LONGEST_LIST for some in lists)


def test_a_moment_is_told_in_utc():
    assert moment(datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)) == "2026-11-23T15:00:00.000Z"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15))
def test_a_number_is_written_out_and_stays_the_same(amount):
    said = plain(amount)

    assert Decimal(said) == amount
    assert "e" not in said.lower()
    assert said == plain(Decimal(said))


@given(st.integers(-(10**15), 10**15).map(lambda cents: Decimal(cents) / 100))
def test_a_number_goes_out_and_comes_back_the_same(amount):
    field = Described("Amount", "Amount", FieldKind.NUMBER)

    sent = json.dumps(outgoing(plain(amount), field, ZONE))

    assert text(json.loads(sent, parse_float=Decimal), field, ZONE) == plain(amount)


@given(MOMENTS)
def test_a_moment_goes_out_and_comes_back_the_same(at):
    field = Described("Kickoff__c", "Kickoff", FieldKind.MOMENT)
    shown = text(at.isoformat(), field, ZONE)

    assert datetime.fromisoformat(shown) == at
    assert text(outgoing(shown, field, ZONE), field, ZONE) == shown


@pytest.mark.parametrize(
    ("value", "said"), [(True, "true"), (False, "false"), (None, ""), ({"city": "Bonn"}, ""), (7, "7")]
)
def test_values_of_other_kinds_are_told_plainly(value, said):
    assert text(value, Described("X", "X", FieldKind.OTHER), ZONE) == said


def test_a_text_that_looks_like_a_number_stays_as_it_is():
    assert text("007.0", Described("X", "X", FieldKind.TEXT), ZONE) == "007.0"


@pytest.mark.parametrize("said", ["9999-12-31T23:59:59.000+0000", "0001-01-01T00:00:00.000+0000"])
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_a_moment_at_the_end_of_time_is_kept(said, zone):
    field = Described("Kickoff__c", "Kickoff", FieldKind.MOMENT)

    assert text(said, field, ZoneInfo(zone))[:4] in {"9999", "0001"}
    assert outgoing(said, field, ZoneInfo(zone))


@pytest.mark.parametrize("said", ["1e999999", "-1e999999", "1e-999999"])
def test_a_number_of_a_million_digits_is_none(said):
    with pytest.raises(NotSuch):
        outgoing(said, Described("Amount", "Amount", FieldKind.NUMBER), ZONE)
    assert len(plain(Decimal(said))) < 20


def test_a_far_date_is_kept():
    assert text("9999-12-31", Described("CloseDate", "Close", FieldKind.DATE), ZONE) == "9999-12-31"


@pytest.mark.parametrize(
    ("told", "required"),
    [
        ({"nillable": False}, True),
        ({"nillable": False, "defaultedOnCreate": True}, False),
        ({"nillable": True}, False),
        ({}, False),
    ],
)
def test_what_must_be_filled_is_what_takes_no_null_and_fills_nothing_in(told, required):
    assert described({"name": "X", "type": "string"} | told).required is required


@given(MOMENTS, st.integers(0, 10**9), st.integers(1, 99))
def test_a_cursor_says_in_another_process_what_it_said_in_this_one(at, seconds, came):
    run = Run("shape", NOW, at, at + timedelta(seconds=seconds % 86_400), "006000000000001AAA", came)

    assert Run.going_on(run.cursor(), shape="shape", now=NOW + timedelta(days=9)) == run
    assert Run.going_on(run.again(), shape="shape", now=NOW) == Run("shape", NOW, at)


@given(
    st.text()
    | st.recursive(
        st.none() | st.text() | st.integers(),
        lambda x: st.dictionaries(st.sampled_from(["shape", "since", "began", "at", "last", "came"]), x),
    ).map(json.dumps)
)
def test_no_cursor_breaks_a_sync(cursor):
    assert Run.going_on(cursor, shape="shape", now=NOW).shape == "shape"
