"""Posts that never came to stand where they were meant to, after their kind was given another channel."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Row, and_, case, delete, or_, select, update

from domain.ids import ChannelId
from domain.post import PostKind, PostState
from store import clock
from store.engine import Transaction
from store.line import is_owed, is_refused, parents, posts

_TWIN: Final = posts.alias("twin")


async def bring_home(tx: Transaction, homes: Mapping[PostKind, ChannelId]) -> int:
    """Puts what is owed or refused elsewhere to where its kind is posted now; how many there were.

    A reply goes with the message in whose thread it was to stand. What already has a post there goes into that one,
    which is shown again: it had missed the change.
    """
    # All are found before any is moved: whose thread stands in Slack by then would have been no stray.
    strays = await _strays(tx, homes) if homes else []
    for row in strays:
        if row.twin is None:
            await tx.execute(update(posts).where(posts.c.id == row.id).values(place=row.home))
        else:
            await _merge(tx, row)
    tx.owes = tx.owes or bool(strays)
    return len(strays)


async def _strays(tx: Transaction, homes: Mapping[PostKind, ChannelId]) -> Sequence[Row[tuple[int, int | None, str]]]:
    """In one question for all kinds: each costs more to put than to answer."""
    home = case({kind.value: channel for kind, channel in homes.items()}, value=posts.c.kind)
    twins = and_(
        _TWIN.c.team_id == posts.c.team_id,
        _TWIN.c.kind == posts.c.kind,
        _TWIN.c.subject == posts.c.subject,
        _TWIN.c.place == home,
    )
    found = (
        select(posts.c.id, _TWIN.c.id.label("twin"), home.label("home"))
        .select_from(posts.outerjoin(_TWIN, twins).outerjoin(parents, parents.c.id == posts.c.parent_id))
        .where(posts.c.team_id == tx.team, posts.c.kind.in_([kind.value for kind in homes]), posts.c.place != home)
        .where(or_(is_owed(posts), is_refused(posts)), posts.c.ts.is_(None), parents.c.ts.is_(None))
        .order_by(posts.c.id)
    )
    return (await tx.execute(found.with_for_update(of=posts))).all()


async def _merge(tx: Transaction, stray: Row[tuple[int, int | None, str]]) -> None:
    again = {"wanted": posts.c.wanted + 1, "state": PostState.OWED.value, "next_try_at": None}
    due = posts.c.state.in_((PostState.POSTED.value, PostState.REFUSED.value))
    twin = update(posts).where(posts.c.id == stray.twin)
    await tx.execute(twin.where(due).values(again | {"owed_at": clock.now(sqlite=tx.is_sqlite)}))
    await tx.execute(update(posts).where(posts.c.parent_id == stray.id).values(parent_id=stray.twin))
    await tx.execute(delete(posts).where(posts.c.id == stray.id))
