"""A deal of HubSpot's, its history, stages, owners and fields, told in our words."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from domain.crm_field import FieldKind
from domain.deal import Standing
from domain.deal_history import Source
from sandbox.crm.northwind import CARL, NILS, RITA
from sandbox.crm.records import AUTOMATION, IMPORT, Hand
from tests.crm.account import FIELDS, NOW, Account, altered, of, read, records


@pytest.fixture
def account() -> Account:
    return Account()


async def test_a_deal_is_told_in_our_words(account):
    deal = account.add(
        "Kestrel <b>Rail</b>",
        amount="1.5E14",
        closedate="2026-12-01T02:30:00.000Z",
        kickoff_date="2027-01-15",
        hubspot_owner_id=RITA.id,
        deal_currency_code="EUR",
        dealstage="contractsent",
        legal_review="true",
        lanes="road;sea",
        notes_last_updated="2026-11-20T01:00:00.000Z",
    )

    found = records(await read(account.hubspot()))[deal]

    assert found.name == "Kestrel <b>Rail</b>"
    assert (found.owner, found.pipeline, found.stage, found.currency) == (RITA.id, "default", "contractsent", "EUR")
    assert found.created_at == found.modified_at == NOW
    assert found.link.endswith(f"/record/0-3/{deal}")
    assert dict(found.values) == {
        "stage": "contractsent",
        "amount": "150000000000000",
        "close_date": "2026-11-30",
        "kickoff_date": "2027-01-15",
        "legal_review": "true",
        "lanes": "road;sea",
        "last_activity": "2026-11-19T20:00:00-05:00",
    }


@pytest.mark.parametrize(("company", "told"), [("GBP", "GBP"), (None, None), ("<b>", None)])
async def test_a_deal_that_names_no_currency_is_in_the_companys(account, company, told):
    deal, other = account.add(deal_currency_code=""), account.add(deal_currency_code="EUR")

    def in_their_currency(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        is_account = "account-info" in request.url.path
        return altered(answer, lambda body: body.update(companyCurrency=company)) if is_account else answer

    account.way.meddle = in_their_currency
    found = records(await read(account.hubspot()))

    assert (found[deal].currency, found[other].currency) == (told, "EUR")


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("9999-12-31T23:59:59.999Z", "9999-12-31"),
        ("0001-01-01T00:00:00Z", "0001-01-01"),
        ("2026-03-08T04:59:59Z", "2026-03-07"),
        ("2026-03-08T05:00:00Z", "2026-03-08"),
        ("1796083200000", "2026-11-30"),
    ],
)
async def test_a_close_date_is_a_day_of_the_companys(account, there, here):
    deal = account.add(closedate=there)

    assert records(await read(account.hubspot()))[deal].values["close_date"] == here


async def test_a_history_tells_what_when_who_and_what_kind_of_hand(account):
    deal = account.add(hubspot_owner_id=RITA.id, hs_next_step="Call them")
    by_carl, by_flow = account.later(days=1), account.later(days=1)
    account.state.change(int(deal), {"hs_next_step": "Send the offer"}, at=by_carl, by=Hand(user=CARL.user))
    account.state.change(int(deal), {"hs_next_step": ""}, at=by_flow, by=Hand(AUTOMATION, "enrollmentId:1"))

    found = of(records(await read(account.hubspot()))[deal], "next_step")

    assert [(one.value, one.at, one.by, one.source) for one in found] == [
        ("Call them", NOW, None, Source.PERSON),
        ("Send the offer", by_carl, CARL.id, Source.PERSON),
        ("", by_flow, None, Source.AUTOMATION),
    ]


async def test_whoever_left_still_stands_in_the_history(account):
    deal = account.add()
    account.state.change(int(deal), {"amount": "5"}, by=Hand(IMPORT, f"userId:{NILS.user}"))

    (change,) = of(records(await read(account.hubspot()))[deal], "amount")

    assert (change.by, change.source) == (NILS.id, Source.IMPORT)


async def test_another_hour_of_the_same_day_is_no_change(account):
    deal = account.add(closedate="2026-12-01T15:00:00Z")
    account.state.change(int(deal), {"closedate": "2026-12-01T19:00:00Z"}, at=account.later(hours=1))
    moved = account.later(hours=1)
    account.state.change(int(deal), {"closedate": "2026-12-08T15:00:00Z"}, at=moved)

    found = of(records(await read(account.hubspot()))[deal], "close_date")

    assert [(one.value, one.at) for one in found] == [("2026-12-01", NOW), ("2026-12-08", moved)]


async def test_of_two_changes_in_one_instant_the_later_counts(account):
    deal = account.add()
    for value in ("5", "6", "5.5"):
        account.state.change(int(deal), {"amount": value}, at=NOW + timedelta(hours=1))

    found = of(records(await read(account.hubspot()))[deal], "amount")

    assert [one.value for one in found] == ["5", "6", "5.5"]


async def test_a_history_that_does_not_reach_back_says_so(account):
    deal = account.add(amount="5", hs_next_step="Call them")
    account.state.change(int(deal), {"amount": "6"}, at=account.later(days=1))
    del account.state.deals[int(deal)].history["amount"][0]

    found = records(await read(account.hubspot()))[deal]

    assert "amount" not in found.whole
    assert {"next_step", "close_date"} <= found.whole


async def test_a_stages_meaning_is_the_crms_whatever_it_is_called(account):
    stage = account.state.pipelines["default"].find_stage("closedwon")
    assert stage is not None
    stage.label, stage.probability = "Closed won (renamed)", "0.0"
    negotiation = account.state.pipelines["default"].find_stage("contractsent")
    assert negotiation is not None
    negotiation.probability, negotiation.closed = "1.0", True
    renewal = account.state.pipelines["default"].find_stage("renewal")
    assert renewal is not None
    renewal.probability = "1.0"

    found = {(one.pipeline, one.id): one for one in await account.hubspot().stages()}

    assert found["default", "closedwon"].standing is Standing.LOST
    assert found["default", "contractsent"].standing is Standing.WON
    assert found["default", "qualifiedtobuy"].standing is Standing.OPEN
    assert found["default", "renewal"].standing is Standing.OPEN
    assert found["default", "qualifiedtobuy"].probability == 0.2
    assert found["31415926", "91000003"].standing is Standing.WON


async def test_owners_who_left_are_owners_still(account):
    found = {one.id: one for one in await account.hubspot().owners()}

    assert (found[NILS.id].active, found[RITA.id].active) == (False, True)
    assert found[RITA.id].email == "rita.moreno@northwind.example"


async def test_fields_are_described_as_far_as_they_are_there(account):
    found = {one.field: one for one in await account.hubspot().fields()}

    assert set(found) == set(FIELDS) - {"not_there"}
    assert {field: meta.kind for field, meta in found.items()} == {
        "stage": FieldKind.CHOICE,
        "amount": FieldKind.NUMBER,
        "close_date": FieldKind.DATE,
        "next_step": FieldKind.TEXT,
        "forecast_category": FieldKind.CHOICE,
        "implementation_risk": FieldKind.CHOICE,
        "kickoff_date": FieldKind.DATE,
        "legal_review": FieldKind.SWITCH,
        "lanes": FieldKind.CHOICES,
        "last_activity": FieldKind.MOMENT,
    }
    assert [one.value for one in found["implementation_risk"].options if not one.offered] == ["see_notes"]
    assert not found["last_activity"].updateable


async def test_a_history_of_two_thousand_changes_comes_whole(account):
    deal = account.add()
    for number in range(2000):
        account.state.change(int(deal), {"amount": str(number)}, at=NOW + timedelta(seconds=number))

    found = of(records(await read(account.hubspot()))[deal], "amount")

    assert [one.value for one in found] == [str(number) for number in range(2000)]
    assert found[-1].at == datetime(2026, 11, 23, 9, 33, 19, tzinfo=UTC)
