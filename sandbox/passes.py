"""What an interaction hands to the app for a while: trigger ids and response URLs."""

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TypeVar

RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5
KEPT = 5_000
"""Of each kind; old ones are long expired."""


_Pass = TypeVar("_Pass")


@dataclass
class Trigger:
    user: str
    from_view: str | None = None
    """The view in which the person acted, when there is one: only then can another be pushed on it."""
    made: float = field(default_factory=time.monotonic)
    used: bool = False


@dataclass
class ResponseUrl:
    """`message_ts` is the message that the person acted on, which may then be replaced or deleted."""

    user: str
    channel: str
    message_ts: str | None = None
    thread_ts: str | None = None
    made: float = field(default_factory=time.monotonic)
    uses: int = 0


class Triggers:
    """Real seconds, not the sandbox's: the app answers in real time, however far the clock was moved."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._made: OrderedDict[str, Trigger] = OrderedDict()

    def make(self, user: str, *, from_view: str | None = None) -> str:
        return keep(self._made, f"{secrets.randbelow(10**13)}.{secrets.token_hex(16)}", Trigger(user, from_view))

    def use(self, trigger_id: str) -> Trigger | str:
        """The trigger, or Slack's word for what is wrong with it."""
        trigger = self._made.get(trigger_id)
        if trigger is None:
            return "invalid_trigger_id"
        if trigger.used:
            return "exchanged_trigger_id"
        if time.monotonic() - trigger.made > self._seconds:
            return "expired_trigger_id"
        trigger.used = True
        return trigger


class ResponseUrls:
    def __init__(self) -> None:
        self._made: OrderedDict[str, ResponseUrl] = OrderedDict()

    def make(self, response: ResponseUrl) -> str:
        return keep(self._made, secrets.token_hex(12), response)

    def use(self, key: str) -> ResponseUrl | str:
        response = self._made.get(key)
        if response is None or time.monotonic() - response.made > RESPONSE_SECONDS:
            return "expired_url"
        if response.uses >= RESPONSE_USES:
            return "used_url"
        response.uses += 1
        return response


def keep(passes: OrderedDict[str, _Pass], key: str, one: _Pass) -> str:
    passes[key] = one
    if len(passes) > KEPT:
        passes.popitem(last=False)
    return key
