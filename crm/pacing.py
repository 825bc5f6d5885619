"""The pace of calls to a CRM: so many in so many seconds, and not too many close together."""

from collections import deque
from dataclasses import dataclass
from typing import Final

LATEST: Final = 20
"""Calls of which the quickest tells how long one is on its way when nothing holds it up."""
LATE_S: Final = 0.1
"""A call is expected to be late by no more: rather a refusal on a bad day than a slow pace on all of them."""


@dataclass(slots=True, eq=False)
class Sent:
    """A call on its way. `late_s` is by how much it was held up, at most."""

    at: float
    late_s: float = LATE_S


class Window:
    """No more than `calls` arrive within any `per_s` seconds.

    Nobody tells when a call arrived. It was late by no more than it took longer than the quickest of the latest ones.
    """

    def __init__(self, calls: int, per_s: float) -> None:
        self._calls, self._per_s = calls, per_s
        self._sent: deque[Sent] = deque(maxlen=calls)
        self._took_s: deque[float] = deque(maxlen=LATEST)

    def left_s(self, now: float) -> float:
        """How long the next call has to wait, before it asks again."""
        if len(self._sent) < self._calls:
            return 0.0
        return self._sent[0].at + self._sent[0].late_s + self._per_s - now

    def send(self, at: float) -> Sent:
        sent = Sent(at)
        self._sent.append(sent)
        return sent

    def answered(self, sent: Sent, now: float) -> None:
        took_s = now - sent.at
        self._took_s.append(took_s)
        sent.late_s = min(took_s - min(self._took_s), LATE_S)


class Bucket:
    """So many calls in so many seconds, and no more than `burst` at once. Times are those of a monotonic clock.

    Whoever waits for a turn may get it late, and be close upon the heels of the one before. A short limit does not bear
    that: there is a `window` as well.
    """

    def __init__(self, calls: float, per_s: float, *, burst: int = 1, window: Window | None = None) -> None:
        self._a_second = calls / per_s
        self._burst = burst
        self._left, self._at = float(burst), float("-inf")
        self.window = window

    def allow(self, calls: float, per_s: float) -> None:
        """From now on."""
        self._a_second = calls / per_s

    def take(self, now: float) -> float:
        """Counts a call, and says how many seconds it has to wait."""
        self._fill(now)
        self._left -= 1
        return max(0.0, -self._left / self._a_second)

    def rest(self, now: float, seconds: float) -> None:
        """The next call waits for at least so long."""
        self._fill(now)
        self._left = min(self._left, 1 - seconds * self._a_second)

    def _fill(self, now: float) -> None:
        if now > self._at:
            self._left = min(float(self._burst), self._left + (now - self._at) * self._a_second)
            self._at = now
