"""What is read of HubSpot: everything once, then what changed; nothing is missed, whatever happens in between."""

import asyncio
from contextlib import aclosing
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from crm.hubspot_troubles import Allowance
from crm.protocol import CrmRefuses, CrmUnavailable, FieldKind, Source
from domain.deal import Standing
from sandbox.crm.northwind import CARL, NILS, RITA
from sandbox.crm.records import AUTOMATION, IMPORT, Hand
from sandbox.crm.troubles import Trouble
from tests.crm.account import FIELDS, NOW, Account, altered, deleted, no_task_left, of, read, records


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


async def test_only_what_changed_comes_the_next_time(account):
    deals = [account.add(f"Deal {number}") for number in range(300)]
    account.later(hours=1)
    first = await read(account.hubspot())
    account.later(hours=1)
    account.state.change(int(deals[250]), {"amount": "7"})

    second = await read(account.hubspot(), first[-1].cursor)

    assert list(records(first)) == deals
    assert list(records(second)) == [deals[250]]
    assert (first[0].total, second[0].total) == (300, 1)


async def test_what_the_index_learns_late_is_not_missed(account):
    deal = account.add()
    account.later(hours=1)
    account.state.index_lag = 30
    account.state.change(int(deal), {"amount": "7"})
    account.later(seconds=5)
    first = await read(account.hubspot())
    account.later(minutes=5)

    second = await read(account.hubspot(), first[-1].cursor)

    assert records(second)[deal].values["amount"] == "7"


async def test_our_clock_being_ahead_of_hubspots_misses_nothing(account):
    deal = account.add()
    account.way.meddle = lambda _, answer: httpx.Response(
        answer.status_code, content=answer.content, headers={"Date": "Mon, 23 Nov 2026 09:00:00 GMT"}
    )
    account.now = NOW + timedelta(hours=3)
    first = await read(account.hubspot())
    account.state.change(int(deal), {"amount": "7"}, at=NOW + timedelta(minutes=1))

    assert deal in records(await read(account.hubspot(), first[-1].cursor))


async def test_a_deleted_deal_is_told_though_it_was_not_modified(account):
    kept, gone, before = account.add(), account.add(), account.add()
    account.state.archive(int(before))
    account.later(hours=2)
    first = await read(account.hubspot())
    account.later(hours=2)
    account.state.archive(int(gone))

    second = await read(account.hubspot(), first[-1].cursor)

    assert (list(records(first)), deleted(first)) == ([kept, gone], [before])
    assert (list(records(second)), deleted(second)) == ([], [gone])


async def test_many_deleted_deals_come_page_by_page(account):
    gone = [account.add() for _ in range(250)]
    for deal in gone:
        account.state.archive(int(deal))

    pages = await read(account.hubspot())

    assert deleted(pages) == gone
    assert max(len(page.deleted) for page in pages) == 100


async def test_a_deal_that_became_part_of_another_is_deleted(account):
    one, other = account.add(), account.add()
    first = await read(account.hubspot())
    account.later(hours=1)
    account.state.merge(int(one), int(other))

    second = await read(account.hubspot(), first[-1].cursor)

    assert (list(records(second)), deleted(second)) == ([one], [other])


@pytest.mark.parametrize("end", ["archived", "merged"])
async def test_a_deal_that_vanishes_between_search_and_read_is_deleted(account, end):
    kept, gone = account.add(), account.add()

    def vanish(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        if request.url.path.endswith("/search"):
            account.state.archive(int(gone)) if end == "archived" else account.state.merge(int(kept), int(gone))
        return answer

    account.way.meddle = vanish

    pages = await read(account.hubspot())

    assert list(records(pages)) == [kept]
    assert set(deleted(pages)) == {gone}


async def test_a_sync_killed_after_any_page_goes_on_there(account):
    deals = [account.add(f"Deal {number}") for number in range(900)]
    gone = account.add()
    account.state.archive(int(gone))
    whole = await read(account.hubspot())
    assert len(whole) == 6

    for stop in range(1, len(whole)):
        async with aclosing(account.hubspot().changed(None)) as pages:
            seen = [await anext(pages) for _ in range(stop)]
        rest = await read(account.hubspot(), seen[-1].cursor)

        assert list(records(seen)) + list(records(rest)) == deals
        assert deleted(rest) == [gone]
        assert rest[-1].cursor == whole[-1].cursor
        assert {page.total for page in [*seen, *rest]} == {900}


async def test_what_changed_behind_a_long_syncs_back_comes_with_the_next(account):
    deals = [account.add(f"Deal {number}") for number in range(900)]
    account.later(days=1)
    pages = []
    async for page in account.hubspot().changed(None):
        pages.append(page)
        account.later(hours=1)
        if len(pages) == 1:
            account.state.change(int(deals[0]), {"amount": "7"})

    after = await read(account.hubspot(), pages[-1].cursor)

    assert records(after)[deals[0]].values["amount"] == "7"


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "garbage",
        "[]",
        "null",
        "7",
        '{"v":1}',
        '{"v":1,"of":{},"since":3}',
        "[" * 100_000,
        '{"v":2,"of":"OF","since":"2026-11-23T12:00:00+00:00"}',
        '{"v":1,"of":"OF","since":"2026-11-23T12:00:00"}',
        '{"v":1,"of":"OF","since":"soon"}',
        '{"v":1,"of":"OF","since":null,"run":{"began":"2026-11-23T12:00:00Z","after":"x","total":1,"sweeping":false}}',
        '{"v":1,"of":"OF","since":null,"run":{"began":"2026-11-23T12:00:00Z","after":5,"total":1,"sweeping":false}}',
        '{"v":1,"of":"OF","since":null,"run":{"after":"5"}}',
    ],
)
async def test_a_cursor_that_makes_no_sense_reads_everything(account, cursor):
    deals = [account.add() for _ in range(3)]
    own = (await read(account.hubspot()))[-1].cursor.split('"of":"')[1].split('"')[0]
    account.later(hours=5)

    pages = await read(account.hubspot(), cursor.replace("OF", own))

    assert list(records(pages)) == deals


