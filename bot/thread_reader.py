"""Reads from Slack the threads that are due, one after another and within Slack's limits, and has each one judged."""

import asyncio
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any, Final

import structlog
from prometheus_client import Counter
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.looking import NOT_ANSWERED, look_for_ever, looked
from delivery.outcomes import THREAD_GONE, Limited, Said, read_failure
from domain.ids import ChannelId, UserId
from domain.origin import origin_of
from domain.outcome import StoreUnavailable
from domain.signals.judging import SecondOpinion
from domain.signals.thread import Message
from domain.thread_read import Place, ThreadRead, fingerprint_of
from domain.watching import ThreadPlace
from flows.deps import Deps
from flows.judging_threads import (
    Judgement,
    close,
    is_readable,
    judge_read,
    place_unknown,
    try_again,
    withdraw_gone,
)
from flows.signal_notes import note_starter
from flows.watching import claim_next, refresh, seconds_to_next
from handlers.watching import files_of, is_by_a_person, mentions_us, text_of
from store.pending_threads import Claimed

log = structlog.get_logger()

READ: Final = Counter("adoption_threads_read", "Threads that were due, by what came of them.", ["outcome"])

PAUSE_S: Final = 1.3
"""Between two calls: Slack answers about fifty of them a minute, of all replicas together."""
LOOK_EVERY_S: Final = 5.0
SOONEST_S: Final = 0.2
REFRESH_EVERY_S: Final = 30.0
PLACE_KEPT_S: Final = 300.0
"""A channel may become private, or be shared with a customer, at any moment."""
MOST_PLACES: Final = 2_000

PAGE: Final = 500
MOST_PAGES: Final = 12
"""Of a thread of more than 6,000 messages the first 6,000 are read; what comes later was not its beginning."""
FIRST: Final = 30
LAST: Final = 10
"""Messages of people that are judged: what it is about is said first, and what became of it last."""

OTHERS: Final = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
"""Flags of accounts that are no colleague's."""

GONE: Final = THREAD_GONE | {"message_not_found"}
CLOSED: Final = frozenset({"channel_not_found", "not_in_channel", "is_archived", "no_permission", "access_denied"})


