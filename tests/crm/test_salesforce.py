"""Salesforce, read and kept in step: against a small org that answers as Salesforce does."""

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from crm.calls import Calls, Patience
from crm.protocol import Change, CrmRefuses, CrmUnavailable, FieldKind, Page, Record, Source
from crm.salesforce import Salesforce
from crm.salesforce_access import Access, ClientCredentials, is_salesforce, sign_in
from crm.salesforce_calls import DayUsedUp
from domain.deal import Standing
from tests.crm.patient import SleepingClock
from tests.crm.salesforce_org import BOT_ID, HOST, RAVI, RITA, FakeOrg, refusal

SECRET = "a-secret"
NEW_YORK = ZoneInfo("America/New_York")
FIELDS = {
    "stage": "StageName",
    "amount": "Amount",
    "close_date": "CloseDate",
    "next_step": "NextStep",
    "forecast_category": "ForecastCategoryName",
    "champion": "champion__c",
    "kickoff_date": "Kickoff__c",
    "sponsor": "Sponsor__c",
    "of_no_org": "Nowhere__c",
}
SIGNED = ("amount", "close_date", "stage")


def crm_over(org: FakeOrg, *, login_url: str = HOST, secret: str = SECRET, **given) -> Salesforce:
    access = Access(login_url, ClientCredentials("an-id", SecretStr(secret)))
    given = {"fields": FIELDS, "zone": NEW_YORK, "now": lambda: org.now, "patience": Patience(repeats=2)} | given
    return Salesforce(httpx.AsyncClient(transport=org), access, sleep=SleepingClock().sleep, **given)


async def all_pages(crm: Salesforce, cursor: str | None = None) -> list[Page]:
    return [page async for page in crm.changed(cursor)]


async def the_record(crm: Salesforce) -> Record:
    (page,) = await all_pages(crm)
    (record,) = page.records
    return record


def names(pages: list[Page]) -> list[str]:
    return [record.name for page in pages for record in page.records]


def queries(org: FakeOrg) -> list[str]:
    return [request.url.params["q"] for request in org.asked if request.url.path.endswith(("/query", "/queryAll"))]


def history(record: Record, word: str) -> list[tuple[str, datetime]]:
    return [(change.value, change.at) for change in record.history if change.field == word]


# --- what a deal looks like ---


async def test_a_deal_is_told_in_our_words_with_what_is_empty_left_out():
    org = FakeOrg()
    id_ = org.a_deal(
        "Acme <b>", Amount=123456789012345.0, NextStep="Call & ask", Kickoff__c="2026-12-01T03:30:00.000+0000"
    )

    record = await the_record(crm_over(org))

    assert (record.id, record.name, record.owner, record.stage, record.pipeline) == (
        id_,
        "Acme <b>",
        RITA,
        "Qualify",
        "default",
    )
    assert record.values == {
        "stage": "Qualify",
        "amount": "123456789012345",
        "close_date": "2026-12-31",
        "next_step": "Call & ask",
        "forecast_category": "Pipeline",
        "kickoff_date": "2026-11-30T22:30:00-05:00",  # the evening before, where the company is
    }
    assert record.created_at == record.modified_at == org.now
    assert record.link == f"{HOST}/lightning/r/Opportunity/{id_}/view"


async def test_an_amount_keeps_all_its_digits():
    org = FakeOrg()
    org.a_deal(Amount=9876543210123.45)

    assert (await the_record(crm_over(org))).values["amount"] == "9876543210123.45"


async def test_the_currency_is_asked_only_where_there_are_several():
    org = FakeOrg()
    org.a_deal()
    assert (await the_record(crm_over(org))).currency is None

    org.fields["CurrencyIsoCode"] = {"name": "CurrencyIsoCode", "type": "picklist"}
    org.change(next(iter(org.deals)), CurrencyIsoCode="EUR")

    assert (await the_record(crm_over(org))).currency == "EUR"


