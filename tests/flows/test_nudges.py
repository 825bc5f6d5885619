"""Asking people: one bundle a day, in their hours, about the next meeting, and never about open friction."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.asking import Question, Scope
from domain.bundle import Why
from domain.ids import UserId
from domain.operating_model.workflows import Control
from domain.report import Verb
from flows import nudging
from flows.bundle_standings import bundle_standing
from flows.deps import Deps
from flows.nudging import bundle_post
from flows.silence import silences
from schedules.asking import ask_people
from store import asking_rests
from tests.conftest import FINN, RAVI, RITA, Clock
from tests.flows.nudging_world import (
    TUESDAY,
    asked,
    bundles_of,
    day_after_day,
    is_in_slack,
    posts_to,
    read,
    their_deals,
    with_control,
)
from tests.flows.readiness_world import review_of_qualified
from tests.flows.scripted_crm import QUALIFIED, RAVI_OWNS, RITA_OWNS, ScriptedCrm, a_record
from tests.flows.stories import a_delivery, a_report, decided, in_new_york

BERLIN = ZoneInfo("Europe/Berlin")
NEXT_STEP, CLOSE_DATE = "next_step_fresh", "close_date_ahead"


@pytest.fixture
def deps(deps: Deps, clock: Clock) -> Deps:
    """The pipeline review asks, and nothing else does."""
    clock.now = TUESDAY
    return with_control(review_of_qualified(deps), Control.PROMPT, "pipeline_review")


@pytest.fixture
async def crm(deps: Deps) -> ScriptedCrm:
    return await their_deals(deps)


# One bundle a day


async def test_a_person_is_asked_what_their_deals_lack_the_largest_first(deps: Deps, crm: ScriptedCrm) -> None:
    assert await nudging.ask(deps, at=TUESDAY) == 1

    assert await asked(deps) == [("d00002", NEXT_STEP), ("d00001", NEXT_STEP)]
    assert await posts_to(deps) == 1
    assert await posts_to(deps, RAVI) == 0


async def test_amounts_of_two_currencies_are_not_compared(deps: Deps, crm: ScriptedCrm) -> None:
    crm.put(replace(a_record(4, amount="5000000", close_date="2026-12-10"), currency="JPY"))
    await read(deps, crm, at=TUESDAY)

    await nudging.ask(deps, at=TUESDAY)

    assert [deal for deal, _ in await asked(deps)] == ["d00002", "d00001", "d00004"]


async def test_nobody_is_asked_twice_on_a_day(deps: Deps, crm: ScriptedCrm) -> None:
    await nudging.ask(deps, at=TUESDAY)
    crm.put(a_record(4, close_date="2026-12-10"))
    await read(deps, crm, at=TUESDAY)

    assert await nudging.ask(deps, at=TUESDAY + timedelta(hours=3)) == 0
    assert await posts_to(deps) == 1


async def test_whoever_had_nothing_to_do_at_nine_is_not_asked_at_noon(deps: Deps, crm: ScriptedCrm) -> None:
    await nudging.ask(deps, at=TUESDAY)
    crm.put(replace(a_record(4, close_date="2026-12-10"), owner=RAVI_OWNS))
    await read(deps, crm, at=TUESDAY)

    assert await nudging.ask(deps, at=TUESDAY + timedelta(hours=3)) == 0


async def test_two_replicas_ask_once(deps: Deps, crm: ScriptedCrm) -> None:
    await asyncio.gather(nudging.ask(deps, at=TUESDAY), nudging.ask(deps, at=TUESDAY))

    assert (await posts_to(deps), len(await bundles_of(deps))) == (1, 1)


async def test_each_is_asked_at_nine_by_their_own_clock(deps: Deps, crm: ScriptedCrm) -> None:
    await is_in_slack(deps, RITA_OWNS, RITA, BERLIN)

    assert await nudging.ask(deps, at=TUESDAY.replace(hour=2, minute=59)) == 0
    assert await nudging.ask(deps, at=TUESDAY.replace(hour=3)) == 1  # nine in Berlin
    assert [bundle.day.isoformat() for bundle in await bundles_of(deps)] == ["2026-11-24"]


@pytest.mark.parametrize(
    "at",
    [
        TUESDAY.replace(hour=8, minute=59),
        TUESDAY.replace(hour=18),
        in_new_york(2026, 11, 26, 9),  # Thanksgiving
        in_new_york(2026, 11, 28, 9),  # Saturday
    ],
)
async def test_nobody_is_asked_at_another_time(deps: Deps, crm: ScriptedCrm, at: datetime) -> None:
    await read(deps, crm, at=at)

    assert await nudging.ask(deps, at=at) == 0


async def test_without_a_fresh_look_at_the_crm_nobody_is_asked(deps: Deps, crm: ScriptedCrm) -> None:
    late = in_new_york(2026, 11, 25, 9, 30)

    assert await nudging.ask(deps, at=late) == nudging.OutOfDate(TUESDAY)
    assert await ask_people(deps, late) == (
        "Nobody is asked: the CRM was last read on Tue 2026-11-24 at 09:00 America/New_York. Run crm-sync first."
    )
    assert await asked(deps) == []


async def test_before_the_crm_was_read_for_the_first_time_nobody_is_asked(deps: Deps) -> None:
    assert await ask_people(deps, TUESDAY) == "Nobody is asked: the CRM has not been read yet. Run crm-sync first."


async def test_the_job_says_how_many_were_asked(deps: Deps, crm: ScriptedCrm) -> None:
    assert await ask_people(deps, TUESDAY) == "1 person is asked about their records."
    assert await ask_people(deps, TUESDAY) == "Nobody is asked anything then."


async def test_a_model_that_allows_no_bundle_sends_none(deps: Deps, crm: ScriptedCrm) -> None:
    quiet = deps.model.nudges.model_copy(update={"at_most_per_person_per_day": 0})
    deps = replace(deps, model=deps.model.model_copy(update={"nudges": quiet}))

    assert await nudging.ask(deps, at=TUESDAY) == 0


async def test_who_is_away_is_asked_when_they_are_back_on_that_day(deps: Deps, crm: ScriptedCrm) -> None:
    gone = {RITA}

    async def away(people: Collection[UserId], _at: datetime) -> frozenset[UserId]:
        return frozenset(gone & set(people))

    deps = replace(deps, away=away)

    assert await nudging.ask(deps, at=TUESDAY) == 0
    gone.clear()
    assert await nudging.ask(deps, at=TUESDAY + timedelta(hours=1)) == 1


# Which meeting, how firmly


@pytest.mark.parametrize("control", [Control.FLAG, Control.INSPECTION])
async def test_a_lighter_control_asks_nobody(deps: Deps, crm: ScriptedCrm, control: Control) -> None:
    assert await nudging.ask(with_control(deps, control, "pipeline_review"), at=TUESDAY) == 0


async def test_only_the_next_meeting_counts(deps: Deps, crm: ScriptedCrm) -> None:
    deps = with_control(deps, Control.PROMPT, "pipeline_review", "forecast")

    await nudging.ask(deps, at=TUESDAY)

    (bundle,) = await bundles_of(deps)
    assert [section.workflow for section in bundle.sections] == ["pipeline_review"]


async def test_the_preview_shows_each_their_own_deals_the_working_day_before(
    deps: Deps, crm: ScriptedCrm, clock: Clock
) -> None:
    deps = with_control(deps, Control.INSPECTION, "forecast")  # Monday at 09:30, previewed 24 hours before
    friday = clock.now = in_new_york(2026, 11, 27, 9, 30)
    await read(deps, crm, at=friday)

    assert await nudging.ask(deps, at=friday - timedelta(minutes=15)) == 0
    assert await nudging.ask(deps, at=friday) == 2
    assert await nudging.ask(deps, at=friday + timedelta(minutes=15)) == 0

    (bundle,) = await bundles_of(deps)
    assert [(section.why, section.workflow) for section in bundle.sections] == [(Why.PREVIEW, "forecast")]
    assert {criterion for _, criterion in await asked(deps)} == {"category_set"}


async def test_on_the_day_of_a_preview_there_is_no_other_bundle(deps: Deps, crm: ScriptedCrm, clock: Clock) -> None:
    deps = with_control(deps, Control.PROMPT, "forecast", "pipeline_review")
    friday = clock.now = in_new_york(2026, 11, 27, 9, 30)
    await read(deps, crm, at=friday)

    assert await nudging.ask(deps, at=friday.replace(minute=0)) == 0
    assert await nudging.ask(deps, at=friday) == 2
    assert await posts_to(deps) == 1


async def test_whoever_was_asked_before_the_same_call_sees_the_preview_all_the_same(
    deps: Deps, crm: ScriptedCrm, clock: Clock
) -> None:
    deps = with_control(deps, Control.PROMPT, "forecast")
    assert await day_after_day(deps, crm, clock, 25) == [2]
    friday = clock.now = in_new_york(2026, 11, 27, 9, 30)
    await read(deps, crm, at=friday)

    assert await nudging.ask(deps, at=friday) == 2
    assert await nudging.ask(deps, at=friday + timedelta(hours=1)) == 0

    told = [section for bundle in await bundles_of(deps) for section in bundle.sections]
    assert [(one.why, one.workflow) for one in told] == [(Why.NUDGE, "forecast"), (Why.PREVIEW, "forecast")]
    assert told[0].meets_at == told[1].meets_at


# Friction first


async def test_what_has_open_friction_is_not_asked_until_the_report_ends(
    deps: Deps, crm: ScriptedCrm, clock: Clock
) -> None:
    report = await a_report(deps, workflow="pipeline_review", field="next_step")

    assert await nudging.ask(deps, at=TUESDAY) == 0

    await decided(deps, report.id, Verb.REJECT)
    assert await day_after_day(deps, crm, clock, 25) == [1]


async def test_a_message_that_is_owed_when_friction_is_reported_is_not_begun(deps: Deps, crm: ScriptedCrm) -> None:
    await nudging.ask(deps, at=TUESDAY)
    (bundle,) = await bundles_of(deps)

    await a_report(deps, workflow="pipeline_review", field="next_step")

    assert await bundle_standing(deps, bundle_post(bundle.id, RITA).key) is None


async def test_a_workflow_with_friction_about_it_as_a_whole_asks_nothing(deps: Deps, crm: ScriptedCrm) -> None:
    await a_report(deps, workflow="pipeline_review", by=FINN)

    assert await nudging.ask(deps, at=TUESDAY) == 0


# Rests and silence


async def test_what_rests_is_left_out(deps: Deps, crm: ScriptedCrm) -> None:
    await nudging.ask(deps, at=TUESDAY)
    (bundle,) = await bundles_of(deps)
    standing = await bundle_standing(deps, bundle_post(bundle.id, RITA).key)
    assert standing is not None
    first = standing.sections[0].deals[0][0]
    assert first.deal is not None
    async with deps.begin() as tx:
        about = Question(first.id, QUALIFIED.id, "pipeline_review", NEXT_STEP, "next_step")
        await asking_rests.begin(
            tx, by=RITA, scope=Scope.DEAL, about=about, at=TUESDAY, until=None, delivery=a_delivery()
        )

    await read(deps, crm, at=in_new_york(2026, 11, 25, 9))
    await nudging.ask(deps, at=in_new_york(2026, 11, 25, 9))

    assert await asked(deps) == [("d00002", NEXT_STEP), ("d00001", NEXT_STEP), ("d00001", NEXT_STEP)]


async def test_three_bundles_without_a_reaction_are_followed_by_silence(
    deps: Deps, crm: ScriptedCrm, clock: Clock
) -> None:
    crm.delete(3)

    assert await day_after_day(deps, crm, clock, 24, 25, 27) == [1, 1, 1]  # the 26th is a holiday

    assert await day_after_day(deps, crm, clock, 30, 34, 38) == [0, 0, 0]
    async with deps.store.read() as tx:
        assert await silences(tx, deps, [RITA, RAVI], at=clock.now) == {RITA: in_new_york(2026, 12, 11, 9)}
    assert await day_after_day(deps, crm, clock, 41) == [1]  # two weeks later, 11 December


async def test_a_record_put_in_order_is_a_reaction(deps: Deps, crm: ScriptedCrm, clock: Clock) -> None:
    assert await day_after_day(deps, crm, clock, 24) == [1]
    crm.change(2, at=clock.now + timedelta(hours=1), next_step="call")
    clock.now += timedelta(hours=2)
    await read(deps, crm, at=clock.now)

    assert await day_after_day(deps, crm, clock, 25, 27, 30) == [1, 1, 1]
