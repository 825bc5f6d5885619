"""Files of CSV as a CRM: what is read from them, what is refused and why, and what becomes of half-written ones."""

import asyncio
import csv
import json
import os
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.csv_files import CsvFiles
from crm.csv_layout import Layout
from crm.csv_reading import Faults
from crm.csv_rows import Rows
from crm.csv_staging import Staging
from crm.protocol import Crm, CrmRefuses, CrmUnavailable, Denied, Page, Record
from domain.crm_field import FieldKind
from domain.deal import Stage, Standing
from domain.deal_history import Change, Source
from domain.ids import DealId, OwnerId
from domain.operating_model import OperatingModel
from domain.owner import Owner

HEAD = "id,name,owner,stage,created_at,modified_at,currency,Amount,Close Date,next_step\n"
ONE = "d1,Acme,o1,Qualified,2026-10-01T08:00:00Z,2026-11-20T08:00:00Z,EUR,1200.50,2026-12-24,Call Ada\n"
TWO = "d2,Bolt,ada@northwind.example,won,2026-10-02,,usd,,,\n"
HISTORY_HEAD = "deal,field,value,at,by,source\n"
OWNERS = "id,name,email,active\no1,Rita,rita@northwind.example,\no2,Ada,Ada@northwind.example,true\no3,Old,,no\n"

MODEL: dict[str, Any] = {
    "version": 1,
    "company": "Northwind",
    "timezone": "America/New_York",
    "channels": {"triage": "C0TRIAGE", "updates": "C0UPDATES"},
    "people": {"admins": ["U0ADA"], "triage_owners": ["U0THEO"]},
    "crm": {
        "kind": "csv",
        "fields": {"amount": "Amount", "close_date": "Close Date", "next_step": "next_step"},
        "csv": {"folder": ".", "stages": {"qualified": "open", "won": "won", "lost": "lost"}},
    },
    "workflows": {
        "forecast": {
            "name": "Forecast",
            "meeting": {"name": "Call", "day": "mon", "at": "09:30", "channel": "C0CALL"},
            "done_means": "All is current.",
        }
    },
}


def a_model(**csv: object) -> OperatingModel:
    crm = MODEL["crm"]
    return OperatingModel.model_validate(MODEL | {"crm": crm | {"csv": crm["csv"] | csv}})


