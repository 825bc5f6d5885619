"""The store for commands about data: opened by its address alone, for the one workspace that is meant."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.engine import URL

from bot.cannot_start import CannotStart
from domain.ids import TeamId
from store import migrate
from store.engine import DEFAULT_ADDRESS, Store, open_store, url_of
from store.exports import teams_in
from store.migrate import Schema

NO_TEAM = TeamId("")


@asynccontextmanager
async def chosen_store(team: str = "") -> AsyncIterator[Store]:
    """Raises CannotStart when there is none, or `team` is needed or unknown; and StoreUnavailable."""
    store = open_store(_address_of_one(), NO_TEAM)
    try:
        store.team = await _chosen(store, team)
        yield store
    finally:
        await store.close()


def named_address() -> tuple[str, URL]:
    """Of the store that DATABASE_URL names, as it stands there and as a URL. Raises CannotStart."""
    address = os.environ.get("DATABASE_URL") or DEFAULT_ADDRESS
    try:
        return address, url_of(address)
    except ValueError as error:
        raise CannotStart(f"DATABASE_URL: {error}") from error


def _address_of_one() -> str:
    """Raises CannotStart; also when there is no such file: to open it would make an empty one."""
    address, url = named_address()
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise CannotStart(f"There is no store at {url.database}. Is DATABASE_URL the one that the bot runs with?")
    return address


async def _chosen(store: Store, team: str) -> TeamId:
    """The one workspace of the store, or the one that was named. Raises CannotStart."""
    standing = await migrate.schema_of(store)
    if standing is Schema.NEWER:
        raise migrate.SchemaIsNewer
    if not standing.may_serve:
        raise CannotStart(f"The store's schema is {standing}. Run `adoption db upgrade`, then try again.")
    async with store.read() as tx:
        teams = await teams_in(tx)
    if team and team not in teams:
        raise CannotStart(f"The store knows no workspace {team}. It knows: {', '.join(teams) or 'none yet'}.")
    if len(teams) > 1 and not team:
        raise CannotStart(f"The store holds several workspaces: {', '.join(teams)}. Choose one with --team.")
    return TeamId(team) if team else next(iter(teams), NO_TEAM)
