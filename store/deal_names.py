"""Deals by the customer in their names: they are called "Kessler Pharma – cold chain", or just by the customer."""

from collections import Counter
from collections.abc import Collection
from typing import Final

from sqlalchemy import ColumnElement, case, func, select

from domain.ids import DealId
from domain.signal_names import SEPARATORS
from store.columns import table_of
from store.deal_tables import DealRow
from store.engine import Transaction

deals = table_of(DealRow)

MOST: Final = 200
"""Deals that are looked at, the latest ones."""
TOO_MANY: Final = 5
"""Deals of one name: no customer then, but a word such as Renewal."""


async def deals_of(tx: Transaction, customers: Collection[str]) -> dict[str, DealId]:
    """By each of `customers`, in lower case, that has a deal: the one that changed last."""
    customer = func.lower(_customer(sqlite=tx.is_sqlite))
    found = select(customer.label("customer"), deals.c.id).where(deals.c.team_id == tx.team)
    named = found.where(deals.c.deleted_at.is_(None), customer.in_(customers))
    rows = (await tx.execute(named.order_by(deals.c.modified_at.desc()).limit(MOST))).all()
    number = Counter(row.customer for row in rows)
    return {row.customer: DealId(row.id) for row in reversed(rows) if number[row.customer] <= TOO_MANY}


async def customers_of(tx: Transaction, ids: Collection[DealId]) -> dict[DealId, str]:
    """The customer in the name of each deal that is known."""
    found = select(deals.c.id, _customer(sqlite=tx.is_sqlite).label("customer"))
    rows = await tx.execute(found.where(deals.c.team_id == tx.team, deals.c.id.in_(ids)))
    return {DealId(row.id): row.customer for row in rows}


def _customer(*, sqlite: bool) -> ColumnElement[str]:
    name: ColumnElement[str] = deals.c.name
    for separator in SEPARATORS:
        name = func.replace(name, separator, " - ")
    if not sqlite:
        return func.split_part(name, " - ", 1)
    place = func.instr(name, " - ")
    return case((place > 0, func.substr(name, 1, place - 1)), else_=name)
