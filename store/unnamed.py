"""Who supports a report without a name: they reported the same without one, which was merged into it or taken back."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from domain.ids import ReportId, UserId
from store.columns import table_of
from store.engine import Transaction
from store.tables import SupporterRow

supporters = table_of(SupporterRow)


async def unnamed_supporters(tx: Transaction, ids: Collection[ReportId]) -> dict[ReportId, set[UserId]]:
    """Of each of `ids`; a report without any is left out."""
    found: dict[ReportId, set[UserId]] = defaultdict(set)
    without = select(supporters.c.report_id, supporters.c.user_id).where(
        supporters.c.team_id == tx.team, supporters.c.report_id.in_(ids), supporters.c.anonymous
    )
    for row in await tx.execute(without):
        found[ReportId(row.report_id)].add(UserId(row.user_id))
    return found
