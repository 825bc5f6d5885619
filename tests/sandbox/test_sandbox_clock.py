"""The sandbox's time, and the walk from one due time to the next."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sandbox.clock import Clock, micros, stamp
from tests.sandbox.conftest import NOW
from tests.sandbox.recording_app import App
from tests.workspace import EAST, RITA, Workspace


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


class Schedule:
    """An app whose jobs are due at fixed times."""

    def __init__(self, *due: str) -> None:
        self.due = [at(one) for one in due]
        self.set_to: list[datetime] = []

    def __call__(self, method: str, asked: dict[str, Any]) -> dict[str, Any]:
        if method == "GET":
            after = at(asked["after"])
            next_due = next((d for d in self.due if d > after), None)
            return {"next": next_due.isoformat() if next_due else None, "job": "digest"}
        self.set_to.append(at(asked["at"]))
        return {"ran": ["digest"] if self.set_to[-1] in self.due else []}


FIRST, SECOND, LATER = "2026-11-23T16:00:00-05:00", "2026-11-24T08:30:00-05:00", "2026-12-01T09:00:00-05:00"


async def test_time_begins_where_it_is_told_to(workspace: Workspace) -> None:
    assert timedelta() <= await workspace.now() - NOW < timedelta(minutes=1)


async def test_moving_on_stops_at_every_due_time(workspace: Workspace, app: App) -> None:
    app.clock = schedule = Schedule(FIRST, SECOND, LATER)

    ran = await workspace.clock(to="2026-11-24T12:00:00-05:00")

    assert [(at(r["at"]), r["job"]) for r in ran] == [(at(FIRST), "digest"), (at(SECOND), "digest")]
    assert schedule.set_to == [at(FIRST), at(SECOND), at("2026-11-24T12:00:00-05:00")]
    said = await workspace.say(EAST, "noon", user=RITA)
    assert float(said.ts) >= at("2026-11-24T12:00:00-05:00").timestamp()


async def test_the_next_event_is_shown_and_reached(workspace: Workspace, app: App) -> None:
    app.clock = schedule = Schedule(FIRST, SECOND)

    assert at((await workspace.state())["clock"]["next"]["at"]) == at(FIRST)
    await workspace.clock()
    assert schedule.set_to == [at(FIRST)]
    assert at((await workspace.state())["clock"]["next"]["at"]) == at(SECOND)


async def test_a_day_passes_even_when_nothing_is_due(workspace: Workspace, app: App) -> None:
    app.clock = schedule = Schedule()
    before = await workspace.now()

    assert await workspace.clock(days=1) == []
    assert await workspace.now() - before >= timedelta(days=1)
    assert len(schedule.set_to) == 1


async def test_where_the_app_moves_its_own_clock_it_is_not_asked(workspace: Workspace, app: App) -> None:
    app.clock = schedule = Schedule(FIRST, SECOND)

    await workspace.post("clock", to=SECOND, alone=True)

    assert schedule.set_to == []
    assert timedelta() <= await workspace.now() - at(SECOND) < timedelta(minutes=1)


async def test_time_does_not_go_back(workspace: Workspace) -> None:
    with pytest.raises(AssertionError, match="only moves forward"):
        await workspace.clock(to="2026-11-22T10:00:00-05:00")


async def test_a_clock_that_fails_is_told(workspace: Workspace, app: App) -> None:
    def fail(method: str, _asked: dict[str, Any]) -> dict[str, Any]:
        if method == "POST":
            raise RuntimeError
        return {"next": None}

    app.clock = fail

    with pytest.raises(AssertionError, match="could not run"):
        await workspace.clock(days=1)


def test_every_message_gets_a_time_of_its_own() -> None:
    standing_still = Clock(real=lambda: 1_800_000_000.0)

    stamps = [standing_still.next_ts() for _ in range(3)]

    assert stamps == ["1800000000.000000", "1800000000.000001", "1800000000.000002"]


@pytest.mark.parametrize("ts", ["1800000000.000001", "1800000000.123456", "0.000000"])
def test_a_ts_keeps_its_last_digit(ts: str) -> None:
    assert stamp(micros(ts)) == ts
