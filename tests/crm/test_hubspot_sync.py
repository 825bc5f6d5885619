"""What is read of HubSpot: everything once, then what changed; nothing is missed, whatever happens in between."""

import asyncio
from contextlib import aclosing
from datetime import timedelta

import httpx
import pytest

from crm.protocol import CrmUnavailable
from sandbox.crm.troubles import Trouble
from tests.crm.account import FIELDS, NOW, Account, altered, deleted, no_task_left, read, records


@pytest.fixture
def account() -> Account:
    return Account()


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


async def test_a_deal_that_is_named_among_those_that_became_part_of_it_is_there(account):
    deal, gone = account.add(), account.add()
    account.state.merge(int(deal), int(gone))

    def naming_itself(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        if not request.url.path.endswith("/batch/read"):
            return answer
        merged = {"hs_merged_object_ids": f"{deal};{gone}"}
        return altered(answer, lambda body: [one["properties"].update(merged) for one in body["results"]])

    account.way.meddle = naming_itself
    pages = await read(account.hubspot())

    assert (list(records(pages)), deleted(pages)) == ([deal], [gone])


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


async def test_an_empty_account_is_no_trouble(account):
    first = await read(account.hubspot())
    account.later(hours=1)
    deal = account.add()

    assert records(first) == {}
    assert list(records(await read(account.hubspot(), first[-1].cursor))) == [deal]


def missing_one(body: dict) -> None:
    body["results"] = body["results"][:-1]


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
