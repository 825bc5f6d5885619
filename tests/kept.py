"""What the store keeps of deals, row by row, as tests read it."""

from typing import Any

from sqlalchemy import Table, select

from domain.deal_history import Change, DealDay, Source
from domain.ids import DealId
from domain.kept_finding import KeptFinding
from domain.readiness import Finding
from store import deal_updates, deals, findings
from store.engine import Transaction


async def findings_kept(tx: Transaction, **which: Any) -> list[KeptFinding]:
    """Of `which` columns, like `deal="d1"`; also those that were resolved; by deal, in the order of being seen."""
    rows = await _rows(tx, findings.findings, "deal", "id", **which)
    return [
        KeptFinding(
            row["workflow"],
            Finding(DealId(row["deal"]), row["criterion"], row["field"], row["because"], row["since"]),
            row["first_seen_at"],
            row["resolved_at"],
        )
        for row in rows
    ]


async def open_findings(tx: Transaction, **which: Any) -> list[KeptFinding]:
    return [one for one in await findings_kept(tx, **which) if one.resolved_at is None]


async def history_kept(tx: Transaction, deal: DealId) -> list[Change]:
    """Oldest first."""
    rows = await _rows(tx, deals.changes, "at", "field", "nth", deal=deal)
    return [Change(row["field"], row["value"], row["at"], row["by"], Source(row["source"])) for row in rows]


async def days_kept(tx: Transaction, deal: DealId) -> list[DealDay]:
    """Oldest first; only the days on which something was different from before."""
    names = list(DealDay.__dataclass_fields__)
    return [DealDay(**{name: row[name] for name in names}) for row in await _rows(tx, deals.days, "day", deal=deal)]


async def updates_kept(tx: Transaction, deal: DealId) -> list[Any]:
    """Rows, oldest first: who wanted to write what, and what became of it."""
    found = select(deal_updates.updates).where(deal_updates.updates.c.deal == deal, _ours(tx, deal_updates.updates))
    return list((await tx.execute(found.order_by(deal_updates.updates.c.id))).all())


async def _rows(tx: Transaction, table: Table, *order: str, **which: Any) -> list[dict[str, Any]]:
    found = select(table).where(_ours(tx, table), *[table.c[name] == value for name, value in which.items()])
    return [dict(row) for row in (await tx.execute(found.order_by(*[table.c[name] for name in order]))).mappings()]


def _ours(tx: Transaction, table: Table) -> Any:
    return table.c.team_id == tx.team
