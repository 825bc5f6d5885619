"""One try to bring one post to Slack, from drawing it to knowing how it ended."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import structlog
from prometheus_client import Counter
from slack_sdk.web.async_client import AsyncWebClient
from structlog.contextvars import bind_contextvars

from delivery import metrics
from delivery.drawing import Renderer
from delivery.history import look_up, metadata_of, method_for
from delivery.outcomes import (
    HISTORY_CLOSED,
    MESSAGE_GONE,
    THREAD_GONE,
    Failure,
    Limited,
    NotReached,
    Said,
    Unknown,
    read_failure,
)
from delivery.pacing import Pacer
from domain.ending import (
    BULK,
    POST,
    RATE_LIMITED,
    UNREACHABLE,
    UPDATE,
    WHISPER,
    WHISPERED,
    Ending,
    Found,
    Gone,
    Later,
    Posted,
    ThreadGone,
    TurnedDown,
)
from domain.ids import ChannelId, MessageTs, PostId, UserId
from domain.operating_model.words import is_person
from domain.origin import origin_of
from domain.outcome import StoreUnavailable
from domain.post import Post, PostKind
from flows.deps import Deps
from views.blocks import posted

log = structlog.get_logger()

OPEN: Final = "conversations.open"
NOT_DRAWN: Final = "not_drawn"


class Stopped(Exception):  # noqa: N818 - no error: the try ends here
    """Carries the ending out of the middle of a try."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(type(ending).__name__)
        self.ending = ending


