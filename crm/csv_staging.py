"""Brings each deal together with its history in a nameless SQLite file, so that neither file has to fit into memory."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final, Self, TypeVar

from crm.csv_cursor import Position
from crm.csv_reading import Faults, Table, open_table
from crm.csv_rows import DealRow, Rows
from crm.protocol import CrmUnavailable, Record
from domain.deal_history import Change, Source
from domain.ids import DealId, OwnerId

DEALS_A_PAGE: Final = 500
CHANGES_A_PAGE: Final = 10_000
"""A page ends at whichever comes first: one deal may have thousands of changes."""

TABLES: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16000;
CREATE TABLE deals (id TEXT PRIMARY KEY, line INTEGER, modified TEXT, said TEXT) WITHOUT ROWID;
CREATE TABLE unsorted (deal TEXT, at TEXT, field TEXT, value TEXT, by TEXT, source TEXT);
"""
IN_ORDER: Final = """
CREATE INDEX deals_in_order ON deals (modified, id);
CREATE TABLE changes (
    deal TEXT, at TEXT, line INTEGER, field TEXT, value TEXT, by TEXT, source TEXT, PRIMARY KEY (deal, at, line)
) WITHOUT ROWID;
INSERT INTO changes SELECT deal, at, rowid, field, value, by, source FROM unsorted ORDER BY 1, 2, 3;
DROP TABLE unsorted;
"""
"""Sorted by SQLite outside of memory. With an index instead, a deal's changes would lie anywhere in the file, and
reading them takes three times as long."""
SOURCES: Final = {source.value: source for source in Source}

T = TypeVar("T")


class NoRoom(CrmUnavailable):
    """The nameless file could not be written or read."""

    for_user = (
        "The files of the CRM could not be brought together: there is no room for a temporary file. "
        "Make room on the disk, or name a folder on another one with TMPDIR."
    )


class Stopped(Exception):  # noqa: N818 - what the reading is
    """Nobody waits for the result any more."""


class Staging:
    """Deals and changes on their way from the files to the pages.

    SQLite deletes its file as soon as it is open, so that nothing of it stays behind when the process dies.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._db.executescript(TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def read(
        self,
        rows: Rows,
        deals: Path,
        history: Path | None,
        faults: Faults,
        *,
        at: datetime,
        stopped: Callable[[], bool],
    ) -> None:
        """Raises CrmRefuses with every fault of both files, BeingWritten, NoRoom and Stopped."""
        with _room():
            self._db.execute("BEGIN")
            with open_table(deals, faults, at=at) as table:
                self._add_deals(rows, table, faults, stopped)
            if history is not None:
                with open_table(history, faults, at=at) as table:
                    changes = _until(stopped, rows.changes(table))
                    self._db.executemany("INSERT INTO unsorted VALUES (?, ?, ?, ?, ?, ?)", changes)
            self._db.execute("COMMIT")
            faults.raise_if_any()
            self._db.executescript(IN_ORDER)

    def _add_deals(self, rows: Rows, table: Table, faults: Faults, stopped: Callable[[], bool]) -> None:
        for line, deal in _until(stopped, rows.deals(table)):
            added = self._db.execute(
                "INSERT OR IGNORE INTO deals VALUES (?, ?, ?, ?)",
                (deal.id, line, deal.modified_at or deal.created_at, json.dumps(deal[1:])),
            )
            if not added.rowcount:
                faults.note(table.name, line, "a deal with this id stands further up already")

    def count(self, after: Position) -> int:
        """How many deals come after `after`."""
        with _room():
            [(found,)] = self._db.execute("SELECT count(*) FROM deals WHERE (modified, id) > (?, ?)", after)
        return int(found)

    def gone(self, known: Iterable[DealId]) -> list[DealId]:
        """Those of `known` that are not in the files."""
        with _room():
            find = "SELECT 1 FROM deals WHERE id = ?"
            return [deal for deal in known if self._db.execute(find, (deal,)).fetchone() is None]

    def page(self, after: Position) -> tuple[list[Record], Position]:
        """What comes after `after`, and the position then; nothing at the end."""
        records: list[Record] = []
        changes = 0
        with _room():
            found = self._db.execute(
                "SELECT modified, id, said FROM deals WHERE (modified, id) > (?, ?) ORDER BY modified, id LIMIT ?",
                (*after, DEALS_A_PAGE),
            )
            for modified, deal, said in found:
                records.append(self._record(DealRow(deal, *json.loads(said))))
                after = Position(modified, deal)
                changes += len(records[-1].history)
                if changes >= CHANGES_A_PAGE:
                    break
        return records, after

    def _record(self, deal: DealRow) -> Record:
        history, whole = self._history(deal)
        created_at = datetime.fromisoformat(deal.created_at)
        latest = max((change.at for change in history), default=created_at)
        return Record(
            id=DealId(deal.id),
            name=deal.name,
            owner=None if deal.owner is None else OwnerId(deal.owner),
            pipeline=deal.pipeline,
            stage=deal.stage,
            created_at=created_at,
            modified_at=datetime.fromisoformat(deal.modified_at) if deal.modified_at else max(created_at, latest),
            values=deal.values,
            currency=deal.currency,
            link=deal.link,
            history=history,
            whole=whole,
        )

    def _history(self, deal: DealRow) -> tuple[list[Change], frozenset[str]]:
        """Oldest first, and the fields whose first value is as old as the deal.

        A row that repeats the value before is none: exports of a state that is taken every day consist of such rows,
        and a next step would look fresh for ever.
        """
        held: dict[str, str] = {}
        whole: set[str] = set()
        history: list[Change] = []
        found = self._db.execute(
            "SELECT at, field, value, by, source FROM changes WHERE deal = ? ORDER BY at, line", (deal.id,)
        )
        for at, field, value, by, source in found:
            if field not in held and at <= deal.created_by:
                whole.add(field)
            if held.get(field) != value:
                owner = None if by is None else OwnerId(by)
                history.append(
                    Change(field, value, datetime.fromisoformat(at), owner, SOURCES.get(source, Source.UNKNOWN))
                )
                held[field] = value
        return history, frozenset(whole)


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise NoRoom("the temporary file of the CRM's files cannot be used") from error


def _until(stopped: Callable[[], bool], rows: Iterator[T]) -> Iterator[T]:
    for row in rows:
        if stopped():
            raise Stopped
        yield row
