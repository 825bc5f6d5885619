"""Who is next: of all that is owed, the first of every place and what has changed, found without reading the rest.

Each statement names the states as the indexes do (`ix_posts_new` and its sisters), in the words themselves: an engine
that is handed a parameter instead does not know that the index holds every row it asks for.
"""

from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Executable,
    Float,
    FromClause,
    Select,
    and_,
    case,
    cast,
    false,
    func,
    literal_column,
    not_,
    null,
    or_,
    select,
    true,
    union_all,
)

from domain.ending import OUTAGES, POST, UPDATE, Waiting
from domain.ids import PostId
from domain.post import PostKind, PostState
from store import clock
from store.columns import table_of
from store.engine import Transaction
from store.rests import TEAM, rest_s
from store.tables import PostRow

posts = table_of(PostRow)
parents = posts.alias("parents")

MOST_SEEN: Final = 200
"""Candidates of each sort looked at in one turn: more than can have been posted to within one place's rest."""
PLACES_SEEN: Final = 100_000
"""More than there are."""


async def waiting(tx: Transaction, *, me: str = "") -> list[Waiting]:
    """What could be claimed now: the first in line of every place, and posts that changed. Bulk last, oldest first.

    A hint, read without locks: the claim looks again. What `me` has told of places and methods that rest it knows.
    """
    found = await tx.execute(_waiting(sqlite=tx.is_sqlite), {"team": tx.team, "me": me})
    rows = sorted(found, key=lambda row: (row.bulk, row.id))
    return [
        Waiting(PostId(row.id), PostKind(row.kind), row.place, bool(row.is_new), _longer(row.place_s, row.method_s))
        for row in rows
    ]


def _longer(one: float | None, other: float | None) -> float:
    return max(float(one or 0.0), float(other or 0.0))


@cache
def _waiting(*, sqlite: bool) -> Executable:
    parts = [_firsts(bulk=bulk, sqlite=sqlite) for bulk in (False, True)] + [_changed(sqlite=sqlite)]
    return union_all(*(select(part.subquery()) for part in parts))


def _firsts(*, bulk: bool, sqlite: bool) -> Select[Any]:
    """The first in line of every place, if it is due and nothing of its place is with Slack.

    From one place to the next by one step into the index each, so what stands behind the first costs nothing, and no
    further than there are enough.
    """
    places, busy, first = _places(bulk=bulk), posts.alias("busy"), posts.alias("first")
    with_slack = select(busy.c.place).where(busy.c.team_id == TEAM, is_sending(busy), busy.c.ts.is_(None))
    is_free = [places.c.place.is_not(None), places.c.place.not_in(with_slack)]
    if bulk:
        is_free.append(_next_in(places.c.place, bulk=False, sqlite=sqlite).is_(None))
    looked_at = _next_in(places.c.place, bulk=bulk, sqlite=sqlite, if_due=True).label("id")
    # The limit keeps the engines from working out the first of a place twice, or of all places before one is taken.
    heads = select(looked_at).where(*is_free).limit(PLACES_SEEN).subquery()
    found = select(heads.c.id).where(heads.c.id.is_not(None)).limit(MOST_SEEN).subquery()
    drawn = _candidates(first, rest_s(first.c.place, sqlite=sqlite), POST, sqlite=sqlite)
    return drawn.select_from(found.join(first, first.c.id == found.c.id))


def _changed(*, sqlite: bool) -> Select[Any]:
    changed = posts.alias("changed")
    is_changed = [changed.c.team_id == TEAM, is_owed(changed), changed.c.ts.is_not(None)]
    return (
        _candidates(changed, cast(null(), Float), UPDATE, sqlite=sqlite)
        .where(*is_changed, soon_enough(changed, sqlite=sqlite))
        .order_by(changed.c.bulk, changed.c.id)
        .limit(MOST_SEEN)
    )


def _candidates(post: FromClause, place_s: ColumnElement[Any], method: str, *, sqlite: bool) -> Select[Any]:
    return select(
        post.c.id,
        post.c.kind,
        post.c.place,
        post.c.bulk,
        post.c.ts.is_(None).label("is_new"),
        place_s.label("place_s"),
        rest_s(literal_column(f"'{method}'"), sqlite=sqlite).label("method_s"),
    )


