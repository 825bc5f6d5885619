"""Bundles: what each person was asked on a day of theirs."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, select, update

from domain.bundle import Asked, Bundle, Section, Why
from domain.ids import BundleId, DealId, UserId
from store.bundle_tables import BundleRow
from store.columns import table_of
from store.engine import Transaction
from store.parts import in_parts
from store.upsert import insert_into

bundles = table_of(BundleRow)


async def of_people(tx: Transaction, people: Collection[UserId], *, since: datetime) -> dict[UserId, list[Bundle]]:
    """Those of `people`, oldest first."""
    found: dict[UserId, list[Bundle]] = {}
    for some in in_parts(list(people)):
        found |= await _by_person(tx, bundles.c.person.in_(some) & (bundles.c.made_at >= since))
    return found


async def find_bundle(tx: Transaction, bundle: BundleId) -> Bundle | None:
    row = (await tx.execute(select(bundles).where(_ours(tx), bundles.c.id == bundle))).mappings().one_or_none()
    return _bundle(row) if row else None


async def asking_since(tx: Transaction, since: datetime) -> list[Bundle]:
    """Of everybody, the latest first; without those in which nothing was asked."""
    asking = select(bundles).where(_ours(tx), bundles.c.made_at >= since, bundles.c.parts > 0)
    rows = await tx.execute(asking.order_by(bundles.c.made_at.desc(), bundles.c.id.desc()))
    return [_bundle(row) for row in rows.mappings()]


async def add(
    tx: Transaction, person: UserId, day: date, *, at: datetime, sections: Sequence[Section], used: Sequence[str] = ()
) -> BundleId | None:
    """None when the person has one of that day: somebody was faster."""
    start = insert_into(bundles, is_sqlite=tx.is_sqlite)
    row = {"team_id": tx.team, "person": person, "day": day, "made_at": at, **_content(sections, used)}
    made = await tx.execute(start.values(row).on_conflict_do_nothing().returning(bundles.c.id))
    number = made.scalar_one_or_none()
    return None if number is None else BundleId(number)


async def extend(tx: Transaction, bundle: Bundle, sections: Sequence[Section]) -> bool:
    """Something more is asked on the same day, in the same message. False when that was done meanwhile."""
    known = [_written(section) for section in bundle.sections]
    changed = update(bundles).where(_ours(tx), bundles.c.id == bundle.id, bundles.c.parts == len(known))
    more = [_written(section) for section in sections]
    return (await tx.execute(changed.values(sections=known + more, parts=len(known + more)))).rowcount == 1


async def forget(tx: Transaction, *, before: datetime) -> None:
    await tx.execute(delete(bundles).where(_ours(tx), bundles.c.made_at < before))


def _ours(tx: Transaction) -> ColumnElement[bool]:
    return bundles.c.team_id == tx.team


async def _by_person(tx: Transaction, which: ColumnElement[bool]) -> dict[UserId, list[Bundle]]:
    rows = await tx.execute(select(bundles).where(_ours(tx), which).order_by(bundles.c.made_at, bundles.c.id))
    found: dict[UserId, list[Bundle]] = {}
    for row in rows.mappings():
        found.setdefault(UserId(row["person"]), []).append(_bundle(row))
    return found


def _content(sections: Sequence[Section], used: Sequence[str]) -> dict[str, Any]:
    return {"sections": [_written(section) for section in sections], "parts": len(sections), "used": list(used)}


def _written(section: Section) -> dict[str, Any]:
    return {
        "why": section.why.value,
        "workflow": section.workflow,
        "meets_at": section.meets_at.isoformat(),
        "asked": [[one.finding, one.deal, one.criterion] for one in section.asked],
        "held": [list(one) for one in section.held],
    }


def _section(written: Mapping[str, Any]) -> Section:
    return Section(
        why=Why(written["why"]),
        workflow=written["workflow"],
        meets_at=datetime.fromisoformat(written["meets_at"]),
        asked=tuple(Asked(finding, DealId(deal), criterion) for finding, deal, criterion in written["asked"]),
        held=tuple((field, ref) for field, ref in written["held"]),
    )


def _bundle(row: RowMapping) -> Bundle:
    return Bundle(
        id=BundleId(row["id"]),
        person=UserId(row["person"]),
        day=row["day"],
        made_at=row["made_at"],
        sections=tuple(_section(written) for written in row["sections"]),
        used=tuple(row["used"]),
    )
