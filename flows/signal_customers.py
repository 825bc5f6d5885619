"""Which customer of the CRM a thread is about, by their names among those of the deals."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from domain.ids import DealId
from domain.signal import Signal
from domain.signal_names import customer_in
from flows.deps import Deps
from store.deal_names import names_of, next_names
from store.engine import Transaction

PART: Final = 500
"""Deals that are looked at before others have their turn."""

TOO_MANY: Final = 5
"""Deals of one name: no customer then, but a word such as Renewal."""


async def latest_deal_of(deps: Deps, names: Sequence[str]) -> DealId | None:
    """The deal that changed last of the first of `names` that is a customer's. Names are in lower case."""
    found: dict[str, list[tuple[datetime, DealId]]] = {name: [] for name in names}
    after: DealId | None = None
    while True:
        async with deps.store.read() as tx:
            some = await next_names(tx, after=after, limit=PART)
        for deal in some:
            if (of := found.get(customer_in(deal.name).lower())) is not None:
                of.append((deal.modified_at, deal.id))
        if len(some) < PART:
            break
        after = some[-1].id
        await asyncio.sleep(0)
    return next((max(of)[1] for of in found.values() if 0 < len(of) <= TOO_MANY), None)


async def customers_of(tx: Transaction, seen: Collection[Signal]) -> dict[DealId, str]:
    deals = {one.deal for one in seen if one.deal}
    return {deal: customer_in(name) for deal, name in (await names_of(tx, deals)).items()} if deals else {}
