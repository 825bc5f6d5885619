"""Files of CSV as a CRM: what a row, its history and the files beside it say."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm.protocol import Crm, CrmRefuses, Record
from domain.crm_field import FieldKind
from domain.deal import Stage, Standing
from domain.deal_history import Change, Source
from domain.ids import DealId, OwnerId
from domain.owner import Owner
from tests.crm.csv_folder import HEAD, HISTORY_HEAD, ONE, OWNERS, TWO, Folder, a_model


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


@pytest.mark.parametrize("active", [("true", "false"), ("false", "true")])
async def test_of_two_owners_with_one_address_the_deals_are_whose_who_is_still_there(folder, active):
    owners = "".join(f"o{n},Ada,ada@northwind.example,{there}\n" for n, there in enumerate(active))
    folder.write(deals=HEAD + TWO, owners=f"id,name,email,active\n{owners}")

    assert (await folder.records())[0].owner == f"o{active.index('true')}"


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
