"""One look after another at what came due since the last one, each firing carried out once."""

from datetime import datetime, timedelta
from typing import Final

import structlog

from domain.origin import origin_of
from domain.outcome import Trouble
from flows.deps import Deps
from flows.timekeeping import is_over, put_down
from schedules import metrics
from schedules.jobs import LOOK_BACK, Firing, due_between

log = structlog.get_logger()

A_MOMENT: Final = timedelta(microseconds=1)


class Rounds:
    """Those of the jobs that are in the `background`, or the others."""

    def __init__(self, deps: Deps, *, background: bool = False) -> None:
        self._deps = deps
        self._background = background
        self._looked_at = deps.clock() - LOOK_BACK
        self._said: dict[str, str] = {}
        self._begun: Firing | None = None

    async def run_until(self, now: datetime) -> list[str]:
        """Runs everything due up to `now`, in order; gives the names of the jobs that ran.

        What fails holds up nothing else. It is tried again at every tick for as long as it is useful; what had begun in
        the background, at its next firing.
        """
        ran: list[str] = []
        failed: list[datetime] = []
        since = max(self._looked_at, now - LOOK_BACK)
        for firing in due_between(self._deps, since, now, background=self._background):
            try:
                if await self._carry_out(firing, now):
                    ran.append(firing.job.name)
                    self._say_that_it_runs_again(firing)
            except Exception as error:  # noqa: BLE001 - whatever it was, the jobs behind it have their hour too
                self._say(firing, error)
                if firing is not self._begun:
                    failed.append(firing.at)
        # A clock that was set back looks at the same firings again: those that are over stay so.
        self._looked_at = min([now, *failed]) - (A_MOMENT if failed else timedelta(0))
        return ran

    async def _carry_out(self, firing: Firing, now: datetime) -> bool:
        """Runs the job unless the firing is over.

        It is put down afterwards, so one that fails half-way runs again; in the background before, as it may take so
        long that another replica would begin with it as well.
        """
        job, occasion = firing.job, firing.occasion(self._deps)
        if await is_over(self._deps, job.name, occasion):
            return False
        if self._background:
            if not await self._put_down(firing):
                return False
            self._begun = firing
        if is_useful := now <= job.useful_until(self._deps, firing.at):
            await job.run(self._deps, firing.at)
        if self._background or await self._put_down(firing):
            metrics.JOBS.labels(job.name, "ran" if is_useful else "missed").inc()
            if is_useful:
                metrics.LATENESS.labels(job.name).observe((now - firing.at).total_seconds())
            else:
                log.warning("a job was missed and would be of no use now", job=job.name, occasion=occasion)
        return is_useful

    async def _put_down(self, firing: Firing) -> bool:
        return await put_down(self._deps, firing.job.name, firing.occasion(self._deps), at=firing.at)

    def _say(self, firing: Firing, error: Exception) -> None:
        """Once, and again when something else keeps it from running."""
        job = firing.job.name
        metrics.JOBS.labels(job, "failed").inc()
        is_trouble = isinstance(error, Trouble)
        why = type(error).__name__ if is_trouble else origin_of(error)
        if self._said.get(job) == why:
            return
        self._said[job] = why
        if is_trouble:
            log.warning("a job could not run and is tried again", job=job, why=why)
        else:
            log.error("a job failed and is tried again", job=job, error=why)

    def _say_that_it_runs_again(self, firing: Firing) -> None:
        if self._said.pop(firing.job.name, None):
            log.info("a job that could not run did", job=firing.job.name)
