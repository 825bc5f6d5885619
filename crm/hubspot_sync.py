"""Every deal that changed, with its history, and every one that was deleted; counted, and resumable at any page."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from crm.calls import Payload
from crm.hubspot_api import Api, shaped
from crm.hubspot_cursor import Cursor, Run
from crm.hubspot_records import ALWAYS, Account, merged_ids, record
from crm.hubspot_search import ID, Search
from crm.hubspot_values import Property, moment
from crm.protocol import CrmUnavailable, Page, Record
from domain.ids import DealId, OwnerId

LOOK_BACK: Final = timedelta(minutes=10)
"""The search knows of a change only after a while."""
BATCH: Final = 50
"""Of a read with history; without, it would be 100."""
AHEAD: Final = 4
"""Pages whose reading has begun before they are asked for."""


@dataclass(frozen=True, slots=True)
class Sync:
    """`people` are owners by the id of their user; `of` is the account whose deals they are."""

    api: Api
    properties: Sequence[Property]
    people: Mapping[str, OwnerId]
    of: Account

    async def pages(self, cursor: Cursor, run: Run) -> AsyncGenerator[Page, None]:
        """From where `run` stands. The last page's cursor is where the next sync begins."""
        async with aclosing(_Archived(self.api)) as archived:
            if not run.sweeping:
                async with aclosing(self._deals(cursor, run, archived)) as deals:
                    async for page in deals:
                        run = replace(run, total=page.total)
                        yield page
                run = replace(run, sweeping=True)
            async for page in self._deleted(cursor, run, archived):
                yield page

    async def _deals(self, cursor: Cursor, run: Run, archived: "_Archived") -> AsyncGenerator[Page, None]:
        """By id. While one page is waited for, the next ones are read already, and at the end what was deleted."""
        since = None if cursor.since is None else cursor.since - LOOK_BACK
        waiting: deque[asyncio.Task[Page]] = deque()
        async with aclosing(Search(self.api, since).beyond(run.after)) as search:
            try:
                while not run.sweeping or waiting:
                    while not run.sweeping and len(waiting) < AHEAD:
                        found = await anext(search)
                        run = run.come_to(found.ids, left=found.left)
                        waiting.append(asyncio.create_task(self._page(found.ids, replace(cursor, run=run))))
                        if run.sweeping:  # no earlier: a deal that came back meanwhile would count as deleted
                            archived.begin()
                    yield await waiting[0]
                    waiting.popleft()
            finally:
                for task in waiting:
                    task.cancel()
                await asyncio.gather(*waiting, return_exceptions=True)

    async def _page(self, ids: Sequence[str], cursor: Cursor) -> Page:
        batches = [ids[first : first + BATCH] for first in range(0, len(ids), BATCH)]
        read = await asyncio.gather(*(self._batch(batch) for batch in batches))
        return Page(
            [one for records, _ in read for one in records],
            cursor.text(),
            [one for _, deleted in read for one in deleted],
            cursor.run.total if cursor.run else None,
        )

    async def _batch(self, ids: Sequence[str]) -> tuple[list[Record], list[DealId]]:
        """The deals, and those that were deleted since the search, or became part of one of these."""
        names = [one.name for one in self.properties]
        told = await self.api.post(
            f"{self.api.deals}/batch/read",
            {
                "properties": list(dict.fromkeys((*ALWAYS, *names))),
                "propertiesWithHistory": list(dict.fromkeys(names)),
                "inputs": [{"id": one} for one in ids],
            },
        )
        with shaped("batch/read"):
            deals: list[dict[str, Any]] = list(told["results"])
            records = [record(one, self.properties, self.people, self.of) for one in deals]
            deleted = [merged for one in deals for merged in merged_ids(one)]
        there = {one.id for one in records}
        for missing in (one for one in ids if one not in there):
            await self._make_sure_it_is_gone(missing)
            deleted.append(DealId(missing))
        return records, deleted

    async def _make_sure_it_is_gone(self, deal: str) -> None:
        """By the id of a deal that was merged HubSpot answers the other one."""
        told = await self.api.find(self.api.deal(deal), properties=ID)
        if told is not None and str(told.get("id")) == deal:
            raise CrmUnavailable("batch/read: a deal that is there did not come")

    async def _deleted(self, cursor: Cursor, run: Run, archived: "_Archived") -> AsyncGenerator[Page, None]:
        """Deleting is no modification, so the search never tells. HubSpot lists what was deleted in the last 90 days.

        The list is short, so whoever resumes begins it again.
        """
        since = None if cursor.since is None else cursor.since - LOOK_BACK
        under_way, before = replace(cursor, run=run).text(), None
        async for results in archived.pages():
            if before is not None:
                yield Page((), under_way, before, run.total)
            with shaped("archived deals"):
                before = [DealId(str(one["id"])) for one in results if _is_since(one.get("archivedAt"), since)]
        yield Page((), replace(cursor, run=run).finished().text(), before or [], run.total)


class _Archived:
    """The list of what was deleted, whose first page may be asked for before it is needed."""

    def __init__(self, api: Api) -> None:
        self._listed = api.list(api.deals, archived="true", properties=ID)
        self._first: asyncio.Future[list[Payload]] | None = None

    def begin(self) -> "asyncio.Future[list[Payload]]":
        self._first = self._first or asyncio.ensure_future(anext(self._listed))
        return self._first

    async def pages(self) -> AsyncIterator[list[Payload]]:
        yield await self.begin()
        async for page in self._listed:
            yield page

    async def aclose(self) -> None:
        if self._first:
            self._first.cancel()
            await asyncio.gather(self._first, return_exceptions=True)
        await self._listed.aclose()


def _is_since(archived_at: object, since: datetime | None) -> bool:
    """Also of one that does not say when."""
    found = moment(str(archived_at))
    return since is None or found is None or found >= since
