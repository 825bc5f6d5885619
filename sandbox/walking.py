"""Moving the clock, so that the app follows from one due time to the next."""

import time
from datetime import datetime

import aiohttp

from sandbox.bus import Bus
from sandbox.clock import Clock
from sandbox.coming import Coming
from sandbox.deliver import Courier
from sandbox.state import Json

WALK_TIMEOUT = aiohttp.ClientTimeout(total=60)
PEEK_TIMEOUT = aiohttp.ClientTimeout(total=0.5)
FRESH = 2.0
"""Seconds for which the next due time is not asked again."""


class CannotWalkError(Exception):
    """Said in a sentence."""


class Walk:
    def __init__(self, clock: Clock, courier: Courier, bus: Bus, coming: Coming) -> None:
        self._clock = clock
        self._coming = coming
        self._courier = courier
        self._bus = bus
        self._url = courier.settings.clock_url
        self._peeked: tuple[float, Json | None] = (float("-inf"), None)

    async def next_due(self) -> Json | None:
        """`{at, job}`, for showing; None when there is none, or the app does not say."""
        asked_at, due = self._peeked
        if time.monotonic() - asked_at > FRESH:
            try:
                due = await self._ask(PEEK_TIMEOUT)
            except CannotWalkError:
                due = None
            self._peeked = (time.monotonic(), due)
        return due

    async def to_next(self) -> Json:
        due = await self._ask(WALK_TIMEOUT)
        if due is None:
            raise CannotWalkError("Nothing is due.")
        return await self._walk(due, datetime.fromisoformat(due["at"]))

    async def to(self, target: datetime) -> Json:
        if target < self._clock.now():
            raise CannotWalkError("Time only moves forward.")
        return await self._walk(await self._ask(WALK_TIMEOUT), target)

    async def _walk(self, due: Json | None, target: datetime) -> Json:
        """Every due time on the way, from the first one on and in order, and then the target itself."""
        ran: list[Json] = []
        while due and (at := datetime.fromisoformat(due["at"])) < target:
            ran += await self._stop_at(at)
            due = await self._ask(WALK_TIMEOUT)
        ran += await self._stop_at(target)
        self._bus.tell("clock")
        return {"now": self._clock.now().isoformat(), "ran": ran}

    def alone(self, at: datetime) -> Json:
        """The app moves its own clock, and runs by itself what is due."""
        self._pass_until(at)
        self._bus.tell("clock")
        return {"now": self._clock.now().isoformat(), "ran": []}

    async def _ask(self, timeout: aiohttp.ClientTimeout) -> Json | None:
        if self._url is None:
            return None
        after = {"after": self._clock.now().isoformat()}
        try:
            async with self._courier.http.get(self._url, params=after, timeout=timeout) as answer:
                due = await answer.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as trouble:
            raise CannotWalkError("The app's clock does not answer.") from trouble
        return {"at": due["next"], "job": due.get("job")} if due and due.get("next") else None

    async def _stop_at(self, at: datetime) -> list[Json]:
        """What the app ran there."""
        self._pass_until(at)
        if self._url is None:
            return []
        try:
            body = {"at": at.isoformat()}
            async with self._courier.http.post(self._url, json=body, timeout=WALK_TIMEOUT) as answer:
                said = await answer.json(content_type=None) if answer.status < 300 else None
        except (aiohttp.ClientError, TimeoutError, ValueError) as trouble:
            raise CannotWalkError("The app's clock does not answer.") from trouble
        if said is None:
            raise CannotWalkError(f"The app could not run what was due at {at.isoformat()}.")
        return [{"at": at.isoformat(), "job": job} for job in said.get("ran") or []]

    def _pass_until(self, at: datetime) -> None:
        """Real time goes on meanwhile, so `at` may just have passed."""
        self._coming.arrive(at)
        self._clock.advance(max(at, self._clock.now()))
        self._peeked = (float("-inf"), None)
