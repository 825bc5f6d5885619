"""Which open reports count as friction, as the store tells them."""

from datetime import date

from domain.report import Verb
from flows.deps import Deps
from store.friction import open_friction
from tests.conftest import FINN, RAVI
from tests.flows.stories import a_report, decided


async def told(deps: Deps) -> list[tuple[int, str | None, str | None]]:
    async with deps.store.read() as tx:
        return sorted((one.number, one.workflow, one.field) for one in await open_friction(tx))


async def test_of_reports_about_the_same_only_the_oldest_is_told(deps: Deps) -> None:
    await a_report(deps, workflow="handoff", field="implementation_risk")
    await a_report(deps, workflow="handoff", field="implementation_risk", by=RAVI)
    await a_report(deps, workflow="forecast")

    assert await told(deps) == [(1, "handoff", "implementation_risk"), (3, "forecast", None)]


async def test_deferred_friction_is_still_felt_and_rejected_friction_is_not(deps: Deps) -> None:
    deferred = await a_report(deps, workflow="handoff", field="implementation_risk")
    rejected = await a_report(deps, workflow="forecast")

    await decided(deps, deferred.id, Verb.DEFER, revisit_on=date(2026, 12, 7))
    await decided(deps, rejected.id, Verb.REJECT, by=FINN)

    assert await told(deps) == [(1, "handoff", "implementation_risk")]
