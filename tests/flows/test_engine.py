"""PostgreSQL when it is not well: two in each other's way, locks that are not released, connections that break."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from sqlalchemy import text

from bot.settings import SettingsInvalid, read_settings
from domain.outcome import StoreUnavailable
from flows.again import TRIES, until_it_stands
from store import postgres
from store.engine import Busy, Interrupted, Store, Transaction, open_store, url_of
from tests.conftest import EXAMPLE, TEAM

ON_POSTGRES = pytest.mark.parametrize("store_url", ["postgres"], indirect=True)

KILL_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
async def words(store: Store) -> AsyncIterator[Store]:
    """A store with a table of two words that count how often they were said."""
    async with store.begin() as tx:
        await tx.execute(text("CREATE TABLE words (word TEXT PRIMARY KEY, said INT NOT NULL DEFAULT 0)"))
        await tx.execute(text("INSERT INTO words VALUES ('one'), ('two')"))
    yield store


@pytest.fixture
async def elsewhere(store_url: str) -> AsyncIterator[Store]:
    """The same store, seen from another process."""
    opened = open_store(store_url, TEAM)
    yield opened
    await opened.close()


async def say(tx: Transaction, word: str) -> None:
    await tx.execute(text("UPDATE words SET said = said + 1 WHERE word = :word"), {"word": word})


async def said(store: Store) -> dict[str, int]:
    async with store.read() as tx:
        return {row.word: row.said for row in await tx.execute(text("SELECT word, said FROM words"))}


def saying(
    store: Store, first: str, second: str, met: asyncio.Barrier, tries: list[str]
) -> Callable[[], Awaitable[None]]:
    """Says two words in a transaction; the first try meets another one in between."""

    async def work() -> None:
        tries.append(first)
        async with store.begin() as tx:
            await say(tx, first)
            if tries.count(first) == 1:
                await met.wait()
            await say(tx, second)

    return work


@ON_POSTGRES
async def test_of_two_in_each_others_way_one_is_interrupted_and_nothing_of_it_stays(words: Store) -> None:
    met, tries = asyncio.Barrier(2), list[str]()

    ended = await asyncio.gather(
        saying(words, "one", "two", met, tries)(), saying(words, "two", "one", met, tries)(), return_exceptions=True
    )

    assert sorted(type(end).__name__ for end in ended) == ["Interrupted", "NoneType"]
    assert await said(words) == {"one": 1, "two": 1}


@ON_POSTGRES
async def test_whoever_was_interrupted_begins_again_and_both_are_done(words: Store) -> None:
    met, tries = asyncio.Barrier(2), list[str]()
    works = [saying(words, "one", "two", met, tries), saying(words, "two", "one", met, tries)]

    await asyncio.gather(*(until_it_stands(work, answered=lambda: False) for work in works))

    assert await said(words) == {"one": 2, "two": 2}
    assert len(tries) == 3


@ON_POSTGRES
async def test_what_read_something_that_changed_meanwhile_begins_again(words: Store, elsewhere: Store) -> None:
    tries = 0

    async def work() -> None:
        nonlocal tries
        tries += 1
        async with words.begin() as tx:
            await tx.execute(text("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"))
            await tx.execute(text("SELECT * FROM words"))
            if tries == 1:
                async with elsewhere.begin() as other:
                    await say(other, "one")
            await say(tx, "one")

    await until_it_stands(work, answered=lambda: False)

    assert (tries, (await said(words))["one"]) == (2, 2)


async def test_whoever_was_answered_is_not_served_twice() -> None:
    tries = 0

    async def work() -> None:
        nonlocal tries
        tries += 1
        raise Interrupted

    with pytest.raises(Interrupted):
        await until_it_stands(work, answered=lambda: True)
    answered = tries
    with pytest.raises(Interrupted):
        await until_it_stands(work, answered=lambda: False)

    assert (answered, tries) == (1, 1 + TRIES)


@ON_POSTGRES
async def test_a_lock_that_is_not_released_is_told(words: Store, elsewhere: Store) -> None:
    async with elsewhere.begin() as other:
        await say(other, "one")

        with pytest.raises(Busy, match="lock timeout"):
            async with words.begin() as tx:
                await tx.execute(text("SET LOCAL lock_timeout = '50ms'"))
                await say(tx, "one")

    assert await said(words) == {"one": 1, "two": 0}


@ON_POSTGRES
async def test_a_process_that_stands_still_loses_its_locks(words: Store, elsewhere: Store) -> None:
    with pytest.raises(StoreUnavailable):
        async with elsewhere.begin() as still:
            await still.execute(text("SET LOCAL idle_in_transaction_session_timeout = '50ms'"))
            await say(still, "one")
            async with words.begin() as tx:
                await say(tx, "one")  # waits for the lock

    assert await said(words) == {"one": 1, "two": 0}


@ON_POSTGRES
async def test_a_connection_that_breaks_under_a_transaction_interrupts_it(words: Store, elsewhere: Store) -> None:
    tries = 0

    async def work() -> None:
        nonlocal tries
        tries += 1
        async with words.begin() as tx:
            await say(tx, "one")
            if tries == 1:
                async with elsewhere.begin() as other:
                    await other.execute(KILL_OTHERS)
            await say(tx, "two")

    await until_it_stands(work, answered=lambda: False)

    assert (tries, await said(words)) == (2, {"one": 1, "two": 1})


@ON_POSTGRES
async def test_connections_that_broke_while_nobody_used_them_are_replaced_unnoticed(
    words: Store, elsewhere: Store
) -> None:
    await asyncio.gather(*(said(words) for _ in range(4)))
    async with elsewhere.begin() as other:
        await other.execute(KILL_OTHERS)
    await asyncio.sleep(postgres.TRUSTED_FOR_S)  # used so lately that they would be trusted

    seen = await asyncio.gather(*(said(words) for _ in range(4)))

    assert seen == [{"one": 0, "two": 0}] * 4


@ON_POSTGRES
async def test_whoever_finds_every_connection_in_use_is_told(store_url: str) -> None:
    store = open_store(store_url, TEAM, pool_size=1)

    async with store.begin():
        with pytest.raises(StoreUnavailable, match="every connection is in use"):
            await said(store)
    await store.close()


@ON_POSTGRES
async def test_the_server_knows_our_patience_and_our_name(store: Store) -> None:
    async with store.read() as tx:
        shown = {
            name: (await tx.execute(text(f"SHOW {name}"))).scalar_one()
            for name in (*postgres.LIMITS, "application_name")
            if not name.startswith("tcp_")  # not of a connection on the same machine
        }

    assert shown == {
        "lock_timeout": "2s",
        "statement_timeout": "10s",
        "idle_in_transaction_session_timeout": "10s",
        "default_transaction_isolation": "read committed",
        "application_name": "adoption",
    }


def test_addresses_say_sslmode_like_everybody_elses() -> None:
    url = url_of("postgresql://bot:secret@db.example.com/adoption?sslmode=require&options=-c%20work_mem%3D8MB")

    assert dict(url.query) == {"ssl": "require", "options": "-c work_mem=8MB"}
    assert url.drivername == "postgresql+asyncpg"


ENVIRONMENT = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_SIGNING_SECRET": "0" * 32,
    "ADOPTION_MODEL": str(EXAMPLE),
}


@pytest.mark.parametrize(("said", "size"), [(None, postgres.POOL_SIZE), ("4", 4), ("100", 100)])
def test_the_size_of_the_pool_is_a_setting(said: str | None, size: int) -> None:
    environment = ENVIRONMENT if said is None else ENVIRONMENT | {"DATABASE_POOL_SIZE": said}

    assert read_settings(environment).pool_size == size


@pytest.mark.parametrize("said", ["1", "101", "ten", "-5", "9" * 30])
def test_a_pool_that_cannot_be_is_refused(said: str) -> None:
    with pytest.raises(SettingsInvalid, match="DATABASE_POOL_SIZE should be"):
        read_settings(ENVIRONMENT | {"DATABASE_POOL_SIZE": said})
