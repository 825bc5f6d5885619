"""HubSpot as a CRM: deals with their history, by a service key and a dated version of its API."""

import asyncio
import ssl
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo

import httpx

from crm.calls import Patience, Payload
from crm.hubspot_api import Api, shaped
from crm.hubspot_cursor import read_cursor
from crm.hubspot_records import Account, account, owner, stages, user_of
from crm.hubspot_sync import Sync
from crm.hubspot_values import Property, described, field_meta
from crm.hubspot_write import Write, write_of
from crm.lately import Lately
from crm.protocol import Gone, Page, Written
from domain.crm_field import FieldMeta
from domain.deal import Stage
from domain.ids import DealId, OwnerId
from domain.owner import Owner

HUBSPOT: Final = "https://api.hubapi.com"
VERSION: Final = "2026-03"
DEALS: Final = "0-3"
"""The deals' number among HubSpot's kinds of objects."""


def connect(token: str, url: str = HUBSPOT, *, transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """`token` is a service key. Whoever connects closes the client."""
    return httpx.AsyncClient(
        base_url=url.rstrip("/"),
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        timeout=httpx.Timeout(30.0, connect=10.0),
        transport=transport,
        verify=_certificates(url),
    )


def _certificates(url: str) -> ssl.SSLContext | bool:
    """On this machine nothing is encrypted, and to read whom one may trust takes 30 ms."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if url.startswith("http://") else True


class HubSpot:
    """One account. `fields` are our words with HubSpot's names for them; days are those of `zone`.

    `now` is the company's time. A sync remembers it as its beginning, or HubSpot's own where that is earlier.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        *,
        fields: Mapping[str, str],
        zone: ZoneInfo,
        version: str = VERSION,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._fields = dict(fields)
        self._zone = zone
        self._now = now
        self._api = Api(http, version=version, clock=clock, sleep=sleep, patience=patience)
        what = (str(http.base_url), sorted(fields.items()), zone.key)
        self._of = sha256(repr(what).encode()).hexdigest()[:16]
        self._known: Mapping[str, Property] = {}
        # A sync asks for both before it reads the deals, for which it needs them.
        self._descriptions, self._people = Lately(self._described, now), Lately(self._owners, now)
        self._account: Account | None = None

    async def stages(self) -> list[Stage]:
        """Of all pipelines."""
        told = await self._api.get(self._api.pipelines)
        with shaped("pipelines"):
            return [stage for pipeline in told["results"] for stage in stages(pipeline)]

    async def owners(self) -> list[Owner]:
        """Those who left as well."""
        told = await self._people.anew()
        with shaped("owners"):
            return list({str(one["id"]): owner(one) for one in told}.values())

    async def fields(self) -> list[FieldMeta]:
        """Of the operating model's fields those that HubSpot has and shows us."""
        told = await self._descriptions.anew()
        with shaped("properties"):
            return [field_meta(self._known[field], one) for field, one in told.items()]

    async def changed(self, cursor: str | None) -> AsyncGenerator[Page, None]:
        """What changed since `cursor`, by id; everything when there is none, or when it is of no use any more.

        Of no use is also one of another account, other fields or another time zone: deals that did not change read
        differently now.
        """
        began = self._now()
        await self._descriptions.lately()
        began = min(began, self._api.answered_at or began)
        told = await self._people.lately()
        with shaped("owners"):
            people = {user: OwnerId(str(one["id"])) for one in told if (user := user_of(one))}
        sync = Sync(self._api, list(self._known.values()), people, await self._find_account())
        of = f"{self._of} {sync.of.records_at} {sync.of.currency}"
        known = read_cursor(cursor, of=sha256(of.encode()).hexdigest()[:16])
        anew = known.since is None and known.run is None
        async with aclosing(sync.pages(*known.begun(began))) as pages:
            async for page in pages:
                yield replace(page, anew=anew)
                anew = False

    async def as_of(self) -> None:
        """It tells how things are now."""

    async def write(self, deal: DealId, values: Mapping[str, str], *, seen: Mapping[str, str]) -> Written:
        """Sets `values` if the same fields still hold what was `seen`. By our words; "" empties a field.

        HubSpot has no conditional write: a change in the instant between our looking and our writing is overwritten.
        Never tried again blindly: an answer that is lost is read back.
        """
        if not (deal.isascii() and deal.isdigit()):  # all that HubSpot gives its records; the rest would be a path
            return Gone()
        if not self._known:
            await self._descriptions.anew()
        concerned = [*values, *(field for field in seen if field in self._known and field not in values)]
        write = write_of(self._api, deal, concerned, self._known)
        return await write.set(values, seen=seen) if isinstance(write, Write) else write

    async def _described(self) -> dict[str, Payload]:
        """The metadata of the mapped properties that there are, by our words; what they are is known from then on."""
        told = await self._api.get(self._api.properties)
        with shaped("properties"):
            by_name = {str(one["name"]): one for one in told["results"]}
            found: dict[str, Payload] = {
                field: by_name[name] for field, name in self._fields.items() if name in by_name
            }
            self._known = {field: described(field, one, self._zone) for field, one in found.items()}
        return found

    async def _owners(self) -> list[Payload]:
        """Those who left come first: of one who is in both lists the active one counts."""
        left = asyncio.create_task(self._listed_owners(archived="true"))
        try:
            active = await self._listed_owners(archived="false")
            return [*await left, *active]
        finally:
            left.cancel()
            await asyncio.gather(left, return_exceptions=True)

    async def _listed_owners(self, *, archived: str) -> list[Payload]:
        return [one async for page in self._api.list(self._api.owners, archived=archived) for one in page]

    async def _find_account(self) -> Account:
        """Asked once. What HubSpot does not say of it is left out."""
        if self._account is None:
            told = await self._api.find(self._api.account, gone=(400, 403, 404))
            found = account(told or {}, deals=DEALS)
            self._account = found if found.records_at else None
            return found
        return self._account
