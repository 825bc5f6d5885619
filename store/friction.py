"""Open friction, as far as it holds back what is asked of people."""

from sqlalchemy import func, select

from domain.friction_first import Friction
from domain.report import OPEN
from store.columns import table_of
from store.engine import Transaction
from store.tables import ReportRow

reports = table_of(ReportRow)


async def open_friction(tx: Transaction) -> list[Friction]:
    """The oldest open report of each workflow and field, however many thousand there are."""
    oldest = (
        select(func.min(reports.c.number))
        .where(reports.c.team_id == tx.team, reports.c.status.in_([status.value for status in OPEN]))
        .group_by(reports.c.workflow, reports.c.field)
    )
    shown = select(reports.c.id, reports.c.number, reports.c.workflow, reports.c.field, reports.c.created_at)
    rows = await tx.execute(shown.where(reports.c.team_id == tx.team, reports.c.number.in_(oldest)))
    return [Friction(row.id, row.number, row.workflow, row.field, row.created_at) for row in rows]
