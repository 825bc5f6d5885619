"""The demo's time: it goes on by itself, and the sandbox moves it from one due time to the next."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.assembly import Bot
from domain.nudging import calls_ahead, prompted
from domain.occasions import moment_at
from flows.deps import Deps
from flows.posting import backlog
from schedules.jobs import next_firings
from schedules.quarters import A_QUARTER, every_quarter_of_an_hour
from store import pending_threads

DELIVERED_WITHIN_S: Final = 30.0
ASKING: Final = "nudges"
READING: Final = "threads"
A_MOMENT: Final = timedelta(microseconds=1)
SOON: Final = timedelta(seconds=1)
"""The workspace's time goes on while it asks us, and never back."""
A_WEEK: Final = 8


class DemoClock:
    """Runs like the real one from wherever it was set."""

    def __init__(self, now: datetime) -> None:
        self._ahead = now - datetime.now(UTC)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def set(self, now: datetime) -> None:
        self._ahead = now - datetime.now(UTC)


def clock_route(bot: Bot, clock: DemoClock) -> Route:
    """Lets the workspace move our clock: what comes due on the way runs and is delivered before we answer."""

    async def answer(request: Request) -> JSONResponse:
        if request.method == "GET":
            due = await next_stop(bot.deps, datetime.fromisoformat(request.query_params["after"]))
            return JSONResponse({"next": due[0].isoformat(), "job": due[1]} if due else {"next": None, "job": None})
        at = datetime.fromisoformat((await request.json())["at"])
        return JSONResponse({"ran": await come_to(bot, clock, at)})

    return Route("/_demo/clock", answer, methods=["GET", "POST"])


async def come_to(bot: Bot, clock: DemoClock, at: datetime) -> list[str]:
    """Runs what is due `at`, and delivers it; the names of what ran."""
    clock.set(at)
    ran = list(await bot.ticker.run_until(at))
    if await _quiet_at(bot.deps, at) == at:
        await bot.thread_reader.look()
        ran.append(READING)
    await deliver(bot)
    return ran


async def deliver(bot: Bot) -> None:
    """Whatever is owed."""
    if (await backlog(bot.deps))[0]:
        await bot.delivery.drain(DELIVERED_WITHIN_S)


async def next_stop(deps: Deps, after: datetime) -> tuple[datetime, str] | None:
    """What comes due next, or sooner than that a thread that has been quiet for long enough to be read."""
    due = next_due(deps, after)
    quiet_at = await _quiet_at(deps, after)
    reading = [(max(quiet_at, after + SOON), READING)] if quiet_at else []
    return min([*reading, *([due] if due else [])], default=None)


async def _quiet_at(deps: Deps, after: datetime) -> datetime | None:
    """When the next thread can be read, `after` at the soonest; None when there is none that nobody reads."""
    async with deps.store.read() as tx:
        at = await pending_threads.next_due(tx)
    return max(at, after) if at else None


def next_due(deps: Deps, after: datetime) -> tuple[datetime, str] | None:
    """The next moment at which something may be said, and what job says it; None when there is none."""
    firings = ((firing.at, firing.job.name) for firing in next_firings(deps, after))
    asking = ((at, ASKING) for at in asking_hours(deps, after))
    return min((*firings, *asking), default=None)


def asking_hours(deps: Deps, after: datetime) -> Iterator[datetime]:
    """When people are asked about their records within a week. That job looks too often to stop at each time."""
    if deps.crm is None:
        return
    calls = calls_ahead(deps.model, deps.working_time, after)
    previews = {call.preview_at for call in calls if call.preview_at and call.preview_at > after}
    yield from (_looked_at(deps, at) for at in previews)
    if not prompted(calls):
        return
    today = deps.working_time.local_date(after)
    for day in (today + timedelta(days) for days in range(A_WEEK)):
        at = moment_at(day, deps.model.nudges_at, deps.model.timezone)
        if at > after and deps.working_time.is_working_day(day):
            yield _looked_at(deps, at)


def _looked_at(deps: Deps, at: datetime) -> datetime:
    """When that job looks next."""
    return next(every_quarter_of_an_hour(deps, at - A_MOMENT, at + A_QUARTER))
