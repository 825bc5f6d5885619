"""Channels that somebody stopped us from watching, and channels that were told what is watched for."""

from datetime import datetime

from sqlalchemy import RowMapping, select, update

from domain.ids import ChannelId, UserId
from domain.signal_standing import Unwatched
from store.columns import table_of
from store.engine import Transaction
from store.signal_tables import ChannelToldRow, UnwatchedChannelRow
from store.upsert import insert_into

unwatched = table_of(UnwatchedChannelRow)
told = table_of(ChannelToldRow)


async def stop(tx: Transaction, channel: ChannelId, *, by: UserId, at: datetime) -> Unwatched | None:
    """None when it is not watched already."""
    start = insert_into(unwatched, is_sqlite=tx.is_sqlite).values(team_id=tx.team, channel=channel, by=by, at=at)
    added = await tx.execute(start.on_conflict_do_nothing().returning(*unwatched.c))
    row = added.mappings().one_or_none()
    return _unwatched(row) if row else None


async def end(tx: Transaction, channel: ChannelId, *, by: UserId, at: datetime) -> Unwatched | None:
    """Watched again; None when it was already."""
    open_one = (unwatched.c.team_id == tx.team, unwatched.c.channel == channel, unwatched.c.ended_at.is_(None))
    ended = await tx.execute(
        update(unwatched).where(*open_one).values(ended_by=by, ended_at=at).returning(*unwatched.c)
    )
    row = ended.mappings().one_or_none()
    return _unwatched(row) if row else None


async def find(tx: Transaction, id: int) -> Unwatched | None:
    found = await tx.execute(select(unwatched).where(unwatched.c.team_id == tx.team, unwatched.c.id == id))
    row = found.mappings().one_or_none()
    return _unwatched(row) if row else None


async def all_unwatched(tx: Transaction) -> list[Unwatched]:
    """Those not watched at present, the latest first."""
    found = select(unwatched).where(unwatched.c.team_id == tx.team, unwatched.c.ended_at.is_(None))
    return [_unwatched(row) for row in (await tx.execute(found.order_by(unwatched.c.at.desc()))).mappings()]


async def greet(tx: Transaction, channel: ChannelId, *, at: datetime, not_since: datetime) -> bool:
    """True when `channel` was not greeted after `not_since`: it is now."""
    start = insert_into(told, is_sqlite=tx.is_sqlite).values(team_id=tx.team, channel=channel, greeted_at=at)
    again = start.on_conflict_do_update(
        index_elements=["team_id", "channel"], set_={"greeted_at": at}, where=told.c.greeted_at <= not_since
    )
    return (await tx.execute(again.returning(told.c.channel))).first() is not None


def _unwatched(row: RowMapping) -> Unwatched:
    return Unwatched(
        id=row["id"],
        channel=ChannelId(row["channel"]),
        by=UserId(row["by"]),
        at=row["at"],
        ended_by=UserId(row["ended_by"]) if row["ended_by"] else None,
        ended_at=row["ended_at"],
    )
