"""What was asked a moment ago and need not be asked again: every call counts against the company's day."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar

Told = TypeVar("Told")

KNOWN_FOR: Final = timedelta(minutes=5)
"""Long enough for one sync, which asks for fields and people first and needs them again for the deals."""


class Lately(Generic[Told]):
    """`ask` asks the CRM. Of several who want to know at once, one asks for all who need no newer answer."""

    def __init__(self, ask: Callable[[], Awaitable[Told]], now: Callable[[], datetime]) -> None:
        self._ask = ask
        self._now = now
        self._told: tuple[datetime, Told] | None = None
        self._asking = asyncio.Lock()

    async def anew(self) -> Told:
        async with self._asking:
            return await self._asked()

    async def lately(self) -> Told:
        async with self._asking:
            if self._told and timedelta() <= self._now() - self._told[0] < KNOWN_FOR:
                return self._told[1]
            return await self._asked()

    async def _asked(self) -> Told:
        at = self._now()
        told = await self._ask()
        self._told = at, told
        return told

    def forget(self) -> None:
        self._told = None
