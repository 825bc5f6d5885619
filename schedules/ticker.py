"""The ticker: wakes every few seconds and runs what came due since it last looked."""

from datetime import datetime, timedelta
from typing import Final

import structlog

from domain.outcome import Trouble
from flows.deps import Deps
from flows.tidying import tidy
from schedules.rounds import Rounds
from schedules.shared_clock import SharedClock
from schedules.waking import Waking

log = structlog.get_logger()

TICK_S: Final = 20
"""Also how soon a job that failed is tried again."""
TIDY_EVERY: Final = timedelta(hours=6)


class Ticker:
    """Runs due jobs in order. The tick only wakes us: what is due follows from the operating model and the clock.

    What reads the CRM may take an hour; it has a beat of its own, so that what speaks to people keeps its time.
    `shared` is the clock of `deps` where several machines have to agree on the time; each tick sets it first.
    """

    def __init__(self, deps: Deps, shared: SharedClock | None = None) -> None:
        self._deps = deps
        self._shared = shared
        self._punctual, self._background = Rounds(deps), Rounds(deps, background=True)
        self._tidied_at = deps.clock() - TIDY_EVERY
        self._wakings = [Waking(work, every_s=TICK_S) for work in (self.tick, self.tick_in_background)]

    def start(self) -> None:
        for waking in self._wakings:
            waking.start()

    def stop(self) -> None:
        for waking in self._wakings:
            waking.stop()

    async def tick(self) -> None:
        await self._set_clock()
        now = self._deps.clock()
        await self._punctual.run_until(now)
        if now - self._tidied_at >= TIDY_EVERY:
            self._tidied_at = now
            try:
                await tidy(self._deps, at=now)
            except Trouble:
                log.warning("what served its purpose could not be forgotten; next time")

    async def tick_in_background(self) -> None:
        await self._background.run_until(self._deps.clock())

    async def run_until(self, now: datetime) -> list[str]:
        """Everything due up to `now`, one after the other: what reads comes before what speaks of it."""
        return [*await self._background.run_until(now), *await self._punctual.run_until(now)]

    async def _set_clock(self) -> None:
        try:
            if self._shared:
                await self._shared.look()
        except Trouble:
            log.warning("the store's time could not be read; the clock goes on as it was")