async def test_a_hidden_field_is_left_out_and_one_that_every_deal_needs_is_named():
    org = FakeOrg()
    org.a_deal(NextStep="Call")
    del org.fields["NextStep"]
    assert "next_step" not in (await the_record(crm_over(org))).values

    del org.fields["StageName"]

    with pytest.raises(CrmRefuses, match="StageName"):
        await all_pages(crm_over(org))


async def test_stages_mean_what_salesforce_says_and_not_what_they_are_called():
    found = {stage.id: (stage.standing, stage.probability) for stage in await crm_over(FakeOrg()).stages()}

    assert found == {
        "Qualify": (Standing.OPEN, 0.1),
        "Propose": (Standing.OPEN, 0.6),
        "Closed Won": (Standing.LOST, 0.0),
        "Closed Lost": (Standing.WON, 1.0),
    }


async def test_owners_are_those_who_can_own_a_deal_with_those_who_left():
    found = {owner.id: (owner.email, owner.active) for owner in await crm_over(FakeOrg()).owners()}

    assert found == {
        RITA: ("rita@northwind.example", True),
        RAVI: ("ravi@northwind.example", False),
        BOT_ID: ("bot@northwind.example", True),
    }


async def test_fields_are_described_as_the_org_has_them():
    org = FakeOrg()

    found = {meta.field: meta for meta in await crm_over(org).fields()}

    assert set(found) == set(FIELDS) - {"of_no_org"}
    assert (found["amount"].kind, found["kickoff_date"].kind) == (FieldKind.NUMBER, FieldKind.MOMENT)
    assert [option.value for option in found["forecast_category"].options] == ["Pipeline", "Upside", "Commit", "Closed"]
    assert {word for word, meta in found.items() if meta.required} == {"stage", "close_date"}
    assert {word for word, meta in found.items() if meta.tracked} == {
        "stage",
        "amount",
        "close_date",
        "next_step",
        "forecast_category",
    }
    assert found["next_step"].longest == 255


# --- one record type ---


async def test_of_several_record_types_only_the_wanted_one_counts():
    org = FakeOrg()
    org.fields["RecordTypeId"] = {"name": "RecordTypeId", "type": "reference"}
    org.a_deal("New business", RecordType={"DeveloperName": "NewBusiness"})
    renewal = org.a_deal("Renewal", RecordType={"DeveloperName": "Renewal"})

    (page,) = await all_pages(crm_over(org, pipeline="NewBusiness"))

    assert [(record.name, record.pipeline) for record in page.records] == [("New business", "NewBusiness")]
    assert page.deleted == [renewal]


# --- history ---


async def test_stage_amount_and_close_date_have_a_history_without_anybody_switching_it_on():
    org = FakeOrg(tracked=set())
    began = org.now
    id_ = org.a_deal(Amount=100)
    org.later(days=1)
    org.change(id_, Amount=250.5)
    org.later(days=1)
    org.by = RAVI
    org.change(id_, CloseDate="2027-01-31", StageName="Propose")

    record = await the_record(crm_over(org))

    assert history(record, "amount") == [("100", began), ("250.5", began + timedelta(days=1))]
    assert history(record, "stage") == [("Qualify", began), ("Propose", org.now)]
    assert record.history[-1].by == RAVI
    assert record.whole == {"stage", "amount", "close_date"}
    assert [change.at for change in record.history] == sorted(change.at for change in record.history)


async def test_the_history_of_a_deal_that_was_moved_here_from_elsewhere_begins_with_the_move():
    org = FakeOrg()
    id_ = org.a_deal(Amount=100, CreatedDate="2020-02-03T10:00:00.000+0000")
    org.later(days=1)
    org.change(id_, Amount=200)

    record = await the_record(crm_over(org))

    assert history(record, "amount")[-1] == ("200", org.now)
    assert record.whole == frozenset()


