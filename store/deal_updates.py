"""What people asked to be written to the CRM: kept before anything is written, claimed by one writer, and its end."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, delete, func, or_, select, update

from domain.deal_update import DealUpdate, Ended, UpdateId, UpdateState
from domain.ids import DealId, PostId, UserId
from store import clock
from store.asking_tables import DealUpdateRow
from store.columns import table_of
from store.engine import Transaction
from store.upsert import insert_into

updates = table_of(DealUpdateRow)


async def ask(
    tx: Transaction,
    *,
    delivery: str,
    deal: DealId,
    by: UserId,
    at: datetime,
    finding: int,
    values: Mapping[str, str],
    seen: Mapping[str, str],
    view_id: str | None,
    shown_in: PostId | None,
) -> UpdateId | None:
    """None when this delivery asked for it already."""
    start = insert_into(updates, is_sqlite=tx.is_sqlite)
    row = {
        "team_id": tx.team,
        "delivery": delivery,
        "deal": deal,
        "by": by,
        "asked_at": at,
        "finding": finding,
        "values": dict(values),
        "seen": dict(seen),
        "state": UpdateState.WAITING.value,
        "tries": 0,
        "now": {},
        "because": {},
        "view_id": view_id,
        "shown_in": shown_in,
        "owes_word": False,
    }
    asked = await tx.execute(start.values(row).on_conflict_do_nothing().returning(updates.c.id))
    found = asked.scalar_one_or_none()
    return None if found is None else UpdateId(found)


async def any_waits(tx: Transaction) -> bool:
    """Whether one has not come to its end, be it due or not."""
    return (await tx.execute(select(updates.c.id).where(_waits(tx)).limit(1))).first() is not None


async def claim(tx: Transaction, *, lease_s: float) -> DealUpdate | None:
    """The oldest that is due and that nobody writes at present; those of one deal are written in order.

    Commit before the call to the CRM: until the lease is over nobody else writes it.
    """
    now, earlier = clock.now(sqlite=tx.is_sqlite), updates.alias()
    before = select(earlier.c.id).where(
        earlier.c.team_id == updates.c.team_id,
        earlier.c.deal == updates.c.deal,
        earlier.c.state == UpdateState.WAITING.value,
        earlier.c.id < updates.c.id,
    )
    due = and_(
        or_(updates.c.lease_until.is_(None), updates.c.lease_until < now),
        or_(updates.c.next_try_at.is_(None), updates.c.next_try_at <= now),
    )
    asked = select(updates.c.id).where(_waits(tx), due, ~before.exists()).order_by(updates.c.id).limit(1)
    found = (await tx.execute(asked.with_for_update(skip_locked=True))).scalar_one_or_none()
    if found is None:
        return None
    taken = update(updates).where(updates.c.id == found).returning(*updates.c)
    held = {"tries": updates.c.tries + 1, "lease_until": clock.after(lease_s, sqlite=tx.is_sqlite)}
    return _update((await tx.execute(taken.values(held))).mappings().one())


async def release(tx: Transaction) -> None:
    """What nobody can be writing any more may be claimed at once."""
    await tx.execute(update(updates).where(_waits(tx), updates.c.lease_until.is_not(None)).values(lease_until=None))


async def end(tx: Transaction, claimed: DealUpdate, ended: Ended, *, at: datetime) -> bool:
    """False when somebody else took it over meanwhile, whose outcome counts."""
    return await _change(
        tx,
        claimed,
        state=ended.state.value,
        now=dict(ended.now),
        because=dict(ended.because),
        merged_into=ended.merged_into,
        ended_at=at,
        lease_until=None,
        next_try_at=None,
        owes_word=True,
    )


async def postpone(tx: Transaction, claimed: DealUpdate, *, pause_s: float) -> bool:
    """The CRM was away. The person is told of it the first time."""
    again = {"lease_until": None, "next_try_at": clock.after(pause_s, sqlite=tx.is_sqlite)}
    return await _change(tx, claimed, **again, **({"owes_word": True} if claimed.tries == 1 else {}))


async def find(tx: Transaction, number: UpdateId) -> DealUpdate | None:
    row = (await tx.execute(select(updates).where(_ours(tx), updates.c.id == number))).mappings().one_or_none()
    return _update(row) if row else None


async def answers_of(tx: Transaction, deals: Collection[DealId]) -> list[DealUpdate]:
    """Those that wait and those that were saved, oldest first."""
    some = updates.c.state.in_([UpdateState.WAITING.value, UpdateState.SAVED.value])
    rows = await tx.execute(select(updates).where(_ours(tx), updates.c.deal.in_(deals), some).order_by(updates.c.id))
    return [_update(row) for row in rows.mappings()]


async def owing_word(tx: Transaction) -> list[DealUpdate]:
    """Those whose person has to be told how it stands, oldest first."""
    rows = await tx.execute(select(updates).where(_ours(tx), updates.c.owes_word).order_by(updates.c.id))
    return [_update(row) for row in rows.mappings()]


async def told(tx: Transaction, what: DealUpdate) -> bool:
    """True if the person was owed a word about this state of it; nobody owes it any more."""
    same = and_(updates.c.id == what.id, updates.c.state == what.state.value, updates.c.owes_word)
    return (await tx.execute(update(updates).where(_ours(tx), same).values(owes_word=False))).rowcount == 1


async def last_refusal(tx: Transaction, start: datetime, end: datetime) -> str | None:
    """Why the CRM refused us altogether, the last time from `start` until before `end`."""
    when = and_(updates.c.state == UpdateState.REFUSED.value, updates.c.ended_at >= start, updates.c.ended_at < end)
    said = select(updates.c.because).where(_ours(tx), when).order_by(updates.c.id.desc()).limit(1)
    found = (await tx.execute(said)).scalar_one_or_none()
    return None if found is None else str(found.get("", ""))


async def seconds_to_next(tx: Transaction) -> float | None:
    """Until one is due that is not due now; None when none waits for its time."""
    soonest = func.min(func.coalesce(updates.c.lease_until, updates.c.next_try_at))
    left = clock.seconds_until(soonest, sqlite=tx.is_sqlite)
    seconds = (await tx.execute(select(left).where(_waits(tx)))).scalar_one_or_none()
    return None if seconds is None else max(0.0, float(seconds))


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Those that ended before then."""
    await tx.execute(delete(updates).where(_ours(tx), updates.c.ended_at < before))


async def _change(tx: Transaction, claimed: DealUpdate, **values: Any) -> bool:
    """Fenced by the number of the try: a writer whose lease ran out changes nothing."""
    mine = and_(updates.c.id == claimed.id, updates.c.tries == claimed.tries)
    return (await tx.execute(update(updates).where(_waits(tx), mine).values(values))).rowcount == 1


def _ours(tx: Transaction) -> ColumnElement[bool]:
    return updates.c.team_id == tx.team


def _waits(tx: Transaction) -> ColumnElement[bool]:
    return _ours(tx) & (updates.c.state == UpdateState.WAITING.value)


def _update(row: RowMapping) -> DealUpdate:
    return DealUpdate(
        id=UpdateId(row["id"]),
        deal=DealId(row["deal"]),
        by=UserId(row["by"]),
        asked_at=row["asked_at"],
        finding=row["finding"],
        values=row["values"],
        seen=row["seen"],
        state=UpdateState(row["state"]),
        tries=row["tries"],
        now=row["now"],
        because=row["because"],
        merged_into=None if row["merged_into"] is None else DealId(row["merged_into"]),
        view_id=row["view_id"],
        shown_in=None if row["shown_in"] is None else PostId(row["shown_in"]),
    )
