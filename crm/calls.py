"""Polite calls to a CRM's API: paced below its limits, repeated only where that is safe, its trouble told as ours."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import httpx

from crm.pacing import Bucket, Sent, Window
from crm.protocol import CrmUnavailable
from domain.outcome import Trouble

Payload = dict[str, Any]

LOCKED: Final = 423
TOO_MANY: Final = 429
PASSING: Final = frozenset({LOCKED, TOO_MANY, 500, 502, 503, 504, 521, 523, 524})
"""What may be better in a moment (developers.hubspot.com/docs/api-reference/error-handling). 477, an account that
moves for hours, is not among them."""
NOT_CARRIED_OUT: Final = frozenset({LOCKED, TOO_MANY})
"""Of those, the ones that say that nothing was done."""
NEVER_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.LocalProtocolError)
LOCKED_S: Final = 2.0
"""The vendor's least pause after a 423."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often one call is repeated, how long it may take with all its pauses, and how long one try of it."""

    repeats: int = 5
    total_s: float = 60.0
    try_s: float = 30.0
    first_pause_s: float = 0.5
    longest_pause_s: float = 20.0

    def pause_s(self, repeat: int) -> float:
        """Doubled each time, give or take a fifth, so that not all come back at once."""
        pause = min(self.first_pause_s * 2.0**repeat, self.longest_pause_s)
        return pause * random.uniform(0.8, 1.2)  # noqa: S311 - no secret


@dataclass(frozen=True, slots=True)
class _Silence:
    """No answer came. `sent` when the request may have arrived all the same."""

    why: str
    sent: bool


def nothing_special(_: httpx.Response) -> Trouble | None:
    """A vendor whose refusals have no sentences of their own."""
    return None


