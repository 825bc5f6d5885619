"""Threads that wait to be read: marked when something that may matter is said, claimed when due, gone when judged."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Executable, and_, bindparam, case, delete, func, or_, select, update

from domain.ids import ChannelId, MessageTs
from domain.watching import ThreadPlace
from store import clock
from store.columns import UtcDateTime, table_of
from store.engine import Transaction
from store.signal_tables import PendingThreadRow, UnwatchedChannelRow
from store.upsert import insert_into

pending = table_of(PendingThreadRow)
unwatched = table_of(UnwatchedChannelRow)

_THREAD: Final = and_(
    pending.c.team_id == bindparam("team"),
    pending.c.channel == bindparam("of_channel"),
    pending.c.thread_ts == bindparam("of_thread"),
)


class Claimed(NamedTuple):
    thread: ThreadPlace
    marked: int
    attempts: int


async def mark(tx: Transaction, dues: Mapping[ThreadPlace, datetime], *, at: datetime) -> None:
    """Each thread waits until its time; one that is due already by `at` stays due, and is read again afterwards."""
    rows = [
        {"team_id": tx.team, "channel": thread.channel, "thread_ts": thread.ts, "due_at": due, "now_at": at}
        for thread, due in sorted(dues.items())  # in one order, so that two replicas do not wait for each other
    ]
    if rows:
        await tx.execute(_mark(sqlite=tx.is_sqlite), rows)


@cache
def _mark(*, sqlite: bool) -> Executable:
    start = insert_into(pending, is_sqlite=sqlite).values(marked=1, attempts=0)
    is_due = pending.c.due_at <= bindparam("now_at", type_=UtcDateTime())
    return start.on_conflict_do_update(
        index_elements=["team_id", "channel", "thread_ts"],
        set_={
            "marked": pending.c.marked + 1,
            "due_at": case((is_due, pending.c.due_at), else_=start.excluded.due_at),
        },
    )


async def due(tx: Transaction, *, at: datetime, limit: int) -> list[ThreadPlace]:
    """Those that nobody is reading, the longest due first."""
    rows = await tx.execute(_due(sqlite=tx.is_sqlite), {"team": tx.team, "at": at, "most": limit})
    return [ThreadPlace(ChannelId(row.channel), MessageTs(row.thread_ts)) for row in rows]


@cache
def _due(*, sqlite: bool) -> Executable:
    is_due = pending.c.due_at <= bindparam("at", type_=UtcDateTime())
    found = select(pending.c.channel, pending.c.thread_ts).where(pending.c.team_id == bindparam("team"), is_due)
    return found.where(_free(sqlite=sqlite)).order_by(pending.c.due_at).limit(bindparam("most"))


def _free(*, sqlite: bool) -> ColumnElement[bool]:
    return or_(pending.c.lease_until.is_(None), pending.c.lease_until < clock.now(sqlite=sqlite))


async def postpone(tx: Transaction, dues: Mapping[ThreadPlace, datetime]) -> None:
    """More was said since: each is due later than it was."""
    rows = [
        {"team": tx.team, "of_channel": thread.channel, "of_thread": thread.ts, "due": due}
        for thread, due in sorted(dues.items())
    ]
    if rows:
        later = bindparam("due", type_=UtcDateTime())
        await tx.execute(update(pending).where(_THREAD, pending.c.due_at < later).values(due_at=later), rows)


async def claim(tx: Transaction, thread: ThreadPlace, *, at: datetime, lease_s: float) -> Claimed | None:
    """The thread, for `lease_s` nobody else's; None when somebody was faster or more was said since."""
    taken = (
        update(pending)
        .where(_THREAD, pending.c.due_at <= at, _free(sqlite=tx.is_sqlite))
        .values(lease_until=clock.after(lease_s, sqlite=tx.is_sqlite))
        .returning(pending.c.marked, pending.c.attempts)
    )
    row = (await tx.execute(taken, _which(tx, thread))).one_or_none()
    return Claimed(thread, row.marked, row.attempts) if row else None


async def done(tx: Transaction, claimed: Claimed, *, again_at: datetime) -> None:
    """The thread waits no more; unless something was said while it was read, then again, until `again_at`."""
    same = pending.c.marked == claimed.marked
    gone = await tx.execute(delete(pending).where(_THREAD, same), _which(tx, claimed.thread))
    if not gone.rowcount:
        await put_back(tx, claimed, again_at)


async def put_back(tx: Transaction, claimed: Claimed, due_at: datetime, *, failed: bool = False) -> None:
    """To be read at `due_at`; `failed` when it could not be read now."""
    attempts = pending.c.attempts + 1 if failed else 0
    back = update(pending).where(_THREAD).values(lease_until=None, due_at=due_at, attempts=attempts)
    await tx.execute(back, _which(tx, claimed.thread))


async def next_due(tx: Transaction) -> datetime | None:
    """When the first one that nobody reads is due; None when none waits."""
    return (await tx.execute(_soonest(sqlite=tx.is_sqlite), {"team": tx.team})).scalar_one_or_none()


@cache
def _soonest(*, sqlite: bool) -> Executable:
    return select(func.min(pending.c.due_at)).where(pending.c.team_id == bindparam("team"), _free(sqlite=sqlite))


async def stopped_channels(tx: Transaction) -> frozenset[ChannelId]:
    """Those that somebody wants unwatched at present."""
    found = select(unwatched.c.channel).where(unwatched.c.team_id == tx.team, unwatched.c.ended_at.is_(None))
    return frozenset(map(ChannelId, (await tx.execute(found)).scalars()))


async def is_stopped(tx: Transaction, channel: ChannelId) -> bool:
    found = select(unwatched.c.id).where(
        unwatched.c.team_id == tx.team, unwatched.c.channel == channel, unwatched.c.ended_at.is_(None)
    )
    return (await tx.execute(found.limit(1))).first() is not None


def _which(tx: Transaction, thread: ThreadPlace) -> dict[str, Any]:
    return {"team": tx.team, "of_channel": thread.channel, "of_thread": thread.ts}
