"""How old what we know of deals is: as the files are from which it comes, however often those are read."""

from dataclasses import replace
from datetime import timedelta

from domain.operating_model.company import CrmKind
from domain.operating_model.workflows import Control
from flows import nudging
from flows.deps import Deps
from schedules.asking import ask_people
from schedules.controls import count_criteria
from tests.conftest import Clock
from tests.flows.nudging_world import TUESDAY, their_deals, with_control
from tests.flows.pipeline import DUE, a_deal, the_digest, there_are
from tests.flows.readiness_world import review_of_qualified
from tests.flows.scripted_crm import ScriptedCrm
from tests.flows.stories import ON_SQLITE


@ON_SQLITE
async def test_files_that_were_read_a_moment_ago_and_written_days_ago_are_no_fresh_look(
    deps: Deps, clock: Clock
) -> None:
    clock.now = TUESDAY
    deps = with_control(review_of_qualified(deps), Control.PROMPT, "pipeline_review")
    await their_deals(deps)
    written_at = TUESDAY - timedelta(hours=25)

    asked_of_old = await nudging.ask(replace(deps, crm=ScriptedCrm(written_at=written_at)), at=TUESDAY)
    asked_of_new = await nudging.ask(
        replace(deps, crm=ScriptedCrm(written_at=TUESDAY + timedelta(hours=1))), at=TUESDAY
    )

    assert asked_of_old == nudging.OutOfDate(written_at)
    assert asked_of_new == 1


@ON_SQLITE
async def test_of_files_it_says_when_they_were_written_though_they_were_read_a_moment_ago(deps: Deps) -> None:
    written_at = DUE - timedelta(days=3)
    await there_are(deps, a_deal(1))

    content = (await the_digest(replace(deps, crm=ScriptedCrm(written_at=written_at)))).content

    assert (content.read_at, content.is_stale) == (written_at, True)


@ON_SQLITE
async def test_where_files_are_read_they_have_to_be_exported_again(deps: Deps) -> None:
    crm = deps.model.crm.model_copy(update={"kind": CrmKind.CSV})
    by_files = replace(deps, model=deps.model.model_copy(update={"crm": crm}))

    assert (await ask_people(by_files, TUESDAY)).endswith(". Export its files again, then run crm-sync.")
    assert (await count_criteria(by_files, TUESDAY)).endswith(". Export its files again, then run crm-sync.")
