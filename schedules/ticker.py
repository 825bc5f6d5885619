"""The ticker: wakes every few seconds and runs what came due since it last looked."""

from datetime import datetime, timedelta
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from domain.origin import origin_of
from domain.outcome import Trouble
from flows.deps import Deps
from flows.tidying import tidy
from schedules.jobs import LOOK_BACK, Firing, due_between

log = structlog.get_logger()

TICK_S: Final = 20
A_MOMENT: Final = timedelta(microseconds=1)
TIDY_EVERY: Final = timedelta(hours=6)


class Ticker:
    """Runs due jobs in order. The tick only wakes us: what is due follows from the operating model and the clock."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._looked_at = deps.clock() - LOOK_BACK
        self._tidied_at = deps.clock() - TIDY_EVERY
        # In memory, and in every replica: who carries an occasion out is decided in the store.
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        self._scheduler.add_job(
            self.tick,
            IntervalTrigger(seconds=TICK_S),
            next_run_time=datetime.now(self._scheduler.timezone) + timedelta(seconds=1),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        now = self._deps.clock()
        await self.run_until(now)
        if now - self._tidied_at >= TIDY_EVERY:
            self._tidied_at = now
            try:
                await tidy(self._deps, at=now)
            except Trouble:
                log.warning("old deliveries and drafts could not be forgotten; next time")

    async def run_until(self, now: datetime) -> list[str]:
        """Runs everything due up to `now`, in order; gives the names of the jobs that ran.

        What fails holds up nothing else. It is tried again at every tick for as long as it is useful, together with
        what came due after it: each flow claims what happens once.
        """
        ran: list[str] = []
        failed: list[datetime] = []
        for firing in due_between(self._deps, max(self._looked_at, now - LOOK_BACK), now):
            try:
                await firing.job.run(self._deps, firing.at)
            except Exception as error:  # noqa: BLE001 - whatever it was, the jobs behind it have their hour too
                self._say(firing, error)
                failed.append(firing.at)
            else:
                ran.append(firing.job.name)
        self._looked_at = min([now, *failed]) - (A_MOMENT if failed else timedelta(0))
        return ran

    def _say(self, firing: Firing, error: Exception) -> None:
        if isinstance(error, Trouble):
            log.warning("a job could not run and is tried again", job=firing.job.name, why=type(error).__name__)
        else:
            log.error("a job failed and is tried again", job=firing.job.name, error=origin_of(error))
