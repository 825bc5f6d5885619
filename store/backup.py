"""A copy of a SQLite store made while the bot goes on, and whether a store is whole."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from domain.outcome import StoreUnavailable, Trouble
from store.engine import Store

DAMAGED = (
    "It is damaged ({said}). Stop the bot, keep the file aside, and put the latest backup in its place; "
    "`sqlite3 FILE .recover` saves what can be read."
)


class CannotBackUp(Trouble):
    """`for_user` says why, and what to do."""

    def __init__(self, because: str) -> None:
        super().__init__(because)
        self.for_user = because


def back_up(source: Path, to: Path, *, replace: bool = False) -> int:
    """Copies the store as it is at one moment; gives the copy's size in bytes. Raises CannotBackUp.

    The name appears when the copy is complete, found whole, and on the disk: there is never half a backup under it.
    What happens meanwhile waits for nobody and is not in the copy.
    """
    if not source.is_file():
        raise CannotBackUp(f"There is no store at {source}. Is DATABASE_URL the one that the bot runs with?")
    if to.exists() and (not replace or to.samefile(source)):
        raise CannotBackUp(f"{to} is there already and was left as it is. Choose another name, or add --force.")
    try:
        with _aside(to) as copy:
            _copy(source, copy)
            _reach_disk(copy)
            size = copy.stat().st_size
            _publish(copy, to, replace=replace)
        _reach_disk(to.parent)
    except sqlite3.Error as error:
        raise CannotBackUp(f"{source} could not be copied: {error}.") from error
    except OSError as error:
        raise CannotBackUp(f"{to} could not be written: {error.strerror}.") from error
    return size


@contextmanager
def _aside(to: Path) -> Iterator[Path]:
    """A file of another name in the folder of `to`, for nobody else to read, gone when the block ends."""
    copy = to.with_name(f".{to.name}.{token_hex(4)}")
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield copy
    finally:
        for left in (copy, *(copy.with_name(copy.name + end) for end in ("-wal", "-shm", "-journal"))):
            with suppress(FileNotFoundError):
                left.unlink()


def _copy(source: Path, copy: Path) -> None:
    """In one step: with a log of its own beside the file (WAL) nobody waits for whoever reads, while a copy in many
    steps would begin again with every change."""
    read_only = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(read_only, uri=True)) as store, closing(sqlite3.connect(copy)) as target:
        store.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, that can be carried away
        said = _what_is_wrong(target)
    if said:
        raise CannotBackUp(f"{source} was not backed up. {DAMAGED.format(said=said)}")


def _what_is_wrong(database: sqlite3.Connection) -> str:
    (said,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    return "" if said == "ok" else str(said)


def _publish(copy: Path, to: Path, *, replace: bool) -> None:
    if replace:
        copy.replace(to)
        return
    try:
        os.link(copy, to)  # unlike a rename it never takes the place of what came meanwhile
    except FileExistsError as error:
        raise CannotBackUp(f"{to} came to be meanwhile and was left as it is. Choose another name.") from error
    except PermissionError:
        copy.replace(to)  # a file system without links; that nothing was there was looked at before


def _reach_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


async def integrity(store: Store) -> str | None:
    """What is wrong with the file and what to do, None when it is whole. A server looks after its own files.

    It reads the whole file: seconds for a gigabyte. Raises StoreUnavailable.
    """
    if store.writer.dialect.name != "sqlite":
        return None
    try:
        async with store.read() as tx:
            said = str((await tx.execute(text("PRAGMA quick_check(1)"))).scalar_one())
    except (StoreUnavailable, DatabaseError) as error:
        # So damaged that it cannot even be opened, or looked at.
        found = error if isinstance(error, DatabaseError) else error.__cause__
        if not isinstance(found, DatabaseError) or type(found.orig) is not sqlite3.DatabaseError:
            raise
        said = str(found.orig)
    return None if said == "ok" else DAMAGED.format(said=said)
