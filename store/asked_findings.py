"""Findings by what a button names: the row's number, or deal, workflow and criterion."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, func, select

from domain.ids import DealId
from domain.kept_finding import KeptFinding
from store.engine import Transaction
from store.findings import Key, findings, kept_finding
from store.parts import in_parts


async def find_finding(tx: Transaction, number: int) -> KeptFinding | None:
    """Also one that was resolved."""
    row = (await tx.execute(_all(tx).where(findings.c.id == number))).mappings().one_or_none()
    return kept_finding(row) if row else None


async def open_of_deal(tx: Transaction, deal: DealId) -> list[KeptFinding]:
    """In the order in which they were seen."""
    opened = _all(tx).where(findings.c.deal == deal, findings.c.resolved_at.is_(None)).order_by(findings.c.id)
    return [kept_finding(row) for row in (await tx.execute(opened)).mappings()]


async def latest(tx: Transaction, keys: Collection[Key]) -> dict[Key, tuple[int, KeptFinding]]:
    """Of each the last one that was seen, open or resolved, with its number."""
    found: dict[Key, tuple[int, KeptFinding]] = {}
    for some in in_parts(sorted({deal for deal, _, _ in keys})):
        last = select(func.max(findings.c.id)).where(findings.c.team_id == tx.team, findings.c.deal.in_(some))
        last = last.group_by(findings.c.deal, findings.c.workflow, findings.c.criterion)
        for row in (await tx.execute(_all(tx).where(findings.c.id.in_(last)))).mappings():
            found[DealId(row["deal"]), row["workflow"], row["criterion"]] = (row["id"], kept_finding(row))
    return {key: found[key] for key in keys if key in found}


def _all(tx: Transaction) -> Select[Any]:
    return select(findings).where(findings.c.team_id == tx.team)
