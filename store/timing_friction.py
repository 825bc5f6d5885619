"""Open friction about one field, for whoever says that it is asked for too early."""

from collections.abc import Collection

from sqlalchemy import func, select

from domain.ids import ReportId
from domain.report import OPEN, Report
from store.engine import Transaction
from store.reports import reports, some_reports

AT_MOST = 20
"""Of one field; the oldest are those that others support."""


async def open_about(tx: Transaction, names: Collection[str]) -> list[Report]:
    """Reports about a field that goes by one of `names`, in any letters; the oldest first."""
    wanted = [name.lower() for name in names]
    asked = select(reports.c.id).where(
        reports.c.team_id == tx.team,
        reports.c.status.in_([status.value for status in OPEN]),
        func.lower(reports.c.field).in_(wanted),
    )
    ids = (await tx.execute(asked.order_by(reports.c.number).limit(AT_MOST))).scalars()
    return await some_reports(tx, [ReportId(found) for found in ids])
