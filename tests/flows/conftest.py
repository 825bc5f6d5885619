"""One loop for the tests of flows, one after the other, so that connections to PostgreSQL outlive a test.

A new connection prepares all its statements anew and the server starts a process for it, which took longer than the
test. What a test left behind in the loop or in a connection is taken away before the next one.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from store.engine import Store, open_store
from tests.conftest import TEAM
from tests.postgres import GONE, Databases


class LentLoop(asyncio.SelectorEventLoop):
    """Whoever closes it has cancelled its tasks, and gives it back."""

    def close(self) -> None:
        """What is about to be called is forgotten, as at every loop's end. Sockets stay."""
        asyncio.BaseEventLoop.close(self)
        self._closed = self._executor_shutdown_called = self._asyncgens_shutdown_called = False

    def close_at_last(self) -> None:
        super().close()


LOOP = LentLoop()


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"lent": lambda: LOOP}


def pytest_unconfigure() -> None:
    LOOP.close_at_last()


@dataclass
class Connected:
    """An engine on one of the `databases`, and the connections that it opened."""

    databases: Databases
    engine: AsyncEngine
    connections: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        event.listen(self.engine.sync_engine, "connect", self._connected)

    def _connected(self, connection: Any, _record: object) -> None:
        self.connections.append(connection.driver_connection)
        self.databases.spared.add(connection.driver_connection.get_server_pid())

    async def rest(self) -> None:
        """Until the next test. When one of the connections is in use or broken, none is used again."""
        ended = bool(self.engine.pool.checkedout())
        for connection in self.connections:
            try:
                await connection.reset()
            except GONE:
                ended = True
        if ended:
            await self.end()

    async def end(self) -> None:
        self.connections.clear()
        self.databases.spared.clear()
        await self.engine.dispose()


@pytest.fixture(scope="session")
def connected(databases: Databases) -> Iterator[dict[str, Connected]]:
    """By the address of the database."""
    by_address: dict[str, Connected] = {}
    yield by_address
    for kept in by_address.values():
        LOOP.run_until_complete(kept.end())


@pytest.fixture
async def store(store_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    # A test that waits for nothing is given another loop.
    if store_url.startswith("sqlite") or asyncio.get_running_loop() is not LOOP:
        opened = open_store(store_url, TEAM)
        yield opened
        await opened.close()
        return
    connected: dict[str, Connected] = request.getfixturevalue("connected")
    if store_url not in connected:
        connected[store_url] = Connected(request.getfixturevalue("databases"), open_store(store_url, TEAM).writer)
    kept = connected[store_url]
    yield Store(kept.engine, kept.engine, TEAM)
    await kept.rest()
