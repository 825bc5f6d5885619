"""Findings as they are remembered: when each was first seen, and when it was resolved."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, RowMapping, bindparam, delete, insert, select, true, update

from domain.ids import DealId
from domain.kept_finding import KeptFinding
from domain.readiness import Finding
from store.columns import table_of
from store.deal_tables import FindingRow
from store.engine import Transaction
from store.parts import in_parts

findings = table_of(FindingRow)

Key = tuple[DealId, str, str]
"""Of an open finding: the deal, the workflow, the criterion."""


class Opened(NamedTuple):
    """What an open finding says, by its row's number. There are as many as deals: most are looked at and left alone."""

    number: int
    because: str
    since: date | None
    field: str

    def says(self, finding: Finding) -> bool:
        return (self.because, self.since, self.field) == (finding.because, finding.since, finding.field)


Open = Mapping[Key, Opened]

_REWORDED = (
    update(findings)
    .where(findings.c.id == bindparam("number"))
    .values(because=bindparam("now_because"), since=bindparam("now_since"), field=bindparam("now_field"))
)


async def open_between(tx: Transaction, after: DealId | None, until: DealId | None) -> Open:
    """Those of the deals after `after` and up to `until`, in the store's order of deals; None is without an end."""
    low = findings.c.deal > after if after is not None else true()
    high = findings.c.deal <= until if until is not None else true()
    return await _opened(tx, low & high)


async def open_of(tx: Transaction, deals: Collection[DealId]) -> Open:
    opened: dict[Key, Opened] = {}
    for some in in_parts(list(deals)):
        opened |= await _opened(tx, findings.c.deal.in_(some))
    return opened


async def add(tx: Transaction, found: Iterable[KeptFinding]) -> None:
    """They are open from now on. None of them may be open already."""
    rows = [_row(tx, one) for one in found]
    if rows:
        await tx.execute(insert(findings), rows)


async def reword(tx: Transaction, said: Mapping[int, Finding]) -> None:
    """What a finding says changes with the days; when it was first seen does not. `said` is by the row's number."""
    if said:
        rows = [
            {"number": number, "now_because": one.because, "now_since": one.since, "now_field": one.field}
            for number, one in said.items()
        ]
        await tx.execute(_REWORDED, rows)


async def resolve(tx: Transaction, numbers: Collection[int], *, at: datetime) -> list[KeptFinding]:
    """Those of them that were open, as they are now."""
    over: list[KeptFinding] = []
    for some in in_parts(list(numbers)):
        resolved = update(findings).where(findings.c.id.in_(some), findings.c.resolved_at.is_(None))
        rows = await tx.execute(resolved.values(resolved_at=at).returning(*findings.c))
        over += [kept_finding(row) for row in rows.mappings()]
    return over


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Those that were resolved before then."""
    await tx.execute(delete(findings).where(findings.c.team_id == tx.team, findings.c.resolved_at < before))


_OPENED = select(
    *(findings.c[name] for name in ("deal", "workflow", "criterion", "id", "because", "since", "field")),
)


def _is_open(tx: Transaction) -> ColumnElement[bool]:
    return (findings.c.team_id == tx.team) & findings.c.resolved_at.is_(None)


async def _opened(tx: Transaction, which: ColumnElement[bool]) -> Open:
    rows: Sequence[Sequence[Any]] = (await tx.execute(_OPENED.where(_is_open(tx), which))).all()
    return {
        (deal, workflow, criterion): Opened(number, because, since, field)
        for deal, workflow, criterion, number, because, since, field in rows
    }


def _row(tx: Transaction, kept: KeptFinding) -> dict[str, Any]:
    found = kept.finding
    return {
        "team_id": tx.team,
        "deal": found.deal,
        "workflow": kept.workflow,
        "criterion": found.criterion,
        "field": found.field,
        "because": found.because,
        "since": found.since,
        "first_seen_at": kept.first_seen_at,
        "resolved_at": kept.resolved_at,
    }


def kept_finding(row: RowMapping) -> KeptFinding:
    found = Finding(DealId(row["deal"]), row["criterion"], row["field"], row["because"], row["since"])
    return KeptFinding(row["workflow"], found, row["first_seen_at"], row["resolved_at"])