async def test_a_field_that_is_new_in_the_model_is_read_of_all_deals(account):
    deals = [account.add(promised_outcomes="Fewer trucks") for _ in range(3)]
    account.later(hours=1)
    first = await read(account.hubspot())
    account.later(hours=1)
    account.fields = {**FIELDS, "promised_outcomes": "promised_outcomes"}

    second = await read(account.hubspot(), first[-1].cursor)

    assert [record.values["promised_outcomes"] for record in records(second).values()] == ["Fewer trucks"] * len(deals)


async def test_more_than_ten_thousand_deals_all_come(account):
    for number in range(10_050):
        account.state.add({"dealname": f"Deal {number}"}, by=Hand())

    pages = await read(account.hubspot())

    assert len(records(pages)) == 10_050 == sum(len(page.records) for page in pages)


async def test_an_empty_account_is_no_trouble(account):
    first = await read(account.hubspot())
    account.later(hours=1)
    deal = account.add()

    assert records(first) == {}
    assert list(records(await read(account.hubspot(), first[-1].cursor))) == [deal]


def missing_one(body: dict) -> None:
    body["results"] = body["results"][:-1]


def out_of_order(body: dict) -> None:
    body["results"].reverse()


@pytest.mark.parametrize("wrong", [missing_one, out_of_order])
async def test_a_count_that_differs_is_an_error(account, wrong):
    for _ in range(5):
        account.add()
    account.way.meddle = lambda request, answer: (
        altered(answer, wrong) if request.url.path.endswith("/search") else answer
    )

    with pytest.raises(CrmUnavailable, match="search: of 5 deals"):
        await read(account.hubspot())


async def test_a_count_that_was_wrong_for_a_moment_is_counted_again(account):
    deals = [account.add() for _ in range(5)]
    wrong = [True, True, False]
    account.way.meddle = lambda request, answer: (
        altered(answer, missing_one) if request.url.path.endswith("/search") and wrong.pop(0) else answer
    )

    assert list(records(await read(account.hubspot()))) == deals


async def test_a_deal_that_a_batch_leaves_out_is_an_error(account):
    for _ in range(5):
        account.add()
    account.way.meddle = lambda request, answer: (
        altered(answer, missing_one) if request.url.path.endswith("/batch/read") else answer
    )

    with pytest.raises(CrmUnavailable, match="a deal that is there did not come"):
        await read(account.hubspot())


@pytest.mark.parametrize(
    "trouble", [{"status": 423}, {"status": 429, "retry_after": 3}, {"status": 502}, {"status": 500}]
)
async def test_trouble_in_passing_loses_and_doubles_nothing(account, trouble):
    deals = [account.add(f"Deal {number}") for number in range(600)]
    account.crm.troubles.add(Trouble("*", share=0.3, times=None, **trouble))

    pages = await read(account.hubspot())

    assert [record.id for page in pages for record in page.records] == deals


async def test_an_outage_in_the_middle_is_told_and_the_sync_goes_on_later(account):
    deals = [account.add(f"Deal {number}") for number in range(1500)]
    account.crm.troubles.add(Trouble("batch_read", status=503, times=None, skip=20))
    seen = []

    async with no_task_left():
        with pytest.raises(CrmUnavailable, match="503"):
            async for page in account.hubspot().changed(None):
                seen.append(page)
    account.crm.troubles.replace([])
    rest = await read(account.hubspot(), seen[-1].cursor)

    assert 0 < len(records(seen)) < 1500
    assert list(records(seen)) + list(records(rest)) == deals


