"""What is asked of the history of many deals at once."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from domain.deal_history import Change, Source
from domain.ids import DealId
from store.deals import changes, in_parts
from store.engine import Transaction


async def histories(
    tx: Transaction, ids: Iterable[DealId], *, fields: Collection[str], until: datetime
) -> dict[DealId, list[Change]]:
    """What each of `ids` held in `fields` until before then, oldest first; without those of which nothing is known."""
    columns = (changes.c.deal, changes.c.field, changes.c.value, changes.c.at, changes.c.by, changes.c.source)
    order = (changes.c.at, changes.c.field, changes.c.nth)
    found: dict[DealId, list[Change]] = {}
    for some in in_parts(list(ids)):
        asked = select(*columns).where(_of(tx, some, fields), changes.c.at < until)
        for row in await tx.execute(asked.order_by(*order)):
            past = Change(row.field, row.value, row.at, row.by, Source(row.source))
            found.setdefault(row.deal, []).append(past)
    return found


async def last_changed(
    tx: Transaction, ids: Iterable[DealId], *, fields: Collection[str], without: Collection[Source]
) -> dict[DealId, datetime]:
    """When one of `fields` was last changed by another kind of hand than those."""
    other = changes.c.source.not_in([source.value for source in without])
    last = select(changes.c.deal, func.max(changes.c.at).label("at")).where(other).group_by(changes.c.deal)
    found: dict[DealId, datetime] = {}
    for some in in_parts(list(ids)):
        found |= {row.deal: row.at for row in await tx.execute(last.where(_of(tx, some, fields)))}
    return found


def _of(tx: Transaction, deals: Collection[DealId], fields: Collection[str]) -> ColumnElement[bool]:
    return and_(changes.c.team_id == tx.team, changes.c.deal.in_(deals), changes.c.field.in_(fields))
