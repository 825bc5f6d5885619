"""How many deals met each criterion, day by day."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date

from sqlalchemy import delete, select

from domain.criteria_met import CriterionDay
from domain.operating_model.workflows import Control
from store.columns import table_of
from store.control_tables import CriterionDayRow
from store.engine import Transaction
from store.upsert import insert_or_replace

days = table_of(CriterionDayRow)


async def keep_days(tx: Transaction, counted: Collection[CriterionDay]) -> None:
    """Of several counts of one day the last one stays."""
    if counted:
        rows = [{"team_id": tx.team, **asdict(one), "control": one.control.value} for one in counted]
        await tx.execute(insert_or_replace(days, is_sqlite=tx.is_sqlite), rows)


async def days_between(tx: Transaction, first: date, last: date) -> list[CriterionDay]:
    """Of all workflows, both days included, oldest first."""
    asked = select(days).where(days.c.team_id == tx.team, days.c.day >= first, days.c.day <= last)
    rows = await tx.execute(asked.order_by(days.c.day, days.c.workflow, days.c.criterion))
    return [
        CriterionDay(row.workflow, row.criterion, row.day, row.looked_at, row.met, Control(row.control)) for row in rows
    ]


async def forget(tx: Transaction, *, before: date) -> None:
    await tx.execute(delete(days).where(days.c.team_id == tx.team, days.c.day < before))
