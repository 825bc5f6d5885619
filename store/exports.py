"""What an export reads besides: whose store it is, the ids of a table page by page, and how many support a report."""

from collections.abc import AsyncIterator, Collection
from typing import Final

from sqlalchemy import Table, func, select, text, union

from domain.ids import NoteId, ReportId, SignalId, TeamId
from store.columns import table_of
from store.deal_tables import CrmOwnerRow
from store.engine import Transaction
from store.signal_tables import SignalRow
from store.tables import DraftRow, NoteRow, PostRow, ReportRow, SupporterRow

reports = table_of(ReportRow)
supporters = table_of(SupporterRow)
notes = table_of(NoteRow)
signals = table_of(SignalRow)
drafts = table_of(DraftRow)
owners = table_of(CrmOwnerRow)
posts = table_of(PostRow)

PAGE: Final = 500
"""Rows that are in memory at once."""


async def at_one_moment(tx: Transaction) -> None:
    """To be said first: whatever `tx` reads after it is as of one moment. On SQLite it always is."""
    if not tx.is_sqlite:
        await tx.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


async def teams_in(tx: Transaction) -> list[TeamId]:
    """The workspaces that anything is known of, in order; the one question that is not about one of them."""
    found = union(*[select(table.c.team_id) for table in (reports, drafts, signals, owners, posts)])
    return sorted(TeamId(team) for team in (await tx.execute(found)).scalars())


async def report_pages(tx: Transaction) -> AsyncIterator[list[ReportId]]:
    async for page in _pages(tx, reports):
        yield [ReportId(one) for one in page]


async def note_pages(tx: Transaction) -> AsyncIterator[list[NoteId]]:
    async for page in _pages(tx, notes):
        yield [NoteId(one) for one in page]


async def signal_pages(tx: Transaction) -> AsyncIterator[list[SignalId]]:
    async for page in _pages(tx, signals):
        yield [SignalId(one) for one in page]


async def _pages(tx: Transaction, table: Table) -> AsyncIterator[list[int]]:
    last = 0
    while True:
        after = select(table.c.id).where(table.c.team_id == tx.team, table.c.id > last).order_by(table.c.id)
        page = list((await tx.execute(after.limit(PAGE))).scalars())
        if not page:
            return
        yield page
        last = page[-1]


async def supporters_of(tx: Transaction, ids: Collection[ReportId]) -> dict[ReportId, int]:
    """How many support each of `ids`; reports without any are left out."""
    counted = (
        select(supporters.c.report_id, func.count().label("number"))
        .where(supporters.c.team_id == tx.team, supporters.c.report_id.in_(ids))
        .group_by(supporters.c.report_id)
    )
    return {ReportId(row.report_id): row.number for row in await tx.execute(counted)}
