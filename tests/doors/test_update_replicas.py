"""Several replicas that share a PostgreSQL: what people save is written by one of them, once."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from delivery.deal_writer import DealWriter
from domain.ids import DealId
from store.engine import open_store
from tests.conftest import TEAM
from tests.doors.deals import Asked, asked
from tests.kept import updates_kept
from tests.workspace import RITA

REPLICAS = 3
SAVES = 4


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
async def test_of_several_replicas_one_writes(store_url: str, tmp_path: Path) -> None:
    async with asked(store_url, tmp_path, closedate="2026-11-01") as rita, AsyncExitStack() as stack:
        writers = [rita.bot.deal_writer]
        for _ in range(REPLICAS - 1):
            store = open_store(store_url, TEAM)
            stack.push_async_callback(store.close)
            writers.append(DealWriter(replace(rita.bot.deps, store=store), rita.bot.client))
            stack.callback(asyncio.create_task(writers[-1].run()).cancel)

        def wake_all() -> None:
            for writer in writers:
                writer.wake()

        rita.bot.deps.write_soon = wake_all

        for day in range(SAVES):
            await saved(rita, date(2026, 11, 10 + day))

        history = (await rita.record())["history"]
        assert len([one for one in history if one["name"] == "closedate"]) == 1 + SAVES
        async with rita.bot.deps.store.read() as tx:
            updates = await updates_kept(tx, DealId(rita.id))
        assert [(one.state, one.tries) for one in updates] == [("saved", 1)] * SAVES


async def saved(rita: Asked, closing: date) -> None:
    """On a day that has passed as well, so that the form can be opened again."""
    await rita.opened()
    assert (await rita.saves(Close_Date=closing)).ok
    await rita.told(f"{closing.day} Nov 2026")
    await rita.workspace.close_modal(RITA)
