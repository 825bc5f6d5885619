"""Waking delivery in every replica: PostgreSQL tells all who listen that a commit owes posts.

A message may get lost, for nobody listens at the moment or the one that owed was too busy to tell: whoever delivers
also looks by itself now and then. SQLite has one process, which wakes itself.
"""

import asyncio
import random
import time
from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

import structlog
from sqlalchemy import text

from store import postgres
from store.engine import Store, Transaction

log = structlog.get_logger()

CHANNEL: Final = "adoption_owed"

QUIET_S: Final = 0.05
"""Between two messages of one process. Whoever tells commits alone, as PostgreSQL keeps messages in the order of
commits; and a process in a rush is awake itself, the others take what it leaves when they come by."""

ALIVE_EVERY_S: Final = 30.0
"""How often a connection on which nothing is heard is asked whether it still is one."""

FIRST_PAUSE_S: Final = 0.1
LONGEST_PAUSE_S: Final = 15.0

_NOTIFY: Final = text("SELECT pg_notify(:channel, :message)")


class Others:
    """The other replicas: tells them what this one owes, and hears what they do."""

    def __init__(self) -> None:
        self._us = uuid4().hex[:12]
        self._told_at = float("-inf")

    async def tell(self, tx: Transaction) -> None:
        """`tx` owes posts. Heard when it is committed, and not at all when it is undone."""
        now = time.monotonic()
        if tx.is_sqlite or now - self._told_at < QUIET_S:
            return
        self._told_at = now
        await tx.execute(_NOTIFY, {"channel": CHANNEL, "message": f"{tx.team} {self._us}"})

    async def listen(self, store: Store, wake: Callable[[], None]) -> None:
        """Calls `wake` whenever another replica owes posts of this workspace, until cancelled. Not on SQLite.

        On a connection of its own, for what listens belongs to no transaction; opened again, with growing pauses, when
        it breaks.
        """
        if store.writer.dialect.name == "sqlite":
            return
        failures = 0
        while True:
            try:
                await self._listen(store, wake)
            except (OSError, _driver().PostgresError, _driver().InterfaceError) as error:
                failures += 1
                log.warning("nobody but the clock wakes delivery", error=type(error).__name__, tries=failures)
            else:
                failures = 0
                log.warning("the connection that wakes delivery broke and is opened again")
            pause = min(FIRST_PAUSE_S * 2.0 ** min(failures, 20), LONGEST_PAUSE_S)
            await asyncio.sleep(pause * random.uniform(0.8, 1.2))  # noqa: S311 - no secret

    async def _listen(self, store: Store, wake: Callable[[], None]) -> None:
        """Until the connection breaks."""
        broken = asyncio.Event()

        def hear(_connection: object, _pid: int, _channel: str, message: object) -> None:
            team, _, by = str(message).partition(" ")
            if team == store.team and by != self._us:  # this one has woken itself
                wake()

        connection = await _connect(store)
        try:
            connection.add_termination_listener(lambda _: broken.set())
            await connection.add_listener(CHANNEL, hear)
            wake()  # for what was owed while nobody listened
            while not broken.is_set():
                try:
                    async with asyncio.timeout(ALIVE_EVERY_S):
                        await broken.wait()
                except TimeoutError:
                    await connection.execute("SELECT 1")
        finally:
            connection.terminate()


async def _connect(store: Store) -> Any:
    _, address = store.writer.dialect.create_connect_args(store.writer.url)
    address.pop("prepared_statement_cache_size", None)  # SQLAlchemy's own, for poolers
    return await _driver().connect(**address, **postgres.arguments("adoption, listening"))


def _driver() -> Any:
    """Imported where it serves only: it takes memory."""
    import asyncpg  # type: ignore[import-untyped]  # noqa: PLC0415

    return asyncpg
