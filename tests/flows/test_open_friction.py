"""Which open reports count as friction, and that what they hold back is held back everywhere alike."""

from dataclasses import replace
from datetime import date

from domain.finding_standing import Asking
from domain.report import Verb
from domain.update_sheet import UpdateSheet
from flows import updating
from flows.deps import Deps
from store.friction import open_friction
from tests.conftest import FINN, RAVI, RITA
from tests.flows.stories import ON_SQLITE, a_report, decided
from tests.flows.updates import CLOSE_DATE, NEXT_STEP, REVIEW, finding, shown, with_deals


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


@ON_SQLITE
async def test_friction_about_the_evidence_holds_back_the_field_that_it_is_for(deps: Deps) -> None:
    deps, _ = await with_deals(backed_by(deps, "champion"))
    before = await shown(deps, NEXT_STEP), await fields_on_the_sheet(deps)

    await a_report(deps, "Nobody knows the champion that early", field="champion")

    assert (before[0].asking, before[1]) == (Asking.ASKED, ["close_date", "next_step", "champion"])
    assert (await shown(deps, NEXT_STEP)).asking is Asking.HELD
    assert await fields_on_the_sheet(deps) == ["close_date"]


def backed_by(deps: Deps, field: str) -> Deps:
    """The next step needs evidence in the pipeline review, which asks people."""
    review = deps.model.workflows[REVIEW]
    must = {one.id: one.must.model_copy(update={"supported_by": (field,)}) for one in review.criteria}
    criteria = [
        one.model_copy(update={"must": must[one.id]}) if one.id == NEXT_STEP else one for one in review.criteria
    ]
    changed = review.model_copy(update={"criteria": tuple(criteria)})
    workflows = {REVIEW: changed}
    return replace(deps, model=deps.model.model_copy(update={"workflows": workflows}))


async def fields_on_the_sheet(deps: Deps) -> list[str]:
    sheet = await updating.open_sheet(deps, await finding(deps, CLOSE_DATE), by=RITA, place=None)
    assert isinstance(sheet, UpdateSheet)
    return [entry.meta.field for entry in sheet.entries]
