"""What was said of deals in meetings: of each deal of a digest the last word."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, select

from domain.ids import DealId, DigestId, UserId
from domain.inspection import Inspection, Judgement
from store.columns import table_of
from store.digest_tables import InspectionRow
from store.engine import Transaction
from store.upsert import insert_or_replace

inspections = table_of(InspectionRow)


async def keep(tx: Transaction, made: Iterable[Inspection]) -> None:
    """They replace what was said of the same deals of the same digest before."""
    rows = [
        {
            "digest_id": one.digest,
            "deal": one.deal,
            "team_id": tx.team,
            "workflow": one.workflow,
            "by": one.by,
            "verdict": one.judgement.value,
            "why": one.why,
            "at": one.at,
        }
        for one in made
    ]
    if rows:
        # In one order, so that two who judge the same deals do not wait for each other.
        rows.sort(key=lambda row: str(row["deal"]))
        await tx.execute(insert_or_replace(inspections, is_sqlite=tx.is_sqlite), rows)


async def inspections_of(tx: Transaction, digest: DigestId) -> list[Inspection]:
    """In the order in which they were made."""
    return await _found(tx, inspections.c.digest_id == digest)


async def inspected_since(tx: Transaction, start: datetime) -> list[Inspection]:
    """Those of every digest, in the order in which they were made."""
    return await _found(tx, inspections.c.at >= start)


async def _found(tx: Transaction, which: ColumnElement[bool]) -> list[Inspection]:
    asked = select(inspections).where(inspections.c.team_id == tx.team, which)
    rows = await tx.execute(asked.order_by(inspections.c.at, inspections.c.by, inspections.c.deal))
    return [_inspection(row) for row in rows.mappings()]


def _inspection(row: RowMapping) -> Inspection:
    return Inspection(
        DigestId(row["digest_id"]),
        DealId(row["deal"]),
        row["workflow"],
        UserId(row["by"]),
        Judgement(row["verdict"]),
        row["why"],
        row["at"],
    )
