"""Ending claimed posts, fenced by the attempt, and what operators see of those that are late or were turned down."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Any, assert_never

from sqlalchemy import ColumnElement, Executable, and_, bindparam, case, func, or_, select, update

from domain.ending import Ended, Found, Gone, Later, Posted, Stuck, ThreadGone, TurnedDown
from domain.ids import PostId
from domain.post import PostKind, PostState
from store import clock
from store.engine import Transaction
from store.line import is_owed, is_refused, is_sending, parents, posts
from store.rests import TEAM

ERROR_LENGTH = 60

_FREE: dict[str, Any] = {"lease_until": None, "next_try_at": None, "error": None, "unsure": False}


_HELD_UP: ColumnElement[bool] = and_(
    posts.c.ts.is_(None), parents.c.id.is_not(None), parents.c.ts.is_(None), is_refused(parents)
)
"""True of a post, joined with its parent, that waits for a message which Slack has turned down."""


async def end(tx: Transaction, ended: Sequence[Ended]) -> list[Ended]:
    """Records how tries ended; an attempt that is not the latest changes nothing any more.

    Hands back those whose rows somebody else is changing at this moment: waiting for one row with the locks of
    others in hand could stop both for ever. Try them again soon.
    """
    free = await _rows_locked(tx, [one.post.id for one in ended])
    mine = [one for one in ended if one.post.id in free]
    await _posted(tx, [(one, one.ending) for one in mine if isinstance(one.ending, Posted)])
    for one in mine:
        if not isinstance(one.ending, Posted):
            await tx.execute(update(posts).where(_this_try(one)).values(_after(tx, one)))
    await _show_parents_again(tx, [one for one in mine if isinstance(one.ending, ThreadGone)])
    return [one for one in ended if one.post.id not in free]


async def owe_refused(tx: Transaction, place: str | None) -> int:
    """Refused posts, of one place or of all, are owed again; how many they were."""
    refused = [posts.c.team_id == tx.team, is_refused(posts)]
    if place is not None:
        refused.append(posts.c.place == place)
    again = await tx.execute(
        update(posts)
        .where(*refused)
        .values(state=PostState.OWED.value, next_try_at=None, error=None, owed_at=clock.now(sqlite=tx.is_sqlite))
    )
    if again.rowcount:
        await show_alerts_again(tx, place)
        tx.owes = True
    return again.rowcount


async def show_alerts_again(tx: Transaction, place: str | None = None) -> None:
    """What the admins were told of is under way again, and the message says so."""
    alerts = [
        posts.c.team_id == tx.team,
        posts.c.kind == PostKind.REFUSED_ALERT.value,
        posts.c.state == PostState.POSTED.value,
    ]
    if place is not None:
        alerts.append(posts.c.subject.startswith(f"{place}!", autoescape=True))
    await tx.execute(update(posts).where(*alerts).values(_again(tx)))


def _again(tx: Transaction) -> dict[str, Any]:
    """A post that stands in Slack is to be shown anew."""
    due = {"state": PostState.OWED.value, "next_try_at": None, "owed_at": clock.now(sqlite=tx.is_sqlite)}
    return due | {"wanted": posts.c.wanted + 1}


async def count_refused(tx: Transaction, place: str, error: str) -> int:
    counted = select(func.count()).where(
        posts.c.team_id == tx.team,
        posts.c.place == place,
        is_refused(posts),
        posts.c.error == error,
    )
    return int((await tx.execute(counted)).scalar_one())


async def backlog(tx: Transaction) -> tuple[int, float]:
    """How many posts are owed or with Slack, and for how many seconds the oldest has been; 0.0 when none is.

    Without what waits under a message that Slack has turned down: nothing but a person moves that.
    """
    row = (await tx.execute(_backlog(sqlite=tx.is_sqlite), {"team": tx.team})).one()
    return int(row.number), float(row.oldest_s or 0.0)


@cache
def _backlog(*, sqlite: bool) -> Executable:
    oldest_s = -clock.seconds_until(func.min(posts.c.owed_at), sqlite=sqlite)
    under_way = or_(is_owed(posts), is_sending(posts))
    counted = select(func.count().label("number"), oldest_s.label("oldest_s"))
    with_parents = counted.select_from(posts.outerjoin(parents, parents.c.id == posts.c.parent_id))
    return with_parents.where(posts.c.team_id == TEAM, under_way, ~_HELD_UP)


async def stuck(tx: Transaction, *, longer_than: timedelta) -> list[Stuck]:
    """What Slack has not taken for so long, or has turned down, by place, kind and trouble; the longest owed first.

    What waits for its parent has the parent's trouble, and counts as turned down when the parent was.
    """
    before = clock.after(-longer_than.total_seconds(), sqlite=tx.is_sqlite)
    refused, error = or_(is_refused(posts), _HELD_UP), func.coalesce(posts.c.error, parents.c.error)
    since = func.min(posts.c.owed_at)
    found = await tx.execute(
        select(posts.c.place, posts.c.kind, error.label("error"), refused.label("refused"))
        .add_columns(func.count().label("number"), since.label("since"))
        .select_from(posts.outerjoin(parents, parents.c.id == posts.c.parent_id))
        .where(posts.c.team_id == tx.team, or_(is_owed(posts), is_sending(posts), refused))
        .where(or_(posts.c.owed_at < before, refused))  # a no is final, however young
        .group_by(posts.c.place, posts.c.kind, error, refused)
        .order_by(since, posts.c.place)
    )
    return [
        Stuck(row.place, PostKind(row.kind), row.number, row.since, row.error, refused=bool(row.refused))
        for row in found
    ]


async def _rows_locked(tx: Transaction, ids: Sequence[PostId]) -> set[PostId]:
    if tx.is_sqlite:
        return set(ids)
    locked = await tx.execute(select(posts.c.id).where(posts.c.id.in_(ids)).with_for_update(skip_locked=True))
    return {PostId(row.id) for row in locked}


def _this_try(one: Ended) -> ColumnElement[bool]:
    fenced: ColumnElement[bool] = (posts.c.id == one.post.id) & (posts.c.attempts == one.post.attempt)
    return fenced & (posts.c.state == PostState.SENDING.value)


_SHOWN = (
    update(posts)
    .where(
        posts.c.id == bindparam("post"),
        posts.c.attempts == bindparam("attempt"),
        or_(posts.c.state == PostState.SENDING.value, posts.c.state == PostState.OWED.value),
    )
    .values(
        _FREE
        | {
            "state": case(
                (posts.c.wanted == bindparam("was_wanted"), PostState.POSTED.value), else_=PostState.OWED.value
            ),
            "shown": bindparam("was_wanted"),
            "ts": bindparam("at_ts"),
            "channel": bindparam("in_channel"),
        }
    )
)
"""A success counts even when the lease had run out: it says where the message is, and nobody has tried since."""


async def _posted(tx: Transaction, ended: Sequence[tuple[Ended, Posted]]) -> None:
    """In one statement, for this is the hot path."""
    if ended:
        await tx.execute(_SHOWN, [_as_shown(one, ending) for one, ending in ended])


def _as_shown(one: Ended, ending: Posted) -> dict[str, Any]:
    return {
        "post": one.post.id,
        "attempt": one.post.attempt,
        "was_wanted": one.post.wanted,
        "at_ts": ending.ts,
        "in_channel": ending.channel,
    }


def _after(tx: Transaction, one: Ended) -> dict[str, Any]:
    owed, ending = _FREE | {"state": PostState.OWED.value}, one.ending
    match ending:
        case Posted():
            return {}
        case Found():
            return owed | {"ts": ending.ts, "channel": ending.channel}
        case Gone():
            return owed | {"ts": None, "reposted": True, "first_tried_at": None}
        case ThreadGone():
            return owed | _pause(tx, ending.pause_s, "thread_not_found") | {"thread_ts": None, "first_tried_at": None}
        case Later():
            later = owed | _pause(tx, ending.pause_s, ending.error) | {"unsure": ending.unsure}
            # A try that certainly showed nothing is no reason to look that far back.
            since = {} if ending.unsure else {"first_tried_at": None}
            return later | since | ({"channel": ending.channel} if ending.channel else {})
        case TurnedDown():
            changed = posts.c.wanted != one.post.wanted
            state = case((changed, PostState.OWED.value), else_=PostState.REFUSED.value)
            return _FREE | {"state": state, "error": ending.error[:ERROR_LENGTH], "unsure": ending.unsure}
        case _:
            assert_never(ending)


def _pause(tx: Transaction, seconds: float, error: str) -> dict[str, Any]:
    return {"next_try_at": clock.after(seconds, sqlite=tx.is_sqlite), "error": error[:ERROR_LENGTH]}


async def _show_parents_again(tx: Transaction, orphans: Sequence[Ended]) -> None:
    """Updating a parent that is gone posts it again, and then its replies have a thread."""
    for parent in sorted({one.post.parent_id for one in orphans if one.post.parent_id}):
        again = update(posts).where(posts.c.id == parent, posts.c.state == PostState.POSTED.value)
        await tx.execute(again.values(_again(tx)))
