"""Troubles that a test switches on: Slack refusing, failing, hanging, or losing an answer."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

KINDS = ("rate_limited", "error", "http_500", "hang", "drop_before", "drop_after")


@dataclass
class Fault:
    """`times` is how often it still strikes (None: for ever).

    `share` is the part of the calls that it strikes, from 0 to 1.
    """

    method: str
    kind: str
    times: int | None = 1
    channel: str | None = None
    retry_after: int = 1
    error: str = "internal_error"
    seconds: float = 10.0
    share: float = 1.0

    def strikes(self, method: str, channel: str | None, dice: random.Random) -> bool:
        return (
            self.times != 0
            and self.method in (method, "*")
            and self.channel in (None, channel)
            and (self.share >= 1.0 or dice.random() < self.share)
        )


def read_fault(written: Mapping[str, Any]) -> Fault:
    """Raises ValueError with a sentence."""
    if written.get("kind") not in KINDS:
        raise ValueError(f"A fault's kind is one of {', '.join(KINDS)}.")
    if not written.get("method"):
        raise ValueError("A fault names the method that it strikes ('*' for all).")
    try:
        return Fault(**written)
    except TypeError as unknown:
        raise ValueError(str(unknown)) from unknown


class Faults:
    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._dice = random.Random(1)  # noqa: S311 - the same seed, so that a failing run can be repeated

    def replace(self, written: Sequence[Mapping[str, Any]]) -> None:
        self._faults = [read_fault(one) for one in written]

    def strike(self, method: str, channel: str | None) -> Fault | None:
        """The fault that this call meets, used up by one."""
        for fault in self._faults:
            if fault.strikes(method, channel, self._dice):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None

    def listed(self) -> list[dict[str, Any]]:
        return [vars(fault) for fault in self._faults if fault.times != 0]