class Folder:
    """The files of a company, and the bot's look at them ten minutes after they were written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = datetime.now(UTC) + timedelta(minutes=10)
        self.model = a_model()
        self.known: list[DealId] = []

    def write(self, *, deals: str | bytes | None = None, **others: str | bytes) -> None:
        for name, content in {"deals": deals, **others}.items():
            if content is not None:
                written = content.encode() if isinstance(content, str) else content
                (self.path / f"{name}.csv").write_bytes(written)

    def crm(self) -> CsvFiles:
        async def known() -> list[DealId]:
            return self.known

        return CsvFiles(self.model, self.path, known=known, now=lambda: self.now)

    async def pages(self, cursor: str | None = None) -> list[Page]:
        return [page async for page in self.crm().changed(cursor)]

    async def records(self) -> list[Record]:
        return [record for page in await self.pages() for record in page.records]

    async def refusal(self) -> list[str]:
        """The faults, without the sentence above them."""
        with pytest.raises(CrmRefuses) as refused:
            await self.pages()
        first, *faults = refused.value.for_user.split("\n")
        return faults or [first]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


async def test_a_deal_is_what_its_row_and_its_history_say(folder):
    folder.write(
        deals=HEAD + ONE,
        owners=OWNERS,
        history=HISTORY_HEAD
        + "d1,next_step,Call Ada,2026-11-20T08:00:00Z,ada@northwind.example,Person\n"
        + "d1,next_step,Send offer,2026-10-01T08:00:00Z,o1,import\n"
        + "d1,Close Date,2026-12-24T04:59:00Z,2026-11-02 10:00:00,,crm_ui\n"
        + "d1,phase of the moon,full,2026-11-02,,\n",
    )

    [record] = await folder.records()

    assert record == Record(
        id=DealId("d1"),
        name="Acme",
        owner=OwnerId("o1"),
        pipeline="default",
        stage="qualified",
        created_at=datetime(2026, 10, 1, 8, tzinfo=UTC),
        modified_at=datetime(2026, 11, 20, 8, tzinfo=UTC),
        values={"amount": "1200.50", "close_date": "2026-12-24", "next_step": "Call Ada"},
        currency="EUR",
        history=[
            Change("next_step", "Send offer", datetime(2026, 10, 1, 8, tzinfo=UTC), OwnerId("o1"), Source.IMPORT),
            Change("close_date", "2026-12-23", datetime(2026, 11, 2, 15, tzinfo=UTC)),
            Change("next_step", "Call Ada", datetime(2026, 11, 20, 8, tzinfo=UTC), OwnerId("o2"), Source.PERSON),
        ],
        whole=frozenset({"next_step"}),
    )


async def test_what_may_be_absent_is_made_up_of_what_is_there(folder):
    folder.write(deals=HEAD + TWO, owners=OWNERS, history=HISTORY_HEAD + "d2,stage,WON,2026-10-02T15:00:00-04:00,,\n")

    [record] = await folder.records()

    assert (record.owner, record.currency, record.values, record.stage) == ("o2", "USD", {}, "won")
    assert record.created_at == datetime(2026, 10, 2, 4, tzinfo=UTC)  # midnight in New York
    assert record.modified_at == datetime(2026, 10, 2, 19, tzinfo=UTC)
    assert [change.value for change in record.history] == ["won"]
    assert record.whole == {"stage"}  # on the day of creation, of which no hour is known


async def test_deals_are_enough(folder):
    folder.write(deals="id,name,stage,created_at,Amount,Close Date,next_step\nd1,,lost,2026-10-01,,,\n")

    [record] = await folder.records()
    owners, fields = await folder.crm().owners(), await folder.crm().fields()

    assert (record.name, record.owner, record.history, record.whole) == ("d1", None, [], frozenset())
    assert owners == []
    assert [(field.field, field.tracked) for field in fields] == [
        ("amount", False),
        ("close_date", False),
        ("next_step", False),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
async def test_it_does_not_matter_what_wrote_the_file(folder, delimiter, before, line_end):
    rows = (HEAD + ONE.replace("Acme", '"Acme; Sons, ""Ltd""\t\nand more"')).replace("\n", line_end)
    if delimiter != ",":
        rows = HEAD.replace(",", delimiter) + ONE.replace(",", delimiter).replace(
            "Acme", '"Acme; Sons, ""Ltd""\t\nand more"'
        )
        rows = rows.replace("\n", line_end)
    folder.write(deals=before + rows.encode())

    [record] = await folder.records()

    assert record.name == f'Acme; Sons, "Ltd"\t{line_end}and more'
    assert record.values["next_step"] == "Call Ada"


async def test_excels_line_about_the_delimiter_and_its_empty_rows_are_no_deals(folder):
    folder.write(deals="sep=;\n" + (HEAD + ONE).replace(",", ";") + ";;;;;;;;;\n\nd9;x\n")

    assert await folder.refusal() == ["deals.csv:6: 2 cells, where the first line has 10."]


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
        owners="id,name,active\no1,Rita,maybe\n,Ada,true\n",
    )

    assert await folder.refusal() == [
        "owners.csv:2: active is neither true nor false.",
        "owners.csv:3: id is empty.",
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
            "deals.csv:1: there is no column stage; under crm stands what columns are called.\n"
            "deals.csv:1: there is no column Amount; under crm stands what columns are called.",
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


async def test_a_state_that_is_exported_every_day_does_not_look_fresh(folder):
    days = [f"d1,next_step,{'Call' if day < 20 else 'Visit'},2026-11-{day},,\n" for day in range(10, 30)]
    folder.write(deals=HEAD + ONE, history=HISTORY_HEAD + "".join(reversed(days)))

    [record] = await folder.records()

    assert [(change.value, change.at.day) for change in record.history] == [("Call", 10), ("Visit", 20)]


async def test_columns_are_called_what_the_company_calls_them(folder):
    folder.model = a_model(
        columns={"id": "Opportunity ID", "created_at": "Created"},
        history_columns={"deal": "Opportunity ID", "at": "Edit Date", "value": "New Value"},
        owner_columns={"id": "User ID"},
        history="changes.csv",
        owners="users.csv",
    )
    folder.write(
        deals=HEAD.replace("id,", "OPPORTUNITY ID,").replace("created_at", "Created") + ONE,
        changes="Opportunity ID,Field,New Value,Edit Date\nd1,amount,5,2026-11-02\n",
        users="User ID,Name\no1,Rita\n",
    )

    [record] = await folder.records()

    assert [(change.field, change.value) for change in record.history] == [("amount", "5")]
    assert await folder.crm().owners() == [Owner(OwnerId("o1"), "Rita")]


async def test_a_file_that_the_model_names_must_be_there(folder):
    folder.model = a_model(history="changes.csv")
    folder.write(deals=HEAD + ONE)

    [said] = await folder.refusal()

    assert said == (f"There is no {folder.path / 'changes.csv'}. Put the file there, or say under crm.csv where it is.")


@pytest.mark.parametrize("call", ["owners", "fields"])
async def test_without_deals_everything_says_so(folder, call):
    with pytest.raises(CrmRefuses, match="There is no"):
        await getattr(folder.crm(), call)()
    assert "deals.csv" in (await folder.refusal())[0]


async def test_only_the_companys_pipeline_counts(folder):
    head = HEAD.replace("currency", "pipeline")
    folder.write(deals=head + ONE.replace("EUR", "Default") + TWO.replace("usd", "Renewals").replace("won", "whatever"))
    assert [record.id for record in await folder.records()] == ["d1"]

    folder.write(deals=head + ONE.replace("EUR", "Sales") + TWO.replace("usd", "Renewals"))
    assert await folder.refusal() == [
        "deals.csv:1: every deal is in another pipeline than default, like Sales, Renewals; "
        "name one of them under crm.pipeline."
    ]


async def test_a_link_leads_to_the_web_and_nowhere_else(folder):
    head = HEAD.replace("currency", "link")
    folder.write(deals=head + ONE.replace("EUR", "https://crm.example/d1"))
    assert (await folder.records())[0].link == "https://crm.example/d1"

    folder.write(deals=head + ONE.replace("EUR", "javascript:alert(1)"))
    assert await folder.refusal() == ["deals.csv:2: link is no address that begins with https://."]


async def test_owners_are_those_listed_and_those_whom_deals_name(folder):
    folder.write(deals=HEAD + ONE + TWO + TWO.replace("d2", "d3").replace("ada@", "new@"), owners=OWNERS)

    assert await folder.crm().owners() == [
        Owner(OwnerId("o1"), "Rita", "rita@northwind.example"),
        Owner(OwnerId("o2"), "Ada", "Ada@northwind.example"),
        Owner(OwnerId("o3"), "Old", None, active=False),
        Owner(OwnerId("new@northwind.example"), "new@northwind.example", "new@northwind.example"),
    ]


async def test_what_the_model_knows_of_stages_and_fields_is_told_to_others(folder):
    folder.write(deals=HEAD + ONE, history=HISTORY_HEAD)
    crm: Crm = folder.crm()

    fields = {field.field: field for field in await crm.fields()}

    assert await crm.stages() == [
        Stage("qualified", "qualified", "default", Standing.OPEN),
        Stage("won", "won", "default", Standing.WON),
        Stage("lost", "lost", "default", Standing.LOST),
    ]
    assert fields["amount"].kind is FieldKind.NUMBER
    assert (fields["close_date"].kind, fields["close_date"].label) == (FieldKind.DATE, "Close Date")
    assert not any(field.updateable for field in fields.values())
    assert all(field.tracked for field in fields.values())


async def test_files_are_never_written_to(folder):
    folder.write(deals=HEAD + ONE)

    written = await folder.crm().write(DealId("d1"), {"next_step": "Visit"}, seen={"next_step": "Call Ada"})

    assert isinstance(written, Denied)
    assert "only reads" in written.because[""]
    assert (folder.path / "deals.csv").read_text() == HEAD + ONE


def many(number: int) -> str:
    return HEAD + "".join(
        f"d{each:05},Deal {each},o1,qualified,2026-10-01,2026-11-{1 + each * 7 % 28:02},EUR,{each},,\n"
        for each in range(number)
    )


async def test_deals_come_in_pages_the_least_recently_modified_first(folder):
    folder.write(deals=many(1200))

    pages = await folder.pages()

    records = [record for page in pages for record in page.records]
    assert [len(page.records) for page in pages] == [500, 500, 200]
    assert {page.total for page in pages} == {1200}
    assert len({record.id for record in records}) == 1200
    assert [record.modified_at for record in records] == sorted(record.modified_at for record in records)


async def test_a_page_ends_early_when_its_deals_have_many_changes(folder):
    changes = "".join(
        f"d{deal:05},amount,{number},2026-11-01T00:{number // 60:02}:{number % 60:02}Z,,\n"
        for deal in range(12)
        for number in range(2000)
    )
    folder.write(deals=many(12), history=HISTORY_HEAD + changes)

    pages = await folder.pages()

    assert [len(page.records) for page in pages] == [5, 5, 2]
    assert all(len(record.history) == 2000 for page in pages for record in page.records)


async def test_what_was_killed_at_any_page_goes_on_there(folder):
    folder.write(deals=many(1200))
    whole = await folder.pages()

    for number, page in enumerate(whole):
        rest = await folder.pages(page.cursor)
        assert [p.records for p in rest if p.records] == [p.records for p in whole[number + 1 :]]
        assert {p.total for p in rest} == {sum(len(p.records) for p in whole[number + 1 :])}


async def test_nothing_comes_twice_while_the_files_stay_the_same(folder):
    folder.write(deals=HEAD + ONE, history=HISTORY_HEAD, owners=OWNERS)
    [first] = await folder.pages()

    [again] = await folder.pages(first.cursor)
    folder.write(deals=HEAD + ONE)
    [rewritten] = await folder.pages(again.cursor)

    assert (again.records, again.total, rewritten.records) == ((), 0, ())
    assert again.cursor == first.cursor != rewritten.cursor


@pytest.mark.parametrize("what", ["deals", "history", "owners", "no history", "model"])
async def test_all_comes_again_when_anything_is_another(folder, what):
    folder.write(deals=HEAD + ONE, history=HISTORY_HEAD, owners=OWNERS)
    [first] = await folder.pages()

    if what == "no history":
        (folder.path / "history.csv").unlink()
    elif what == "model":
        folder.model = a_model(stages={"qualified": "lost", "won": "open"})
    else:
        with (folder.path / f"{what}.csv").open("a") as file:
            file.write({"deals": TWO, "history": "d1,amount,7,2026-11-01,,\n", "owners": "o7,Theo,,\n"}[what])

    [again] = await folder.pages(first.cursor)
    assert "d1" in {record.id for record in again.records}


@pytest.mark.parametrize("cursor", ["", "{}", "null", "[]", "7", '{"form":1}', "2026-11-23", '{"form":9,"files":[]}'])
async def test_a_cursor_that_is_of_no_use_is_none(folder, cursor):
    folder.write(deals=HEAD + ONE)

    [page] = await folder.pages(cursor)

    assert [record.id for record in page.records] == ["d1"]


async def test_a_cursor_in_the_middle_of_other_files_starts_again(folder):
    folder.write(deals=many(600))
    middle = (await folder.pages())[0].cursor
    folder.write(deals=many(601))

    pages = await folder.pages(middle)

    assert sum(len(page.records) for page in pages) == 601


async def test_a_deal_that_is_in_the_files_no_more_is_deleted(folder):
    folder.write(deals=many(600))
    folder.known = [DealId("d00007"), DealId("d99999")]

    pages = await folder.pages()

    assert [page.deleted for page in pages] == [(), [DealId("d99999")]]


async def test_an_export_without_deals_deletes_nothing(folder):
    folder.write(deals=HEAD)
    assert [page.records for page in await folder.pages()] == [[]]

    folder.known = [DealId("d1")]
    with pytest.raises(CrmUnavailable) as refused:
        await folder.pages()
    assert "names no deal any more" in refused.value.for_user


@pytest.mark.parametrize("file", ["deals", "history", "owners"])
async def test_a_file_that_ends_in_the_middle_of_a_line_is_waited_for(folder, file):
    files = {"deals": HEAD + ONE, "history": HISTORY_HEAD + "d1,amount,12,2026-11-01,,\n", "owners": OWNERS}
    folder.write(**files | {file: files[file][:-1]})
    folder.now = datetime.now(UTC)

    with pytest.raises(CrmUnavailable) as waits:
        await folder.pages()

    assert waits.value.for_user.startswith(f"{file}.csv is being written at this moment.")


@pytest.mark.parametrize("call", ["owners", "fields"])
async def test_whatever_is_asked_for_half_a_file_is_waited_for(folder, call):
    folder.write(deals=(HEAD + ONE)[:-30])
    folder.now = datetime.now(UTC)

    with pytest.raises(CrmUnavailable, match="being written"):
        await getattr(folder.crm(), call)()


async def test_who_asks_for_owners_first_hears_of_every_fault_as_well(folder):
    folder.write(deals=HEAD + ONE.replace("2026-12-24", "soon"), owners="id,name\n,Ada\n", history="deal;at\n")

    with pytest.raises(CrmRefuses) as refused:
        await folder.crm().owners()

    assert refused.value.for_user.split("\n")[1:] == await folder.refusal()
    assert len(await folder.refusal()) == 4


async def test_owners_are_read_again_when_a_file_is_another(folder):
    folder.write(deals=HEAD + ONE, owners=OWNERS)
    crm = folder.crm()
    assert len(await crm.owners()) == 3

    folder.write(deals=HEAD + ONE + TWO.replace("ada@", "new@"))

    assert len(await crm.owners()) == 4


async def test_a_quote_that_is_open_at_the_end_is_waited_for(folder):
    folder.write(deals=HEAD + ONE.replace("Call Ada", '"Call Ada\nand'))
    folder.now = datetime.now(UTC)

    with pytest.raises(CrmUnavailable, match="being written"):
        await folder.pages()


async def test_a_file_whose_last_line_has_no_end_is_read_when_nobody_touches_it_any_more(folder):
    folder.write(deals=(HEAD + ONE)[:-1])

    assert len(await folder.records()) == 1


@pytest.mark.parametrize("how", ["grows", "is replaced", "goes away", "gets its history"])
async def test_files_that_change_while_they_are_read_are_not_half_taken(folder, how):
    folder.write(deals=HEAD + ONE + TWO, owners=OWNERS)
    file = folder.path / "deals.csv"

    def meanwhile() -> datetime:
        """The clock is asked between the first look and the end of the reading."""
        if how == "grows":
            with file.open("a") as more:
                more.write("d3,half")
        elif how == "is replaced":
            folder.write(new=HEAD + ONE)
            os.replace(folder.path / "new.csv", file)  # noqa: PTH105
        elif how == "goes away":
            file.unlink(missing_ok=True)
        else:
            folder.write(history=HISTORY_HEAD)
        return folder.now

    crm = CsvFiles(folder.model, folder.path, now=meanwhile)
    with pytest.raises((CrmUnavailable, CrmRefuses)) as refused:
        _ = [page async for page in crm.changed(None)]

    assert "deals.csv" in refused.value.for_user or "history.csv is being written" in refused.value.for_user


async def test_a_file_that_may_not_be_read_says_so(folder):
    (folder.path / "deals.csv").mkdir()

    [said] = await folder.refusal()

    assert "deals.csv cannot be read: Is a directory." in said


async def test_who_stops_listening_leaves_nothing_behind(folder):
    folder.write(deals=many(1200))

    async with aclosing(folder.crm().changed(None)) as pages:
        async for _ in pages:
            break

    assert sum(len(page.records) for page in await folder.pages()) == 1200


async def test_who_is_cancelled_waits_for_the_thread_that_reads(folder):
    folder.write(deals=many(1200))
    reads, may_go_on = Event(), Event()

    def held_up() -> datetime:
        """The clock is asked by the thread, before it reads the deals."""
        reads.set()
        may_go_on.wait()
        return folder.now

    pages = CsvFiles(folder.model, folder.path, now=held_up).changed(None)
    first = asyncio.ensure_future(anext(pages))
    await asyncio.to_thread(reads.wait)

    first.cancel()
    for _ in range(10):
        await asyncio.sleep(0)
    waits = not first.done()
    may_go_on.set()

    with pytest.raises(asyncio.CancelledError):
        await first
    assert waits


async def test_a_deal_of_the_last_day_there_is(folder):
    folder.write(deals=HEAD + ONE.replace("2026-10-01T08:00:00Z", "9999-12-31"))

    assert (await folder.records())[0].created_at.year == 9999


def test_a_disk_that_is_full_says_what_to_do(folder):
    folder.write(deals=many(2000))
    faults, path = Faults(), folder.path / "deals.csv"
    rows = Rows(Layout(folder.model), faults, {})

    with Staging() as staging:
        staging._db.execute("PRAGMA max_page_count = 20")  # fails as a full disk does
        with pytest.raises(CrmUnavailable) as refused:
            staging.read(rows, path, None, faults, at=folder.now, stopped=lambda: False)

    assert "TMPDIR" in refused.value.for_user


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
