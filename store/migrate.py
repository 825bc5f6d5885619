"""The store's schema: whether it is the one that this version needs, and bringing it there."""

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from domain.outcome import Trouble
from store.engine import Store

MIGRATIONS = Path(__file__).parent / "migrations"


class Schema(StrEnum):
    EMPTY = "empty"
    BEHIND = "behind"
    AT_HEAD = "at head"
    NEWER = "newer"


class SchemaIsNewer(Trouble):
    for_user = (
        "This store was written by a newer version of the bot. Nothing was changed. "
        "Start that version again, or restore a backup from before the upgrade."
    )


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _standing(connection: Connection) -> Schema:
    current = MigrationContext.configure(connection).get_current_revision()
    script = ScriptDirectory.from_config(_config())
    if current is None:
        return Schema.EMPTY
    if current == script.get_current_head():
        return Schema.AT_HEAD
    known = {revision.revision for revision in script.walk_revisions()}
    return Schema.BEHIND if current in known else Schema.NEWER


async def schema_of(store: Store) -> Schema:
    """Raises StoreUnavailable."""
    async with store.read() as tx:
        return await tx.connection.run_sync(_standing)


async def upgrade(store: Store) -> bool:
    """Brings the schema to head, one upgrade at a time. True when something was done.

    Raises SchemaIsNewer, StoreUnavailable.
    """
    async with store.begin() as tx:
        if not tx.is_sqlite:
            await tx.execute(text("SELECT pg_advisory_xact_lock(hashtext('adoption schema'))"))
        standing = await tx.connection.run_sync(_standing)
        if standing is Schema.NEWER:
            raise SchemaIsNewer
        if standing is Schema.AT_HEAD:
            return False
        await tx.connection.run_sync(lambda connection: command.upgrade(_config(connection), "head"))
        return True


async def drift(store: Store) -> str:
    """What the tables have and the revisions lack, in Alembic's words; empty when they are in step."""

    def check(connection: Connection) -> str:
        try:
            command.check(_config(connection))
        except Exception as error:  # noqa: BLE001 - Alembic tells a difference by several exceptions
            return str(error)
        return ""

    async with store.begin() as tx:
        return await tx.connection.run_sync(check)
