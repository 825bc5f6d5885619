"""Reports begun and not filed yet."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from domain.ids import ReportId, UserId
from domain.texts import clean
from store.columns import table_of
from store.engine import Transaction
from store.tables import DraftRow

drafts = table_of(DraftRow)


async def keep_draft(tx: Transaction, *, text: str, permalink: str, by: UserId, at: datetime, begun_by: str) -> int:
    """The draft's id; the same delivery `begun_by` keeps one draft only."""
    start = sqlite.insert(drafts) if tx.is_sqlite else postgresql.insert(drafts)
    kept = await tx.execute(
        start.values(
            team_id=tx.team, begun_by=begun_by, user_id=by, text=clean(text), permalink=permalink, created_at=at
        )
        .on_conflict_do_update(index_elements=["team_id", "begun_by"], set_={"begun_by": begun_by})
        .returning(drafts.c.id)
    )
    return int(kept.scalar_one())


async def hold_draft(tx: Transaction, draft: int) -> ReportId | None:
    """The report that became of it, if one did; nobody else files it until the commit."""
    held = select(drafts.c.report_id).where(drafts.c.team_id == tx.team, drafts.c.id == draft).with_for_update()
    return (await tx.execute(held)).scalar_one_or_none()


async def find_draft(tx: Transaction, draft: int) -> tuple[UserId, str, str, ReportId | None] | None:
    """Whose it is, its text and permalink, and the report that became of it."""
    row = (await tx.execute(select(drafts).where(drafts.c.team_id == tx.team, drafts.c.id == draft))).one_or_none()
    return (UserId(row.user_id), row.text, row.permalink, row.report_id) if row else None


async def close_draft(tx: Transaction, draft: int, *, became: ReportId) -> None:
    await tx.execute(update(drafts).where(drafts.c.team_id == tx.team, drafts.c.id == draft).values(report_id=became))


async def open_drafts(tx: Transaction, person: UserId) -> int:
    """How many reports `person` began and did not file."""
    counted = select(func.count()).select_from(drafts)
    mine = counted.where(drafts.c.team_id == tx.team, drafts.c.user_id == person, drafts.c.report_id.is_(None))
    return int((await tx.execute(mine)).scalar_one())