async def test_whoever_stops_listening_leaves_no_call_behind(account):
    for number in range(3000):
        account.add(f"Deal {number}")
    account.crm.troubles.add(Trouble("batch_read", kind="hang", seconds=60, times=None, skip=4))

    async with no_task_left(), asyncio.timeout(10), aclosing(account.hubspot().changed(None)) as pages:
        await anext(pages)

    assert account.way.count("POST", "/search") < 15


async def test_an_account_on_the_move_says_for_how_long(account):
    account.crm.troubles.add(Trouble("*", status=477, times=None, retry_after=7200))

    with pytest.raises(CrmUnavailable) as raised:
        await read(account.hubspot())

    assert "about 2 hours" in raised.value.for_user
    assert len(account.way.asked) == 1


async def test_a_day_that_is_used_up_is_not_waited_for(account):
    body = {"status": "error", "message": "You have reached your daily limit.", "policyName": "DAILY"}
    account.crm.troubles.add(Trouble("*", status=429, times=None, body=body))

    with pytest.raises(CrmUnavailable) as raised:
        await read(account.hubspot())

    assert "in a day" in raised.value.for_user
    assert account.clock.slept == []


async def test_a_revoked_key_is_named_by_its_variable_and_never_repeated(account):
    with pytest.raises(CrmRefuses) as raised:
        await read(account.hubspot(token="pat-na1-was-revoked"))

    assert "HUBSPOT_TOKEN" in raised.value.for_user
    assert "was-revoked" not in f"{raised.value!r} {raised.value.for_user}"


@pytest.mark.parametrize("scope", ["crm.objects.deals.read", "crm.objects.owners.read", "crm.schemas.deals.read"])
async def test_a_permission_that_is_missing_is_named(account, scope):
    account.crm.scopes.discard(scope)

    with pytest.raises(CrmRefuses) as raised:
        await read(account.hubspot())

    assert scope in raised.value.for_user


async def test_a_bare_refusal_names_what_that_part_needs(account):
    account.crm.troubles.add(Trouble("owners", status=403, times=None, body="<html>Forbidden</html>"))

    with pytest.raises(CrmRefuses) as raised:
        await account.hubspot().owners()

    assert "crm.objects.owners.read" in raised.value.for_user


@pytest.mark.parametrize(
    "body", ["<html>Maintenance</html>", {}, {"results": None}, {"results": [{}]}, {"results": [7]}]
)
@pytest.mark.parametrize("call", ["search", "batch_read", "owners", "properties", "list", "pipelines"])
async def test_answers_of_no_known_shape_are_the_crms_trouble(account, call, body):
    account.add()
    account.crm.troubles.add(Trouble(call, status=200, times=None, body=body))
    hubspot = account.hubspot()

    with pytest.raises(CrmUnavailable):
        await hubspot.stages()
        await hubspot.owners()
        await read(hubspot)


async def test_an_account_that_says_nothing_of_itself_still_has_deals(account):
    deal = account.add()
    account.crm.troubles.add(Trouble("account", status=403, times=None))

    assert deal in records(await read(account.hubspot()))


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


def allowed(most: int, left: int) -> httpx.Response:
    limits = {"Max": most, "Remaining": left, "Interval-Milliseconds": 10_000}
    return httpx.Response(200, headers={f"X-HubSpot-RateLimit-{name}": str(value) for name, value in limits.items()})


def test_the_pace_is_what_the_answers_allow():
    allowance = Allowance(lambda: 0.0)

    allowance.heard(allowed(100, 90))

    waits = [allowance.calls.take(0.0) for _ in range(200)]
    assert sum(wait < 10 for wait in waits) in range(90, 100)


def test_somebody_else_on_the_same_key_is_given_room():
    allowance = Allowance(lambda: 0.0)

    allowance.heard(allowed(190, 2))

    assert allowance.calls.take(0.0) >= 1


@pytest.mark.parametrize("nonsense", ["", "-1", "many", "0"])
def test_an_allowance_that_makes_no_sense_changes_nothing(nonsense):
    allowance = Allowance(lambda: 0.0)

    allowance.heard(httpx.Response(200, headers={"X-HubSpot-RateLimit-Max": nonsense}))

    assert sum(allowance.calls.take(0.0) < 10 for _ in range(400)) in range(170, 190)


async def test_pages_that_go_round_in_a_circle_are_an_error(account):
    def circle(body: dict) -> None:
        body["paging"] = {"next": {"after": "1"}}

    account.way.meddle = lambda request, answer: (
        altered(answer, circle) if request.url.path.endswith("/crm/owners/2026-03") else answer
    )

    with pytest.raises(CrmUnavailable, match="leads to itself"):
        await account.hubspot().owners()
