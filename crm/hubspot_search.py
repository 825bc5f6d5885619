"""The ids of the deals that are there, or that changed since, ascending; several pages are searched for at once.

One search after the other would go no faster than HubSpot answers: with 0.2 s a call, at two thirds of what its limits
allow. So of each search's up to 10,000 results the pages are asked for ahead, by their offset, each with the last id of
the one before as its first. Where it comes with another one, deals came or went meanwhile, and it is searched anew from
the last id that is sure.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from crm.calls import Payload
from crm.hubspot_api import Api, shaped
from crm.hubspot_records import MODIFIED
from crm.protocol import CrmUnavailable

ID: Final = "hs_object_id"
PAGE: Final = 200
REACH: Final = 10_000
"""Results of one search: HubSpot pages no further, and answers any number of searches."""
STEP: Final = PAGE - 1
AHEAD: Final = 3
"""Pages that are searched for before they are asked for: enough for half a second a call."""
COUNTS_AGAIN: Final = 2
"""A count that differs may be one that was taken while the index moved."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of ids. `left` is how many there are from its first one on, itself included."""

    ids: list[str]
    left: int

    @property
    def is_last(self) -> bool:
        return self.left == len(self.ids)

    def without_first(self) -> "Found":
        return Found(self.ids[1:], self.left - 1)


@dataclass(frozen=True, slots=True)
class Search:
    """Of all deals, or of those that were modified `since`."""

    api: Api
    since: datetime | None

    async def beyond(self, after: str) -> AsyncGenerator[Found, None]:
        """The pages of ids that are greater than `after`. The last one, and no other, may be empty."""
        while True:
            async with aclosing(self._until_it_moves(after)) as pages:
                async for found in pages:
                    yield found
                    if found.is_last:
                        return
                    after = found.ids[-1]

    async def _until_it_moves(self, after: str) -> AsyncGenerator[Found, None]:
        """Places are counted from `after`. Where the reach of a search ends, the next begins with an id on the way."""
        place, asked, base = 0, 0, 0  # of the page at hand, of the latest one asked for, and where its search begins
        page = found = await self._page(after, 0)
        waiting: deque[asyncio.Task[Found]] = deque()
        try:
            while True:
                while len(waiting) < AHEAD and asked + STEP + 1 < place + page.left:
                    asked += STEP
                    if asked - base + PAGE > REACH:
                        after, base = page.ids[0], place + 1
                    waiting.append(asyncio.create_task(self._page(after, asked - base)))
                yield found
                if not waiting:
                    return
                last, page = found.ids[-1], await waiting[0]
                waiting.popleft()
                if page.ids[:1] != [last]:
                    return
                place, found = place + STEP, page.without_first()
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    async def _page(self, after: str, offset: int) -> Found:
        body = self._body(after, offset)
        for _ in range(1 + COUNTS_AGAIN):
            told = await self.api.search(body)
            with shaped("search"):
                ids, total = [str(int(one["id"])) for one in told["results"]], int(told["total"])
            in_order = all(int(one) < int(other) for one, other in zip([after, *ids], ids, strict=False))
            if in_order and len(ids) == min(max(total - offset, 0), PAGE):
                return Found(ids, total - offset)
        raise CrmUnavailable(f"search: of {total} deals {len(ids)} came{'' if in_order else ', out of order'}")

    def _body(self, after: str, offset: int) -> Payload:
        filters: list[dict[str, Any]] = [{"propertyName": ID, "operator": "GT", "value": after}]
        if self.since is not None:
            value = str(int(self.since.timestamp() * 1000))
            filters.append({"propertyName": MODIFIED, "operator": "GTE", "value": value})
        body: Payload = {
            "filterGroups": [{"filters": filters}],
            "sorts": [{"propertyName": ID, "direction": "ASCENDING"}],
            "properties": [ID],
            "limit": PAGE,
        }
        return body | {"after": str(offset)} if offset else body
