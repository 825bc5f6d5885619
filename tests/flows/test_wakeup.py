"""What replicas tell each other through PostgreSQL: that a commit owes posts, and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text

from domain.ids import TeamId
from store.engine import Store, open_store, url_of
from store.wakeup import CHANNEL, Others
from tests.conftest import TEAM

pytestmark = pytest.mark.parametrize("store_url", ["postgres"], indirect=True)


@pytest.fixture
async def elsewhere(store_url: str) -> AsyncIterator[Store]:
    opened = open_store(store_url, TeamId("T0OTHER"))
    yield opened
    await opened.close()


class Ear:
    """A replica that listens. `heard` counts how often it was woken since it began to."""

    def __init__(self, store: Store) -> None:
        self.others = Others()
        self._woken = asyncio.Queue[None]()
        self._task = asyncio.create_task(self.others.listen(store, lambda: self._woken.put_nowait(None)))

    @property
    def heard(self) -> int:
        return self._woken.qsize()

    async def is_woken(self) -> None:
        await asyncio.wait_for(self._woken.get(), 20)

    async def end(self) -> None:
        self._task.cancel()
        await asyncio.wait({self._task})


@pytest.fixture
async def ear(store: Store) -> AsyncIterator[Ear]:
    listening = Ear(store)
    await listening.is_woken()  # for what was owed before it listened
    yield listening
    await listening.end()


async def test_a_commit_is_heard_and_neither_what_was_undone_nor_others_nor_oneself(
    store: Store, elsewhere: Store, ear: Ear
) -> None:
    with pytest.raises(RuntimeError):
        async with store.begin() as tx:
            await Others().tell(tx)
            raise RuntimeError
    async with elsewhere.begin() as tx:
        await Others().tell(tx)
    async with store.begin() as tx:
        await ear.others.tell(tx)
    async with store.begin() as tx:
        await Others().tell(tx)
        before_the_commit = ear.heard

    await ear.is_woken()

    assert (before_the_commit, ear.heard) == (0, 0)


async def test_an_address_with_a_setting_of_sqlalchemys_is_listened_on(store_url: str) -> None:
    url = url_of(store_url).update_query_dict({"prepared_statement_cache_size": "0"})
    opened = open_store(url.render_as_string(hide_password=False), TEAM)
    listening = Ear(opened)

    await listening.is_woken()

    await listening.end()
    await opened.close()


async def test_whoever_owes_a_hundred_times_in_a_row_does_not_tell_a_hundred_times(store: Store) -> None:
    busy, messages = Others(), asyncio.Queue[str]()
    async with store.writer.connect() as listening:
        driver: Any = (await listening.get_raw_connection()).driver_connection
        await driver.add_listener(CHANNEL, lambda *heard: messages.put_nowait(heard[-1]))

        for _ in range(100):
            async with store.begin() as tx:
                await busy.tell(tx)
        async with store.begin() as tx:
            await tx.execute(text("SELECT pg_notify(:channel, 'the last')"), {"channel": CHANNEL})
        told = 0
        while await asyncio.wait_for(messages.get(), 20) != "the last":
            told += 1

    assert 1 <= told < 50
