"""Where the demo's clock stops: at every job that says something, and when people are asked about their records."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.demo_clock import SOON, asking_hours, next_due, next_stop
from domain.ids import ChannelId, MessageTs
from domain.operating_model import Control
from domain.watching import QUIET, ThreadPlace
from flows.deps import Deps
from store import pending_threads
from tests.conftest import MONDAY
from tests.flows.nudging_world import with_control
from tests.flows.scripted_crm import ScriptedCrm

pytestmark = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
NEW_YORK = "2026-11-{day}T{time}:00-05:00"


def at(day: int, time: str) -> datetime:
    return datetime.fromisoformat(NEW_YORK.format(day=day, time=time))


@pytest.fixture
def asking(deps: Deps) -> Deps:
    """Before the forecast call people are asked each day, and shown their deals on the working day before."""
    return replace(with_control(deps, Control.PROMPT, "forecast"), crm=ScriptedCrm())


def test_people_are_asked_each_working_day_and_before_the_call(asking: Deps) -> None:
    thanksgiving = 26

    hours = sorted(asking_hours(asking, MONDAY))

    assert hours == [
        *(at(day, "09:00") for day in (24, 25, 27)),
        at(27, "09:30"),
        at(30, "09:00"),
    ]
    assert not any(hour.day == thanksgiving for hour in hours)


def test_where_nobody_is_asked_only_the_preview_stops_the_clock(deps: Deps) -> None:
    shown = replace(with_control(deps, Control.INSPECTION, "forecast"), crm=ScriptedCrm())

    assert list(asking_hours(shown, MONDAY)) == [at(27, "09:30")]


def test_a_job_that_looks_each_quarter_of_an_hour_is_met_at_the_next_one(asking: Deps) -> None:
    nudges = asking.model.nudges.model_copy(update={"at": at(24, "09:10").time()})
    late = replace(asking, model=asking.model.model_copy(update={"nudges": nudges}))

    assert min(asking_hours(late, MONDAY)) == at(24, "09:15")


def test_the_clock_stops_for_jobs_and_questions_in_order(asking: Deps) -> None:
    stops: list[tuple[datetime, str]] = []
    while (due := next_due(asking, stops[-1][0] if stops else MONDAY)) and due[0] <= at(25, "09:00"):
        stops.append(due)

    assert [when for when, _ in stops] == sorted({when for when, _ in stops})
    assert [when for when, job in stops if job == "nudges"] == [at(24, "09:00"), at(25, "09:00")]
    assert [when for when, job in stops if job == "release-notes"] == [at(23, "16:00"), at(24, "16:00")]
    assert "crm-sync" not in {job for _, job in stops}


def test_without_a_crm_there_are_neither_digests_nor_questions(asking: Deps) -> None:
    blind, moment, jobs = replace(asking, crm=None), MONDAY, set()
    while (due := next_due(blind, moment)) and due[0] < MONDAY + timedelta(days=8):
        moment = due[0]
        jobs.add(due[1])

    assert list(asking_hours(blind, MONDAY)) == []
    assert "nudges" not in jobs
    assert "pre-forecast-digest" not in jobs
    assert "release-notes" in jobs


async def test_the_clock_stops_once_a_thread_has_been_quiet_and_before_it_goes_on_when_that_is_past(deps: Deps) -> None:
    thread = ThreadPlace(ChannelId("C0EAST"), MessageTs("1795446300.000100"))
    async with deps.begin() as tx:
        await pending_threads.mark(tx, {thread: MONDAY + QUIET}, at=MONDAY)

    assert await next_stop(deps, MONDAY) == (MONDAY + QUIET, "threads")

    late = MONDAY + 2 * QUIET
    assert await next_stop(deps, late) == (late + SOON, "threads")


async def test_a_thread_that_is_being_read_does_not_stop_the_clock(deps: Deps) -> None:
    thread = ThreadPlace(ChannelId("C0EAST"), MessageTs("1795446300.000100"))
    late = MONDAY + 2 * QUIET
    async with deps.begin() as tx:
        await pending_threads.mark(tx, {thread: MONDAY + QUIET}, at=MONDAY)
        assert await pending_threads.claim(tx, thread, at=late, lease_s=120)

    assert await next_stop(deps, late) == next_due(deps, late)
