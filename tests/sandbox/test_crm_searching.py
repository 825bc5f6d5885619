"""Searching the sandbox's CRM, as HubSpot lets one search."""

from datetime import timedelta
from typing import Any

import pytest

from sandbox.crm.crm import Crm
from tests.conftest import Clock
from tests.sandbox.crm_calling import DEALS, NOW, Caller, where

NOON = "T17:00:00.000Z"


@pytest.fixture
def three(crm: Crm) -> list[int]:
    return [
        crm.state.add(values, at=NOW - timedelta(days=days)).id
        for days, values in (
            (
                9,
                {"dealname": "Nine", "amount": "9000", "closedate": f"2026-12-01{NOON}", "hs_next_step": "Call"},
            ),
            (2, {"dealname": "Ten", "amount": "10000", "closedate": f"2026-12-24{NOON}"}),
            (1, {"dealname": "None"}),
        )
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (where("dealname", "EQ", "Nine"), ["Nine"]),
        (where("dealname", "NEQ", "Nine"), ["Ten", "None"]),
        (where("amount", "LT", "10000"), ["Nine"]),
        (where("amount", "LTE", "10000"), ["Nine", "Ten"]),
        (where("amount", "GT", "9000"), ["Ten"]),
        (where("amount", "GTE", "9000"), ["Nine", "Ten"]),
        (where("amount", "BETWEEN", "9500", highValue="20000"), ["Ten"]),
        (where("closedate", "GTE", "2026-12-24"), ["Ten"]),
        (where("closedate", "LT", "1797872400000"), ["Nine"]),
        (where("dealstage", "IN", values=["appointmentscheduled", "renewal"]), ["Nine", "Ten", "None"]),
        (where("dealname", "IN", values=["nine"]), ["Nine"]),
        (where("dealname", "IN", values=["Nine"]), []),
        (where("dealname", "NOT_IN", values=["nine", "ten"]), ["None"]),
        (where("hs_next_step", "HAS_PROPERTY"), ["Nine"]),
        (where("hs_next_step", "NOT_HAS_PROPERTY"), ["Ten", "None"]),
        (where("hs_lastmodifieddate", "GTE", str(int((NOW - timedelta(days=2)).timestamp() * 1000))), ["Ten", "None"]),
    ],
)
async def test_a_filter_finds_what_it_asks_for(
    caller: Caller, three: list[int], asked: dict[str, Any], found: list[str]
) -> None:
    assert await caller.found(asked) == found


async def test_filters_of_a_group_are_all_kept_and_one_group_is_enough(caller: Caller, three: list[int]) -> None:
    nine, ten = where("dealname", "EQ", "Nine"), where("dealname", "EQ", "Ten")

    assert await caller.found(nine, ten) == []
    assert await caller.found(filterGroups=[{"filters": [nine]}, {"filters": [ten]}]) == ["Nine", "Ten"]


async def test_pages_follow_ids_and_say_how_many_there_are(caller: Caller, three: list[int]) -> None:
    by_id = [{"propertyName": "hs_object_id", "direction": "ASCENDING"}]

    first = await caller.search(where("hs_object_id", "GT", str(three[0])), sorts=by_id, limit=1)
    second = await caller.search(where("hs_object_id", "GT", first["results"][0]["id"]), sorts=by_id, limit=1)
    by_place = await caller.search(sorts=by_id, limit=2, after=first["paging"]["next"]["after"])

    assert (first["total"], first["results"][0]["id"]) == (2, str(three[1]))
    assert (second["total"], second["results"][0]["id"], "paging" in second) == (1, str(three[2]), False)
    assert [deal["id"] for deal in by_place["results"]] == [str(three[1]), str(three[2])]


async def test_numbers_are_sorted_as_numbers_and_what_is_empty_comes_last(caller: Caller, three: list[int]) -> None:
    down = [{"propertyName": "amount", "direction": "DESCENDING"}]

    assert await caller.found(sorts=["amount"]) == ["Nine", "Ten", "None"]
    assert await caller.found(sorts=down) == ["Ten", "Nine", "None"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"limit": 201}, "between 1 and 200"),
        ({"after": "9900", "limit": 200}, "past 10000"),
        ({"after": "later"}, "must be an integer"),
        ({"sorts": ["amount", "closedate"]}, "Only one sort"),
        ({"filterGroups": [{"filters": []}] * 6}, "at most 5 filterGroups"),
        ({"filterGroups": [{"filters": [where("amount", "GT", "1")] * 7}]}, "of 6 filters"),
        ({"filterGroups": [{"filters": [where("nonsense", "EQ", "1")]}]}, "nonsense does not exist"),
        ({"filterGroups": [{"filters": [where("amount", "LIKE", "1")]}]}, "'LIKE' is none of"),
        ({"filterGroups": [{"filters": [where("amount", "GT", "much")]}]}, "'much' is no value for amount"),
        ({"filterGroups": [{"filters": [where("amount", "IN")]}]}, "needs a list"),
        ({"properties": ["a" * 3000]}, "at most 3000 characters"),
    ],
)
async def test_what_hubspot_refuses_is_refused(caller: Caller, body: dict[str, Any], said: str) -> None:
    answer = await caller.http.post(f"{DEALS}/search", json=body)

    assert answer.status_code == 400
    assert answer.json()["category"] == "VALIDATION_ERROR"
    assert said in answer.json()["message"]


async def test_archived_deals_are_never_found(caller: Caller, crm: Crm, three: list[int]) -> None:
    crm.state.archive(three[0])
    crm.state.merge(three[1], three[2])

    assert await caller.found() == ["Ten"]


async def test_the_search_may_lag_behind(caller: Caller, crm: Crm, three: list[int], clock: Clock) -> None:
    crm.state.index_lag = 20
    crm.state.change(three[0], {"dealname": "Niner"})
    crm.state.add({"dealname": "New"})

    assert await caller.found() == ["Niner", "Ten", "None"], "what is read of a found deal is its present"
    assert await caller.found(where("dealname", "EQ", "Niner")) == []

    clock.move(seconds=21)
    assert await caller.found(where("dealname", "EQ", "Niner")) == ["Niner"]
    assert len(await caller.found()) == 4
