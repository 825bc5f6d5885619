"""What stands in a cell of a CSV arrives as it is, or is a fault that is told."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.protocol import CrmRefuses
from domain.ids import DealId
from tests.crm.csv_folder import HEAD, HISTORY_HEAD, ONE, Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1234", "-", "@SUM(A1)", "'=A1", "<b>&amp;</b>", "Übergröße 🚚"])
async def test_formula_like_text_is_text(folder, text):
    folder.write(deals=HEAD + ONE.replace("Call Ada", text).replace("Acme", text))

    [record] = await folder.records()

    assert (record.name, record.values["next_step"]) == (text, text)


@pytest.mark.parametrize("amount", ["999999999999999.99", "-5", "0", "tbd", "N/A"])
async def test_amounts_keep_every_digit_and_placeholders_stay(folder, amount):
    folder.write(deals=HEAD + ONE.replace("1200.50", amount))

    assert (await folder.records())[0].values["amount"] == amount


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("9999-12-31", "9999-12-31"),
        ("2026-11-24T03:00:00Z", "2026-11-23"),  # still the day before in New York
        ("2026-11-24T03:00:00", "2026-11-24"),
        ("2026-11-24T03:00:00.000+0000", "2026-11-23"),
        ("unknown", "unknown"),
    ],
)
async def test_a_close_date_is_a_day_of_the_companys(folder, written, day):
    folder.write(deals=HEAD + ONE.replace("2026-12-24", written))

    assert (await folder.records())[0].values["close_date"] == day


async def test_every_fault_is_told_at_once_with_its_line_and_without_the_cell(folder):
    folder.write(
        deals=HEAD
        + ONE
        + ONE.replace("Qualified", "Qualifed")
        + ONE.replace("d1", "d3").replace("1200.50", '"1.200,50"')
        + ONE.replace("d1", "d4").replace("2026-12-24", "24.12.2026").replace("2026-10-01T08:00:00Z", "")
        + ONE.replace("d1", "").replace("2026-11-20T08:00:00Z", "yesterday")
        + ONE
        + ONE.replace("d1", "d5").replace("1200.50", "1.2E+15")
        + ONE.replace("d1", "d6").replace("1200.50", "1_000")
        + ONE.replace("d1", "d7").replace("1200.50", "NaN")
        + ONE.replace("d1", "d8").replace("1200.50", "$5"),
        history=HISTORY_HEAD + "d1,next_step,x,1 Nov,,\nd1,Amount,lots,2026-11-01,,\nd1,stage\n",
        owners="id,name,active\no1,Rita,maybe\n,Ada,true\no2,Ada,true\no2,Ravi,true\n",
    )

    assert await folder.refusal() == [
        "owners.csv:2: active is neither true nor false.",
        "owners.csv:3: id is empty.",
        "owners.csv:5: an owner with this id stands further up already.",
        "deals.csv:3: stage is none of the stages under crm.csv.stages.",
        "deals.csv:4: Amount is no number like 1234.50: digits and a point, nothing else (also on 8, 9 and 2 more).",
        "deals.csv:5: created_at is empty.",
        "deals.csv:5: Close Date is no date like 2026-11-23.",
        "deals.csv:6: id is empty.",
        "deals.csv:6: modified_at is no date or time of day like 2026-11-23 or 2026-11-23T09:30:00Z.",
        "deals.csv:7: a deal with this id stands further up already.",
        "history.csv:2: at is no date or time of day like 2026-11-23 or 2026-11-23T09:30:00Z.",
        "history.csv:3: the new value of Amount is no number like 1234.50: digits and a point, nothing else.",
        "history.csv:4: 2 cells, where the first line has 6.",
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "deals.csv:1: the file is empty; its first line must name the columns."),
        (
            HEAD.replace("Amount", "Sum").replace("stage", "name"),
            "deals.csv:1: two columns are called name.\n"
            "deals.csv:1: there is no column stage; the operating model says under crm what columns are called.\n"
            "deals.csv:1: there is no column Amount; the operating model says under crm what columns are called.",
        ),
        ((HEAD + ONE).encode("utf-16"), "deals.csv:1: not UTF-8; save the file in that encoding."),
        (HEAD.encode() + b"d1,caf\xe9\n", "deals.csv:2: not UTF-8; save the file in that encoding."),
        (HEAD + "d1,\0\n", "deals.csv:2: not text; save the file as CSV in UTF-8."),
        (
            HEAD + ONE + ONE.replace("Acme", '"Acme'),
            "deals.csv:3: a quote is opened in this row and never closed.",
        ),
        (
            HEAD + ONE.replace("Acme", '"Acme" Ltd') + ONE,
            "deals.csv:2: the quotes or the line ends of this row do not fit; within quotes, a quote is written twice.",
        ),
        (HEAD + "x" * 1_000_001, "deals.csv:2: a line of more than a million characters; this cannot be a CSV file."),
        (
            HEAD + ONE.replace(",EUR,", ",EUR,,"),
            "deals.csv:2: 11 cells, where the first line has 10.",
        ),
        (HEAD + ONE.replace("2026-10-01T08:00:00Z", "9999-12-31T23:59:59-05:00"), "deals.csv:2: created_at is no date"),
    ],
)
async def test_a_file_that_cannot_be_read_says_where_and_why(folder, content, fault):
    folder.write(deals=content)

    assert "\n".join(await folder.refusal()).startswith(fault)


async def test_a_million_faults_of_one_kind_are_one_line(folder):
    folder.write(deals=HEAD + "".join(f"d{number},x,,nowhere,2026-10-01,,,,,\n" for number in range(5000)))

    assert await folder.refusal() == [
        "deals.csv:2: stage is none of the stages under crm.csv.stages (also on 3, 4 and 4,997 more)."
    ]


async def test_a_history_of_fields_that_nobody_named_is_a_slip(folder):
    folder.write(deals=HEAD + ONE, history=HISTORY_HEAD + "d1,Next Step,x,2026-11-01,,\n")

    assert await folder.refusal() == ["history.csv:1: no change is about a field that is named under crm.fields."]


async def test_a_deal_of_the_last_day_there_is(folder):
    folder.write(deals=HEAD + ONE.replace("2026-10-01T08:00:00Z", "9999-12-31"))

    assert (await folder.records())[0].created_at.year == 9999


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(names=st.lists(CELL, min_size=1, max_size=6), delimiter=st.sampled_from(",;\t"))
async def test_whatever_is_in_a_cell_arrives_as_it_is(folder, names, delimiter):
    with (folder.path / "deals.csv").open("w", newline="", encoding="utf-8") as file:
        written = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        written.writerow(HEAD.strip().split(","))
        for number, name in enumerate(names):
            written.writerow([f"d{number}", name, "", "won", "2026-10-01", "", "", "", "", name])

    records = {record.id: record for record in await folder.records()}

    assert [records[DealId(f"d{number}")].values.get("next_step", "") for number in range(len(names))] == [
        name.strip() for name in names
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(junk=st.binary(max_size=30), at=st.integers(0, len(HEAD + ONE)), end=st.booleans())
async def test_no_bytes_make_it_stumble(folder, junk, at, end):
    whole = (HEAD + ONE).encode()
    folder.write(deals=whole[:at] + junk + (b"" if end else whole[at:]))

    try:
        records = await folder.records()
    except CrmRefuses as refused:
        assert refused.for_user.startswith("Nothing was taken over")
    else:
        assert all(json.dumps(dict(record.values)) for record in records)
