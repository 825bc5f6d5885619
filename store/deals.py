"""Deals as the CRM last showed them, their history, and what they held day by day.

Written and read by the thousand: Core statements, many rows to each, and never all deals at once.
"""

import asyncio
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Table,
    Text,
    and_,
    cast,
    delete,
    false,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    update,
)

from domain.deal import Deal, Stage, Standing
from domain.deal_history import Change, DealDay, Seen, Source
from domain.ids import DealId, OwnerId
from store.columns import table_of
from store.deal_rows import change_rows, day_row, deal_row
from store.deal_tables import DealChangeRow, DealDayRow, DealRow
from store.engine import Transaction
from store.parts import AT_ONCE, in_parts
from store.upsert import insert_into, insert_or_replace

deals = table_of(DealRow)
changes = table_of(DealChangeRow)
days = table_of(DealDayRow)

CHANGES_AT_ONCE: Final = 250
"""Some ten milliseconds."""

Stages = Mapping[tuple[str, str], Stage]
"""By pipeline and id."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which deals are asked for: those `open`, those won that close from `won_from` on, or simply all.

    Where not all that are open are wanted, those in a stage that is called one of `stages` (casefolded), and those that
    close until `closing_until`. Of deals whose stage or close date we do not understand none is left out.
    """

    open: bool = False
    stages: frozenset[str] = frozenset()
    closing_until: date | None = None
    won_from: date | None = None
    all: bool = False


async def keep_deals(tx: Transaction, seen: Sequence[Seen], *, at: datetime) -> None:
    """What was known of them is replaced; a deal that was deleted is there again."""
    await _upsert(tx, deals, [deal_row(tx.team, one, at) for one in seen])


async def keep_seen(tx: Transaction, ids: Sequence[DealId], *, at: datetime) -> None:
    """They were seen, and nothing was different."""
    for some in in_parts(ids):
        await tx.execute(update(deals).where(_ours(tx), deals.c.id.in_(some)).values(seen_at=at))


async def keep_history(tx: Transaction, history: Mapping[DealId, Iterable[Change]]) -> None:
    """Adds what is new of it; nothing that was written is changed. Each deal's is oldest first."""
    rows = [row for deal, past in history.items() for row in change_rows(tx.team, deal, past)]
    for some in in_parts(rows, CHANGES_AT_ONCE):
        await tx.execute(insert_into(changes, is_sqlite=tx.is_sqlite).on_conflict_do_nothing(), some)
        await asyncio.sleep(0)  # SQLite works in the loop: whoever reads has a turn, and a call to the CRM goes on time


async def keep_day(tx: Transaction, day: date, held: Sequence[Deal]) -> None:
    """What they hold on `day`; of several looks at one day the last one counts."""
    await _upsert(tx, days, [day_row(tx.team, deal, day) for deal in held])


async def mark_deleted(tx: Transaction, ids: Sequence[DealId], *, at: datetime) -> int:
    """How many of `ids` were there until now."""
    marked = 0
    for some in in_parts(ids):
        gone = update(deals).where(_ours(tx), deals.c.id.in_(some), deals.c.deleted_at.is_(None))
        marked += (await tx.execute(gone.values(deleted_at=at))).rowcount
    return marked


async def mark_unseen(tx: Transaction, *, since: datetime, at: datetime) -> int:
    """Those that nobody has seen since then are gone; how many they are."""
    gone = update(deals).where(_ours(tx), deals.c.seen_at < since, deals.c.deleted_at.is_(None))
    return (await tx.execute(gone.values(deleted_at=at))).rowcount


async def forget(tx: Transaction, *, before: datetime, first: date) -> None:
    """Deals that are gone since before then, with all that was known of them; changes and days of before then.

    Of each deal the last of the forgotten days is kept: it is what the deal held on the `first` day that is kept.
    """
    gone = select(deals.c.id).where(_ours(tx), deals.c.deleted_at < before)
    await tx.execute(delete(changes).where(changes.c.team_id == tx.team, changes.c.at < before))
    await tx.execute(delete(changes).where(changes.c.team_id == tx.team, changes.c.deal.in_(gone)))
    await tx.execute(delete(days).where(days.c.team_id == tx.team, days.c.deal.in_(gone)))
    await tx.execute(delete(deals).where(_ours(tx), deals.c.deleted_at < before))
    later = days.alias()
    newer = select(later.c.day).where(
        later.c.team_id == days.c.team_id, later.c.deal == days.c.deal, later.c.day > days.c.day, later.c.day <= first
    )
    await tx.execute(delete(days).where(days.c.team_id == tx.team, days.c.day < first, newer.exists()))


async def restand(tx: Transaction, stage: Stage) -> None:
    """The CRM gave `stage` another meaning: so do the deals that stand in it."""
    there = and_(deals.c.pipeline == stage.pipeline, deals.c.stage == stage.id)
    await tx.execute(update(deals).where(_ours(tx), there).values(standing=stage.standing.value))


async def some_deals(tx: Transaction, ids: Collection[DealId], stages: Stages) -> dict[DealId, Seen]:
    """Those of `ids` that we have, also those that are gone."""
    found: dict[DealId, Seen] = {}
    for some in in_parts(list(ids)):
        asked = _TOLD.add_columns(deals.c.modified_at, deals.c.deleted_at)
        rows: Sequence[Sequence[Any]] = (await tx.execute(asked.where(_ours(tx), deals.c.id.in_(some)))).all()
        for deal, (*_, modified_at, deleted_at) in zip(_deals([row[:-2] for row in rows], stages), rows, strict=True):
            found[deal.id] = Seen(deal, modified_at, gone=deleted_at is not None)
    return found


