"""Alarms that stand: each trouble once, from when it was noticed until it is over.

They are kept among the occasions, so that of all replicas one raises an alarm.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import delete, select

from store.columns import table_of
from store.engine import Transaction
from store.once import claim_occasion
from store.tables import OccasionRow

JOB: Final = "alarm"
occasions = table_of(OccasionRow)


async def standing(tx: Transaction) -> dict[str, datetime]:
    """The troubles that admins have been told of, and since when each is there."""
    found = await tx.execute(
        select(occasions.c.occasion, occasions.c.claimed_at).where(
            occasions.c.team_id == tx.team, occasions.c.job == JOB
        )
    )
    return {row.occasion: row.claimed_at for row in found}


async def raise_alarm(tx: Transaction, trouble: str, *, since: datetime) -> bool:
    """True for the one transaction that may tell the admins; False while the alarm stands already."""
    return await claim_occasion(tx, JOB, trouble, at=since)


async def end_alarm(tx: Transaction, trouble: str) -> bool:
    """True for the one transaction that ends it."""
    ended = await tx.execute(
        delete(occasions).where(occasions.c.team_id == tx.team, occasions.c.job == JOB, occasions.c.occasion == trouble)
    )
    return ended.rowcount == 1
