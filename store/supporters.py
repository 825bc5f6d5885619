"""Who said "me too" to which report."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, literal, select

from domain.ids import ReportId, UserId
from domain.report import Report
from store.columns import UtcDateTime, table_of
from store.engine import Transaction
from store.tables import SupporterRow
from store.upsert import insert_into

supporters = table_of(SupporterRow)

_SUPPORTERS = (
    select(supporters.c.report_id, supporters.c.user_id)
    .where(supporters.c.team_id == bindparam("team"), supporters.c.report_id.in_(bindparam("ids", expanding=True)))
    .order_by(supporters.c.at, supporters.c.user_id)
)


async def add_supporter(
    tx: Transaction, report: ReportId, *, by: UserId, at: datetime, anonymous: bool = False
) -> bool:
    """True when `by` is new among the supporters."""
    insert = insert_into(supporters, is_sqlite=tx.is_sqlite)
    added = await tx.execute(
        insert.values(report_id=report, user_id=by, team_id=tx.team, at=at, anonymous=anonymous)
        .on_conflict_do_nothing()
        .returning(supporters.c.user_id)
    )
    return added.first() is not None


async def copy_supporters(tx: Transaction, report: ReportId, *, to: Report, at: datetime) -> None:
    """Who supports `report` supports `to` as well, named or not as before; the reporter of `to` hears of it anyway."""
    theirs = select(
        literal(to.id), supporters.c.user_id, supporters.c.team_id, literal(at, UtcDateTime()), supporters.c.anonymous
    )
    theirs = theirs.where(
        supporters.c.team_id == tx.team, supporters.c.report_id == report, supporters.c.user_id != to.reporter
    )
    insert = insert_into(supporters, is_sqlite=tx.is_sqlite)
    columns = ["report_id", "user_id", "team_id", "at", "anonymous"]
    await tx.execute(insert.from_select(columns, theirs).on_conflict_do_nothing())


async def supporters_of(tx: Transaction, ids: Collection[ReportId]) -> dict[ReportId, list[UserId]]:
    """Who supports each of `ids`, in the order in which they came."""
    rows = await tx.execute(_SUPPORTERS, {"team": tx.team, "ids": list(ids)})
    found: dict[ReportId, list[UserId]] = {report: [] for report in ids}
    for row in rows.all():
        found[ReportId(row.report_id)].append(UserId(row.user_id))
    return found
