"""Wakes us every so many seconds, whatever the machine's clock is set to meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger


class FromNow(BaseTrigger):  # type: ignore[misc] # it comes without types
    """APScheduler's own interval walks through each beat it missed: a clock set ahead by a year costs it 9 s."""

    def __init__(self, every: timedelta) -> None:
        self._every = every

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        return now + self._every


class Waking:
    """In memory, and in every replica: who carries an occasion out is decided in the store."""

    def __init__(self, work: Callable[[], Awaitable[None]], *, every_s: float) -> None:
        self._work = work
        self._every = timedelta(seconds=every_s)
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._job = self._scheduler.add_job(
            self._work_until_stopped, FromNow(self._every), misfire_grace_time=None, coalesce=True, max_instances=1
        )
        self._watch: asyncio.TimerHandle | None = None

    def start(self) -> None:
        self._scheduler.start()
        self._job.modify(next_run_time=_now() + min(self._every, timedelta(seconds=1)))
        self._look_after()

    def stop(self) -> None:
        if self._watch:
            self._watch.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _work_until_stopped(self) -> None:
        with suppress(asyncio.CancelledError):  # by `stop`, of which APScheduler would tell as of an error
            await self._work()

    def _look_after(self) -> None:
        """Where the clock was set back by an hour, the next waking is an hour away."""
        if self._job.next_run_time > _now() + self._every:
            self._job.modify(next_run_time=_now())
        self._watch = asyncio.get_running_loop().call_later(self._every.total_seconds(), self._look_after)


def _now() -> datetime:
    return datetime.now(UTC)
