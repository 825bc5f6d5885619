"""Owing posts: in the transaction of whatever made them necessary."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Insert, and_, case, select, update
from structlog.contextvars import get_contextvars

from domain.ending import BULK
from domain.forgotten import FORGOTTEN, is_forgotten
from domain.ids import PostId
from domain.post import OwedPost, PostKind, PostState
from store import clock
from store.columns import table_of
from store.engine import Transaction
from store.post_lookup import id_of
from store.tables import PostRow
from store.upsert import insert_into

posts = table_of(PostRow)


@cache
def _due_again(*, sqlite: bool) -> dict[str, Any]:
    owed = posts.c.state == PostState.OWED.value
    return {
        "wanted": posts.c.wanted + 1,
        # Whoever is sending it now sees afterwards that more is wanted than was shown.
        "state": case((posts.c.state == PostState.SENDING.value, PostState.SENDING.value), else_=PostState.OWED.value),
        "next_try_at": case((owed, posts.c.next_try_at), else_=None),
        "owed_at": case((owed, posts.c.owed_at), else_=clock.now(sqlite=sqlite)),
    }


async def owe(tx: Transaction, *owed: OwedPost) -> None:
    """Each post is due from the commit on; one that was owed before is only marked due again.

    Nothing is owed to somebody whose data was deleted.
    """
    owed = tuple(post for post in owed if not is_forgotten(post.key.place))
    if not owed:
        return
    # A parent may be owed together with its replies, which stand under it only once it has an id.
    for some in ([post for post in owed if post.parent is None], [post for post in owed if post.parent is not None]):
        if some:
            await _owe(tx, some)
    tx.owes = True


async def _owe(tx: Transaction, owed: Collection[OwedPost]) -> None:
    await tx.execute(_insert(sqlite=tx.is_sqlite), [await _row(tx, post) for post in owed])


@cache
def _insert(*, sqlite: bool) -> Insert:
    """Built once: on the way of every gesture, building a statement takes longer than carrying it out."""
    start = insert_into(posts, is_sqlite=sqlite).values(owed_at=clock.now(sqlite=sqlite))
    key = ["team_id", "kind", "subject", "place"]
    again = _due_again(sqlite=sqlite) | {"gesture": start.excluded.gesture}
    return start.on_conflict_do_update(index_elements=key, set_=again)


async def _row(tx: Transaction, post: OwedPost) -> dict[str, Any]:
    return {
        "team_id": tx.team,
        "kind": post.key.kind.value,
        "subject": post.key.subject,
        "place": post.key.place,
        "bulk": post.key.kind in BULK,
        "parent_id": await id_of(tx, post.parent) if post.parent else None,
        "thread_ts": post.thread_ts,
        "state": PostState.OWED.value,
        "wanted": 1,
        "shown": 0,
        "attempts": 0,
        "unsure": False,
        "reposted": False,
        "gesture": _gesture(),
    }


def _gesture() -> str | None:
    """What the log calls the gesture that is being carried out: delivery goes on under the same name."""
    gesture = get_contextvars().get("gesture")
    return str(gesture) if gesture else None


async def owe_again(tx: Transaction, kind: PostKind, subjects: Collection[str]) -> int:
    """Marks due, wherever they stand, the posts of `kind` about `subjects`; those never owed stay so. How many."""
    if not subjects:
        return 0
    about = (posts.c.kind == kind.value, posts.c.subject.in_(subjects), posts.c.place.not_like(FORGOTTEN))
    due = _due_again(sqlite=tx.is_sqlite) | {"gesture": _gesture()}
    marked = await tx.execute(update(posts).where(_in_turn(tx, *about)).values(due))
    tx.owes = True
    return marked.rowcount


async def owe_shown(tx: Transaction, *shown: PostId | None) -> None:
    """Marks due the posts in which something was shown that stands otherwise now; None is no post of ours."""
    ids = [post for post in shown if post is not None]
    if not ids:
        return
    due = _due_again(sqlite=tx.is_sqlite) | {"gesture": _gesture()}
    await tx.execute(update(posts).where(_in_turn(tx, posts.c.id.in_(ids))).values(due))
    tx.owes = True


def _in_turn(tx: Transaction, *which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Those of the team's posts. Two who mark the same ones lock them in the same order, and never stop each other."""
    theirs = and_(posts.c.team_id == tx.team, *which)
    if tx.is_sqlite:  # writers come one after the other
        return theirs
    return posts.c.id.in_(select(posts.c.id).where(theirs).order_by(posts.c.id).with_for_update())
