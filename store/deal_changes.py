"""What is asked of the history of many deals at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, select

from domain.deal_history import Change, Source
from domain.ids import DealId
from store.deals import changes
from store.engine import Transaction
from store.parts import in_parts


async def histories(
    tx: Transaction, ids: Iterable[DealId], *, fields: Collection[str], until: datetime
) -> dict[DealId, list[Change]]:
    """What each of `ids` held until before then, field by field, oldest first; without those that had no change."""
    columns = (changes.c.deal, changes.c.field, changes.c.value, changes.c.at, changes.c.by, changes.c.source)
    order = (changes.c.deal, changes.c.field, changes.c.at, changes.c.nth)
    found: dict[DealId, list[Change]] = {}
    for some in in_parts(list(ids)):
        # As the key has them, and not by the time as well: SQLite would read everybody's history by its index.
        for row in await tx.execute(select(*columns).where(_of(tx, some, fields)).order_by(*order)):
            if row.at < until:
                past = Change(row.field, row.value, row.at, row.by, Source(row.source))
                found.setdefault(row.deal, []).append(past)
    return found


async def often_changed(tx: Transaction, ids: Iterable[DealId], *, field: str, times: int) -> list[DealId]:
    """Those of `ids` of which at least so many changes of `field` are known."""
    many = select(changes.c.deal).group_by(changes.c.deal).having(func.count() >= times)
    found: list[DealId] = []
    for some in in_parts(list(ids)):
        found += (await tx.execute(many.where(_of(tx, some, [field])))).scalars()
    return found


@dataclass(frozen=True, slots=True)
class Last:
    """When a deal was last changed at all, and by a hand that counts; None when none did."""

    at: datetime
    counted_at: datetime | None


async def last_changed(
    tx: Transaction, ids: Iterable[DealId], *, fields: Collection[str], without: Collection[Source]
) -> dict[DealId, Last]:
    """Of `fields`; hands of the kinds `without` do not count."""
    counts = case((changes.c.source.not_in([source.value for source in without]), changes.c.at))
    last = select(changes.c.deal, func.max(changes.c.at).label("at"), func.max(counts).label("counted_at"))
    found: dict[DealId, Last] = {}
    for some in in_parts(list(ids)):
        rows = await tx.execute(last.where(_of(tx, some, fields)).group_by(changes.c.deal))
        found |= {row.deal: Last(row.at, row.counted_at) for row in rows}
    return found


def _of(tx: Transaction, deals: Collection[DealId], fields: Collection[str]) -> ColumnElement[bool]:
    return and_(changes.c.team_id == tx.team, changes.c.deal.in_(deals), changes.c.field.in_(fields))