async def test_a_value_that_was_emptied_stands_in_the_history_as_empty():
    org = FakeOrg()
    began = org.now
    id_ = org.a_deal(Amount=100)
    org.later(hours=1)
    org.change(id_, Amount=None)

    assert history(await the_record(crm_over(org)), "amount") == [("100", began), ("", org.now)]


async def test_a_tracked_field_is_whole_only_for_deals_born_after_its_first_row():
    org = FakeOrg()
    began = org.now
    older = org.a_deal("older", NextStep="Call")
    org.later(days=1)
    org.change(older, NextStep="Meet")  # the first row of all: from here on it is known that the field is tracked
    org.later(days=1)
    younger = org.a_deal("younger", NextStep="Write")
    org.later(days=1)
    org.change(younger, NextStep="Sign")
    untouched = org.a_deal("untouched", NextStep="Wait")

    (page,) = await all_pages(crm_over(org))

    records = {record.id: record for record in page.records}
    assert history(records[older], "next_step") == [("Meet", began + timedelta(days=1))]
    assert history(records[younger], "next_step") == [("Write", began + timedelta(days=2)), ("Sign", org.now)]
    assert history(records[untouched], "next_step") == [("Wait", org.now)]
    assert {id_ for id_, record in records.items() if "next_step" in record.whole} == {younger, untouched}


async def test_of_a_long_text_it_is_known_when_it_changed_last_and_no_more():
    org = FakeOrg(tracked={"Champion__c"})
    org.a_deal("older", Champion__c="Ann")
    id_ = org.a_deal(Champion__c="Ann")
    org.change(id_, Champion__c="Bob")
    org.later(days=1)
    org.change(id_, Champion__c="Cleo")

    (page,) = await all_pages(crm_over(org))

    record = next(record for record in page.records if record.id == id_)
    assert history(record, "champion") == [("Cleo", org.now)]
    assert "champion" not in record.whole


async def test_a_history_that_missed_something_is_not_told_at_all():
    org = FakeOrg()
    id_ = org.a_deal(NextStep="Call")
    org.change(id_, NextStep="Meet")
    org.deals[id_]["NextStep"] = "Sign"  # while tracking was off

    record = await the_record(crm_over(org))

    assert history(record, "next_step") == []
    assert "next_step" not in record.whole
    assert record.values["next_step"] == "Sign"


async def test_a_forecast_category_has_the_labels_of_the_org_and_is_never_whole_without_tracking():
    org = FakeOrg(tracked=set())
    began = org.now
    id_ = org.a_deal()
    org.later(days=1)
    org.change(id_, StageName="Propose", ForecastCategory="BestCase", ForecastCategoryName="Upside")

    record = await the_record(crm_over(org))

    assert history(record, "forecast_category") == [("Pipeline", began), ("Upside", org.now)]
    assert "forecast_category" not in record.whole

    org.change(id_, ForecastCategory="Forecast", ForecastCategoryName="Commit")  # by hand: no row

    assert history(await the_record(crm_over(org)), "forecast_category") == []


async def test_it_is_told_whose_hand_it_was():
    org = FakeOrg()
    id_ = org.a_deal(Amount=1)
    for amount, by in enumerate([BOT_ID, "005000000000AUTAAA", "005000000000GONAAA"], start=2):
        org.later(hours=1)
        org.by = by
        org.change(id_, Amount=amount)

    record = await the_record(crm_over(org))

    assert [change.source for change in record.history if change.field == "amount"] == [
        Source.PERSON,
        Source.INTEGRATION,
        Source.AUTOMATION,
        Source.UNKNOWN,
    ]


