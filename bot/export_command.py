"""What `adoption export` does: each sheet as CSV for spreadsheets and as JSON lines for programs."""

import csv
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from bot.cannot_start import CannotStart
from bot.chosen_store import chosen_store
from bot.user_id import user_called
from domain.exported import COLUMNS, Record, Sheet, cell
from flows.about_person import about
from flows.exporting import exported
from store.engine import Store
from views.words import counted


class SheetFiles:
    """The two files of one sheet."""

    def __init__(self, sheet: Sheet, table: TextIO, lines: TextIO) -> None:
        self._table = csv.DictWriter(table, COLUMNS[sheet])
        self._table.writeheader()
        self._lines = lines
        self.count = 0

    def add(self, record: Record) -> None:
        self._table.writerow({name: cell(value) for name, value in record.items()})
        self._lines.write(json.dumps(record, ensure_ascii=False) + "\n")
        self.count += 1


async def export(out: Path, *, team: str = "") -> None:
    """Raises CannotStart when there is nothing to read from or nowhere to write to, and StoreUnavailable."""
    async with chosen_store(team) as store:
        with _said_when_it_cannot_be_written(out):
            counts = await _write(store, out)
    found = ", ".join(counted(counts[sheet], sheet.value.removesuffix("s"), sheet.value) for sheet in Sheet)
    print(f"{found}: written to {out}, as CSV and as JSON lines. Nobody who reported without a name is named in them.")


async def export_person(out: Path, person: str, *, team: str = "") -> None:
    """What the store holds about `person`. Raises as `export` does, and CannotStart for what is no user id."""
    user = user_called(person)
    name = f"person-{user}.jsonl"
    count = 0
    async with chosen_store(team) as store:
        with _said_when_it_cannot_be_written(out), _folder(out) as aside, _open_new(aside / name) as lines:
            async for row in about(store, user):
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
    print(
        f"{counted(count, 'row', 'rows')} about {user}: written to {out / name}, as JSON lines. "
        "What they reported without a name is not in it: they see that themselves with `/crm-friction mine`."
    )


@contextmanager
def _said_when_it_cannot_be_written(out: Path) -> Iterator[None]:
    """Raises CannotStart in place of OSError."""
    try:
        yield
    except OSError as error:
        raise CannotStart(
            f"{out} could not be written: {error.strerror}. What stood there before still does."
        ) from error


async def _write(store: Store, out: Path) -> dict[Sheet, int]:
    with _files(out) as files:
        async for sheet, record in exported(store):
            files[sheet].add(record)
        return {sheet: written.count for sheet, written in files.items()}


@contextmanager
def _files(out: Path) -> Iterator[dict[Sheet, SheetFiles]]:
    """Open for writing, for nobody else to read. All of them take their names when the block ends well, or none."""
    with _folder(out) as aside, ExitStack() as stack:

        def opened(name: str) -> TextIO:
            return stack.enter_context(_open_new(aside / name))

        yield {sheet: SheetFiles(sheet, opened(f"{sheet}.csv"), opened(f"{sheet}.jsonl")) for sheet in Sheet}


@contextmanager
def _folder(out: Path) -> Iterator[Path]:
    """One aside, whose files replace those in `out` when the block ends well."""
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(prefix=".export-", dir=out) as aside:
        yield Path(aside)
        for written in Path(aside).iterdir():
            written.replace(out / written.name)


def _open_new(path: Path) -> TextIO:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8", newline="")
