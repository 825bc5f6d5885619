"""An account of HubSpot's, which is the sandbox's CRM in this process, and ways to disturb what it answers."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from crm.hubspot import HubSpot, connect
from crm.protocol import Page, Record
from domain.deal_history import Change
from sandbox.crm.api import crm_app
from sandbox.crm.crm import Crm
from tests.crm.patient import SleepingClock

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")
FIELDS = {
    "stage": "dealstage",
    "amount": "amount",
    "close_date": "closedate",
    "next_step": "hs_next_step",
    "forecast_category": "hs_manual_forecast_category",
    "implementation_risk": "implementation_risk",
    "kickoff_date": "kickoff_date",
    "legal_review": "legal_review",
    "lanes": "lanes",
    "last_activity": "notes_last_updated",
    "not_there": "no_such_property",
}

Meddle = Callable[[httpx.Request, httpx.Response], httpx.Response]


class Meddling(httpx.AsyncBaseTransport):
    """The way to the account. `meddle` sees each answer and may change it, or raise what the network raises."""

    def __init__(self, crm: Crm) -> None:
        self._way = httpx.ASGITransport(crm_app(crm))
        self.meddle: Meddle = lambda _, answer: answer
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = await self._way.handle_async_request(request)
        await answer.aread()
        answer.request = request
        return self.meddle(request, answer)

    def count(self, method: str, ending: str) -> int:
        return sum(one.method == method and one.url.path.endswith(ending) for one in self.asked)


class Account:
    def __init__(self, *, fields: dict[str, str] | None = None, version: str = "2026-03") -> None:
        self.now = NOW
        self.crm = Crm(lambda: self.now)
        self.crm.limits.on = False
        self.state = self.crm.state
        self.state.deals.clear()
        self.state.live.clear()
        self.fields = fields or FIELDS
        self.version = version
        self.way = Meddling(self.crm)
        self.clock = SleepingClock()

    def later(self, **passes: float) -> datetime:
        self.now += timedelta(**passes)
        return self.now

    def hubspot(self, *, token: str | None = None) -> HubSpot:
        """A process that has just begun."""
        http = connect(token or self.crm.token, "http://crm.example", transport=self.way)
        return HubSpot(
            http,
            fields=self.fields,
            zone=NEW_YORK,
            version=self.version,
            now=lambda: self.now,
            clock=self.clock,
            sleep=self.clock.sleep,
        )

    def add(self, name: str = "Kestrel", **values: str) -> str:
        return str(self.state.add({"dealname": name, **values}).id)


async def read(hubspot: HubSpot, cursor: str | None = None) -> list[Page]:
    return [page async for page in hubspot.changed(cursor)]


def records(pages: list[Page]) -> dict[str, Record]:
    return {record.id: record for page in pages for record in page.records}


def deleted(pages: list[Page]) -> list[str]:
    return [deal for page in pages for deal in page.deleted]


def of(record: Record, field: str) -> list[Change]:
    return [change for change in record.history if change.field == field]


def altered(answer: httpx.Response, change: Callable[[dict[str, Any]], object]) -> httpx.Response:
    body = json.loads(answer.content)
    change(body)
    return httpx.Response(answer.status_code, content=json.dumps(body), request=answer.request)


@asynccontextmanager
async def no_task_left() -> AsyncIterator[None]:
    before = asyncio.all_tasks()
    yield
    assert asyncio.all_tasks() <= before


def held(account: Account, deal: str, name: str) -> str:
    """What HubSpot holds."""
    return account.state.deals[int(deal)].values.get(name, "")