async def test_of_a_changed_reference_the_ids_are_told_and_not_the_names():
    org = FakeOrg(tracked={"OwnerId"})
    id_ = org.a_deal(OwnerId=RITA)
    org.later(days=1)
    org.deals[id_]["OwnerId"] = RAVI
    org.an_edit(id_, "Owner", "Rita", "Ravi")
    org.an_edit(id_, "Owner", RITA, RAVI)

    record = await the_record(crm_over(org, fields={"keeper": "OwnerId"}))

    assert record.history == [Change("keeper", RAVI, org.now, RITA, Source.PERSON)]


async def test_an_org_that_shows_no_history_is_read_without():
    org = FakeOrg(history_fields=set(), tracked=set())
    org.a_deal(Amount=5)

    record = await the_record(crm_over(org))

    assert (record.history, record.whole, record.values["amount"]) == ([], frozenset(), "5")


# --- in step ---


async def test_what_comes_in_pages_comes_whole_and_in_order_of_change():
    org = FakeOrg(page_size=3)
    for number in range(8):
        org.a_deal(f"deal {number}")
        org.later(minutes=number % 2)  # some share a stamp

    pages = await all_pages(crm_over(org))

    assert names(pages) == [f"deal {number}" for number in range(8)]
    assert {page.total for page in pages} == {8}


async def test_the_next_sync_brings_what_changed_and_the_ten_minutes_before():
    org = FakeOrg()
    first = org.a_deal("first")
    org.later(hours=1)
    org.a_deal("second")
    (page,) = await all_pages(crm_over(org))
    org.later(hours=1)

    assert names(await all_pages(crm_over(org), page.cursor)) == ["second"]

    org.change(first, NextStep="Call")

    assert names(await all_pages(crm_over(org), page.cursor)) == ["second", "first"]


async def test_a_change_that_became_visible_late_is_not_missed():
    org = FakeOrg()
    late = org.a_deal("late")
    org.later(minutes=9)
    org.a_deal("early")
    hidden = org.deals.pop(late)
    (page,) = await all_pages(crm_over(org))
    org.deals[late] = hidden

    assert names(await all_pages(crm_over(org), page.cursor)) == ["late", "early"]


@pytest.mark.parametrize("killed_after", range(1, 5))
async def test_another_process_goes_on_after_any_page(killed_after):
    org = FakeOrg(page_size=2)
    for number in range(9):
        org.a_deal(f"deal {number}")  # all of one stamp, as an import leaves them
    before = []
    async for page in crm_over(org).changed(None):
        before.append(page)
        if len(before) == killed_after:
            break

    after = await all_pages(crm_over(org), before[-1].cursor)

    assert names(before + after) == [f"deal {number}" for number in range(9)]
    assert after[-1].total == 9


@settings(max_examples=40)
@given(
    gaps=st.lists(st.sampled_from([0, 0, 1, 60, 700]), max_size=12),
    page_size=st.integers(1, 4),
    lives=st.lists(st.integers(1, 3), max_size=4),
    changes=st.lists(st.integers(0, 11), max_size=6),
)
def test_however_often_it_is_killed_and_whatever_changes_meanwhile_it_ends_with_what_the_org_has(
    gaps, page_size, lives, changes
):
    asyncio.run(_lives(gaps, page_size, lives, changes))


async def _lives(gaps: list[int], page_size: int, lives: list[int], changes: list[int]) -> None:
    org = FakeOrg(page_size=page_size)
    for number, gap in enumerate(gaps):
        org.later(seconds=gap)
        org.a_deal(f"deal {number}", Amount=0)
    copy: dict[str, str] = {}
    cursor = None
    for life in [*lives, 1_000]:
        pages = 0
        async for page in crm_over(org).changed(cursor):
            copy |= {record.id: record.values["amount"] for record in page.records}
            cursor, pages = page.cursor, pages + 1
            if pages == life:
                break
        if life < 1_000 and changes and gaps:
            org.later(seconds=5)
            org.change(list(org.deals)[changes[0] % len(gaps)], Amount=changes.pop(0) + 1)

    assert copy == {id_: f"{row['Amount']}" for id_, row in org.deals.items()}


