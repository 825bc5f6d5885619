"""What the deals of certain owners lack at present."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from domain.ids import DealId, OwnerId
from store.deals import deals, in_parts
from store.engine import Transaction
from store.findings import findings


@dataclass(frozen=True, slots=True)
class OwnedFinding:
    """`amount` is to sort by."""

    owner: OwnerId
    deal: DealId
    stage: str
    workflow: str
    criterion: str
    field: str
    amount: float


async def open_of_owners(
    tx: Transaction, owners: Collection[OwnerId], workflows: Collection[str]
) -> list[OwnedFinding]:
    """The largest deals first; what one deal lacks stands together."""
    owned = (deals.c.team_id == findings.c.team_id) & (deals.c.id == findings.c.deal) & deals.c.deleted_at.is_(None)
    shown = (deals.c.owner, deals.c.amount, deals.c.stage, findings.c.deal, findings.c.workflow)
    asked = (
        select(*shown, findings.c.criterion, findings.c.field)
        .select_from(findings.join(deals, owned))
        .where(findings.c.team_id == tx.team, findings.c.resolved_at.is_(None), findings.c.workflow.in_(workflows))
    )
    found: list[OwnedFinding] = []
    for some in in_parts(list(owners)):
        rows = await tx.execute(asked.where(deals.c.owner.in_(some)).order_by(findings.c.id))
        found += [
            OwnedFinding(r.owner, r.deal, r.stage, r.workflow, r.criterion, r.field, r.amount or 0.0) for r in rows
        ]
    return sorted(found, key=lambda one: (-one.amount, one.deal))