class ThreadReader:
    """Keeps no word of what it reads longer than until it is judged."""

    def __init__(
        self, deps: Deps, client: AsyncWebClient, *, pause_s: float = PAUSE_S, second: SecondOpinion | None = None
    ) -> None:
        self._deps = deps
        self._client = client
        self._pause_s = pause_s
        self._second = second
        self._places: dict[ChannelId, tuple[float, Place]] = {}
        self._seen_until: datetime | None = None
        self._refreshed = -REFRESH_EVERY_S

    async def run(self) -> None:
        """Until cancelled."""
        await look_for_ever(self.look)

    async def look(self) -> float:
        """Reads every thread that is due; gives after how many seconds to look again."""
        return await looked(self._all_that_are_due, "threads", or_after_s=LOOK_EVERY_S)

    async def _all_that_are_due(self) -> float:
        await self._refresh()
        while claimed := await claim_next(self._deps, at=self._deps.clock()):
            if rest_s := await self._one(claimed):
                return rest_s
            await asyncio.sleep(self._pause_s)
        left = await seconds_to_next(self._deps, at=self._deps.clock())
        return LOOK_EVERY_S if left is None else min(max(left, SOONEST_S, self._pause_s), LOOK_EVERY_S)

    async def _refresh(self) -> None:
        if monotonic() - self._refreshed >= REFRESH_EVERY_S or self._seen_until is None:
            self._seen_until = await refresh(self._deps, since=self._seen_until, at=self._deps.clock())
            self._refreshed = monotonic()

    async def _one(self, claimed: Claimed) -> float:
        """Seconds to rest when Slack asks for it; 0.0 otherwise."""
        rest_s = 0.0
        try:
            judgement = await self._judge(claimed)
        except NOT_ANSWERED as error:
            judgement, rest_s = await self._not_read(claimed, error)
        except StoreUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - said; one thread of a shape that nobody foresaw is given up in the end
            log.error("a thread could not be judged", error=origin_of(error))  # noqa: TRY400 - nobody's words
            judgement = await try_again(self._deps, claimed, after=None, at=self._deps.clock())
        READ.labels(judgement.outcome.value).inc()
        if judgement.signal is not None:
            log.info("thread judged", outcome=judgement.outcome.value, signal=judgement.signal.id)
        return rest_s

    async def _judge(self, claimed: Claimed) -> Judgement:
        place = await self._place(claimed.thread.channel)
        if not is_readable(self._deps, place):
            return await close(self._deps, claimed, place, at=self._deps.clock())
        read = await self._read(claimed.thread)
        if read is None:
            return await withdraw_gone(self._deps, claimed, at=self._deps.clock())
        at, second = self._deps.clock(), self._second
        return await judge_read(
            self._deps, claimed, read, place, at=at, tell=note_starter, may_tell=self._may_tell, second=second
        )

    async def _may_tell(self, thread: ThreadPlace, person: UserId) -> bool:
        """By what Slack says now: five minutes ago the channel may have been ours alone."""
        self._places.pop(thread.channel, None)
        return is_readable(self._deps, await self._place(thread.channel)) and await self._is_colleague(person)

    async def _is_colleague(self, person: UserId) -> bool:
        """Not who has left, no bot, no guest, who may be the customer, and nobody whom Slack does not tell us about."""
        try:
            told = (await self._client.users_info(user=person))["user"]
        except SlackApiError as error:
            if isinstance(read_failure(error), Said):
                return False
            raise
        return not any(told.get(flag) for flag in OTHERS)

    async def _not_read(self, claimed: Claimed, error: Exception) -> tuple[Judgement, float]:
        at = self._deps.clock()
        match read_failure(error):
            case Limited(retry_after_s):
                after = timedelta(seconds=retry_after_s)
                return await try_again(self._deps, claimed, after=after, at=at), retry_after_s
            case Said(word) if word in GONE:
                return await withdraw_gone(self._deps, claimed, at=at), 0.0
            case Said(word) if word in CLOSED:
                self._places.pop(claimed.thread.channel, None)
                return await close(self._deps, claimed, place_unknown(claimed.thread), at=at), 0.0
            case Said(word):
                log.warning("Slack refuses to show a thread", error=word)
        return await try_again(self._deps, claimed, after=None, at=at), 0.0

    async def _place(self, channel: ChannelId) -> Place:
        """As Slack described the channel a few minutes ago at most."""
        now = monotonic()
        known = self._places.get(channel)
        if known and now - known[0] < PLACE_KEPT_S:
            return known[1]
        place = place_of(channel, (await self._client.conversations_info(channel=channel))["channel"])
        self._places[channel] = (now, place)
        while len(self._places) > MOST_PLACES:
            del self._places[next(iter(self._places))]
        return place

    async def _read(self, thread: ThreadPlace) -> ThreadRead | None:
        """None when no message of the thread is left."""
        gathered = Gathered(self._deps, thread)
        cursor = ""
        for _ in range(MOST_PAGES):
            told = await self._client.conversations_replies(
                channel=thread.channel, ts=thread.ts, limit=PAGE, cursor=cursor or None
            )
            for message in told.get("messages") or ():
                gathered.add(message)
            cursor = (told.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
            await asyncio.sleep(self._pause_s)
        return gathered.read()


class Gathered:
    """A thread as its pages come in: the first and the last messages of people, and of all what changes with them."""

    def __init__(self, deps: Deps, thread: ThreadPlace) -> None:
        self._deps = deps
        self._thread = thread
        self._first: list[Message] = []
        self._last: deque[Message] = deque(maxlen=LAST)
        self._starter: UserId | None = None
        self._stamps: list[str] = []
        self._latest = 0.0
        self._to_us = False

    def add(self, message: Mapping[str, Any]) -> None:
        ts, edited = str(message.get("ts") or ""), message.get("edited")
        if message.get("subtype") == "tombstone" or not ts:
            return  # deleted; its replies remain
        files = files_of(message)
        stamp = f"{ts} {edited.get('ts') if isinstance(edited, Mapping) else ''}"
        self._stamps.append(f"{stamp} {len(files)}" if files else stamp)  # a file that goes leaves no other mark
        with suppress(ValueError):
            self._latest = max(self._latest, float(ts))
        person = is_by_a_person(self._deps, message)
        self._to_us |= mentions_us(self._deps, text_of(message))
        author = str(message.get("user") or message.get("bot_id") or "")
        if ts == self._thread.ts and person:
            self._starter = UserId(author)
        team = self._deps.roster.team_of(UserId(author)) if person else None
        said = Message(author, text_of(message), files, by_bot=not person, team=team.role if team else "")
        if len(self._first) < FIRST:
            self._first.append(said)
        else:
            self._last.append(said)

    def read(self) -> ThreadRead | None:
        if not self._stamps:
            return None
        return ThreadRead(
            self._thread,
            starter=self._starter,
            messages=(*self._first, *self._last),
            count=len(self._stamps),
            last_at=datetime.fromtimestamp(self._latest, UTC),
            fingerprint=fingerprint_of(self._stamps),
            to_us=self._to_us,
        )


def place_of(channel: ChannelId, told: Mapping[str, Any]) -> Place:
    """`is_shared` without `is_org_shared` is with another company, whatever else Slack says."""
    outside = bool(told.get("is_ext_shared") or told.get("is_pending_ext_shared"))
    return Place(
        channel,
        name=str(told.get("name") or ""),
        private=bool(told.get("is_private") or told.get("is_group")),
        archived=bool(told.get("is_archived")),
        shared=outside or bool(told.get("is_shared") and not told.get("is_org_shared")),
        direct=bool(told.get("is_im") or told.get("is_mpim")),
    )
