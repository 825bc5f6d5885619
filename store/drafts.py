"""Reports begun and not filed yet."""

from datetime import datetime

from sqlalchemy import delete, select, update

from domain.ids import ReportId, UserId
from domain.standing import Begun
from domain.texts import clean
from store.columns import table_of
from store.engine import Transaction
from store.tables import DraftRow
from store.upsert import insert_into

drafts = table_of(DraftRow)


async def keep_draft(tx: Transaction, *, text: str, permalink: str, by: UserId, at: datetime, begun_by: str) -> int:
    """The draft's id; the same delivery `begun_by` keeps one draft only."""
    start = insert_into(drafts, is_sqlite=tx.is_sqlite)
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


async def open_drafts(tx: Transaction, person: UserId, *, limit: int) -> list[Begun]:
    """What `person` began in words and did not file, newest first."""
    begun = select(drafts.c.id, drafts.c.text).where(
        drafts.c.team_id == tx.team, drafts.c.user_id == person, drafts.c.report_id.is_(None), drafts.c.text != ""
    )
    rows = await tx.execute(begun.order_by(drafts.c.id.desc()).limit(limit))
    return [Begun(row.id, row.text) for row in rows]


async def drop_draft(tx: Transaction, draft: int, *, by: UserId) -> bool:
    """True when it was there, of `by`, and not filed; now it is gone."""
    dropped = await tx.execute(
        delete(drafts).where(
            drafts.c.team_id == tx.team, drafts.c.id == draft, drafts.c.user_id == by, drafts.c.report_id.is_(None)
        )
    )
    return dropped.rowcount == 1


async def forget_drafts(tx: Transaction, *, before: datetime) -> None:
    """Those begun before `before` and never filed."""
    await tx.execute(
        delete(drafts).where(drafts.c.team_id == tx.team, drafts.c.created_at < before, drafts.c.report_id.is_(None))
    )