class Sender:
    """Sends one post at a time and place; remembers people's channels and how often a post has failed."""

    def __init__(self, deps: Deps, client: AsyncWebClient, pacer: Pacer, render: Mapping[PostKind, Renderer]) -> None:
        self._deps = deps
        self._client = client
        self._pacer = pacer
        self._render = render
        self._channels: dict[UserId, ChannelId] = {}
        self._failures: dict[PostId, int] = {}

    async def send(self, post: Post, *, claimed_at: float) -> Ending:
        """How the try ended; whatever goes wrong is an ending, too. `claimed_at` by the monotonic clock.

        Each try is a task of its own, so what it logs goes under the id of the gesture that owed the post.
        """
        if post.gesture:
            bind_contextvars(gesture=post.gesture)
        try:
            ending = await self._try(post, claimed_at)
        except Stopped as stopped:
            ending = stopped.ending
        if not isinstance(ending, Later | ThreadGone):
            self._failures.pop(post.id, None)
        return ending

    async def _try(self, post: Post, claimed_at: float) -> Ending:
        if post.key.kind in WHISPERED and post.unsure:
            return Posted()  # nobody can look whether it arrived: rather not at all than twice
        shown = await self._drawn(post)
        if shown is None:
            return Posted(post.ts, post.channel)
        if post.key.kind in WHISPERED:
            return await self._whisper(post, shown, claimed_at)
        if post.ts and post.channel:
            return await self._update(post, post.ts, post.channel, shown, claimed_at)
        channel = post.channel or await self._channel(post)
        if post.unsure and (ts := await self._look(post, channel)):
            metrics.FOUND.inc()
            return Found(ts, channel)
        if time.monotonic() - claimed_at > self._pacer.pace.lease_s - self._pacer.pace.call_s:
            return self._later(post, UNREACHABLE, unsure=post.unsure)
        return await self._post(post, channel, shown, claimed_at)

    async def _drawn(self, post: Post) -> dict[str, Any] | None:
        try:
            told = await self._render[post.key.kind](self._deps, post.key)
            return None if told is None else posted(told)
        except StoreUnavailable:
            # No trouble of the post's own: what stands behind it in its place waits with it.
            raise Stopped(self._later(post, UNREACHABLE, unsure=post.unsure, why="the store is away")) from None
        except Exception as error:  # noqa: BLE001 - a post that cannot be drawn must not stop the others
            origin = origin_of(error)
            log.error("post not drawn", post=post.id, kind=post.key.kind, error=origin)  # noqa: TRY400 - nobody's words
            raise Stopped(self._later(post, NOT_DRAWN, unsure=post.unsure)) from None

    async def _update(
        self, post: Post, ts: MessageTs, channel: ChannelId, shown: dict[str, Any], claimed_at: float
    ) -> Ending:
        try:
            await self._call(
                UPDATE, post, self._client.chat_update, channel=channel, ts=ts, metadata=metadata_of(post.id), **shown
            )
        except Stopped as stopped:
            gone = isinstance(stopped.ending, TurnedDown) and stopped.ending.error == MESSAGE_GONE
            if not gone or post.reposted:
                raise
            metrics.REPOSTED.inc()
            return Gone()
        _count(metrics.UPDATED, post, claimed_at)
        log.info("updated", post=post.id, kind=post.key.kind.value)
        return Posted(ts, channel)

    async def _post(self, post: Post, channel: ChannelId, shown: dict[str, Any], claimed_at: float) -> Ending:
        thread = {"thread_ts": post.thread_ts} if post.thread_ts else {}
        if wait_s := self._pacer.until_turn_s(post.key.place):
            await asyncio.sleep(wait_s)
        self._pacer.posting(post.key.place)
        answer = await self._call(
            POST,
            post,
            self._client.chat_postMessage,
            channel=channel,
            metadata=metadata_of(post.id),
            unfurl_links=False,
            unfurl_media=False,
            **thread,
            **shown,
        )
        _count(metrics.SENT, post, claimed_at)
        log.info("posted", post=post.id, kind=post.key.kind.value)
        return Posted(MessageTs(answer["ts"]), ChannelId(answer["channel"]))

    async def _whisper(self, post: Post, shown: dict[str, Any], claimed_at: float) -> Ending:
        """Seen by one person, at most once, and no alarm when that person is not there any more."""
        thread = {"thread_ts": post.thread_ts} if post.thread_ts else {}
        channel = ChannelId(post.key.place)
        try:
            await self._call(WHISPER, post, self._client.chat_postEphemeral, channel=channel, **thread, **shown)
        except Stopped as stopped:
            if isinstance(stopped.ending, TurnedDown):
                return TurnedDown(stopped.ending.error, alert=False)
            raise
        _count(metrics.SENT, post, claimed_at)
        log.info("whispered", post=post.id, kind=post.key.kind.value)
        return Posted(None, channel)

    async def _channel(self, post: Post) -> ChannelId:
        """The place, or the direct messages with the person that the place is."""
        place = post.key.place
        if not is_person(place):
            return ChannelId(place)
        person = UserId(place)
        if person not in self._channels:
            answer = await self._call(OPEN, post, self._client.conversations_open, users=person)
            self._channels[person] = ChannelId(answer["channel"]["id"])
        return self._channels[person]

    async def _look(self, post: Post, channel: ChannelId) -> MessageTs | None:
        """Where an earlier try has put it; None when it did not, or when we may not look."""
        method = method_for(post)
        self._not_while_paused(method, post)
        try:
            return await look_up(self._client, post, channel, we=self._deps.workspace.bot_user)
        except Exception as error:  # noqa: BLE001 - read_failure knows them all
            failure = read_failure(error)
        if isinstance(failure, Said) and failure.error in THREAD_GONE:
            return None
        if isinstance(failure, Said) and failure.error in HISTORY_CLOSED:
            metrics.UNREADABLE.inc()
            log.warning("history cannot be read, posting again", post=post.id, error=failure.error)
            return None
        raise Stopped(self._ending(method, post, failure))

    async def _call(self, method: str, post: Post, call: Callable[..., Awaitable[Any]], **arguments: Any) -> Any:
        """The answer. Raises Stopped."""
        self._not_while_paused(method, post)
        try:
            return await call(**arguments)
        except Exception as error:  # noqa: BLE001 - read_failure knows them all
            failure = read_failure(error)
        raise Stopped(self._ending(method, post, failure))

    def _not_while_paused(self, method: str, post: Post) -> None:
        if wait := self._pacer.paused_s(method):
            raise Stopped(Later(wait, RATE_LIMITED, unsure=post.unsure, channel=self._known_channel(post)))

    def _ending(self, method: str, post: Post, failure: Failure) -> Ending:
        """What `failure` of a call of `method` means for the post.

        Only a posting that certainly failed after a look into history settles an old doubt.
        """
        unsure = post.unsure and method != POST
        match failure:
            case Limited():
                self._pacer.pause(method, failure.retry_after_s)
                return self._later(post, RATE_LIMITED, unsure=unsure, pause_s=failure.retry_after_s)
            case NotReached():
                return self._later(post, UNREACHABLE, unsure=unsure, why=failure.why)
            case Unknown() if method == WHISPER:
                return Posted()
            case Unknown():
                return self._in_doubt(method, post, failure)
            case Said() if method in (POST, WHISPER) and failure.error in THREAD_GONE:
                return self._thread_gone(post, failure.error)
            case Said() if failure.is_permanent or failure.error == MESSAGE_GONE:
                return self._turned_down(post, failure.error, unsure=unsure)
            case Said():
                return self._later(post, failure.error, unsure=unsure)

    def _in_doubt(self, method: str, post: Post, failure: Unknown) -> Ending:
        doubtful = method == POST
        if doubtful:
            metrics.UNSURE.inc()
        # An update under way still would take the place of a newer one that is made before it.
        in_flight = failure.in_flight and method in (POST, UPDATE)
        pause_s = self._pacer.pace.doubt_s if in_flight else None
        return self._later(post, UNREACHABLE, unsure=doubtful or post.unsure, pause_s=pause_s, why=failure.why)

    def _thread_gone(self, post: Post, error: str) -> Ending:
        if post.parent_id is None:
            return self._turned_down(post, error, unsure=False, alert=False)
        return ThreadGone(self._next_pause(post))

    def _turned_down(self, post: Post, error: str, *, unsure: bool, alert: bool = True) -> TurnedDown:
        metrics.REFUSED.labels(error).inc()
        log.warning("post refused", post=post.id, kind=post.key.kind, place=post.key.place, error=error)
        return TurnedDown(error, unsure=unsure, alert=alert and error != MESSAGE_GONE)

    def _later(
        self, post: Post, error: str, *, unsure: bool, pause_s: float | None = None, why: str | None = None
    ) -> Later:
        metrics.RETRIED.labels(error).inc()
        pause = max(self._next_pause(post), pause_s or 0.0) if error != RATE_LIMITED else pause_s or 0.0
        log.info("post is tried again", post=post.id, error=error, why=why, pause_s=round(pause, 1), unsure=unsure)
        return Later(pause, error, unsure=unsure, channel=self._known_channel(post))

    def _next_pause(self, post: Post) -> float:
        self._failures[post.id] = self._failures.get(post.id, 0) + 1
        return self._pacer.pace.pause_s(self._failures[post.id])

    def _known_channel(self, post: Post) -> ChannelId | None:
        return post.channel or self._channels.get(UserId(post.key.place))


def _count(done: Counter, post: Post, claimed_at: float) -> None:
    done.inc()
    lane = "bulk" if post.key.kind in BULK else "answer"
    metrics.LATENCY.labels(lane).observe(post.owed_for_s + time.monotonic() - claimed_at)
