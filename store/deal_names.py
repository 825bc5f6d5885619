"""What deals are called: most of them by their customer."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from domain.ids import DealId
from store.columns import table_of
from store.deal_tables import DealRow
from store.engine import Transaction

deals = table_of(DealRow)


class DealName(NamedTuple):
    id: DealId
    name: str
    modified_at: datetime


async def next_names(tx: Transaction, *, after: DealId | None, limit: int) -> list[DealName]:
    """In the order of their ids."""
    found = select(deals.c.id, deals.c.name, deals.c.modified_at).where(deals.c.team_id == tx.team)
    there = found.where(deals.c.deleted_at.is_(None), deals.c.id > (after or ""))
    rows = await tx.execute(there.order_by(deals.c.id).limit(limit))
    return [DealName(DealId(row.id), row.name, row.modified_at) for row in rows]


async def names_of(tx: Transaction, ids: Collection[DealId]) -> dict[DealId, str]:
    """Of those that are known."""
    found = select(deals.c.id, deals.c.name).where(deals.c.team_id == tx.team, deals.c.id.in_(ids))
    return {DealId(row.id): row.name for row in await tx.execute(found)}
