"""Claiming owed posts: taking those that may go to Slack now so that nobody else does.

The statements are built once for each engine: building one takes longer than running it.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, RowMapping, and_, bindparam, case, func, or_, select, text, update

from domain.ending import UNREACHABLE, Waiting
from domain.ids import PostId
from domain.post import Post, PostKey, PostKind, PostState
from store import clock
from store.columns import UtcDateTime
from store.engine import Transaction
from store.line import is_first, is_owed, is_sending, parents, posts, soon_enough
from store.rests import TEAM, rests_now


async def claim(
    tx: Transaction, chosen: Sequence[Waiting], *, at: datetime, lease_s: float, me: str = ""
) -> list[Post]:
    """Those of `chosen` that nobody else has taken, now `sending`, oldest first. Commit before the call to Slack.

    `at` is the caller's time: the earlier of it and the store's is kept as the time of the first try, so that a clock
    that goes ahead cannot hide from us what was posted. `me` is the process that will send them.

    At most one new post of a place is ever with Slack. SQLite has one writer, so the look and the claim are one. On
    PostgreSQL a second replica may hold a picture of the place from before our commit; locking rows does not help,
    for the two may have chosen different posts of the place. So the place itself is locked until the commit, and only
    then, in a new statement with a new picture, is it looked at again.
    """
    chosen = await _places_locked(tx, chosen)
    if not chosen:
        return []
    ids = [one.id for one in chosen]
    taken = await tx.execute(_taken(sqlite=tx.is_sqlite), {"team": tx.team, "me": me, "chosen": ids})
    parent_of = {row.id: (row.channel, row.ts) for row in taken}
    if not parent_of:
        return []
    claimed = await tx.execute(
        _sending(sqlite=tx.is_sqlite), {"taken": list(parent_of), "called_at": at, "lease_s": lease_s}
    )
    rows = sorted(claimed.mappings(), key=lambda row: row["id"])
    return [_post(row, *parent_of[row["id"]]) for row in rows]


async def run_out(tx: Transaction) -> list[PostId]:
    """Posts whose sender did not come back: owed again, and nobody knows whether they reached Slack."""
    dead = (
        select(posts.c.id)
        .where(posts.c.team_id == tx.team, is_sending(posts))
        .where(posts.c.lease_until < clock.now(sqlite=tx.is_sqlite))
        .with_for_update(skip_locked=True)
    )
    ids = [PostId(row.id) for row in await tx.execute(dead)]
    if ids:
        await tx.execute(
            update(posts)
            .where(posts.c.id.in_(ids))
            .values(
                state=PostState.OWED.value,
                unsure=posts.c.ts.is_(None),
                error=UNREACHABLE,
                lease_until=None,
                next_try_at=None,
            )
        )
    return ids


async def seconds_to_next(tx: Transaction) -> float | None:
    """Until a post is due by time that is not due now; None when none is."""
    row = (await tx.execute(_soonest(sqlite=tx.is_sqlite), {"team": tx.team})).one()
    return float((row.soonest - row.now).total_seconds()) if row.soonest else None


async def _places_locked(tx: Transaction, chosen: Sequence[Waiting]) -> list[Waiting]:
    """`chosen` without the new posts of places in which another replica is claiming at this moment."""
    places = sorted({one.place for one in chosen if one.is_new})
    if tx.is_sqlite or not places:
        return list(chosen)
    tried = text(
        "SELECT place, pg_try_advisory_xact_lock(hashtextextended(:team || ' ' || place, 0)) AS ours"
        " FROM unnest(CAST(:places AS text[])) AS place"
    )
    ours = {row.place for row in await tx.execute(tried, {"team": tx.team, "places": places}) if row.ours}
    return [one for one in chosen if not one.is_new or one.place in ours]


@cache
def _taken(*, sqlite: bool) -> Executable:
    # By their ids and not by the workspace as well: it would be taken for the better index.
    chosen = posts.c.id.in_(bindparam("chosen", expanding=True))
    may_be_new = and_(is_first(sqlite=sqlite), ~rests_now(posts.c.place, sqlite=sqlite))
    return (
        select(posts.c.id, parents.c.channel, parents.c.ts)
        .select_from(posts.outerjoin(parents, parents.c.id == posts.c.parent_id))
        .where(chosen, is_owed(posts), soon_enough(posts, sqlite=sqlite), or_(posts.c.ts.is_not(None), may_be_new))
        .with_for_update(of=posts, skip_locked=True)
    )


@cache
def _sending(*, sqlite: bool) -> Executable:
    called_at = bindparam("called_at", type_=UtcDateTime())
    first_tried_at = clock.earlier(clock.now(sqlite=sqlite), called_at, sqlite=sqlite)
    thread_now = select(parents.c.ts).where(parents.c.id == posts.c.parent_id).scalar_subquery()
    values: dict[str, Any] = {
        "state": PostState.SENDING.value,
        "attempts": posts.c.attempts + 1,
        "lease_until": clock.after(bindparam("lease_s"), sqlite=sqlite),
        "first_tried_at": func.coalesce(posts.c.first_tried_at, first_tried_at),
        # An earlier try may stand in the thread that its parent had then: it is looked for there.
        "thread_ts": case(
            (and_(posts.c.unsure, posts.c.thread_ts.is_not(None)), posts.c.thread_ts),
            else_=func.coalesce(thread_now, posts.c.thread_ts),
        ),
    }
    taken = posts.c.id.in_(bindparam("taken", expanding=True))
    owed_for_s = -clock.seconds_until(posts.c.owed_at, sqlite=sqlite)
    return update(posts).where(taken).values(values).returning(*posts.c, owed_for_s.label("owed_for_s"))


@cache
def _soonest(*, sqlite: bool) -> Executable:
    now = clock.now(sqlite=sqlite)
    return select(func.min(posts.c.next_try_at).label("soonest"), now.label("now")).where(
        posts.c.team_id == TEAM, is_owed(posts), posts.c.next_try_at > now
    )


def _post(row: RowMapping, parent_channel: Any, parent_ts: Any) -> Post:
    return Post(
        id=PostId(row["id"]),
        key=PostKey(PostKind(row["kind"]), row["subject"], row["place"]),
        attempt=row["attempts"],
        wanted=row["wanted"],
        unsure=row["unsure"],
        channel=row["channel"],
        ts=row["ts"],
        parent_id=row["parent_id"],
        parent_channel=parent_channel,
        parent_ts=parent_ts,
        thread_ts=row["thread_ts"],
        first_tried_at=row["first_tried_at"],
        reposted=row["reposted"],
        owed_for_s=row["owed_for_s"],
        gesture=row["gesture"],
    )
