"""Every row that names one person, but for what the person did without a name."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from sqlalchemy import RowMapping, Table, or_, select

from domain.ids import NoteId, ReportId, UserId
from store.engine import Transaction
from store.names import (
    AS_ASKER,
    NAMES,
    decisions,
    drafts,
    labels,
    posts,
    reports,
    rests,
    signal_notes,
    signals,
    supporters,
    verdicts,
)
from store.shown_names import notes_resolving, unnamed_on

Row = Mapping[str, Any]


async def rows_naming(tx: Transaction, person: UserId) -> AsyncIterator[tuple[str, Row]]:
    """The table and the row, table by table; of direct messages to the person none."""
    hidden = await unnamed_on(tx, person)
    unsaid = await notes_resolving(tx, hidden)
    for table in dict.fromkeys(column.table for column in NAMES):
        if table is posts or not isinstance(table, Table):
            continue
        naming = or_(*[column == person for column in NAMES if column.table is table])
        found = select(table).where(table.c.team_id == tx.team, naming).order_by(*table.primary_key.columns)
        for row in (await tx.execute(found)).mappings():
            if not _is_unnamed(table, row, person, hidden, unsaid):
                yield table.name, _without_places(table, row, hidden)


def _is_unnamed(table: Table, row: RowMapping, person: UserId, hidden: set[ReportId], unsaid: set[NoteId]) -> bool:
    """Whether the row shows that the person reported or supports something without a name."""
    if table is reports:
        return bool(row["anonymous"]) and row["reporter"] == person
    if table is supporters:
        return bool(row["anonymous"])
    if table is decisions:
        return row["report_id"] in hidden and row["verb"] in AS_ASKER and row["by"] == person
    if table is verdicts:
        return row["note_id"] in unsaid
    return table is drafts and row["report_id"] in hidden


def _without_places(table: Table, row: RowMapping, hidden: set[ReportId]) -> Row:
    """Of a private channel not even which one it is."""
    shown = {name: value for name, value in row.items() if name != "team_id"}
    if table is signals and row["private"]:
        shown |= {"channel": None, "thread_ts": None}
    if table in (labels, signal_notes):
        del shown["channel"]
    if table is rests and row["report_id"] in hidden:
        shown["report_id"] = None
    return shown
