"""What was proposed of the controls of workflows, month by month, with the figures as they were."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select

from domain.control_steps import Figures, Proposal, Step
from domain.operating_model.workflows import Control
from store.columns import table_of
from store.control_tables import ControlProposalRow
from store.engine import Transaction

rows = table_of(ControlProposalRow)


async def add(tx: Transaction, month: str, proposals: Sequence[Proposal], *, at: datetime) -> None:
    """`month` as in 2026-12; it has none yet."""
    written = [{**asdict(one), "first_week": one.first_week.isoformat()} for one in proposals]
    await tx.execute(insert(rows).values(team_id=tx.team, month=month, made_at=at, proposals=written))


async def of_month(tx: Transaction, month: str) -> list[Proposal]:
    return await _proposals(tx, rows.c.month == month)


async def last_before(tx: Transaction, month: str) -> list[Proposal]:
    """Those of the latest month before that there are any of; also none, when there was nothing to propose."""
    return await _proposals(tx, rows.c.month < month)


async def _proposals(tx: Transaction, which: Any) -> list[Proposal]:
    found = select(rows.c.proposals).where(rows.c.team_id == tx.team, which).order_by(rows.c.month.desc()).limit(1)
    return [_read(one) for one in (await tx.execute(found)).scalar_one_or_none() or ()]


def _read(written: Mapping[str, Any]) -> Proposal:
    return Proposal(
        workflow=written["workflow"],
        step=Step(written["step"]),
        now=Control(written["now"]),
        to=Control(written["to"]),
        figures=tuple(Figures(one["criterion"], tuple(one["weeks"])) for one in written["figures"]),
        criteria=written["criteria"],
        first_week=date.fromisoformat(written["first_week"]),
    )
