"""Delivery: takes what is owed to Slack and sees it there, in order, at Slack's pace, once."""

import asyncio
import secrets
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from delivery import metrics
from delivery.drawing import Renderer
from delivery.pacing import Pace, Pacer
from delivery.renderers import renderers
from delivery.sending import Sender
from domain.ending import UNREACHABLE, Ended, Later, Waiting
from domain.origin import origin_of
from domain.outcome import StoreUnavailable
from domain.post import Post, PostKind
from flows import posting
from flows.deps import Deps

log = structlog.get_logger()

MISSED_S: Final = 0.05
"""Before looking again when another replica held what was chosen."""
OTHERS_FIRST: Final = 19.0
"""Times the length of a turn in which there was nothing to do until the next one. While a place waits for its second
every report that comes in wakes us, and the writer and the processor belong to people's gestures first: all but a
twentieth of them."""
AT_MOST_S: Final = 0.25
"""How long that may be: the first turn of a process, for which everything is loaded yet, takes a fifth of a second."""
TOGETHER_S: Final = 0.01
"""How long the end of a try waits for others to be recorded with it, unless half of what may be under way has ended,
and what time makes due for what is due next: a turn costs as much as several tries. What is newly owed waits for
nothing."""
FINISH_S: Final = 10.0
"""How long a stop waits for calls under way."""