async def test_a_run_that_was_killed_looks_back_from_its_own_beginning():
    org = FakeOrg(page_size=1)
    late = org.a_deal("late")
    org.later(minutes=5)
    org.a_deal("a"), org.a_deal("b")
    hidden = org.deals.pop(late)
    pages = crm_over(org).changed(None)
    first = await anext(pages)
    org.deals[late] = hidden
    org.later(days=1)
    org.a_deal("tomorrow")

    rest = await all_pages(crm_over(org), first.cursor)
    following = await all_pages(crm_over(org), rest[-1].cursor)

    assert names(rest) == ["b", "tomorrow"]
    assert "late" in names(following)


@pytest.mark.parametrize(
    "cursor", ["", "nonsense", "[]", '{"since": 5}', '{"shape": "another", "since": "2030-01-01T00:00:00Z"}']
)
async def test_a_cursor_of_no_use_brings_everything(cursor):
    org = FakeOrg()
    org.a_deal("first")
    org.later(days=30)

    assert names(await all_pages(crm_over(org), cursor)) == ["first"]


async def test_a_field_more_brings_everything_once():
    org = FakeOrg()
    org.a_deal("first")
    (page,) = await all_pages(crm_over(org))
    org.later(hours=1)
    org.a_deal("second")

    pages = await all_pages(crm_over(org, fields=FIELDS | {"risk": "Risk__c"}), page.cursor)

    assert names(pages) == ["first", "second"]
    assert names(await all_pages(crm_over(org, fields=FIELDS | {"risk": "Risk__c"}), pages[-1].cursor)) == ["second"]


async def test_deleted_deals_are_told():
    org = FakeOrg()
    gone, _ = org.a_deal("gone"), org.a_deal("stays")
    (page,) = await all_pages(crm_over(org))
    assert page.deleted == []
    org.later(hours=1)
    org.delete(gone)

    (page,) = await all_pages(crm_over(org), page.cursor)

    assert page.deleted == [gone]
    assert names([page]) == ["stays"]


async def test_rows_that_are_missing_are_an_error_and_are_asked_for_again():
    org = FakeOrg(page_size=1)
    for number in range(3):
        org.a_deal(f"deal {number}")
    org.once("/query/Opportunity.", lambda asked: without_rows(org, asked))
    pages = []

    with pytest.raises(CrmUnavailable, match="2 deals came of 3"):
        async for page in crm_over(org).changed(None):
            pages.append(page)

    assert names(await all_pages(crm_over(org), pages[-1].cursor)) == ["deal 0", "deal 1", "deal 2"]


def without_rows(org: FakeOrg, request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json=org.answer(request).json() | {"records": []})


async def test_a_deal_that_is_deleted_while_we_read_is_no_error():
    org = FakeOrg(page_size=1)
    first = org.a_deal("deal 0")
    org.a_deal("deal 1"), org.a_deal("deal 2")

    def deleted_meanwhile(request: httpx.Request) -> httpx.Response:
        org.delete(first)
        return without_rows(org, request)

    org.once("/query/Opportunity.", deleted_meanwhile)

    pages = await all_pages(crm_over(org))

    assert pages[-1].deleted == [first]


async def test_a_query_whose_pages_are_gone_begins_again_where_it_stopped():
    org = FakeOrg(page_size=2)
    for number in range(5):
        org.a_deal(f"deal {number}")

    def expire(_: httpx.Request) -> None:
        org.locators.clear()

    org.once("/query/Opportunity.", expire)

    pages = await all_pages(crm_over(org))

    assert names(pages) == [f"deal {number}" for number in range(5)]
    assert {page.total for page in pages} == {5}


async def test_hundreds_of_deals_are_asked_for_in_lists_that_fit_into_a_request():
    org = FakeOrg()
    for number in range(700):
        org.a_deal(f"deal {number}", Amount=number)

    (page,) = await all_pages(crm_over(org))

    assert len(page.records) == 700
    assert all(history(record, "amount") for record in page.records)
    assert sum("FROM OpportunityHistory" in query for query in queries(org)) == 4


