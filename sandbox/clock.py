"""The sandbox's own time: real time plus an offset that only grows."""

import time
from collections.abc import Callable
from datetime import UTC, datetime


def stamp(microseconds: int) -> str:
    """A message's `ts`, which is also its name."""
    return f"{microseconds // 1_000_000}.{microseconds % 1_000_000:06d}"


def micros(ts: str | float) -> int:
    """The number behind a `ts`; exact, where a float would lose the last digits. Raises ValueError."""
    whole, _, rest = str(ts).partition(".")
    return int(whole or 0) * 1_000_000 + int((rest + "000000")[:6])


class Clock:
    def __init__(self, now: datetime | None = None, *, real: Callable[[], float] = time.time) -> None:
        self._real = real
        self._offset = now.timestamp() - real() if now else 0.0
        self._last = 0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._real() + self._offset, UTC)

    def advance(self, to: datetime) -> None:
        """Raises ValueError for a time that has passed: no message may be older than the one before it."""
        if to < self.now():
            raise ValueError("Time only moves forward.")
        self._offset += (to - self.now()).total_seconds()

    def next_ts(self) -> str:
        """A `ts` that no message has; later than every other one."""
        self._last = max(int((self._real() + self._offset) * 1_000_000), self._last + 1)
        return stamp(self._last)
