"""In step with Salesforce: pages, stops, deletions, and what is missing."""

import asyncio

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.protocol import CrmRefuses, CrmUnavailable
from tests.crm.salesforce_org import FakeOrg
from tests.crm.salesforce_steps import (
    FIELDS,
    all_pages,
    crm_over,
    history,
    names,
    queries,
    the_record,
    without_rows,
)


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
