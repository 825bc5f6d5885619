"""The schema: an empty store goes to head, tables and revisions are in step, newer stores are served or left alone."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import event, select, text
from sqlalchemy.sql.functions import count
from sqlmodel import SQLModel

from domain.outcome import StoreUnavailable
from flows.deps import Deps
from store import migrate
from store.columns import table_of
from store.engine import Busy, Store, Transaction, open_store
from store.migrate import NAME, Schema, SchemaIsNewer, number_of, oldest_served_by
from store.tables import PostRow
from tests.conftest import TEAM
from tests.flows.stories import a_report

SQLITE_SCHEMA: Final = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
POSTGRES_SCHEMA: Final = """
SELECT concat_ws(' ', relname, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid))
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
"""


def test_the_latest_revision_is_the_one_that_a_store_is_compared_with() -> None:
    assert ScriptDirectory(str(migrate.MIGRATIONS)).get_current_head() == migrate.HEAD


async def test_upgrading_twice_changes_nothing(store: Store) -> None:
    assert await migrate.upgrade(store) is False


async def test_a_store_of_a_newer_version_is_left_alone(store: Store) -> None:
    async with store.begin() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert await migrate.schema_of(store) is Schema.NEWER
    with pytest.raises(SchemaIsNewer):
        await migrate.upgrade(store)


@pytest.fixture
async def emptied(store_url: str, store: Store) -> AsyncIterator[Store]:
    """An empty store that is not at head, for an upgrade with patience."""
    async with store.begin() as tx:
        await undo_everything(tx)
    opened = open_store(store_url, TEAM, patient=True)
    yield opened
    await opened.close()


async def undo_everything(tx: Transaction) -> None:
    if not tx.is_sqlite:
        await tx.execute(text("DROP SCHEMA public CASCADE"))
        await tx.execute(text("CREATE SCHEMA public"))
        return
    await tx.execute(text("PRAGMA defer_foreign_keys = ON"))
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for name in (await tx.execute(text(tables))).scalars().all():
        await tx.execute(text(f'DROP TABLE "{name}"'))


async def made_by_revisions(store: Store, *, up_to: str = "head") -> None:
    async with store.begin() as tx:
        await tx.connection.run_sync(partial(migrate.by_revisions, revision=up_to))


async def schema_in_words(store: Store) -> list[str]:
    """Columns, types, defaults, keys, constraints and indexes with their conditions, in an order of our own."""
    async with store.read() as tx:
        said = (await tx.execute(text(SQLITE_SCHEMA if tx.is_sqlite else POSTGRES_SCHEMA))).scalars()
        return sorted(line.strip(", ") for of_one in said for line in of_one.splitlines())


async def rows_in(store: Store) -> dict[str, int]:
    """By table, where there are any."""
    async with store.read() as tx:
        tables = SQLModel.metadata.sorted_tables
        counted = {it.name: (await tx.execute(select(count()).select_from(it))).scalar_one() for it in tables}
    return {name: rows for name, rows in counted.items() if rows}


async def test_tables_and_revisions_are_in_step(emptied: Store) -> None:
    await made_by_revisions(emptied)

    assert await migrate.schema_of(emptied) is Schema.AT_HEAD
    assert await migrate.drift(emptied) == ""


async def test_a_store_that_is_made_at_once_is_the_one_that_the_revisions_make(emptied: Store) -> None:
    await migrate.upgrade(emptied)
    at_once, its_rows = await schema_in_words(emptied), await rows_in(emptied)

    async with emptied.begin() as tx:
        await undo_everything(tx)
    await made_by_revisions(emptied)

    assert await schema_in_words(emptied) == at_once
    assert any("ix_posts_sending" in line and "'sending'" in line for line in at_once)
    assert await rows_in(emptied) == its_rows == {}


async def test_a_store_of_the_first_version_is_brought_to_head(emptied: Store) -> None:
    await migrate.upgrade(emptied)
    at_head = await schema_in_words(emptied)
    async with emptied.begin() as tx:
        await undo_everything(tx)
    await made_by_revisions(emptied, up_to="0001")
    assert await migrate.schema_of(emptied) is Schema.BEHIND

    assert await migrate.upgrade(emptied) is True

    assert await schema_in_words(emptied) == at_head


@contextmanager
def half_way(then: Callable[[], object]) -> Iterator[None]:
    """`then` when the table of posts was made, with some before and some after it."""

    def made(*_: object, **__: object) -> None:
        then()

    event.listen(table_of(PostRow), "after_create", made)
    try:
        yield
    finally:
        event.remove(table_of(PostRow), "after_create", made)


async def test_a_store_is_made_wholly_or_not_at_all(emptied: Store) -> None:
    def fail() -> None:
        raise OSError("no space left")

    with half_way(fail), pytest.raises(StoreUnavailable):
        await migrate.upgrade(emptied)

    assert await migrate.schema_of(emptied) is Schema.EMPTY
    assert await migrate.upgrade(emptied) is True


async def test_of_a_file_that_was_being_made_when_the_machine_stopped_a_store_is_made(tmp_path: Path) -> None:
    """What the disk holds half way is what such a machine finds when it starts again."""
    found = tmp_path / "found"
    store, left = open_store(f"sqlite:///{tmp_path}/store.db", TEAM), open_store(f"sqlite:///{found}/store.db", TEAM)
    with half_way(lambda: shutil.copytree(tmp_path, found, ignore=shutil.ignore_patterns("found"))):
        await migrate.upgrade(store)

    assert await migrate.schema_of(left) is Schema.EMPTY
    assert await migrate.upgrade(left) is True
    assert await schema_in_words(left) == await schema_in_words(store)

    await store.close()
    await left.close()


@pytest.mark.parametrize("begun", ["with nothing", "at the first revision"])
async def test_of_two_upgrades_at_once_one_does_it_and_the_other_finds_nothing_to_do(
    emptied: Store, store: Store, begun: str
) -> None:
    if begun != "with nothing":
        await made_by_revisions(emptied, up_to="0001")

    done = await asyncio.gather(migrate.upgrade(emptied, tries=3), migrate.upgrade(store, tries=3))

    assert sorted(done) == [False, True]
    assert await migrate.schema_of(store) is Schema.AT_HEAD


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
async def test_an_upgrade_does_not_wait_for_long_for_a_table(store: Store) -> None:
    """While it waits, everybody else waits behind it."""
    async with store.begin() as somebody:
        await somebody.execute(text("SELECT 1 FROM reports"))
        with pytest.raises(Busy, match="lock timeout"):
            async with store.begin() as tx:
                await migrate.wait_for_no_other_upgrade(tx)
                await tx.execute(text("ALTER TABLE reports ADD COLUMN mood TEXT"))


async def test_a_version_serves_a_store_that_was_upgraded_under_it_by_additions(deps: Deps, store: Store) -> None:
    await a_report(deps)

    async with store.begin() as tx:
        await tx.execute(text("ALTER TABLE reports ADD COLUMN mood TEXT"))
        await tx.execute(text("CREATE TABLE moods (id INTEGER PRIMARY KEY)"))
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999_serves_0001'"))
    filed = await a_report(deps, "A second one")

    assert filed.number == 2
    assert await migrate.schema_of(store) is Schema.AHEAD
    assert Schema.AHEAD.may_serve
    assert await migrate.upgrade(store) is False


async def test_a_store_that_a_later_version_needs_for_itself_is_left_alone(store: Store) -> None:
    async with store.begin() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999_serves_9998'"))

    assert await migrate.schema_of(store) is Schema.NEWER


def test_every_revision_is_named_by_its_number_and_never_takes_back_what_the_one_before_ended() -> None:
    """`0004_serves_0002` after a 0003 that broke with 0002 would let old replicas onto tables that they do not know."""
    script = ScriptDirectory(str(migrate.MIGRATIONS))
    oldest_first = [revision.revision for revision in script.walk_revisions()][::-1]

    floors = [oldest_served_by(name) for name in oldest_first]

    assert all(NAME.fullmatch(name) for name in oldest_first)
    assert [int(number_of(name)) for name in oldest_first] == list(range(1, len(oldest_first) + 1))
    assert floors == sorted(floors)
