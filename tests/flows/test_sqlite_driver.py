"""SQLite in the event loop: other processes' locks are waited for elsewhere, and nobody's end harms the connection."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from domain.ids import TeamId
from domain.outcome import StoreUnavailable
from store.engine import Store, open_store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with sqlite3.connect(tmp_path / "words.db") as made:
        made.execute("CREATE TABLE words (word TEXT)")
    return tmp_path / "words.db"


@pytest.fixture
async def store(file: Path) -> AsyncIterator[Store]:
    opened = open_store(f"sqlite:///{file}", TeamId("T1"))
    yield opened
    await opened.close()


@pytest.fixture
def other_process(file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file, isolation_level=None)
    yield connection
    connection.close()


async def say(store: Store, word: str) -> None:
    async with store.begin() as tx:
        await tx.execute(text("INSERT INTO words VALUES (:word)"), {"word": word})


async def said(store: Store) -> list[str]:
    async with store.read() as tx:
        return list((await tx.execute(text("SELECT word FROM words ORDER BY word"))).scalars())


async def test_what_waits_for_another_process_keeps_nobody_else_waiting(
    store: Store, other_process: sqlite3.Connection
) -> None:
    await say(store, "first")
    other_process.execute("BEGIN IMMEDIATE")

    waiting = asyncio.create_task(say(store, "second"))
    read_meanwhile = [await said(store) for _ in range(3)]
    was_waiting = not waiting.done()
    other_process.execute("ROLLBACK")
    await waiting

    assert was_waiting
    assert read_meanwhile == [["first"]] * 3
    assert await said(store) == ["first", "second"]


async def test_a_lock_that_is_never_released_is_told_and_later_the_store_works_again(
    store: Store, other_process: sqlite3.Connection
) -> None:
    other_process.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreUnavailable):
        await say(store, "too early")
    other_process.execute("ROLLBACK")
    await say(store, "later")

    assert await said(store) == ["later"]


async def test_whoever_goes_away_during_a_commit_leaves_a_working_store(store: Store) -> None:
    for steps in range(40):
        gone = asyncio.create_task(say(store, f"{steps:02}"))
        for _ in range(steps):
            await asyncio.sleep(0)
        gone.cancel()
        await asyncio.wait({gone})

    await say(store, "last")

    words = await said(store)
    assert words[-1] == "last"
    assert len(words) == len(set(words))


async def test_what_raises_is_undone(store: Store) -> None:
    with pytest.raises(RuntimeError):
        async with store.begin() as tx:
            await tx.execute(text("INSERT INTO words VALUES ('undone')"))
            raise RuntimeError

    assert await said(store) == []
