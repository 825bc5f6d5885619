"""How far reading the CRM has come, kept in the transaction that stores what was read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, text, update

from domain.ids import DealId
from store.columns import table_of
from store.deal_tables import CrmSyncRow
from store.deals import changes, days, deals
from store.engine import Transaction
from store.upsert import insert_into

syncs = table_of(CrmSyncRow)

DEALS = "deals"


@dataclass(frozen=True, slots=True)
class Progress:
    """`whole_since` is when the sync began that reads everything and is not at its end yet; None for one that goes on
    after `cursor` with what changed."""

    cursor: str | None
    whole_since: datetime | None
    succeeded_at: datetime | None


async def begin(tx: Transaction, what: str, *, mapping: str, at: datetime) -> Progress:
    """Where to go on. Everything is read when nothing was yet, or was with another `mapping` of the fields."""
    fresh = {"cursor": None, "mapping": mapping, "whole_since": at}
    await tx.execute(
        insert_into(syncs, is_sqlite=tx.is_sqlite)
        .values(team_id=tx.team, object=what, **fresh)
        .on_conflict_do_nothing()
    )
    await tx.execute(update(syncs).where(_ours(tx, what), syncs.c.mapping != mapping).values(fresh))
    progress = await find_progress(tx, what)
    assert progress is not None  # noqa: S101 - written above
    return progress


async def find_progress(tx: Transaction, what: str) -> Progress | None:
    """None before the first sync."""
    row = (await tx.execute(select(syncs).where(_ours(tx, what)))).one_or_none()
    return Progress(row.cursor, row.whole_since, row.succeeded_at) if row else None


async def advance(tx: Transaction, what: str, *, frm: str | None, to: str, whole_since: datetime | None = None) -> bool:
    """True if the sync stood at `frm` and now stands at `to`; False if another one was faster.

    With `whole_since` it has begun to read everything.
    """
    anew = {} if whole_since is None else {"whole_since": whole_since}
    moved = await tx.execute(
        update(syncs).where(_ours(tx, what), syncs.c.cursor.is_not_distinct_from(frm)).values(cursor=to, **anew)
    )
    return moved.rowcount == 1


async def succeed(tx: Transaction, what: str, *, cursor: str | None, at: datetime) -> bool:
    """True if the sync came to its end at `cursor`; False if another one has gone on from there."""
    ended = await tx.execute(
        update(syncs)
        .where(_ours(tx, what), syncs.c.cursor.is_not_distinct_from(cursor))
        .values(whole_since=None, succeeded_at=at)
    )
    return ended.rowcount == 1


async def deals_there(tx: Transaction) -> list[DealId]:
    """By which a CRM that does not tell what was deleted finds it out."""
    there = select(deals.c.id).where(deals.c.team_id == tx.team, deals.c.deleted_at.is_(None))
    return [DealId(deal) for deal in (await tx.execute(there)).scalars()]


async def count_anew(tx: Transaction) -> None:
    """After many rows came at once. PostgreSQL does it by itself only later, and until then takes the tables for empty.

    A digest of 60,000 deals takes nine times as much of its processor so, as it reads all history for each part of
    them. SQLite goes no other ways when it has counted.
    """
    if not tx.is_sqlite:
        for table in (deals, changes, days):
            await tx.execute(text(f"ANALYZE {table.name}"))


def _ours(tx: Transaction, what: str) -> ColumnElement[bool]:
    return (syncs.c.team_id == tx.team) & (syncs.c.object == what)
