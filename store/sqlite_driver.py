"""SQLite for an event loop: statements run where they are called, only what waits for a disk or a lock has a thread.

The usual driver sends every step of every statement through a thread: four trips of a tenth of a millisecond for a
statement that takes a hundredth. It is meant for statements that take long, and ours do not.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

STATEMENTS_KEPT = 256
BEGIN = "BEGIN IMMEDIATE"


class Cursor:
    """One statement and its rows, with the names that SQLAlchemy's adapter for asynchronous drivers calls."""

    def __init__(self, connection: "Connection", cursor: sqlite3.Cursor) -> None:
        self._connection = connection
        self._cursor = cursor
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid

    async def execute(self, operation: str, parameters: Sequence[Any] = ()) -> None:
        if operation == BEGIN:
            await self._connection.begin()
        else:
            self._cursor.execute(operation, parameters)

    async def executemany(self, operation: str, parameters: Sequence[Sequence[Any]]) -> None:
        self._cursor.executemany(operation, parameters)

    async def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    async def close(self) -> None:
        self._cursor.close()


class Connection:
    """A connection to a file, with the names that SQLAlchemy's adapter for asynchronous drivers calls.

    Only the COMMIT of what changed something and the waiting for somebody else's lock go through a thread.
    `patience_s` is how long a lock of another process is waited for.
    """

    def __init__(self, file: str, patience_s: float) -> None:
        self._patience_ms = int(patience_s * 1000)
        # It begins no transactions of its own accord, and may be used from our thread as well as from the loop's.
        self._connection: sqlite3.Connection | None = sqlite3.connect(
            file, patience_s, isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS_KEPT
        )
        self._thread: ThreadPoolExecutor | None = None
        self._changes = 0

    @property
    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            raise sqlite3.ProgrammingError("The connection is closed.")
        return self._connection

    def cursor(self) -> Cursor:
        return Cursor(self, self._open.cursor())

    async def create_function(self, *arguments: Any, **more: Any) -> None:
        self._open.create_function(*arguments, **more)

    async def begin(self) -> None:
        """The lock is nearly always free, and then taking it takes no time."""
        self._changes = self._open.total_changes
        self._open.execute("PRAGMA busy_timeout = 0")
        try:
            self._open.execute(BEGIN)
        except sqlite3.OperationalError:
            self._open.execute(f"PRAGMA busy_timeout = {self._patience_ms}")
            await self._in_thread(lambda: self._open.execute(BEGIN))
        else:
            self._open.execute(f"PRAGMA busy_timeout = {self._patience_ms}")

    async def commit(self) -> None:
        """What changed nothing has nothing to wait for."""
        if self._open.total_changes == self._changes:
            self._open.commit()
        else:
            await self._in_thread(self._open.commit)

    async def rollback(self) -> None:
        self._open.rollback()

    async def close(self) -> None:
        self.stop()

    def stop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._thread is not None:
            self._thread.shutdown(wait=False)

    async def _in_thread(self, work: Callable[[], object]) -> None:
        """Whoever is cancelled meanwhile waits for the end: two threads must not use one connection."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "sqlite")
        done = asyncio.get_running_loop().run_in_executor(self._thread, work)
        try:
            await asyncio.shield(done)
        except asyncio.CancelledError:
            await asyncio.wait({done})
            raise
