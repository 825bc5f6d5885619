"""Open friction, as far as it holds back what is asked of people."""

from typing import Final

from sqlalchemy import bindparam, func, select

from domain.friction_first import Friction
from domain.report import OPEN
from store.columns import table_of
from store.engine import Transaction
from store.tables import ReportRow

reports = table_of(ReportRow)

_IS_OURS: Final = reports.c.team_id == bindparam("team")
_OLDEST: Final = (
    select(func.min(reports.c.number))
    .where(_IS_OURS, reports.c.status.in_(sorted(status.value for status in OPEN)))
    .group_by(reports.c.workflow, reports.c.field)
)
_OPEN_FRICTION: Final = select(
    reports.c.id, reports.c.number, reports.c.workflow, reports.c.field, reports.c.created_at
).where(_IS_OURS, reports.c.number.in_(_OLDEST))


async def open_friction(tx: Transaction) -> list[Friction]:
    """The oldest open report of each workflow and field, however many thousand there are."""
    rows = await tx.execute(_OPEN_FRICTION, {"team": tx.team})
    return [Friction(row.id, row.number, row.workflow, row.field, row.created_at) for row in rows]