class Calls:
    """Over one client, which knows the base URL and the token.

    `trouble` turns an answer with an error status into the vendor's own exception, or None where there is none to be
    said: a token that was revoked, a day's quota that is used up. `heard` sees each answer, for what its headers say.
    `buckets` pace the calls that name them.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        *,
        trouble: Callable[[httpx.Response], Trouble | None] = nothing_special,
        heard: Callable[[httpx.Response], None] | None = None,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._http = http
        self._trouble = trouble
        self._heard = heard
        self._patience = patience or Patience()
        self.clock = clock
        self._sleep = sleep

    async def read(
        self,
        method: str,
        path: str,
        *,
        expect: Collection[int] = (),
        buckets: Collection[Bucket] = (),
        patience: Patience | None = None,
        **request: Any,
    ) -> httpx.Response:
        """A call that changes nothing, whatever its method, repeated when it fails. `request` is as httpx takes it.

        Answers a success, or a status that `expect` names. Raises CrmUnavailable, CrmRefuses.
        """
        answer = await self._call(method, path, expect, buckets, patience or self._patience, request, writing=False)
        if answer is None:
            raise CrmUnavailable(_name(method, path))
        return answer

    async def write(
        self,
        method: str,
        path: str,
        *,
        expect: Collection[int] = (),
        buckets: Collection[Bucket] = (),
        patience: Patience | None = None,
        **request: Any,
    ) -> httpx.Response | None:
        """A call that changes something, repeated only when it surely did not arrive or was surely not carried out.

        None when nobody knows: the caller reads back. Raises CrmUnavailable, when nothing was changed, and CrmRefuses.
        """
        return await self._call(method, path, expect, buckets, patience or self._patience, request, writing=True)

    async def _call(
        self,
        method: str,
        path: str,
        expect: Collection[int],
        buckets: Collection[Bucket],
        patience: Patience,
        request: Mapping[str, Any],
        *,
        writing: bool,
    ) -> httpx.Response | None:
        what, until = _name(method, path), self.clock() + patience.total_s
        for repeat in range(patience.repeats + 1):
            await self._wait(max((bucket.take(self.clock()) for bucket in buckets), default=0.0), until, what)
            sent = await self._sent([bucket.window for bucket in buckets if bucket.window], until, what)
            outcome = await self._try(method, path, patience.try_s, request)
            for window, one in sent:
                window.answered(one, self.clock())
            if isinstance(outcome, httpx.Response) and self._is_final(outcome, expect, what):
                return outcome
            if writing and _may_be_done(outcome):
                return None
            if repeat < patience.repeats:
                pause_s = self._pause_s(outcome, repeat, patience)
                self._tell(buckets, outcome, pause_s)
                await self._wait(pause_s, until, what)
        raise CrmUnavailable(f"{what}: {_word(outcome)}")

    async def _sent(self, windows: Collection[Window], until: float, what: str) -> list[tuple[Window, Sent]]:
        """Once all of them are open."""
        while (left_s := max((window.left_s(self.clock()) for window in windows), default=0.0)) > 0:
            await self._wait(left_s, until, what)
        now = self.clock()
        return [(window, window.send(now)) for window in windows]

    async def _try(self, method: str, path: str, try_s: float, request: Mapping[str, Any]) -> httpx.Response | _Silence:
        try:
            async with asyncio.timeout(try_s):  # httpx's own limits are for one read: a trickle would last for ever
                answer = await self._http.request(method, path, **request)
        except TimeoutError:
            return _Silence("no answer in time", sent=True)
        except httpx.HTTPError as error:  # its text may quote the request, so only its name goes on
            return _Silence(type(error).__name__, sent=not isinstance(error, NEVER_SENT))
        if self._heard is not None:
            self._heard(answer)
        return answer

    def _is_final(self, answer: httpx.Response, expect: Collection[int], what: str) -> bool:
        """False when it is worth another try. Raises what the answer means, where it is neither."""
        if answer.is_success or answer.status_code in expect:
            return True
        if trouble := self._trouble(answer):
            raise trouble
        if answer.status_code in PASSING:
            return False
        raise CrmUnavailable(f"{what}: answered {answer.status_code}")

    def _pause_s(self, outcome: httpx.Response | _Silence, repeat: int, patience: Patience) -> float:
        if isinstance(outcome, _Silence):
            return patience.pause_s(repeat)
        least = LOCKED_S if outcome.status_code == LOCKED else 0.0
        return max(patience.pause_s(repeat), retry_after_s(outcome) or 0.0, least)

    def _tell(self, buckets: Collection[Bucket], outcome: httpx.Response | _Silence, pause_s: float) -> None:
        if isinstance(outcome, httpx.Response) and outcome.status_code == TOO_MANY:
            for bucket in buckets:
                bucket.rest(self.clock(), pause_s)

    async def _wait(self, seconds: float, until: float, what: str) -> None:
        if seconds <= 0:
            return
        if self.clock() + seconds > until:
            raise CrmUnavailable(f"{what}: to come back later than we can wait")
        await self._sleep(seconds)


def retry_after_s(answer: httpx.Response) -> float | None:
    """How long the answer asks to wait: in seconds, or until a date. None when it does not say, or says nonsense."""
    said = answer.headers.get("Retry-After", "").strip()
    try:
        if said.isascii() and said.isdigit():
            return float(said)
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()) if said else None
    except (ValueError, TypeError):  # a date without a zone cannot be subtracted
        return None


def payload(answer: httpx.Response) -> Payload:
    """Raises CrmUnavailable for what is no JSON object: a page of a proxy's, say."""
    try:
        found = answer.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise CrmUnavailable(f"{_name(answer.request.method, answer.request.url.path)}: the answer is no JSON object")
    return found


def _may_be_done(outcome: httpx.Response | _Silence) -> bool:
    if isinstance(outcome, _Silence):
        return outcome.sent
    return outcome.status_code not in NOT_CARRIED_OUT


def _name(method: str, path: str) -> str:
    """Without the query, which may hold a name."""
    return f"{method} {path.partition('?')[0]}"


def _word(outcome: httpx.Response | _Silence) -> str:
    return outcome.why if isinstance(outcome, _Silence) else f"answered {outcome.status_code}"
