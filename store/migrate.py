"""The store's schema: whether it is one that this version can serve, and bringing it to the one that it needs.

A revision is named by its number, `0003`. When the version before can go on serving a store that has it, its name says
so: `0003_serves_0002` only added what that version does not look at. So the store is upgraded first, while the replicas
of the version before serve, restart and stay ready, and they are replaced one by one afterwards.
"""

import asyncio
import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect, text

from domain.outcome import Trouble
from store.engine import Busy, Store, Transaction
from store.every_table import tables_for

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"

HEAD: Final = "0008_serves_0001"
"""The latest revision, as a test compares with Alembic. A store that stands there, or is empty, needs no Alembic, whose
import takes 10 MB and a third of the start."""

STANDING: Final = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), primary_key=True),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Where Alembic keeps the revision, as it makes it."""

TABLE_WITHIN: Final = "2s"
"""How long a revision waits for a table that others are using. While it waits everybody else waits behind it."""

TRIES: Final = 15
PAUSE_S: Final = 2.0
"""Between two tries to get a table, or the lock of a SQLite file: others have a turn."""

NAME: Final = re.compile(r"(?P<number>\d{4})(_serves_(?P<oldest>\d{4}))?")


class Schema(StrEnum):
    EMPTY = "empty"
    BEHIND = "behind"
    AT_HEAD = "at head"
    AHEAD = "ahead, with nothing changed that this version uses"
    NEWER = "newer"

    @property
    def may_serve(self) -> bool:
        return self in {Schema.AT_HEAD, Schema.AHEAD}


class SchemaIsNewer(Trouble):
    for_user = (
        "This store was written by a newer version of the bot. Nothing was changed. "
        "Start that version again, or restore a backup from before the upgrade."
    )


def _config(connection: Connection | None = None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _standing(connection: Connection) -> Schema:
    if not inspect(connection).has_table("alembic_version"):
        return Schema.EMPTY
    current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if current is None:
        return Schema.EMPTY
    if current == HEAD:
        return Schema.AT_HEAD
    if current in _known_revisions():
        return Schema.BEHIND
    return Schema.AHEAD if oldest_served_by(current) <= number_of(HEAD) else Schema.NEWER


def number_of(revision: str) -> str:
    return revision[:4]


def oldest_served_by(revision: str) -> str:
    """The number of the oldest revision whose version may serve a store at `revision`. Names sort like numbers."""
    named = NAME.fullmatch(revision)
    return (named["oldest"] or named["number"]) if named else revision


def _known_revisions() -> set[str]:
    from alembic.script import ScriptDirectory

    return {revision.revision for revision in ScriptDirectory.from_config(_config()).walk_revisions()}


async def schema_of(store: Store) -> Schema:
    """Raises StoreUnavailable."""
    async with store.read() as tx:
        return await tx.connection.run_sync(_standing)


async def can_write(store: Store) -> None:
    """Writes what stands there: to begin tells nothing of a file that may only be read. Raises StoreUnavailable."""
    async with store.begin() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = version_num"))


async def upgrade(store: Store, *, tries: int = 1) -> bool:
    """Brings the schema to head, one upgrade at a time: a second one waits and finds nothing to do.

    True when something was done. What others hold is tried again, `tries` times in all.
    Raises SchemaIsNewer, StoreUnavailable.
    """
    for left in reversed(range(tries)):
        try:
            return await _upgrade_once(store)
        except Busy:
            if not left:
                raise
        await asyncio.sleep(PAUSE_S)
    raise AssertionError("no try at all")


async def _upgrade_once(store: Store) -> bool:
    async with store.begin() as tx:
        if not tx.is_sqlite:
            await wait_for_no_other_upgrade(tx)
        standing = await tx.connection.run_sync(_standing)
        if standing is Schema.NEWER:
            raise SchemaIsNewer
        if standing.may_serve:
            return False
        await tx.connection.run_sync(_make if standing is Schema.EMPTY else by_revisions)
        return True


async def wait_for_no_other_upgrade(tx: Transaction) -> None:
    """However long that takes, and filling a column or building an index takes; but no table is waited for for long."""
    for limit in ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout"):
        await tx.execute(text(f"SET LOCAL {limit} = 0"))
    await tx.execute(text("SELECT pg_advisory_xact_lock(hashtext('adoption schema'))"))
    await tx.execute(text(f"SET LOCAL lock_timeout = '{TABLE_WITHIN}'"))


def _make(connection: Connection) -> None:
    """As the revisions make it one after the other, which a test compares, in a tenth of the time."""
    tables_for(connection.dialect.name).create_all(connection, checkfirst=False)
    STANDING.create(connection, checkfirst=True)
    connection.execute(insert(STANDING).values(version_num=HEAD))


def by_revisions(connection: Connection, revision: str = "head") -> None:
    from alembic import command

    command.upgrade(_config(connection), revision)


async def drift(store: Store) -> str:
    """What the tables have and the revisions lack, in Alembic's words; empty when they are in step."""

    def check(connection: Connection) -> str:
        from alembic import command

        try:
            command.check(_config(connection))
        except Exception as error:  # noqa: BLE001 - Alembic tells a difference by several exceptions
            return str(error)
        return ""

    async with store.begin() as tx:
        return await tx.connection.run_sync(check)
