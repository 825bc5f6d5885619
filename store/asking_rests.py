"""What people are not asked at present: each snooze, each mute, and each "it cannot be known yet"."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Executable, RowMapping, and_, bindparam, delete, or_, select, true, update

from domain.asking import Question, Rest, RestId, Scope
from domain.ids import DealId, PostId, ReportId, UserId
from store.asking_tables import AskingRestRow
from store.columns import UtcDateTime, table_of
from store.engine import Transaction
from store.upsert import insert_into

rests = table_of(AskingRestRow)

_LASTS: Final = rests.c.until.is_(None) | (rests.c.until > bindparam("at", type_=UtcDateTime()))
_CURRENT: Final = (
    select(rests).where(rests.c.team_id == bindparam("team"), rests.c.ended_at.is_(None), _LASTS).order_by(rests.c.id)
)
_IS_THEIRS: Final = rests.c.by == bindparam("person")
_CURRENT_OF: Final = _CURRENT.where(_IS_THEIRS)
_IS_ANYBODYS: Final = and_(rests.c.scope == Scope.FIELD.value, rests.c.deal.in_(bindparam("deals", expanding=True)))
_CURRENT_FOR: Final = _CURRENT.where(or_(_IS_THEIRS, _IS_ANYBODYS))


async def begin(
    tx: Transaction,
    *,
    by: UserId,
    scope: Scope,
    about: Question,
    at: datetime,
    until: datetime | None,
    delivery: str,
    report: ReportId | None = None,
    shown_in: PostId | None = None,
) -> Rest | None:
    """None when this delivery began one already. One that `by` began about the very same ends."""
    start = insert_into(rests, is_sqlite=tx.is_sqlite)
    row = {
        "team_id": tx.team,
        "delivery": delivery,
        "by": by,
        "scope": scope.value,
        "begun_at": at,
        "until": until,
        "deal": about.deal,
        "stage": about.stage,
        "workflow": about.workflow,
        "criterion": about.criterion,
        "field": about.field,
        "report_id": report,
        "shown_in": shown_in,
    }
    begun = await tx.execute(start.values(row).on_conflict_do_nothing().returning(rests.c.id))
    number = begun.scalar_one_or_none()
    if number is None:
        return None
    before = update(rests).where(_ours(tx), rests.c.ended_at.is_(None), rests.c.id != number, rests.c.by == by)
    await tx.execute(before.where(rests.c.scope == scope.value, _same(scope, about)).values(ended_at=at))
    return Rest(RestId(number), by, scope, at, about, until, report)


async def current(tx: Transaction, *, at: datetime) -> list[Rest]:
    """Everybody's, oldest first."""
    return await _some(tx, _CURRENT, at)


async def current_of(tx: Transaction, person: UserId, *, at: datetime) -> list[Rest]:
    """Those that `person` began, oldest first."""
    return await _some(tx, _CURRENT_OF, at, person=person)


async def current_for(tx: Transaction, person: UserId, deals: Collection[DealId], *, at: datetime) -> list[Rest]:
    """What may keep `person` from being asked about `deals`, oldest first."""
    return await _some(tx, _CURRENT_FOR, at, person=person, deals=list(deals))


async def find(tx: Transaction, rest: RestId) -> Rest | None:
    """Also one that is over."""
    row = (await tx.execute(select(rests).where(_ours(tx), rests.c.id == rest))).mappings().one_or_none()
    return _rest(row) if row else None


async def end(tx: Transaction, rest: RestId, *, at: datetime) -> bool:
    """True if it held until now."""
    ended = update(rests).where(_ours(tx), rests.c.id == rest, rests.c.ended_at.is_(None)).values(ended_at=at)
    return (await tx.execute(ended)).rowcount == 1


async def shown_in(tx: Transaction, rest: RestId) -> PostId | None:
    """Our post in which it was asked for."""
    found = select(rests.c.shown_in).where(_ours(tx), rests.c.id == rest)
    return (await tx.execute(found)).scalar_one_or_none()


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Those that were over before then."""
    over = (rests.c.ended_at < before) | (rests.c.until < before)
    await tx.execute(delete(rests).where(_ours(tx), over))


def _ours(tx: Transaction) -> ColumnElement[bool]:
    return rests.c.team_id == tx.team


def _same(scope: Scope, about: Question) -> ColumnElement[bool]:
    deal = rests.c.deal == about.deal
    criterion = (rests.c.workflow == about.workflow) & (rests.c.criterion == about.criterion)
    match scope:
        case Scope.FINDING:
            return deal & criterion
        case Scope.FIELD:
            return deal & (rests.c.field == about.field)
        case Scope.CRITERION:
            return criterion
        case Scope.DEAL:
            return deal
        case Scope.EVERYTHING:
            return true()


async def _some(tx: Transaction, which: Executable, at: datetime, **more: object) -> list[Rest]:
    rows = await tx.execute(which, {"team": tx.team, "at": at, **more})
    return [_rest(row) for row in rows.mappings()]


def _rest(row: RowMapping) -> Rest:
    about = Question(DealId(row["deal"]), row["stage"], row["workflow"], row["criterion"], row["field"])
    report = None if row["report_id"] is None else ReportId(row["report_id"])
    return Rest(RestId(row["id"]), UserId(row["by"]), Scope(row["scope"]), row["begun_at"], about, row["until"], report)
