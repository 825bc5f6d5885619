"""A CRM of the sandbox without its Slack, and somebody who calls it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx

from sandbox.crm.api import crm_app
from sandbox.crm.crm import TOKEN, Crm
from tests.serving import http_client
from tests.workspace import Workspace

NOW = datetime(2026, 11, 23, 15, 5, tzinfo=UTC)
"""Monday, 10:05 in New York."""

DEALS = "/crm/objects/2026-03/deals"
Json = dict[str, Any]


class Caller:
    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def get(self, path: str, **params: str) -> Json:
        answer = await self.http.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def search(self, *filters: Json, **more: Any) -> Json:
        answer = await self.http.post(f"{DEALS}/search", json={"filterGroups": [{"filters": filters}], **more})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def found(self, *filters: Json, **more: Any) -> list[str]:
        """The names of the deals."""
        results = (await self.search(*filters, limit=200, **more))["results"]
        return [deal["properties"]["dealname"] for deal in results]

    async def update(self, deal: int, values: Mapping[str, Any], version: str = "2026-03") -> httpx.Response:
        return await self.http.patch(f"/crm/objects/{version}/deals/{deal}", json={"properties": values})

    async def batch(self, ids: Sequence[int], **more: Any) -> httpx.Response:
        inputs = [{"id": str(one)} for one in ids]
        return await self.http.post(f"{DEALS}/batch/read", json={"inputs": inputs, **more})


@asynccontextmanager
async def calling(crm: Crm, token: str = TOKEN) -> AsyncIterator[Caller]:
    transport = httpx.ASGITransport(crm_app(crm))
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://crm", headers=headers) as http:
        yield Caller(http)


def where(name: str, operator: str, value: str = "", **more: Any) -> Json:
    return {"propertyName": name, "operator": operator, **({"value": value} if value else {}), **more}


AT = f"/hubspot{DEALS}"
"""Where a whole sandbox has its deals."""


def hubspot(workspace: Workspace) -> httpx.AsyncClient:
    """To a whole sandbox, over a real connection, as the bot calls it."""
    address = workspace.api_url.removesuffix("/api/")
    return http_client(base_url=address, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=10)


async def control(http: httpx.AsyncClient, call: str, **fields: object) -> Json:
    answer = await http.post(f"/_control/crm/{call}", json=fields)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())
