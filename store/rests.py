"""Which places and methods of Slack's rest, so that what one process has seen holds for all that share the store."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import ColumnElement, Executable, FromClause, bindparam, case, select

from domain.ending import Rest
from store import clock
from store.columns import table_of
from store.engine import Transaction
from store.tables import RestRow
from store.upsert import insert_into

rests = table_of(RestRow)

TEAM = bindparam("team", type_=rests.c.team_id.type)
ME = bindparam("me", type_=rests.c.told_by.type)


async def tell(tx: Transaction, seen: Sequence[Rest], *, by: str) -> None:
    """What `by`, a process, has seen. A longer rest that somebody else has seen stays."""
    if seen:
        told = [{"team": tx.team, "what": one.what, "seconds": one.seconds, "me": by} for one in seen]
        # In one order, so that two that tell at once cannot wait for each other.
        await tx.execute(_tell(sqlite=tx.is_sqlite), sorted(told, key=lambda one: str(one["what"])))


def rest_s(what: ColumnElement[str], *, sqlite: bool) -> ColumnElement[float]:
    """How long `what` still rests by what other processes than `me` have told; NULL when it does not."""
    others = rests.alias()
    left = clock.seconds_until(others.c.until, sqlite=sqlite)
    return select(left).where(_holds(others, what, sqlite=sqlite)).scalar_subquery()


def rests_now(what: ColumnElement[str], *, sqlite: bool) -> ColumnElement[bool]:
    """True while `what` rests by what other processes than `me` have told."""
    others = rests.alias()
    return select(others.c.what).where(_holds(others, what, sqlite=sqlite)).exists()


def _holds(others: FromClause, what: ColumnElement[str], *, sqlite: bool) -> ColumnElement[bool]:
    mine = (others.c.team_id == TEAM) & (others.c.what == what)
    return mine & (others.c.told_by != ME) & (others.c.until > clock.now(sqlite=sqlite))


@cache
def _tell(*, sqlite: bool) -> Executable:
    until = clock.after(bindparam("seconds"), sqlite=sqlite)
    new = insert_into(rests, is_sqlite=sqlite).values(team_id=TEAM, what=bindparam("what"), until=until, told_by=ME)
    later = new.excluded.until > rests.c.until
    return new.on_conflict_do_update(
        index_elements=["team_id", "what"],
        set_={
            "until": case((later, new.excluded.until), else_=rests.c.until),
            "told_by": case((later, new.excluded.told_by), else_=rests.c.told_by),
        },
    )
