"""Troubles of the CRM that a test switches on: refusing, failing, hanging, losing an answer."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

KINDS = ("status", "hang", "drop_before", "drop_after")
CALLS = ("search", "list", "read", "batch_read", "update", "owners", "pipelines", "properties", "account")


@dataclass
class Trouble:
    """`call` is one of CALLS, or "*". `times` is how often it still strikes (None: for ever), once `skip` calls passed.

    With `status`: the HTTP status, optionally with Retry-After (seconds), a body of one's own, or none at all ("").
    `share` is the part of the calls that it strikes, from 0 to 1.
    """

    call: str = "*"
    kind: str = "status"
    status: int = 500
    times: int | None = 1
    skip: int = 0
    retry_after: int | None = None
    body: Any = None
    seconds: float = 10.0
    share: float = 1.0

    def strikes(self, call: str, dice: random.Random) -> bool:
        if self.times == 0 or self.call not in (call, "*"):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        return self.share >= 1.0 or dice.random() < self.share


def read_trouble(told: Mapping[str, Any]) -> Trouble:
    """Raises ValueError with a sentence."""
    try:
        trouble = Trouble(**told)
    except TypeError as unknown:
        raise ValueError(str(unknown)) from unknown
    if trouble.kind not in KINDS:
        raise ValueError(f"A trouble's kind is one of {', '.join(KINDS)}.")
    if trouble.call not in (*CALLS, "*"):
        raise ValueError(f"A trouble strikes one of {', '.join(CALLS)}, or '*'.")
    return trouble


class Troubles:
    def __init__(self) -> None:
        self._troubles: list[Trouble] = []
        self._dice = random.Random(1)  # noqa: S311 - the same seed, so that a failing run can be repeated

    def replace(self, told: Sequence[Mapping[str, Any]]) -> None:
        self._troubles = [read_trouble(one) for one in told]

    def add(self, trouble: Trouble) -> None:
        self._troubles.append(trouble)

    def strike(self, call: str) -> Trouble | None:
        """The trouble that this call meets, used up by one."""
        for trouble in self._troubles:
            if trouble.strikes(call, self._dice):
                if trouble.times is not None:
                    trouble.times -= 1
                return trouble
        return None

    def listed(self) -> list[dict[str, Any]]:
        return [vars(trouble) for trouble in self._troubles if trouble.times != 0]
