"""Judging deals: what is found is remembered with its beginning and its end, and counted by workflow."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.deal import Deal
from domain.ids import DealId, TeamId
from domain.kept_finding import KeptFinding
from domain.operating_model.workflows import Criterion, Demand
from domain.readiness import Finding
from flows import readiness
from flows.crm_sync import sync
from flows.deps import Deps
from store import deals
from store.engine import Store
from tests.conftest import MONDAY
from tests.flows.judging_steps import TUESDAY, a_deal, there_are
from tests.flows.readiness_world import review_of_qualified, with_workflows
from tests.flows.scripted_crm import LOST, WON, ScriptedCrm, a_record
from tests.flows.stories import ON_SQLITE
from tests.kept import findings_kept, open_findings

FIRST = DealId("d00001")


def in_order(number: int = 1, **values: str) -> Deal:
    """A deal of which the example's pipeline review and forecast demand nothing more."""
    return a_deal(number, **{"next_step": "call", "close_date": "2026-12-10", "forecast_category": "PIPELINE"} | values)


async def remembered(deps: Deps, deal: DealId = FIRST) -> list[tuple[str, str, datetime, datetime | None]]:
    async with deps.store.read() as tx:
        kept = await findings_kept(tx, deal=deal)
    return [(one.workflow, one.finding.criterion, one.first_seen_at, one.resolved_at) for one in kept]


def named(kept: Sequence[KeptFinding]) -> set[tuple[str, str]]:
    return {(one.workflow, one.finding.criterion) for one in kept}


NEXT_STEP = ("pipeline_review", "next_step_fresh")


@pytest.fixture
def deps(deps: Deps) -> Deps:
    return review_of_qualified(deps)


# Beginning and end


async def test_what_a_deal_lacks_is_new_once(deps: Deps) -> None:
    await there_are(deps, in_order(next_step="tbd", close_date="2026-11-20"))

    first = await readiness.judge(deps, at=MONDAY)
    again = await readiness.judge(deps, at=TUESDAY)

    assert named(first.new) == {("pipeline_review", "close_date_ahead"), ("forecast", "close_date_ahead"), NEXT_STEP}
    assert {one.first_seen_at for one in first.new} == {MONDAY}
    assert (again.new, again.resolved, first.resolved) == ([], [], [])
    assert {(at, end) for _, _, at, end in await remembered(deps)} == {(MONDAY, None)}


async def test_what_a_finding_says_keeps_up_with_the_days(deps: Deps) -> None:
    await there_are(deps, in_order(close_date="2026-11-20"))
    await readiness.judge(deps, at=MONDAY)

    await readiness.judge(deps, at=MONDAY + timedelta(days=4))

    async with deps.store.read() as tx:
        kept = await open_findings(tx, workflow="forecast")
    said = Finding(FIRST, "close_date_ahead", "close_date", "Close date passed 7 days ago", date(2026, 11, 21))
    assert kept == [KeptFinding("forecast", said, MONDAY)]


async def test_a_finding_that_ended_and_comes_back_is_a_new_one(deps: Deps) -> None:
    hours = [MONDAY + timedelta(hours=n) for n in range(4)]
    for at, next_step in zip(hours, ["", "call", "", "call"], strict=True):
        await there_are(deps, in_order(next_step=next_step))
        judged = await readiness.judge(deps, at=at)

    assert named(judged.resolved) == {NEXT_STEP}
    assert [one.resolved_at for one in judged.resolved] == [hours[3]]
    assert await remembered(deps) == [(*NEXT_STEP, hours[0], hours[1]), (*NEXT_STEP, hours[2], hours[3])]


async def test_what_was_found_and_resolved_since_is_told_by_the_workflow(deps: Deps) -> None:
    await there_are(deps, in_order(1, next_step=""), in_order(2))
    await readiness.judge(deps, at=MONDAY)
    await there_are(deps, in_order(1), in_order(2, next_step=""))
    await readiness.judge(deps, at=TUESDAY)

    async with deps.store.read() as tx:
        kept = await findings_kept(tx, workflow="pipeline_review")
        elsewhere = await findings_kept(tx, workflow="forecast")
    assert [one.finding.deal for one in kept if one.first_seen_at >= TUESDAY] == [DealId("d00002")]
    assert [one.finding.deal for one in kept if one.resolved_at is not None] == [FIRST]
    assert elsewhere == []


