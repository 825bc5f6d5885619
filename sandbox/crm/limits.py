"""How often the CRM may be called: so many calls in ten seconds, and fewer searches in one."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from sandbox.crm.errors import Json

WINDOW, SEARCH_WINDOW = 10.0, 1.0
DAILY = 650_000


@dataclass
class Limits:
    """Counted in real time, whatever the sandbox's clock says. What is refused does not count."""

    on: bool = True
    calls: int = 190
    searches: int = 5
    clock: Callable[[], float] = time.monotonic
    taken: int = 0
    refused: int = 0
    _calls: deque[float] = field(default_factory=deque)
    _searches: deque[float] = field(default_factory=deque)

    def take(self, *, search: bool) -> tuple[str, int] | None:
        """None when the call may go on; otherwise the name of the limit that it met, and the seconds to wait."""
        if not self.on:
            return None
        now = self.clock()
        kept, window, most = (
            (self._searches, SEARCH_WINDOW, self.searches) if search else (self._calls, WINDOW, self.calls)
        )
        while kept and kept[0] <= now - window:
            kept.popleft()
        if len(kept) >= most:
            self.refused += 1
            return ("SECONDLY" if search else "TEN_SECONDLY_ROLLING"), max(1, ceil(kept[0] + window - now))
        kept.append(now)
        self.taken += 1
        return None

    def headers(self) -> dict[str, str]:
        """Of every answer but a search's."""
        if not self.on:
            return {}
        return {
            "X-HubSpot-RateLimit-Max": str(self.calls),
            "X-HubSpot-RateLimit-Remaining": str(max(0, self.calls - len(self._calls))),
            "X-HubSpot-RateLimit-Interval-Milliseconds": str(int(WINDOW * 1000)),
            "X-HubSpot-RateLimit-Daily": str(DAILY),
            "X-HubSpot-RateLimit-Daily-Remaining": str(DAILY - self.taken),
        }


def refusal(policy: str, correlation: str) -> Json:
    return {
        "status": "error",
        "message": f"You have reached your {policy.lower()} limit.",
        "errorType": "RATE_LIMIT",
        "correlationId": correlation,
        "policyName": policy,
    }
