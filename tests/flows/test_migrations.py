"""The schema: an empty store goes to head, tables and revisions are in step, and a newer store is left alone."""

import pytest
from sqlalchemy import text

from store import migrate
from store.engine import Store
from store.migrate import Schema, SchemaIsNewer


async def test_tables_and_revisions_are_in_step(store: Store):
    assert await migrate.schema_of(store) is Schema.AT_HEAD

    assert await migrate.drift(store) == ""


def test_the_latest_revision_is_the_one_that_a_store_is_compared_with():
    assert migrate.latest_revision() == migrate.HEAD


async def test_upgrading_twice_changes_nothing(store: Store):
    assert await migrate.upgrade(store) is False


async def test_a_store_of_a_newer_version_is_left_alone(store: Store):
    async with store.begin() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert await migrate.schema_of(store) is Schema.NEWER
    with pytest.raises(SchemaIsNewer):
        await migrate.upgrade(store)
