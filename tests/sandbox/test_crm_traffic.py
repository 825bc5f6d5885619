"""The inspector shows what the app asked of the CRM, and what it was answered."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest

from sandbox.crm.crm import TOKEN
from tests.sandbox.crm_calling import AT, Json, control, hubspot
from tests.serving import running_sandbox
from tests.workspace import Workspace


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    async with running_sandbox() as workspace:
        yield workspace


@pytest.fixture
async def http(workspace: Workspace) -> AsyncIterator[httpx.AsyncClient]:
    async with hubspot(workspace) as http:
        yield http


async def told(workspace: Workspace) -> list[Json]:
    return [one for one in await workspace.traffic() if one["direction"] == "crm"]


async def test_each_call_is_told_with_its_answer_and_without_the_token(
    http: httpx.AsyncClient, workspace: Workspace
) -> None:
    await http.post(f"{AT}/search", json={"filterGroups": [], "limit": 5})
    await http.get(f"{AT}/5", params={"properties": "amount"})

    search, read = await told(workspace)

    assert (search["name"], search["status"]) == ("POST /crm/objects/2026-03/deals/search", 200)
    assert search["request"] == {"filterGroups": [], "limit": 5}
    assert search["response"]["total"] > 100
    assert search["response"]["results"][3:] == ["… and 2 more"]
    assert (read["status"], read["request"]) == (404, {"properties": "amount"})
    assert TOKEN not in json.dumps([search, read])


async def test_a_call_without_an_answer_has_no_status(http: httpx.AsyncClient, workspace: Workspace) -> None:
    await control(http, "troubles", troubles=[{"call": "list", "kind": kind} for kind in ("drop_before", "drop_after")])

    for _ in range(2):
        with pytest.raises(httpx.HTTPError):
            await http.get(AT)

    assert [(one["name"], one["status"], one["response"]) for one in await told(workspace)] == [
        ("GET /crm/objects/2026-03/deals", None, {})
    ] * 2


async def test_what_is_no_json_is_told_as_text(http: httpx.AsyncClient, workspace: Workspace) -> None:
    await http.post(f"{AT}/search", content=b"not json")

    (call,) = await told(workspace)

    assert (call["status"], call["request"]) == (400, {"text": "not json"})
