"""The ticker: wakes every few seconds and runs what came due since it last looked."""

from datetime import datetime, timedelta
from typing import Final

import structlog

from domain.origin import origin_of
from domain.outcome import Trouble
from flows.deps import Deps
from flows.tidying import tidy
from flows.timekeeping import is_over, put_down
from schedules import metrics
from schedules.jobs import LOOK_BACK, Firing, due_between
from schedules.shared_clock import SharedClock
from schedules.waking import Waking

log = structlog.get_logger()

TICK_S: Final = 20
"""Also how soon a job that failed is tried again."""
A_MOMENT: Final = timedelta(microseconds=1)
TIDY_EVERY: Final = timedelta(hours=6)


class Ticker:
    """Runs due jobs in order. The tick only wakes us: what is due follows from the operating model and the clock.

    `shared` is the clock of `deps` where several machines have to agree on the time; each tick sets it first.
    """

    def __init__(self, deps: Deps, shared: SharedClock | None = None) -> None:
        self._deps = deps
        self._shared = shared
        self._looked_at = deps.clock() - LOOK_BACK
        self._tidied_at = deps.clock() - TIDY_EVERY
        self._waking = Waking(self.tick, every_s=TICK_S)

    def start(self) -> None:
        self._waking.start()

    def stop(self) -> None:
        self._waking.stop()

    async def tick(self) -> None:
        await self._set_clock()
        now = self._deps.clock()
        await self.run_until(now)
        if now - self._tidied_at >= TIDY_EVERY:
            self._tidied_at = now
            try:
                await tidy(self._deps, at=now)
            except Trouble:
                log.warning("old deliveries and drafts could not be forgotten; next time")

    async def _set_clock(self) -> None:
        try:
            if self._shared:
                await self._shared.look()
        except Trouble:
            log.warning("the store's time could not be read; the clock goes on as it was")

    async def run_until(self, now: datetime) -> list[str]:
        """Runs everything due up to `now`, in order; gives the names of the jobs that ran.

        What fails holds up nothing else. It is tried again at every tick for as long as it is useful.
        """
        ran: list[str] = []
        failed: list[datetime] = []
        for firing in due_between(self._deps, max(self._looked_at, now - LOOK_BACK), now):
            try:
                if await self._carry_out(firing, now):
                    ran.append(firing.job.name)
            except Exception as error:  # noqa: BLE001 - whatever it was, the jobs behind it have their hour too
                self._say(firing, error)
                failed.append(firing.at)
        # A clock that was set back looks at the same firings again: those that are over stay so.
        self._looked_at = min([now, *failed]) - (A_MOMENT if failed else timedelta(0))
        return ran

    async def _carry_out(self, firing: Firing, now: datetime) -> bool:
        """Runs the job unless the firing is over; it is put down afterwards, so one that fails half-way runs again."""
        job, occasion = firing.job, firing.occasion(self._deps)
        if await is_over(self._deps, job.name, occasion):
            return False
        if is_useful := now <= job.useful_until(self._deps, firing.at):
            await job.run(self._deps, firing.at)
        if await put_down(self._deps, job.name, occasion, at=firing.at):
            metrics.JOBS.labels(job.name, "ran" if is_useful else "missed").inc()
            if is_useful:
                metrics.LATENESS.labels(job.name).observe((now - firing.at).total_seconds())
            else:
                log.warning("a job was missed and would be of no use now", job=job.name, occasion=occasion)
        return is_useful

    def _say(self, firing: Firing, error: Exception) -> None:
        metrics.JOBS.labels(firing.job.name, "failed").inc()
        if isinstance(error, Trouble):
            log.warning("a job could not run and is tried again", job=firing.job.name, why=type(error).__name__)
        else:
            log.error("a job failed and is tried again", job=firing.job.name, error=origin_of(error))
