"""What was asked a moment ago and need not be asked again: every call counts against the company's day."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar

Told = TypeVar("Told")

KNOWN_FOR: Final = timedelta(minutes=5)
"""Long enough for one sync, which asks for fields and people first and needs them again for the deals."""


class Lately(Generic[Told]):
    """`ask` asks the CRM."""

    def __init__(self, ask: Callable[[], Awaitable[Told]], now: Callable[[], datetime]) -> None:
        self._ask = ask
        self._now = now
        self._told: tuple[datetime, Told] | None = None

    async def anew(self) -> Told:
        at = self._now()
        told = await self._ask()
        self._told = at, told
        return told

    async def lately(self) -> Told:
        if self._told and timedelta() <= self._now() - self._told[0] < KNOWN_FOR:
            return self._told[1]
        return await self.anew()

    def forget(self) -> None:
        self._told = None