class Delivery:
    """One loop in one process; any number of processes may share a store.

    A turn is one transaction: it records how the tries before it ended and claims the next posts, so under load one
    commit serves many posts.
    """

    def __init__(
        self, deps: Deps, client: AsyncWebClient, pace: Pace, *, render: Mapping[PostKind, Renderer] | None = None
    ) -> None:
        self._deps = deps
        self._pace = pace
        self._pacer = Pacer(pace)
        self._sender = Sender(deps, client, self._pacer, render or renderers())
        self._under_way: dict[asyncio.Task[None], Post] = {}
        self._ended: list[Ended] = []
        self._woken = asyncio.Event()
        self._idle = asyncio.Event()
        self._stopping = asyncio.Event()
        self._hurry = asyncio.Event()
        """Somebody waits for the end of a drain, or of all: no rest for the sake of others."""
        self._running: asyncio.Task[None] | None = None
        self._me = secrets.token_hex(4)
        self._chose_at = 0.0
        self._polled_at = float("-inf")
        self._troubles = 0

    def wake(self) -> None:
        """Something is owed. Ten calls in a row cost one turn."""
        self._woken.set()

    async def run(self) -> None:
        """Until `stop`, or until cancelled; then what was under way is looked up later."""
        self._running = asyncio.current_task()
        try:
            while not self._stopping.is_set():
                began = time.monotonic()
                nothing_ended = not self._ended
                turn = await self._turn()
                if nothing_ended and turn is not None and not turn.claimed:
                    rest_s = min(OTHERS_FIRST * (time.monotonic() - began), AT_MOST_S)
                    await _until(self._hurry, self._soonest(turn, rest_s))
                await self._rest(turn)
            await self._finish(FINISH_S)
        except asyncio.CancelledError:
            await self._finish(0)
            raise
        finally:
            self._running = None
            self._idle.set()

    async def stop(self) -> None:
        """Claims no more, lets calls under way finish for ten seconds, releases what is left."""
        self._stopping.set()
        self._hurry.set()
        self._woken.set()
        if self._running:
            await asyncio.wait({self._running})

    async def drain(self, timeout: float) -> bool:
        """Waits until nothing is due now; False when `timeout` seconds were not enough. Runs the loop if nobody does.

        What waits for a later try is not due.
        """
        runner = None if self._running else asyncio.create_task(self.run())
        self._idle.clear()
        self._hurry.set()
        self._woken.set()  # before a turn can begin, which would else be followed by one that finds nothing new
        await asyncio.sleep(0)
        try:
            async with asyncio.timeout(timeout):
                await self._idle.wait()
        except TimeoutError:
            return False
        finally:
            if runner:
                await self.stop()
                self._stopping.clear()
                await runner
            self._hurry.clear()
        return True

    async def _turn(self) -> posting.Turn | None:
        """None when the store could not be reached; the endings are kept."""
        self._woken.clear()
        ended, self._ended = self._ended, []
        seen = self._pacer.news()
        free = self._pace.at_once - len(self._under_way)
        try:
            await self._poll()
            turn = await posting.take_turn(
                self._deps,
                ended,
                (lambda waiting: self._choose(waiting, free)) if free > 0 else None,
                # Where replicas keep the store's time, it may be ahead of Slack's: the machine's own has a say as well.
                at=min(self._deps.clock(), datetime.now(UTC)),
                lease_s=self._pace.lease_s,
                seen=seen,
                me=self._me,
            )
        except Exception as trouble:  # noqa: BLE001 - said below; delivery goes on whatever the store says
            self._ended = ended + self._ended
            self._pacer.not_told(seen)
            self._say(trouble)
            return None
        self._troubles = 0
        metrics.STORE_AWAY.set(0)
        self._ended = [*turn.unrecorded, *self._ended]
        for post in turn.claimed:
            self._start(post)
        return turn

    def _choose(self, waiting: Sequence[Waiting], free: int) -> Sequence[Waiting]:
        self._chose_at = time.monotonic()
        return self._pacer.choose(waiting, free)

    async def _poll(self) -> None:
        """Now and then: posts whose sender died, and how many are owed."""
        now = asyncio.get_running_loop().time()
        if now - self._polled_at < self._pace.poll_s:
            return
        for post in await posting.release_run_out(self._deps):
            metrics.UNSURE.inc()
            log.warning("post's sender did not come back", post=post)
        owed, oldest_s = await posting.backlog(self._deps)
        metrics.OWED.set(owed)
        metrics.OLDEST_OWED.set(oldest_s)
        self._polled_at = now

    def _say(self, trouble: Exception) -> None:
        self._troubles += 1
        if isinstance(trouble, StoreUnavailable):
            metrics.STORE_AWAY.set(1)
            log.warning("delivery waits for the store", tries=self._troubles)
        else:
            log.error("delivery's turn failed", error=origin_of(trouble))

    def _start(self, post: Post) -> None:
        task = asyncio.create_task(self._send(post))
        self._under_way[task] = post
        task.add_done_callback(self._done)

    async def _send(self, post: Post) -> None:
        ending = await self._sender.send(post, claimed_at=self._chose_at)
        self._ended.append(Ended(post, ending))  # not in one line: the list of before the wait is not the list of now

    def _done(self, task: asyncio.Task[None]) -> None:
        post = self._under_way.pop(task)
        failed = None if task.cancelled() else task.exception()
        if failed:
            log.error("try failed", post=post.id, error=origin_of(failed))
        if failed or task.cancelled():
            self._ended.append(Ended(post, Later(self._pace.doubt_s, UNREACHABLE, unsure=post.ts is None)))
        if len(self._ended) >= min(self._pace.at_once // 2, len(self._under_way)):
            self._woken.set()
        else:
            asyncio.get_running_loop().call_later(TOGETHER_S, self._woken.set)

    async def _rest(self, turn: posting.Turn | None) -> None:
        """Until something is owed, a try has ended, or time makes something due."""
        if turn is None:
            return await _until(self._stopping, self._pace.pause_s(min(self._troubles, 4)))
        busy = self._under_way or self._ended or turn.claimed or turn.missed or self._pacer.held_s is not None
        if not busy and not self._woken.is_set():
            self._idle.set()
        if turn.missed or self._ended:
            return await _until(self._woken, self._soonest(turn, MISSED_S))
        return await _until(self._woken, self._soonest(turn, self._pace.poll_s))

    def _soonest(self, turn: posting.Turn, seconds: float) -> float:
        """Until time makes something due, at most `seconds`; what is due within a moment goes together."""
        due = [s for s in (turn.next_due_s, self._pacer.held_s) if s is not None]
        return min(seconds, max(TOGETHER_S, min(due, default=seconds)))

    async def _finish(self, seconds: float) -> None:
        if self._under_way and seconds:
            await asyncio.wait(set(self._under_way), timeout=seconds)
        left = set(self._under_way)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left)
        await asyncio.sleep(0)  # the callbacks of the last tasks
        if self._ended:
            try:
                await posting.take_turn(self._deps, self._ended, None, at=self._deps.clock())
                self._ended = []
            except Exception as trouble:  # noqa: BLE001 - said; their leases run out and they are looked up
                self._say(trouble)


async def _until(event: asyncio.Event, seconds: float) -> None:
    """At most so long."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