@pytest.mark.parametrize("how", ["closed", "deleted", "no longer demanded", "its workflow ended"])
async def test_a_finding_ends_with_what_it_was_about(deps: Deps, how: str) -> None:
    await there_are(deps, in_order(1, next_step=""), in_order(2))
    await readiness.judge(deps, at=MONDAY)

    if how == "closed":
        await there_are(deps, replace(in_order(1, next_step=""), stage=LOST))
    elif how == "deleted":
        async with deps.begin() as tx:
            await deals.mark_deleted(tx, [FIRST], at=TUESDAY)
    elif how == "no longer demanded":
        review = deps.model.workflows["pipeline_review"]
        deps = with_workflows(deps, pipeline_review=review.model_copy(update={"criteria": review.criteria[1:]}))
    else:
        left = {name: one for name, one in deps.model.workflows.items() if name != "pipeline_review"}
        deps = replace(deps, model=deps.model.model_copy(update={"workflows": left}))
    judged = await readiness.judge(deps, at=TUESDAY)

    assert named(judged.resolved) == {NEXT_STEP}
    assert await remembered(deps) == [(*NEXT_STEP, MONDAY, TUESDAY)]


async def test_a_few_deals_are_judged_at_once_and_the_others_left_alone(deps: Deps) -> None:
    await there_are(deps, in_order(1, next_step=""), in_order(2, next_step=""))
    await readiness.judge(deps, at=MONDAY)

    await there_are(deps, in_order(1), in_order(2), in_order(3, next_step=""))
    judged = await readiness.judge_some(deps, [FIRST], at=TUESDAY)

    assert (named(judged.new), named(judged.resolved)) == (set(), {NEXT_STEP})
    assert await remembered(deps, DealId("d00002")) == [(*NEXT_STEP, MONDAY, None)]
    assert await remembered(deps, DealId("d00003")) == []


async def test_another_workspace_has_findings_of_its_own(deps: Deps) -> None:
    await there_are(deps, in_order(1, next_step=""))
    await readiness.judge(deps, at=MONDAY)

    others = Store(deps.store.writer, deps.store.reader, TeamId("T0SOUTHWIND"))
    judged = await readiness.judge(replace(deps, store=others), at=TUESDAY)

    assert (judged.new, judged.resolved) == ([], [])
    assert await remembered(deps) == [(*NEXT_STEP, MONDAY, None)]


# Counts


async def test_each_workflow_tells_how_many_deals_are_ready(deps: Deps) -> None:
    won = a_deal(4, WON, close_date="2026-11-20", implementation_risk="low", promised_outcomes="n/a")
    await there_are(deps, in_order(1), in_order(2, next_step=""), in_order(3, close_date="2027-11-20"), won)

    tallies = (await readiness.judge(deps, at=MONDAY)).tallies

    assert {name: (tally.ready, tally.deals) for name, tally in tallies.items()} == {
        "pipeline_review": (2, 3),
        "forecast": (2, 2),
        "handoff": (0, 1),
        "renewal": (0, 0),
    }


async def test_what_cannot_be_judged_is_told_and_is_no_finding(deps: Deps) -> None:
    await there_are(deps, replace(in_order(), changed_at={}))

    judged = await readiness.judge(deps, at=MONDAY)

    assert judged.new == []
    assert judged.tallies["pipeline_review"].unknown == {"next_step_fresh": 1}


async def test_to_inspect_remembers_nothing(deps: Deps) -> None:
    await there_are(deps, in_order(next_step=""))

    inspected = [one async for one in readiness.inspect(deps, "pipeline_review", at=MONDAY)]

    assert [[f.criterion for f in found] for _, found in inspected] == [["next_step_fresh"]]
    assert await remembered(deps) == []


async def test_today_is_the_companys(deps: Deps) -> None:
    """At three in the morning of the 24th in UTC it is still the 23rd in New York."""
    await there_are(deps, in_order(close_date="2026-11-23"))

    before = await readiness.judge(deps, at=datetime(2026, 11, 24, 4, 59, tzinfo=UTC))
    after = await readiness.judge(deps, at=datetime(2026, 11, 24, 5, 0, tzinfo=UTC))

    assert (len(before.new), len(after.new)) == (0, 2)


@ON_SQLITE
async def test_a_choice_is_told_by_the_label_that_the_crm_gives_it(deps: Deps) -> None:
    criterion = Criterion(id="c", field="forecast_category", must=Demand(one_of=("MAYBE",)), say="Choose.")
    forecast = deps.model.workflows["forecast"].model_copy(update={"criteria": (criterion,)})
    deps = with_workflows(deps, forecast=forecast)
    crm = ScriptedCrm()
    crm.put(a_record(1, forecast_category="COMMIT", close_date="2026-12-10"))
    await sync(deps, crm, at=MONDAY)

    judged = (await readiness.judge(deps, at=MONDAY)).new
    inspected = [one async for _, found in readiness.inspect(deps, "forecast", at=MONDAY) for one in found]

    told = [kept.finding for kept in judged if kept.workflow == "forecast"]
    assert told == inspected
    assert [one.because for one in told] == ["Forecast category is “Commit”, not “Maybe”"]