async def test_a_field_that_is_hidden_during_a_sync_stops_it_and_the_next_one_goes_without():
    org = FakeOrg()
    org.a_deal(NextStep="Call")
    crm = crm_over(org)
    await crm.fields()
    del org.fields["NextStep"]

    with pytest.raises(CrmRefuses):
        await all_pages(crm)

    assert "next_step" not in (await the_record(crm)).values


async def test_a_sync_when_nothing_changed_costs_few_calls():
    org = FakeOrg()
    org.a_deal()
    crm = crm_over(org)
    (page,) = await all_pages(crm)
    org.later(days=1)
    used = org.used

    await crm.stages()
    await crm.owners()
    await crm.fields()
    await all_pages(crm, page.cursor)

    assert org.used - used <= 12


# --- signing in, and the day's limit ---


async def test_the_newest_version_is_asked_for_once():
    org = FakeOrg()
    org.a_deal()

    await all_pages(crm_over(org))  # the org accepts no other

    assert sum(request.url.path == "/services/data/" for request in org.asked) == 1


async def test_a_session_that_ended_is_renewed_once():
    org = FakeOrg(page_size=1)
    for number in range(3):
        org.a_deal(f"deal {number}")
    org.once("/query/Opportunity.", lambda _: org.sign_everybody_out())

    assert len(names(await all_pages(crm_over(org)))) == 3
    assert sum(request.url.path.endswith("/token") for request in org.asked) == 2


async def test_who_asks_at_the_same_time_signs_in_once():
    org = FakeOrg()
    crm = crm_over(org)
    await asyncio.gather(crm.stages(), crm.owners(), crm.fields())
    org.sign_everybody_out()

    await asyncio.gather(crm.stages(), crm.owners(), crm.fields())

    assert sum(request.url.path.endswith("/token") for request in org.asked) == 2


async def test_a_session_that_is_never_accepted_is_no_endless_loop():
    org = FakeOrg()
    for _ in range(9):
        org.once("/sobjects/", lambda _: refusal(401, "INVALID_SESSION_ID", "no"))

    with pytest.raises(CrmRefuses):
        await all_pages(crm_over(org))

    assert sum("/sobjects/" in request.url.path for request in org.asked) == 2


async def test_neither_secret_nor_token_prints():
    org = FakeOrg()
    access = Access(HOST, ClientCredentials("an-id", SecretStr(SECRET)))
    async with httpx.AsyncClient(transport=org) as http:
        session = await sign_in(Calls(http), access)

    assert SECRET not in repr(access)
    assert org.tokens[0] not in repr(session)


async def test_a_wrong_secret_is_told_by_the_name_of_its_variable_and_never_repeated():
    with pytest.raises(CrmRefuses) as told:
        await crm_over(FakeOrg(), secret="guessed-secret").stages()

    assert "SALESFORCE_CLIENT_SECRET" in told.value.for_user
    assert "guessed" not in repr(told.value) + told.value.for_user


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        ("invalid_client_id", "SALESFORCE_CLIENT_ID"),
        ("invalid_grant", "user to run as"),
        ("invalid_request", "SALESFORCE_LOGIN_URL"),
    ],
)
async def test_a_refused_sign_in_says_what_to_look_at(error, hint):
    org = FakeOrg()
    said = httpx.Response(400, json={"error": error, "error_description": "of a-secret"})
    org.once("/token", lambda _: said)

    with pytest.raises(CrmRefuses, match=hint) as told:
        await crm_over(org).stages()

    assert "a-secret" not in told.value.for_user


