"""What happens once: Slack's deliveries by their id, jobs by the name of their occasion."""

from datetime import datetime

from sqlalchemy import delete, func, select

from store.columns import table_of
from store.engine import Transaction
from store.tables import OccasionRow, ReceiptRow
from store.upsert import insert_into

occasions = table_of(OccasionRow)
receipts = table_of(ReceiptRow)


async def claim_occasion(tx: Transaction, job: str, occasion: str, *, at: datetime) -> bool:
    """True for the one transaction that may carry out this occasion of `job`."""
    start = insert_into(occasions, is_sqlite=tx.is_sqlite)
    claimed = await tx.execute(
        start.values(team_id=tx.team, job=job, occasion=occasion, claimed_at=at)
        .on_conflict_do_nothing()
        .returning(occasions.c.job)
    )
    return claimed.first() is not None


async def receive(tx: Transaction, delivery: str, *, at: datetime) -> bool:
    """True the first time that this delivery of Slack's is carried out."""
    start = insert_into(receipts, is_sqlite=tx.is_sqlite)
    received = await tx.execute(
        start.values(team_id=tx.team, key=delivery, at=at).on_conflict_do_nothing().returning(receipts.c.key)
    )
    return received.first() is not None


async def forget_receipts(tx: Transaction, *, before: datetime) -> None:
    """Slack repeats a delivery within minutes, its delayed events within a day."""
    await tx.execute(delete(receipts).where(receipts.c.team_id == tx.team, receipts.c.at < before))


async def last_occasion(tx: Transaction, job: str) -> str | None:
    """The greatest name among the occasions of `job`: the latest one where names sort like moments."""
    found = await tx.execute(
        select(func.max(occasions.c.occasion)).where(occasions.c.team_id == tx.team, occasions.c.job == job)
    )
    return found.scalar_one_or_none()
