"""The store's schema: whether it is the one that this version needs, and bringing it there."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text

from domain.outcome import Trouble
from store.engine import Store

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"

HEAD: Final = "0001"
"""The latest revision, as a test compares with Alembic. A store that stands there needs no Alembic, whose import takes
10 MB and a third of the start."""


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
    return Schema.BEHIND if current in _known_revisions() else Schema.NEWER


def latest_revision() -> str | None:
    """The head of the revisions that are there; `HEAD` must say the same."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config()).get_current_head()


def _known_revisions() -> set[str]:
    from alembic.script import ScriptDirectory

    return {revision.revision for revision in ScriptDirectory.from_config(_config()).walk_revisions()}


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
        await tx.connection.run_sync(_upgrade)
        return True


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(_config(connection), "head")


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
