"""What a digest of Northwind's pipeline has to tell: read as HubSpot is read, kept in the store, and judged."""

import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from crm.hubspot import HubSpot
from domain.deal_history import Change, Source
from domain.ids import DealId
from domain.kept_finding import KeptFinding
from domain.movements import MovementKind
from domain.operating_model import OperatingModel
from flows import crm_sync, readiness
from flows.deps import Deps
from flows.movements import movements
from sandbox.company import PEOPLE
from sandbox.crm.api import crm_app
from sandbox.crm.crm import TOKEN, Crm
from store import crm_catalogue, deals
from store.deals import Scope
from store.engine import Store, open_store
from tests.conftest import MONDAY, TEAM, Clock, deps_over, run_aside
from tests.flows.stories import ON_SQLITE
from tests.kept import open_findings

HOUR = timedelta(hours=1)
CATEGORY, CLOSE_DATE = "forecast_category", "close_date"


@pytest.fixture(scope="module", params=[0, 1, 2, 4], ids=["monday", "tuesday", "wednesday", "friday"])
def judged(
    request: pytest.FixtureRequest,
    model: OperatingModel,
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, Clock]:
    """A store that was read and judged on the day of the forecast call, or on days after it.

    What is judged does not depend on the engine; others see to that.
    """
    file, clock = tmp_path_factory.mktemp("pipeline") / "adoption.db", Clock()
    shutil.copy(sqlite_template, file)
    clock.move(days=request.param)
    run_aside(read_into(file, model, clock))
    return file, clock


async def read_into(file: Path, model: OperatingModel, clock: Clock) -> None:
    store = open_store(f"sqlite:///{file}", TEAM)
    await read(deps_over(store, model, clock), Crm(clock, today=clock()))
    await store.close()


@pytest.fixture
async def pipeline(judged: tuple[Path, Clock], model: OperatingModel) -> AsyncIterator[Deps]:
    """For those who only look: whatever is written fails."""
    file, clock = judged
    store = open_store(f"sqlite:///{file}", TEAM)
    yield deps_over(Store(store.reader, store.reader, TEAM), model, clock)
    await store.close()


async def read(deps: Deps, crm: Crm) -> None:
    """As HubSpot is read, over its own API; and judged."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(crm_app(crm)), base_url="http://crm", headers=headers
    ) as http:
        hubspot = HubSpot(http, fields=deps.model.crm.fields, zone=deps.model.timezone, now=deps.clock)
        await crm_sync.sync(deps, hubspot, at=deps.clock())
    await readiness.judge(deps, at=deps.clock())


def last_call() -> datetime:
    """The forecast call of this week."""
    return MONDAY.replace(hour=14, minute=30, second=0, microsecond=0)


async def found_in(deps: Deps, workflow: str) -> list[KeptFinding]:
    async with deps.store.read() as tx:
        return await open_findings(tx, workflow=workflow)


async def changed(deps: Deps, start: datetime, end: datetime, *fields: str) -> dict[DealId, list[Change]]:
    async with deps.store.read() as tx:
        return await deals.changed_between(tx, start, end, fields=fields)


async def test_each_criterion_of_each_workflow_is_missed(pipeline: Deps) -> None:
    for name, workflow in pipeline.model.workflows.items():
        missed = {kept.finding.criterion for kept in await found_in(pipeline, name)}

        assert missed == {criterion.id for criterion in workflow.criteria}, name


async def test_placeholders_count_as_empty_and_a_commit_lacks_its_evidence(pipeline: Deps) -> None:
    said = [kept.finding.because for kept in await found_in(pipeline, "pipeline_review")]
    lacking = {kept.finding.criterion: kept.finding.because for kept in await found_in(pipeline, "forecast")}

    assert any("which counts as empty" in because for because in said)
    assert lacking["commit_has_champion"] == "Champion is empty"


async def test_the_forecast_category_changed_after_the_call_by_people_and_by_a_workflow(pipeline: Deps) -> None:
    after = await changed(pipeline, last_call(), pipeline.clock(), CATEGORY)

    hands = {change.source for changes in after.values() for change in changes}
    assert {Source.PERSON, Source.AUTOMATION} <= hands


async def test_close_dates_were_pushed_again_and_again(pipeline: Deps) -> None:
    moved = await changed(pipeline, MONDAY - timedelta(days=60), pipeline.clock(), CLOSE_DATE)

    pushes = [sum(b.value > a.value for a, b in pairwise(changes)) for changes in moved.values()]
    assert sorted(pushes)[-4:] == [3, 3, 3, 5]


async def test_one_deal_was_edited_all_over_in_the_hour_before_the_call(pipeline: Deps) -> None:
    hour = await changed(pipeline, last_call() - HOUR, last_call(), *pipeline.model.crm.fields)

    assert max(len({change.field for change in changes}) for changes in hour.values()) == 5


async def test_there_are_two_currencies_and_owners_who_are_nobody_in_slack(pipeline: Deps) -> None:
    async with pipeline.store.read() as tx:
        stages, owners = await crm_catalogue.stages(tx), await crm_catalogue.owners(tx)
        there = await deals.next_deals(tx, Scope(open=True), stages, after=None)

    assert {deal.currency for deal in there} == {"USD", "EUR"}
    known = {person.email for person in PEOPLE}
    strangers = {owner.id for owner in owners if owner.email not in known}
    assert sum(deal.owner in strangers for deal in there) == len(strangers)
    assert max(Decimal(deal.values.get("amount") or 0) for deal in there) == Decimal(999_999_999_999_999)


async def test_rita_has_what_the_tour_shows(pipeline: Deps) -> None:
    """Her largest deal lacks a champion, and another one a next step that counts."""
    async with pipeline.store.read() as tx:
        stages, owners = await crm_catalogue.stages(tx), await crm_catalogue.owners(tx)
        there = {deal.id: deal for deal in await deals.next_deals(tx, Scope(open=True), stages, after=None)}
    rita = next(owner.id for owner in owners if owner.email == "rita.moreno@northwind.example")

    found = [kept.finding for kept in await found_in(pipeline, "forecast") if there[kept.finding.deal].owner == rita]
    largest = max(found, key=lambda one: Decimal(there[one.deal].values.get("amount") or 0))

    assert largest.criterion == "commit_has_champion"
    assert "commit_has_next_step" in {one.criterion for one in found}


@ON_SQLITE
async def test_a_week_later_the_next_call_hears_of_everything_that_moves(deps: Deps, clock: Clock) -> None:
    crm = Crm(clock, today=clock())
    for hours in (0, 7 * 24 - 2):  # the day of a call, and in the hour before the next one
        clock.move(hours=hours)
        await read(deps, crm)

    async with deps.store.read() as tx:
        there = {deal.id: deal async for deal, _ in readiness.inspect(deps, "forecast", at=clock())}
        told = await movements(tx, deps, "forecast", since=last_call(), until=clock(), deals=there)

    assert {one.kind for one in told} == set(MovementKind)
    changed = [one.sentence for one in told if one.kind is MovementKind.CATEGORY_CHANGED]
    assert any("by Rita Moreno" in sentence for sentence in changed), changed
    assert any("by an automation" in sentence for sentence in changed), changed
