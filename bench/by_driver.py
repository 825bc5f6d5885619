"""SQL by an engine's driver alone, with nothing of ours between."""

import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from store.engine import url_of

Rows = Sequence[Sequence[Any]]


def is_sqlite(address: str) -> bool:
    return address.startswith("sqlite")


async def ask(address: str, asked: str) -> Rows:
    if is_sqlite(address):
        with in_sqlite(address) as file:
            return file.execute(asked).fetchall()
    async with in_postgres(address) as server:
        found: Rows = await server.fetch(asked)
        return found


async def carry_out(address: str, *statements: str) -> None:
    """Each is committed."""
    if is_sqlite(address):
        with in_sqlite(address) as file:
            for one in statements:
                file.execute(one)
                file.commit()
    else:
        async with in_postgres(address) as server:
            for one in statements:
                await server.execute(one)


@contextmanager
def in_sqlite(address: str) -> Iterator[sqlite3.Connection]:
    file = sqlite3.connect(address.removeprefix("sqlite:///"))
    try:
        yield file
    finally:
        file.close()


@asynccontextmanager
async def in_postgres(address: str) -> AsyncIterator[Any]:
    server = await asyncpg.connect(url_of(address).set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        yield server
    finally:
        await server.close()
