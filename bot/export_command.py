"""What `adoption export` does: each sheet as CSV for spreadsheets and as JSON lines for programs."""

import csv
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from sqlalchemy.engine import URL

from bot.starting import CannotStart
from domain.exported import COLUMNS, Record, Sheet, cell
from domain.ids import TeamId
from flows.exporting import exported
from store import migrate
from store.engine import Store, open_store, url_of
from store.exports import teams_in
from store.migrate import Schema
from views.words import counted

NO_TEAM = TeamId("")
DEFAULT_ADDRESS = "sqlite:///adoption.db"


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
    store = open_store(_address(), NO_TEAM)
    try:
        store.team = await _chosen(store, team)
        counts = await _write(store, out)
    except OSError as error:
        raise CannotStart(
            f"{out} could not be written: {error.strerror}. What stood there before still does."
        ) from error
    finally:
        await store.close()
    found = ", ".join(counted(counts[sheet], sheet.value.removesuffix("s"), sheet.value) for sheet in Sheet)
    print(f"{found}: written to {out}, as CSV and as JSON lines. Nobody who reported without a name is named in them.")


def _address() -> str:
    """Raises CannotStart; also when there is no such file: to open it would make an empty one."""
    address = os.environ.get("DATABASE_URL") or DEFAULT_ADDRESS
    try:
        url: URL = url_of(address)
    except ValueError as error:
        raise CannotStart(f"DATABASE_URL: {error}") from error
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise CannotStart(f"There is no store at {url.database}. Is DATABASE_URL the one that the bot runs with?")
    return address


async def _chosen(store: Store, team: str) -> TeamId:
    """The one workspace of the store, or the one that was named. Raises CannotStart."""
    standing = await migrate.schema_of(store)
    if standing is Schema.NEWER:
        raise migrate.SchemaIsNewer
    if not standing.may_serve:
        raise CannotStart(f"The store's schema is {standing}. Run `adoption db upgrade`, then export again.")
    async with store.read() as tx:
        teams = await teams_in(tx)
    if team and team not in teams:
        raise CannotStart(f"The store knows no workspace {team}. It knows: {', '.join(teams) or 'none yet'}.")
    if len(teams) > 1 and not team:
        raise CannotStart(f"The store holds several workspaces: {', '.join(teams)}. Choose one with --team.")
    return TeamId(team) if team else next(iter(teams), NO_TEAM)


async def _write(store: Store, out: Path) -> dict[Sheet, int]:
    with _files(out) as files:
        async for sheet, record in exported(store):
            files[sheet].add(record)
        return {sheet: written.count for sheet, written in files.items()}


@contextmanager
def _files(out: Path) -> Iterator[dict[Sheet, SheetFiles]]:
    """Open for writing, for nobody else to read. All of them take their names when the block ends well, or none."""
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(prefix=".export-", dir=out) as aside:
        with ExitStack() as stack:

            def opened(name: str) -> TextIO:
                return stack.enter_context(_open_new(Path(aside) / name))

            yield {sheet: SheetFiles(sheet, opened(f"{sheet}.csv"), opened(f"{sheet}.jsonl")) for sheet in Sheet}
        for written in Path(aside).iterdir():
            written.replace(out / written.name)


def _open_new(path: Path) -> TextIO:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8", newline="")
