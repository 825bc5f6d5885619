"""The owners of deals are looked up in Slack, gently, and a Slack in trouble changes nothing."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.crm_people import AGAIN_AFTER_S, LOOK_EVERY_S, REFUSED_S, CrmPeople
from delivery.client import open_client
from domain.ids import OwnerId, UserId
from domain.operating_model import OperatingModel
from domain.owner import Owner, SlackPerson
from flows import crm_people, crm_sync
from flows.deps import Deps
from sandbox.settings import Settings
from store.engine import open_store
from tests.conftest import MONDAY, TEAM, Clock, deps_over
from tests.doors.running import TOKEN
from tests.flows.scripted_crm import RAVI_OWNS, RITA_OWNS, ScriptedCrm, a_record
from tests.serving import MANIFEST, running_sandbox
from tests.workspace import RAVI, RITA, Workspace

GUS_OWNS = OwnerId("503")
OWNERS = [
    Owner(RITA_OWNS, "Rita Moreno", "rita.moreno@northwind.example"),
    Owner(RAVI_OWNS, "Ravi", "ravi.of.long.ago@northwind.example"),
    Owner(GUS_OWNS, "Gus", "gus@elsewhere.example"),
]
IN_NEW_YORK = ZoneInfo("America/New_York")


@dataclass(frozen=True)
class Looking:
    deps: Deps
    workspace: Workspace
    look: CrmPeople

    async def people(self) -> dict[OwnerId, SlackPerson]:
        async with self.deps.store.read() as tx:
            return await crm_people.slack_people(tx, self.deps)


@pytest.fixture
async def looking(store_file: Path, model: OperatingModel, clock: Clock) -> AsyncIterator[Looking]:
    """Three owners, of whom Slack knows one by the address, and the operating model names another."""
    crm = model.crm.model_copy(update={"owners": {RAVI_OWNS: RAVI}})
    store = open_store(f"sqlite:///{store_file}", TEAM)
    deps = deps_over(store, model.model_copy(update={"crm": crm}), clock)
    scripted = ScriptedCrm(all_owners=OWNERS)
    for number, owner in enumerate(OWNERS):
        scripted.put(replace(a_record(number), owner=owner.id))
    await crm_sync.sync(deps, scripted, at=MONDAY)
    async with (
        running_sandbox(Settings(manifest=MANIFEST, bot_token=TOKEN)) as workspace,
        open_client(TOKEN, base_url=workspace.api_url) as client,
    ):
        yield Looking(deps, workspace, CrmPeople(deps, client, pause_s=0))
    await store.close()


async def test_owners_are_found_with_their_time_zone_and_a_stranger_is_told_of(looking: Looking) -> None:
    again = await looking.look.look()

    assert again == LOOK_EVERY_S
    assert await looking.people() == {
        RITA_OWNS: SlackPerson(UserId(RITA), IN_NEW_YORK),
        RAVI_OWNS: SlackPerson(UserId(RAVI), IN_NEW_YORK),
    }
    assert [one.name for one in await crm_people.strangers(looking.deps)] == ["Gus"]


async def test_an_account_that_is_gone_is_nobody(looking: Looking) -> None:
    await looking.workspace.deactivate(RAVI)
    await looking.workspace.deactivate(RITA)

    await looking.look.look()

    assert await looking.people() == {RAVI_OWNS: SlackPerson(UserId(RAVI))}  # as the operating model says
    assert [one.name for one in await crm_people.strangers(looking.deps)] == ["Gus", "Rita Moreno"]


@pytest.mark.parametrize(
    ("fault", "again"),
    [
        ({"kind": "rate_limited", "retry_after": 7}, 7),
        ({"kind": "http_500"}, AGAIN_AFTER_S),
        ({"kind": "error", "error": "missing_scope"}, REFUSED_S),
    ],
)
async def test_a_slack_in_trouble_is_left_in_peace_and_nobody_is_lost(
    looking: Looking, fault: dict[str, object], again: float
) -> None:
    methods = ("users.lookupByEmail", "users.info")
    await looking.look.look()
    known = await looking.people()
    looking.deps.clock.move(days=7)  # type: ignore[attr-defined] # the test's own
    await looking.workspace.faults(*({"method": method, "times": None, **fault} for method in methods))

    rests = await looking.look.look()

    assert rests == again
    assert await looking.people() == known
    assert len(await crm_people.to_look_up(looking.deps, at=looking.deps.clock())) == 3