def _places(*, bulk: bool) -> FromClause:
    """Every place with a new post owed, in order, and NULL at the end."""
    owed = posts.alias("owed")
    lowest = select(func.min(owed.c.place)).where(is_new(owed, bulk=bulk))
    places = select(lowest.scalar_subquery().label("place")).cte("bulk_places" if bulk else "places", recursive=True)
    after = lowest.where(owed.c.place > places.c.place).scalar_subquery()
    return places.union_all(select(after).where(places.c.place.is_not(None)))


def _next_in(place: ColumnElement[str], *, bulk: bool, sqlite: bool, if_due: bool = False) -> ColumnElement[int]:
    """The first in line of `place`; NULL when there is none, or, if that is asked, when it is not due."""
    post, parent = posts.alias("post"), posts.alias("parent")
    wanted = case((soon_enough(post, sqlite=sqlite), post.c.id)) if if_due else post.c.id
    return (
        select(wanted)
        .select_from(post.outerjoin(parent, parent.c.id == post.c.parent_id))
        .where(is_new(post, bulk=bulk), post.c.place == place, _in_line(post, parent, sqlite=sqlite))
        .order_by(post.c.id)
        .limit(1)
        .scalar_subquery()
    )


def is_first(*, sqlite: bool) -> ColumnElement[bool]:
    """True of the owed new post, of `posts` joined with `parents`, that comes next in its place."""
    busy, ahead, parent = posts.alias("busy"), posts.alias("ahead"), posts.alias("their_parents")
    nothing_with_slack = ~(
        select(busy.c.id)
        .where(busy.c.team_id == TEAM, busy.c.place == posts.c.place, is_sending(busy), busy.c.ts.is_(None))
        .exists()
    )

    def nobody(*ahead_of: ColumnElement[bool]) -> ColumnElement[bool]:
        joined = ahead.outerjoin(parent, parent.c.id == ahead.c.parent_id)
        in_line = _in_line(ahead, parent, sqlite=sqlite)
        return (
            ~select(ahead.c.id).select_from(joined).where(ahead.c.place == posts.c.place, in_line, *ahead_of).exists()
        )

    return and_(
        _in_line(posts, parents, sqlite=sqlite),
        nothing_with_slack,
        nobody(is_new(ahead, bulk=False), posts.c.bulk == true()),
        nobody(is_new(ahead), ahead.c.bulk == posts.c.bulk, ahead.c.id < posts.c.id),
    )


def _in_line(post: FromClause, parent: FromClause, *, sqlite: bool) -> ColumnElement[bool]:
    """True of the new posts that hold up what comes after them in their place: those held up by nothing else.

    A post that waits for its parent steps aside, and so does one that has trouble of its own.
    """
    no_parent_yet = and_(post.c.parent_id.is_not(None), parent.c.ts.is_(None), parent.c.state != PostState.POSTED.value)
    own_trouble = and_(
        post.c.next_try_at.is_not(None),
        post.c.next_try_at > clock.now(sqlite=sqlite),
        post.c.error.is_not(None),
        post.c.error.not_in(sorted(OUTAGES)),
    )
    return and_(not_(no_parent_yet), not_(own_trouble))


def soon_enough(post: FromClause, *, sqlite: bool) -> ColumnElement[bool]:
    return or_(post.c.next_try_at.is_(None), post.c.next_try_at <= clock.now(sqlite=sqlite))


def is_new(post: FromClause, *, bulk: bool | None = None) -> ColumnElement[bool]:
    """True of owed posts that Slack has not seen; of those that are bulk, of those that are not, or of both."""
    new = and_(post.c.team_id == TEAM, is_owed(post), post.c.ts.is_(None))
    return new if bulk is None else and_(new, post.c.bulk == (true() if bulk else false()))


def is_owed(post: FromClause) -> ColumnElement[bool]:
    return _stands_at(post, PostState.OWED)


def is_sending(post: FromClause) -> ColumnElement[bool]:
    return _stands_at(post, PostState.SENDING)


def is_refused(post: FromClause) -> ColumnElement[bool]:
    return _stands_at(post, PostState.REFUSED)


def _stands_at(post: FromClause, state: PostState) -> ColumnElement[bool]:
    return post.c.state == literal_column(f"'{state.value}'")
