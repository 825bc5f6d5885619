"""What people did about what they were asked: answered in Slack, or put the record in order."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, union_all

from domain.ids import UserId
from store.asking_rests import rests
from store.columns import table_of
from store.deal_tables import FindingRow
from store.deal_updates import updates
from store.engine import Transaction
from store.parts import in_parts

findings = table_of(FindingRow)


async def acts_of(tx: Transaction, people: Collection[UserId], *, since: datetime) -> dict[UserId, list[datetime]]:
    """When each of `people` updated a deal, or let something rest."""
    found: dict[UserId, list[datetime]] = {}
    for some in in_parts(list(people)):
        acts = union_all(
            select(rests.c.by, rests.c.begun_at.label("at")).where(
                rests.c.team_id == tx.team, rests.c.by.in_(some), rests.c.begun_at >= since
            ),
            select(updates.c.by, updates.c.asked_at).where(
                updates.c.team_id == tx.team, updates.c.by.in_(some), updates.c.asked_at >= since
            ),
        )
        for row in await tx.execute(acts):
            found.setdefault(UserId(row.by), []).append(row.at)
    return found


async def resolved(tx: Transaction, numbers: Collection[int]) -> dict[int, datetime]:
    """Since when those of the findings are in order that are."""
    found: dict[int, datetime] = {}
    for some in in_parts(list(numbers)):
        asked = select(findings.c.id, findings.c.resolved_at).where(
            findings.c.team_id == tx.team, findings.c.id.in_(some), findings.c.resolved_at.is_not(None)
        )
        found |= {row.id: row.resolved_at for row in await tx.execute(asked)}
    return found
