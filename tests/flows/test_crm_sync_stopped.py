"""Syncs that are stopped, overtaken, or begin again: nothing is read twice, and nobody is gone who was seen."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from crm.protocol import CrmUnavailable
from domain.ids import TeamId
from domain.operating_model import OperatingModel
from domain.outcome import Refused
from flows import crm_sync
from flows.crm_sync import Synced
from flows.deps import Deps
from store import crm_syncs, deals
from store.engine import Store, open_store
from tests.conftest import MONDAY, Clock, deps_over
from tests.flows.crm_steps import all_there, everything, five_deals, synced, with_another_field
from tests.flows.scripted_crm import ScriptedCrm


class Killed(BaseException):
    """Nobody catches it, as nobody catches the end of a process."""


@pytest.fixture
async def other(store_url: str, model: OperatingModel) -> AsyncIterator[Deps]:
    """Another workspace in the same store."""
    opened = open_store(store_url, TeamId("T0SOUTHWIND"))
    yield deps_over(opened, model, Clock())
    await opened.close()


async def test_what_did_not_change_is_not_read_again(deps: Deps) -> None:
    crm = five_deals()
    await synced(deps, crm)
    before = await everything(deps)

    done = await synced(deps, crm, at=MONDAY + timedelta(hours=1))

    assert done == Synced()
    assert crm.asked == [None, "7"]
    assert await everything(deps) == before


@pytest.mark.parametrize("how", ["the CRM goes away", "killed between pages", "killed while a page is stored"])
@pytest.mark.parametrize("after", range(4))
async def test_after_a_stop_at_any_page_a_sync_goes_on_there(deps: Deps, other: Deps, how: str, after: int) -> None:
    undisturbed, crm = five_deals(), five_deals()
    await synced(other, undisturbed)

    with pytest.raises((CrmUnavailable, Killed)):
        await stopped(deps, crm, after, how=how)
    crm.pages_left = None
    await synced(deps, crm)

    assert crm.asked == [None, str(2 * after) if after else None]
    assert await everything(deps) == await everything(other)


async def stopped(deps: Deps, crm: ScriptedCrm, after: int, *, how: str) -> None:
    """Stops a sync after so many pages of it were stored."""
    pages = 0

    def tell(_: Synced) -> None:
        nonlocal pages
        pages += 1
        if pages == after:
            raise Killed

    if how == "the CRM goes away":
        crm.pages_left = after
        await crm_sync.sync(deps, crm, at=MONDAY)
    elif how == "killed between pages" and after:
        await crm_sync.sync(deps, crm, at=MONDAY, tell=tell)
    else:
        await crm_sync.sync(deps, Deadly(after + 1, crm), at=MONDAY)


class DeadlyValues(dict[str, str]):
    def items(self) -> Any:
        raise Killed


class Deadly(ScriptedCrm):
    """Whoever takes a record of its `nth` page into hand dies of it; the place in the journal is written by then."""

    def __init__(self, nth: int, crm: ScriptedCrm) -> None:
        super().__init__(records=crm.records, journal=crm.journal, asked=crm.asked)
        self._left = nth

    async def changed(self, cursor: str | None) -> AsyncIterator[Any]:
        async for page in super().changed(cursor):
            self._left -= 1
            if not self._left:
                yield replace(page, records=[replace(r, values=DeadlyValues()) for r in page.records])
            yield page


async def test_of_two_syncs_at_once_one_stops_and_nothing_is_read_twice(deps: Deps, other: Deps) -> None:
    undisturbed, crm, second = five_deals(), five_deals(), five_deals()
    await synced(other, undisturbed)

    async def overtake() -> None:
        crm.between = ScriptedCrm().between
        await synced(deps, second)

    crm.between = overtake
    outcome = await crm_sync.sync(deps, crm, at=MONDAY)

    assert isinstance(outcome, Refused)
    assert await everything(deps) == await everything(other)


async def test_a_sync_that_was_overtaken_at_its_end_says_so(deps: Deps) -> None:
    crm = five_deals()

    class Slow(ScriptedCrm):
        async def changed(self, cursor: str | None) -> AsyncIterator[Any]:
            async for page in super().changed(cursor):
                yield page
            while await where(deps) != "7":  # noqa: ASYNC110 - the page is stored meanwhile
                await asyncio.sleep(0.001)
            async with deps.begin() as tx:
                await crm_syncs.advance(tx, crm_syncs.DEALS, frm="7", to="9")

    slow = Slow(records=crm.records, journal=crm.journal)

    assert isinstance(await crm_sync.sync(deps, slow, at=MONDAY), Refused)
    assert await crm_sync.last_synced(deps) is None


async def where(deps: Deps) -> str | None:
    async with deps.store.read() as tx:
        progress = await crm_syncs.find_progress(tx, crm_syncs.DEALS)
    return progress.cursor if progress else None


async def test_whoever_waits_hears_of_every_page(deps: Deps) -> None:
    told: list[int] = []

    await crm_sync.sync(deps, five_deals(), at=MONDAY, tell=lambda done: told.append(done.read))

    assert told == [2, 4, 6, 7]


async def test_with_other_fields_everything_is_read_again_and_what_is_not_there_is_gone(deps: Deps) -> None:
    crm = five_deals()
    await synced(deps, crm)
    crm.delete(3)  # whole syncs are not told of it

    done = await synced(with_another_field(deps), crm, at=MONDAY + timedelta(hours=1))

    assert crm.asked == [None, None]
    assert done.deleted == 1
    assert len(await all_there(deps)) == 4


async def test_nobody_is_gone_who_was_seen_before_a_whole_sync_was_stopped(deps: Deps) -> None:
    crm = five_deals()
    await synced(deps, crm)
    crm.delete(3)
    changed = with_another_field(deps)

    crm.pages_left = 2
    with pytest.raises(CrmUnavailable):
        await synced(changed, crm, at=MONDAY + timedelta(hours=1))
    assert len(await all_there(deps)) == 5
    crm.pages_left = None
    await synced(changed, crm, at=MONDAY - timedelta(hours=9))  # another replica, whose clock is behind

    assert [d.id[-1] for d in await all_there(deps)] == ["1", "2", "4", "5"]


async def test_the_store_is_closed_to_nobody_while_a_sync_waits_for_the_crm(deps: Deps, store: Store) -> None:
    crm, looks = five_deals(), 0

    async def look() -> None:
        nonlocal looks
        async with store.begin() as tx:
            looks += await deals.count_deals(tx) >= 0

    crm.between = look
    await synced(deps, crm)

    assert looks == 4
