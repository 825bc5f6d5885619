"""HubSpot's addresses in one dated version, and calls to them at the pace that it allows."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import httpx

from crm.calls import Calls, Patience, Payload, payload
from crm.hubspot_troubles import Allowance, trouble_in
from crm.protocol import CrmUnavailable

WHILE_A_PERSON_WAITS: Final = Patience(repeats=2, total_s=15.0, try_s=8.0)
LIST_PAGE: Final = 100


class Api:
    """`version` is a dated one, like 2026-03: the addresses of v3 are others."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        *,
        version: str,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        patience: Patience | None,
    ) -> None:
        self.deals = f"/crm/objects/{version}/deals"
        self.pipelines = f"/crm/pipelines/{version}/deals"
        self.owners = f"/crm/owners/{version}"
        self.properties = f"/crm/properties/{version}/deals"
        self.account = f"/account-info/{version}/details"
        self.answered_at: datetime | None = None
        """HubSpot's own time of its last answer."""
        self._allowance = Allowance(clock)
        self._calls = Calls(http, trouble=trouble_in, heard=self._hear, patience=patience, clock=clock, sleep=sleep)

    def deal(self, deal_id: str) -> str:
        """Of digits, as all ids here are."""
        return f"{self.deals}/{deal_id}"

    async def get(self, path: str, **params: str | int) -> Payload:
        return payload(await self._calls.read("GET", path, buckets=[self._allowance.calls], params=params))

    async def post(self, path: str, body: Payload) -> Payload:
        """A read for which an address has no room."""
        return payload(await self._calls.read("POST", path, buckets=[self._allowance.calls], json=body))

    async def search(self, body: Payload) -> Payload:
        """Searches have an allowance of their own, and are not counted with the other calls."""
        path = f"{self.deals}/search"
        return payload(await self._calls.read("POST", path, buckets=[self._allowance.searches], json=body))

    async def find(
        self, path: str, *, gone: Collection[int] = (404,), patience: Patience | None = None, **params: str
    ) -> Payload | None:
        """None when the answer's status is one of `gone`."""
        answer = await self._calls.read(
            "GET", path, expect=gone, buckets=[self._allowance.calls], patience=patience, params=params
        )
        return None if answer.status_code in gone else payload(answer)

    async def list(self, path: str, **params: str | int) -> AsyncGenerator[list[Payload], None]:
        """Page by page; the last one may be empty."""
        after = ""
        while True:
            told = await self.get(path, limit=LIST_PAGE, **params, **({"after": after} if after else {}))
            with shaped(path):
                results = list(told["results"])
                before, after = after, str(((told.get("paging") or {}).get("next") or {}).get("after") or "")
            yield results
            if not after:
                return
            if after == before:
                raise CrmUnavailable(f"{path}: a page leads to itself")

    async def patch(self, path: str, body: Payload) -> httpx.Response | None:
        """None when nobody knows whether it was carried out. A refusal of what was to be written is an answer."""
        return await self._calls.write(
            "PATCH",
            path,
            expect=(400, 404, 409),
            buckets=[self._allowance.calls],
            patience=WHILE_A_PERSON_WAITS,
            json=body,
        )

    def _hear(self, answer: httpx.Response) -> None:
        self._allowance.heard(answer)
        try:
            self.answered_at = parsedate_to_datetime(answer.headers.get("Date", "")).astimezone(UTC)
        except (ValueError, TypeError):
            self.answered_at = None


@contextmanager
def shaped(what: str) -> Iterator[None]:
    """Foreign JSON may lack anything. What it holds is not repeated."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError):
        raise CrmUnavailable(f"{what}: the answer is not of the shape that we know") from None