@pytest.mark.parametrize("instance", ["http://northwind.my.salesforce.com", "https://salesforce.com.evil.example"])
async def test_the_token_goes_to_no_address_but_salesforces(instance):
    org = FakeOrg(instance=instance)

    with pytest.raises(CrmRefuses):
        await crm_over(org).stages()

    assert [request.url.path for request in org.asked] == ["/services/oauth2/token"]


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://northwind.my.salesforce.com", True),
        ("https://northwind.my.salesforce.com/", True),
        ("https://northwind.lightning.force.com", True),
        ("https://northwind.my.salesforce.com:443", True),
        ("http://northwind.my.salesforce.com", False),
        ("https://northwind.my.salesforce.com:8443", False),
        ("https://evilsalesforce.com", False),
        ("https://northwind.my.salesforce.com.evil.example", False),
        ("https://northwind.my.salesforce.com@evil.example", False),
        ("https://evil.example/.salesforce.com", False),
        ("https://evil.example#.salesforce.com", False),
        ("https://evil.example\\.salesforce.com", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_an_address_is_salesforces_or_not(url, good):
    assert is_salesforce(url) is good


@pytest.mark.parametrize(
    "named",
    ["/services/data/\0", "//evil.example/services/data/", "https://evil.example/services/data/", "query/x", None],
)
async def test_a_next_page_elsewhere_is_not_followed(named):
    org = FakeOrg()
    page = {"totalSize": 2, "done": False, "records": [], "nextRecordsUrl": named}
    org.once("/query", lambda _: httpx.Response(200, json=page))

    with pytest.raises(CrmUnavailable):
        await crm_over(org).stages()

    assert {request.url.host for request in org.asked} == {"northwind.my.salesforce.com"}


async def test_a_sync_leaves_the_last_fifth_of_the_day_to_others():
    org = FakeOrg(used=79_990)
    for number in range(30):
        org.a_deal(f"deal {number}")
    org.page_size = 1

    with pytest.raises(DayUsedUp) as told:
        await all_pages(crm_over(org))

    assert 80_000 <= org.used <= 80_001
    assert f"{org.used:,} of 100,000" in told.value.for_user


async def test_a_days_limit_that_is_reached_is_said_as_such():
    org = FakeOrg()
    org.once("/query", lambda _: refusal(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."))

    with pytest.raises(DayUsedUp):
        await crm_over(org).stages()


async def test_too_much_at_the_same_time_is_no_limit_of_the_day():
    org = FakeOrg()
    org.once("/query", lambda _: refusal(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests Limit exceeded."))

    with pytest.raises(CrmUnavailable) as told:
        await crm_over(org).stages()

    assert not isinstance(told.value, DayUsedUp)


async def test_an_api_that_is_switched_off_is_said_as_such():
    org = FakeOrg()
    org.once("/query", lambda _: refusal(403, "API_DISABLED_FOR_ORG", "The REST API is not enabled"))

    with pytest.raises(CrmRefuses, match="API Enabled"):
        await crm_over(org).stages()


async def test_trouble_that_passes_passes():
    org = FakeOrg()
    org.once("/query", lambda _: refusal(503, "SERVER_UNAVAILABLE", "busy"))

    assert len(await crm_over(org).stages()) == 4


async def test_a_page_of_a_proxy_is_no_answer():
    org = FakeOrg()
    org.once("/query", lambda _: httpx.Response(200, text="<html>Sign in to the guest network</html>"))

    with pytest.raises(CrmUnavailable):
        await crm_over(org).stages()


@pytest.mark.parametrize("row", [{}, {"Id": None}, "row", None])
async def test_rows_of_another_shape_are_trouble_of_the_crms(row):
    org = FakeOrg()
    page = {"totalSize": 1, "done": True, "records": [row]}
    for _ in range(3):
        org.once("/query", lambda _: httpx.Response(200, json=page))

    with pytest.raises(CrmUnavailable):
        await crm_over(org).owners()
    with pytest.raises(CrmUnavailable):
        await crm_over(org).stages()
