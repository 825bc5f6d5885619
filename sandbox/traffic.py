"""What went over the wire lately, for the inspector."""

from collections import deque
from typing import Any, Literal

from sandbox.bus import Bus
from sandbox.clock import Clock

KEPT = 2_000
"""Entries; older ones are forgotten, so that a long run of posts does not fill the memory."""


class Traffic:
    def __init__(self, bus: Bus, clock: Clock) -> None:
        self._bus = bus
        self._clock = clock
        self._entries: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._last_id = 0

    def record(
        self,
        direction: Literal["in", "out", "crm"],
        name: str,
        *,
        status: int | None,
        ms: float,
        request: Any,
        response: Any,
    ) -> None:
        """`in`: Slack called the app; `out`: the app called Slack; `crm`: the CRM. Tokens are not in `request`."""
        self._last_id += 1
        self._entries.append(
            {
                "id": self._last_id,
                "at": self._clock.now().isoformat(),
                "direction": direction,
                "name": name,
                "status": status,
                "ms": round(ms, 1),
                "request": request,
                "response": response,
            }
        )
        self._bus.tell("traffic")

    def after(self, entry_id: int) -> list[dict[str, Any]]:
        return [entry for entry in self._entries if entry["id"] > entry_id]

    def clear(self) -> None:
        self._entries.clear()
