"""Runs Alembic on the connection that `store.migrate` hands over, or on DATABASE_URL while developing."""

import asyncio
import os
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from store.columns import UtcDateTime
from store.engine import DEFAULT_ADDRESS, url_of
from store.every_table import tables_for


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Revisions name our column type, and SQLModel's string type as plain SQLAlchemy."""
    del autogen
    if kind == "type" and isinstance(item, UtcDateTime):
        return "UtcDateTime()"
    if kind == "type" and type(item).__name__ == "AutoString":
        return f"sa.String(length={item.length})"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=tables_for("sqlite", "postgresql"),  # a revision is written on the one and runs on both
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


async def connect_and_run() -> None:
    engine = create_async_engine(url_of(os.environ.get("DATABASE_URL") or DEFAULT_ADDRESS))
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


handed_over: Connection | None = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    asyncio.run(connect_and_run())
