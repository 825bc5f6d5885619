"""Tells whoever listens that something changed, so that they fetch it again."""

import asyncio
from collections.abc import AsyncIterator

Change = tuple[str, str | None, str | None]
"""Type, channel, user. None where the change is nobody's in particular."""


class Listener:
    """Changes not yet fetched. The same change twice is kept once, so a flood of posts stays small."""

    def __init__(self) -> None:
        self._waiting: dict[Change, None] = {}
        self._something = asyncio.Event()

    def hear(self, change: Change) -> None:
        self._waiting[change] = None
        self._something.set()

    async def changes(self, timeout: float) -> list[Change]:
        """What changed since the last call; empty when nothing did within `timeout` seconds."""
        try:
            async with asyncio.timeout(timeout):
                await self._something.wait()
        except TimeoutError:
            return []
        self._something.clear()
        heard, self._waiting = list(self._waiting), {}
        return heard


class Bus:
    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._closing = False

    def tell(self, kind: str, channel: str | None = None, user: str | None = None) -> None:
        for listener in self._listeners:
            listener.hear((kind, channel, user))

    def close(self) -> None:
        """Ends every open stream, so that the server can stop."""
        self._closing = True
        self.tell("state")

    async def listen(self, beat: float = 15.0) -> AsyncIterator[list[Change]]:
        """Changes as they happen; an empty list every `beat` seconds of silence."""
        listener = Listener()
        self._listeners.add(listener)
        try:
            yield []
            while not self._closing:
                yield await listener.changes(beat)
        finally:
            self._listeners.discard(listener)
