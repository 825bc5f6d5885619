"""What is asked at the same time: it takes the time of one, and fails as if it had been asked alone."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from crm.protocol import CrmRefuses, CrmUnavailable
from crm.side_by_side import side_by_side
from domain.crm_field import FieldMeta
from domain.deal import Stage
from domain.owner import Owner
from flows import crm_sync
from flows.crm_sync import Synced
from flows.deps import Deps
from tests.conftest import MONDAY
from tests.crm.account import Account, Meddling, deleted, no_task_left, read, records
from tests.flows.scripted_crm import ScriptedCrm, a_record
from tests.flows.stories import ON_SQLITE


class OnlyTogether(ScriptedCrm):
    """Answers who asks for one thing when the other two were asked for as well."""

    def __init__(self) -> None:
        super().__init__()
        self._all = asyncio.Barrier(3)

    async def stages(self) -> list[Stage]:
        await self._all.wait()
        return await super().stages()

    async def owners(self) -> list[Owner]:
        await self._all.wait()
        return await super().owners()

    async def fields(self) -> list[FieldMeta]:
        await self._all.wait()
        return await super().fields()


class OneRefuses(OnlyTogether):
    async def owners(self) -> list[Owner]:
        raise CrmRefuses("The token was revoked.")


@ON_SQLITE
async def test_a_sync_asks_for_stages_owners_and_fields_at_once(deps: Deps) -> None:
    crm = OnlyTogether()
    crm.put(a_record(1))

    async with asyncio.timeout(10):
        done = await crm_sync.sync(deps, crm, at=MONDAY)

    assert isinstance(done, Synced)
    assert done.new == 1


@ON_SQLITE
async def test_what_one_of_them_is_refused_is_said_as_it_is_and_nobody_waits_for_the_others(deps: Deps) -> None:
    async with no_task_left(), asyncio.timeout(10):
        with pytest.raises(CrmRefuses, match=r"^The token was revoked\.$"):
            await crm_sync.sync(deps, OneRefuses(), at=MONDAY)


async def test_of_several_troubles_the_first_is_told() -> None:
    async def fails(trouble: Exception) -> None:
        raise trouble

    with pytest.raises(CrmUnavailable):
        async with side_by_side() as asking:
            asking.create_task(fails(CrmUnavailable()))
            asking.create_task(fails(CrmRefuses("no")))


class LastReadWaits(Meddling):
    """Answers no read of deals before it was asked what was deleted."""

    def __init__(self, account: Account) -> None:
        super().__init__(account.crm)
        self._listed = asyncio.Event()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.params.get("archived") == "true" and request.url.path.endswith("/deals"):
            self._listed.set()
        if request.url.path.endswith("/batch/read"):
            await self._listed.wait()
        return await super().handle_async_request(request)


@pytest.fixture
async def account() -> AsyncIterator[Account]:
    yield Account()


async def test_what_was_deleted_is_asked_for_while_the_last_deals_are_read(account: Account) -> None:
    kept, gone = account.add("Kestrel"), account.add("Osprey")
    account.state.archive(int(gone))
    account.way = LastReadWaits(account)

    async with no_task_left(), asyncio.timeout(10):
        pages = await read(account.hubspot())

    assert set(records(pages)) == {kept}
    assert deleted(pages) == [gone]