async def find_deal(tx: Transaction, deal: DealId, stages: Stages) -> Seen | None:
    return (await some_deals(tx, [deal], stages)).get(deal)


async def next_deals(
    tx: Transaction, scope: Scope, stages: Stages, *, after: DealId | None, limit: int = AT_ONCE, named: bool = True
) -> list[Deal]:
    """The deals of `scope` that follow `after` in the store's own order, at most `limit`; none when it was the last.

    Unless they are `named`, they come without what no criterion looks at: name, owner, currency and link.
    """
    follow = deals.c.id > after if after is not None else true()
    asked = (_TOLD if named else _NAMELESS).where(
        _ours(tx), deals.c.deleted_at.is_(None), follow, _within(scope, stages)
    )
    return _deals((await tx.execute(asked.order_by(deals.c.id).limit(limit))).all(), stages)


async def count_deals(tx: Transaction) -> int:
    """Those that are not gone."""
    counted = select(func.count()).select_from(deals).where(_ours(tx), deals.c.deleted_at.is_(None))
    return int((await tx.execute(counted)).scalar_one())


async def changed_between(
    tx: Transaction, start: datetime, end: datetime, *, fields: Collection[str]
) -> dict[DealId, list[Change]]:
    """What was changed from `start` until before `end`, by the deal, oldest first."""
    when = and_(changes.c.at >= start, changes.c.at < end, changes.c.field.in_(fields))
    rows = await tx.execute(
        select(changes).where(changes.c.team_id == tx.team, when).order_by(changes.c.at, changes.c.field, changes.c.nth)
    )
    found: dict[DealId, list[Change]] = {}
    for row in rows.mappings():
        found.setdefault(DealId(row["deal"]), []).append(_past(row))
    return found


async def held_on(tx: Transaction, day: date, ids: Collection[DealId]) -> dict[DealId, DealDay]:
    """What each of `ids` held at the end of `day`; without those that we did not know yet."""
    found: dict[DealId, DealDay] = {}
    for some in in_parts(list(ids)):
        until = and_(days.c.team_id == tx.team, days.c.deal.in_(some), days.c.day <= day)
        rows = await tx.execute(select(days).where(until).order_by(days.c.deal, days.c.day))
        found |= {DealId(row["deal"]): _day(row) for row in rows.mappings()}  # the last of each deal's stays
    return found


async def _upsert(tx: Transaction, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        await tx.execute(insert_or_replace(table, is_sqlite=tx.is_sqlite), rows)


def _ours(tx: Transaction) -> ColumnElement[bool]:
    return deals.c.team_id == tx.team


def _within(scope: Scope, stages: Stages) -> ColumnElement[bool]:
    if scope.all:
        return true()
    wanted: list[ColumnElement[bool]] = []
    is_open = deals.c.standing == Standing.OPEN.value
    if scope.open:
        wanted.append(is_open)
    elif scope.stages:
        called = {stage.id for stage in stages.values() if stage.is_called(scope.stages)}
        others = {stage.id for stage in stages.values()} - called
        wanted.append(and_(is_open, deals.c.stage.not_in(sorted(others))))
    if not scope.open and scope.closing_until is not None:
        by_then = or_(deals.c.close_date <= scope.closing_until, deals.c.close_date.is_(None))
        wanted.append(and_(is_open, by_then))
    if scope.won_from is not None:
        wanted.append(and_(deals.c.standing == Standing.WON.value, deals.c.close_date >= scope.won_from))
    return or_(false(), *wanted)


_FACTS = (
    *(deals.c.id, deals.c.pipeline, deals.c.stage, deals.c.created_at),
    *(cast(deals.c[name], Text) for name in ("values", "changed_at")),  # for `_deals` to read
)
_TOLD = select(*_FACTS, deals.c.name, deals.c.owner, deals.c.currency, deals.c.link)
_NAMELESS = select(*_FACTS, literal_column("''"), null(), null(), literal_column("''"))


def _deals(rows: Sequence[Sequence[Any]], stages: Stages) -> list[Deal]:
    """Of rows as `_TOLD` has them. All their JSON is read as one text: half the time, and each field's word once."""
    held, since = (json.loads(f"[{','.join([row[at] for row in rows])}]") for at in (4, 5))
    moment = datetime.fromisoformat
    return [
        Deal(
            DealId(id_),
            name,
            owner,
            stages.get((pipeline, stage)) or stage_of(pipeline, stage, stages),
            created_at,
            values,
            {field: moment(at) for field, at in changed_at.items()},
            currency,
            link,
        )
        for (id_, pipeline, stage, created_at, _, _, name, owner, currency, link), values, changed_at in zip(
            rows, held, since, strict=True
        )
    ]


def stage_of(pipeline: str, stage: str, stages: Stages) -> Stage:
    """One that the CRM has not told us of is open for us: nobody loses sight of its deals."""
    return stages.get((pipeline, stage)) or Stage(stage, stage, pipeline, Standing.OPEN)


def _past(row: RowMapping) -> Change:
    by = None if row["by"] is None else OwnerId(row["by"])
    return Change(row["field"], row["value"], row["at"], by, Source(row["source"]))


def _day(row: RowMapping) -> DealDay:
    owner = None if row["owner"] is None else OwnerId(row["owner"])
    return DealDay(
        DealId(row["deal"]), row["day"], owner, row["pipeline"], row["stage"], row["currency"], row["values"]
    )
