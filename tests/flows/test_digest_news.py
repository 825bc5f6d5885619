"""What a digest tells besides its deals: what shipped, moved or went around the CRM since the last call."""

from datetime import timedelta
from typing import Any

import pytest

from domain.bundle import Asked, Section, Why
from domain.deal_history import Change, Source
from domain.digest import LeftInPeace
from domain.ids import ChannelId, DealId, MessageTs
from domain.note import NoteDraft, ReleaseNote
from domain.nudging import SILENCE
from domain.report import Verb
from domain.signals.kinds import Kind
from domain.watching import ThreadPlace
from flows.deps import Deps
from store import bundles, deals, notes, signals
from store.signals import Sighting
from tests.conftest import ADA, CARL, RAVI, RITA, Clock
from tests.flows.pipeline import (
    CARL_OWNS,
    DUE,
    FORECAST_CALL,
    RAVI_OWNS,
    RITA_OWNS,
    a_deal,
    in_slack,
    lacking,
    the_digest,
    there_are,
)
from tests.flows.stories import ON_SQLITE, a_report, decided, in_new_york, shipped

A_WEEK = timedelta(days=7)


@pytest.fixture
def clock() -> Clock:
    return Clock(DUE)


async def a_note_about(deps: Deps, workflow: str, **parts: Any) -> ReleaseNote:
    """It resolves a report about `workflow`."""
    report = await a_report(deps, workflow=workflow)
    await decided(deps, report.id, Verb.FIX, by=ADA)
    return await shipped(deps, report.id, by=ADA, **parts)


@ON_SQLITE
async def test_what_shipped_for_the_workflow_since_the_last_call_is_told(deps: Deps, clock: Clock) -> None:
    clock.now = FORECAST_CALL - A_WEEK - timedelta(hours=1)
    await a_note_about(deps, "forecast")
    clock.now = DUE - timedelta(days=2)
    here = await a_note_about(deps, "forecast")
    also_here = await a_note_about(deps, "handoff", workflows=("forecast",))
    await a_note_about(deps, "handoff")
    clock.now = DUE

    content = (await the_digest(deps)).content

    assert [(one.ref, one.title) for one in content.shipped] == [
        (note.ref, "Risk comes later") for note in (here, also_here)
    ]
    assert content.last_call_at == FORECAST_CALL - A_WEEK


async def test_each_of_many_notes_is_told_in_one_digest_and_no_other(deps: Deps, clock: Clock) -> None:
    about = (await a_report(deps, workflow="handoff")).id
    async with deps.begin() as tx:
        for number in range(120):
            at = DUE - timedelta(days=3) + timedelta(minutes=number)
            note = NoteDraft(about, f"Fix {number}", "It is asked later.", workflows=("forecast",))
            await notes.add_note(tx, note, resolves=[about], by=ADA, at=at)
    first = (await the_digest(deps)).content.shipped
    clock.now = DUE + timedelta(minutes=30)  # before the call, and after its digest
    between = await a_note_about(deps, "forecast")

    again = (await the_digest(deps, at=DUE + A_WEEK)).content.shipped

    assert [one.title for one in first] == [f"Fix {number}" for number in range(120)]
    assert [one.ref for one in again] == [between.ref]


@ON_SQLITE
async def test_what_went_around_the_crm_since_the_last_call_is_counted_and_no_thread_is_named(deps: Deps) -> None:
    last_call, before = FORECAST_CALL - A_WEEK, FORECAST_CALL - A_WEEK - timedelta(minutes=1)
    seen = [
        (Kind.REP_TRACKER, "forecast", last_call),
        (Kind.MANAGER_SPREADSHEET, "forecast", DUE - timedelta(days=1)),
        (Kind.MANAGER_SPREADSHEET, "forecast", DUE - timedelta(days=2)),
        (Kind.SIDE_NOTES, "handoff", DUE - timedelta(days=1)),
        (Kind.SIDE_NOTES, "forecast", before),
    ]
    async with deps.begin() as tx:
        for number, (kind, workflow, at) in enumerate(seen):
            place = ThreadPlace(ChannelId("C0EAST"), MessageTs(f"17640000{number}.000100"))
            await signals.add_signal(tx, Sighting(place, kind, workflow, RITA, 0.97, ()), at=at)

    around = (await the_digest(deps)).content.around

    assert [(one.kind, one.threads) for one in around] == [
        ("Review from a spreadsheet", 2),
        ("Tracker of one's own", 1),
    ]
    assert around[0].meaning == "No report in the CRM may answer what the review asks."


@ON_SQLITE
async def test_what_moved_since_the_last_call_is_told_under_its_deal(deps: Deps) -> None:
    deal = a_deal(1, owner=RITA_OWNS, forecast_category="COMMIT", champion="Ann")
    await there_are(deps, deal)
    past = [
        Change("forecast_category", "PIPELINE", DUE - timedelta(days=40), RITA_OWNS, Source.PERSON),
        Change("forecast_category", "COMMIT", DUE - timedelta(days=1), RITA_OWNS, Source.PERSON),
    ]
    async with deps.begin() as tx:
        await deals.keep_history(tx, {deal.id: past})

    (moved,) = (await the_digest(deps)).content.moved

    assert (moved.name, moved.link) == ("Deal 1", "https://crm.example/deals/1")
    (sentence,) = moved.sentences
    assert sentence.startswith("Forecast category went from “PIPELINE” to “COMMIT”")
    assert sentence.endswith("by Rita Ruiz")


@ON_SQLITE
async def test_whoever_is_left_in_peace_is_told_where_their_deals_are_not_ready(deps: Deps) -> None:
    await there_are(deps, lacking(1), lacking(2, owner=RAVI_OWNS), a_deal(3, owner=CARL_OWNS))
    await in_slack(deps, {RITA_OWNS: RITA, RAVI_OWNS: RAVI, CARL_OWNS: CARL})
    asked = (Section(Why.NUDGE, "forecast", FORECAST_CALL, (Asked(1, DealId("d00001"), "close_date_ahead"),)),)
    async with deps.begin() as tx:
        for person in (RITA, CARL):
            for days in (3, 2, 1):
                made_at = DUE - timedelta(days)
                await bundles.add(tx, person, made_at.date(), at=made_at, sections=asked)

    content = (await the_digest(deps)).content

    assert content.left_in_peace == (LeftInPeace(RITA_OWNS, DUE - timedelta(1) + SILENCE),)


@ON_SQLITE
async def test_before_the_first_meeting_nothing_is_new_since_the_last_one(deps: Deps) -> None:
    """One that is held on 29 February has not been held for years."""
    rare = deps.model.workflows["forecast"].meeting.model_copy(update={"day": None, "at": None, "cron": "0 10 29 2 *"})
    workflow = deps.model.workflows["forecast"].model_copy(update={"meeting": rare})
    deps.model = deps.model.model_copy(update={"workflows": {"forecast": workflow}})
    await a_note_about(deps, "forecast")

    content = (await the_digest(deps, at=in_new_york(2028, 2, 29, 9))).content

    assert (content.last_call_at, content.last_time, content.shipped, content.moved) == (None, None, (), ())
