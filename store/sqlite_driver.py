"""SQLite for an event loop: statements run where they are called, only what waits for a disk or a lock has a thread.

The usual driver sends every step of every statement through a thread: four trips of a tenth of a millisecond for a
statement that takes a hundredth. It is meant for statements that take long, and ours do not.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

STATEMENTS_KEPT = 256
BEGIN = "BEGIN IMMEDIATE"
WAIT_FOR_NOTHING = "PRAGMA busy_timeout = 0"
"""For a connection that writes: the loop must not stand still for a lock. Once it has the lock nobody is in its way."""


class SqliteConnection(sqlite3.Connection):
    """The standard library's, and two things that take their time: to begin to write, and to have written.

    `patience_s` is how long a lock of another process is waited for.
    """

    def __init__(self, file: str, patience_s: float) -> None:
        # It begins no transactions of its own accord, and may be used from our thread as well as from the loop's.
        super().__init__(
            file, patience_s, isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS_KEPT
        )
        self._patience_ms = int(patience_s * 1000)
        self._thread: ThreadPoolExecutor | None = None
        self._changes = 0

    async def begin_to_write(self) -> None:
        """The lock is nearly always free, and then taking it takes no time."""
        self._changes = self.total_changes
        try:
            self.execute(BEGIN)
        except sqlite3.OperationalError:
            await self._in_thread(self._wait_to_write)

    def _wait_to_write(self) -> None:
        self.execute(f"PRAGMA busy_timeout = {self._patience_ms}")
        try:
            self.execute(BEGIN)
        finally:
            self.execute(WAIT_FOR_NOTHING)

    async def have_written(self) -> None:
        """Until what was changed has reached the disk. What changed nothing has nothing to wait for."""
        if self.total_changes == self._changes:
            self.commit()
        else:
            await self._in_thread(self.commit)

    def close(self) -> None:
        super().close()
        if self._thread is not None:
            self._thread.shutdown(wait=False)

    def terminate(self) -> None:
        """What SQLAlchemy's dialect for asynchronous drivers calls where it cannot wait for `close`."""
        self.close()

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
