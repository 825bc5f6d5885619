"""Takes the store away for a while, as locks, cut connections and a stopped server do."""

import asyncio
import os
import signal
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from store.engine import url_of

LOCKED = "LOCK TABLE posts IN ACCESS EXCLUSIVE MODE"
"""One table, on which everything waits that owes a post or sends one: two could be waited for in a circle."""
OTHERS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


async def take_away(store_url: str, kind: str, seconds: float) -> None:
    """Until `seconds` have passed; nobody's connection has to survive it."""
    if store_url.startswith("sqlite"):
        await asyncio.to_thread(_lock_file, Path(url_of(store_url).database or ""), seconds)
    elif kind == "cut off":
        await _cut_off(store_url, seconds)
    else:
        engine = create_async_engine(url_of(store_url))
        async with engine.connect() as connection:
            await (_lock_table if kind == "locked" else _pause_server)(connection, seconds)
        await engine.dispose()


def _lock_file(file: Path, seconds: float) -> None:
    connection = sqlite3.connect(file, timeout=10, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    time.sleep(seconds)
    connection.execute("ROLLBACK")
    connection.close()


async def _lock_table(connection: AsyncConnection, seconds: float) -> None:
    await connection.execute(text(LOCKED))
    await asyncio.sleep(seconds)
    await connection.rollback()


async def _pause_server(connection: AsyncConnection, seconds: float) -> None:
    """Nobody is answered and nobody is turned away: the processes stand still."""
    folder = Path(str((await connection.execute(text("SHOW data_directory"))).scalar_one()))
    server = int((folder / "postmaster.pid").read_text().split()[0])
    stopped = [server, *[int(row.pid) for row in await connection.execute(text(OTHERS))]]
    _tell(stopped, signal.SIGSTOP)
    try:
        await asyncio.sleep(seconds)
    finally:
        _tell(stopped, signal.SIGCONT)


def _tell(processes: Sequence[int], what: signal.Signals) -> None:
    for process in processes:
        try:
            os.kill(process, what)
        except ProcessLookupError:
            continue


async def _cut_off(store_url: str, seconds: float) -> None:
    """Every connection ends, and new ones are refused."""
    database = url_of(store_url).database
    engine = create_async_engine(url_of(store_url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"ALTER DATABASE {database} ALLOW_CONNECTIONS false"))
        try:
            ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :database"
            await connection.execute(text(ended), {"database": database})
            await asyncio.sleep(seconds)
        finally:
            await connection.execute(text(f"ALTER DATABASE {database} ALLOW_CONNECTIONS true"))
    await engine.dispose()
