"""What happens once: Slack's deliveries by their id, jobs by the name of their occasion."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Final

from sqlalchemy import bindparam, delete, func, select, text
from sqlalchemy.sql.dml import ReturningInsert

from store.columns import table_of
from store.engine import Transaction
from store.parts import in_parts
from store.tables import OccasionRow, ReceiptRow
from store.upsert import insert_into

occasions = table_of(OccasionRow)
receipts = table_of(ReceiptRow)

_IS_CLAIMED: Final = select(occasions.c.job).where(
    occasions.c.team_id == bindparam("team"),
    occasions.c.job == bindparam("of_job"),
    occasions.c.occasion == bindparam("name"),
)


async def claim_occasion(tx: Transaction, job: str, occasion: str, *, at: datetime) -> bool:
    """True for the one transaction that may carry out this occasion of `job`."""
    return bool(await claim_each(tx, job, [occasion], at=at))


async def claim_each(tx: Transaction, job: str, names: Collection[str], *, at: datetime) -> set[str]:
    """Those of `names` that nobody had claimed. Waits for whoever is claiming one of them at this moment."""
    # In one order, so that two who claim the same ones do not wait for each other.
    rows = [{"team_id": tx.team, "job": job, "occasion": name, "claimed_at": at} for name in sorted(names)]
    claiming = _claiming(sqlite=tx.is_sqlite)
    if len(rows) == 1:
        return set((await tx.execute(claiming, rows[0])).scalars())
    claimed: set[str] = set()
    for some in in_parts(rows):
        claimed |= set((await tx.execute(claiming.values(some))).scalars())
    return claimed


@cache
def _claiming(*, sqlite: bool) -> ReturningInsert[tuple[str]]:
    """Of one; of several at a time it is written anew each time, which takes longer than carrying it out."""
    return insert_into(occasions, is_sqlite=sqlite).on_conflict_do_nothing().returning(occasions.c.occasion)


async def claimed_as_of(tx: Transaction, job: str, at: datetime) -> list[str]:
    """The names under `job` that were claimed as of `at`."""
    found = select(occasions.c.occasion).where(occasions.c.team_id == tx.team, occasions.c.job == job)
    return list((await tx.execute(found.where(occasions.c.claimed_at == at))).scalars())


async def when_claimed(tx: Transaction, job: str, names: Collection[str]) -> set[datetime]:
    """The moments as of which `names` were claimed under `job`."""
    found = select(occasions.c.claimed_at).where(occasions.c.team_id == tx.team, occasions.c.job == job)
    return set((await tx.execute(found.where(occasions.c.occasion.in_(names)))).scalars())


async def is_claimed(tx: Transaction, job: str, occasion: str) -> bool:
    """Whether an occasion was carried out. Only a claim decides who carries out one that was not."""
    which = {"team": tx.team, "of_job": job, "name": occasion}
    return (await tx.execute(_IS_CLAIMED, which)).first() is not None


async def claimed_of(tx: Transaction, job: str, names: Collection[str]) -> set[str]:
    """Those of `names` that were carried out."""
    found = select(occasions.c.occasion).where(occasions.c.team_id == tx.team, occasions.c.job == job)
    claimed = set[str]()
    for some in in_parts(sorted(names)):
        claimed |= set((await tx.execute(found.where(occasions.c.occasion.in_(some)))).scalars())
    return claimed


async def one_at_a_time(tx: Transaction, what: str) -> None:
    """Until the commit nobody else of this workspace comes past here for `what`. SQLite has one writer anyway."""
    if not tx.is_sqlite:
        await tx.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"{what}:{tx.team}"})


async def last_occasion(tx: Transaction, job: str, *, before: str) -> str | None:
    """The greatest name below `before` among the occasions of `job`: the one before where names sort like moments."""
    found = select(func.max(occasions.c.occasion)).where(
        occasions.c.team_id == tx.team, occasions.c.job == job, occasions.c.occasion < before
    )
    return (await tx.execute(found)).scalar_one_or_none()


async def forget_occasions(tx: Transaction, jobs: str, *, before: datetime) -> None:
    """Of all jobs whose name begins with `jobs`, those that were claimed as of before then."""
    which = occasions.c.job.startswith(jobs, autoescape=True)
    old = delete(occasions).where(occasions.c.team_id == tx.team, which, occasions.c.claimed_at < before)
    await tx.execute(old)


async def receive(tx: Transaction, delivery: str, *, at: datetime) -> bool:
    """True the first time that this delivery of Slack's is carried out."""
    start = insert_into(receipts, is_sqlite=tx.is_sqlite)
    received = await tx.execute(
        start.values(team_id=tx.team, key=delivery, at=at).on_conflict_do_nothing().returning(receipts.c.key)
    )
    return received.first() is not None


async def give_back(tx: Transaction, delivery: str) -> None:
    """The delivery is carried out when it comes again."""
    await tx.execute(delete(receipts).where(receipts.c.team_id == tx.team, receipts.c.key == delivery))


async def forget_receipts(tx: Transaction, *, before: datetime) -> None:
    """Slack repeats a delivery within minutes, its delayed events within a day."""
    await tx.execute(delete(receipts).where(receipts.c.team_id == tx.team, receipts.c.at < before))
