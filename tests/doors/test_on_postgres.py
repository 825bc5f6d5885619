"""The same stories with PostgreSQL underneath, and what happens while it is away."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from delivery.pacing import Pace
from store.engine import url_of
from tests.doors.running import Company, company
from tests.doors.steps import FRICTION, NEXT_STEP
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
from tests.workspace import BOT, RITA, TRIAGE

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
