"""The schema: an empty store goes to head, tables and revisions are in step, newer stores are served or left alone."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from flows.deps import Deps
from store import migrate
from store.engine import Busy, Store, Transaction, open_store
from store.migrate import NAME, Schema, SchemaIsNewer, number_of, oldest_served_by
from tests.conftest import TEAM
from tests.flows.stories import a_report


async def test_tables_and_revisions_are_in_step(store: Store) -> None:
    assert await migrate.schema_of(store) is Schema.AT_HEAD

    assert await migrate.drift(store) == ""


def test_the_latest_revision_is_the_one_that_a_store_is_compared_with() -> None:
    assert migrate.latest_revision() == migrate.HEAD


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


async def test_of_two_upgrades_at_once_one_does_it_and_the_other_finds_nothing_to_do(
    emptied: Store, store: Store
) -> None:
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
