"""What the deals of certain owners lack at present."""

from collections import Counter
from collections.abc import Callable, Collection

from sqlalchemy import select

from domain.asking import Question
from domain.bundle import Lack
from domain.ids import DealId, OwnerId
from store.deals import deals
from store.engine import Transaction
from store.findings import findings
from store.parts import in_parts


async def lacks_of(
    tx: Transaction,
    owners: Collection[OwnerId],
    workflows: Collection[str],
    *,
    fields_of: Callable[[str, str], Collection[str]],
) -> list[Lack]:
    """The largest deals first; what one deal lacks stands together. Two currencies are not compared: the one of more
    deals comes first.

    `fields_of` a workflow and a criterion says which fields would meet it.
    """
    owned = (deals.c.team_id == findings.c.team_id) & (deals.c.id == findings.c.deal) & deals.c.deleted_at.is_(None)
    shown = (findings.c.id, deals.c.owner, deals.c.amount, deals.c.currency, deals.c.stage)
    asked = (
        select(*shown, findings.c.deal, findings.c.workflow, findings.c.criterion, findings.c.field)
        .select_from(findings.join(deals, owned))
        .where(findings.c.team_id == tx.team, findings.c.resolved_at.is_(None), findings.c.workflow.in_(workflows))
    )
    found: list[Lack] = []
    currencies: dict[DealId, str] = {}
    for some in in_parts(list(owners)):
        rows = await tx.execute(asked.where(deals.c.owner.in_(some)).order_by(findings.c.id))
        for row in rows:
            question = Question(row.deal, row.stage, row.workflow, row.criterion, row.field)
            fields = tuple(dict.fromkeys([row.field, *fields_of(row.workflow, row.criterion)]))
            found.append(Lack(row.id, row.owner, row.amount or 0.0, question, fields))
            currencies[row.deal] = row.currency or ""
    deals_in = Counter(currencies.values())

    def place(one: Lack) -> tuple[int, str, float, DealId]:
        currency = currencies[one.question.deal]
        return -deals_in[currency], currency, -one.amount, one.question.deal

    return sorted(found, key=place)
