"""What `adoption db upgrade` does."""

import os

from bot.assembly import CannotStart
from domain.ids import TeamId
from store import migrate
from store.engine import open_store

NO_TEAM = TeamId("")
"""The schema is the same for every workspace."""


async def upgrade() -> None:
    address = os.environ.get("DATABASE_URL") or "sqlite:///adoption.db"
    try:
        store = open_store(address, NO_TEAM)
    except ValueError as error:
        raise CannotStart(f"DATABASE_URL: {error}") from error
    try:
        done = await migrate.upgrade(store)
    finally:
        await store.close()
    print("The store is up to date now." if done else "The store was up to date already.")
