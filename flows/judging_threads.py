"""A thread that was read is judged, once for each change, and becomes a signal, stays one, or is one no more."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from domain.ids import DealId, UserId
from domain.signal import ANSWERED, Signal, SignalState
from domain.signal_names import names_in
from domain.signal_standing import UNSAID
from domain.signals.judging import NOTHING, Judged, SecondOpinion, is_doubtful, judge
from domain.signals.thread import Thread
from domain.thread_read import Place, ThreadRead, channel_kind, ids_in_links, is_host_of, workflow_of
from domain.watching import MANY, QUIET, ThreadPlace
from flows.deps import Deps
from flows.signal_customers import latest_deal_of
from flows.signal_learning import learned_context
from flows.signal_notes import OF_USE_FOR
from flows.signals_told import tell_again
from flows.watching import is_watched
from store import pending_threads, signals
from store.engine import Transaction
from store.pending_threads import Claimed, is_stopped
from store.signals import Sighting

MOST_TRIES: Final = 10
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=1)


class Outcome(StrEnum):
    """What came of a thread that was due, for the count."""

    SIGNAL = "signal"
    NONE = "none"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
    LATER = "later"  # people are still writing
    GONE = "gone"
    CLOSED = "closed"  # not watched, archived, shared with another company, or not readable any more
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Judgement:
    outcome: Outcome
    signal: Signal | None = None


class Told(Protocol):
    async def __call__(self, tx: Transaction, deps: Deps, signal: Signal, at: datetime, *, is_answered: bool) -> None:
        """Owes what is to be said of a new signal, in the transaction that stores it.

        `is_answered` when there is more in the thread than its first message.
        """


async def everybody(_thread: ThreadPlace, _starter: UserId) -> bool:
    return True


MayTell = Callable[[ThreadPlace, UserId], Awaitable[bool]]
"""Whether whoever started a thread may be told of it there; asked before the transaction, for it may ask Slack."""


async def judge_read(
    deps: Deps,
    claimed: Claimed,
    read: ThreadRead,
    place: Place,
    *,
    at: datetime,
    tell: Told | None = None,
    may_tell: MayTell = everybody,
    second: SecondOpinion | None = None,
) -> Judgement:
    """Judges what was read of a claimed thread, and lets the claim go."""
    if not is_readable(deps, place):
        return await close(deps, claimed, place, at=at)
    quiet = abs(at - read.last_at) >= QUIET  # also where a clock is wrong, ours or that of whoever wrote
    if not quiet and read.count < MANY:
        return await _later(deps, claimed, read)
    # Forty messages that fill a screen each take a third of a second, in which others want their answers.
    thread = Thread(read.messages, channel_kind(deps.model, place))
    context = await learned_context(deps, at=at)
    found = NOTHING if read.to_us else await asyncio.to_thread(judge, thread, context)
    if second is not None and is_doubtful(found):
        opinion = await second.probability(thread, found)
        found = await asyncio.to_thread(judge, thread, context, opinion=opinion)
    if not found.note or read.starter is None or not await may_tell(read.thread, read.starter):
        tell = None
    deal = await _deal(deps, read, place) if found.list else None
    async with deps.begin() as tx:
        if await is_stopped(tx, place.channel):
            await pending_threads.done(tx, claimed, again_at=at + QUIET)
            return Judgement(Outcome.CLOSED)
        await _describe(tx, deps, place)
        before = await signals.fingerprint_judged(tx, claimed.thread)
        judgement = Judgement(Outcome.UNCHANGED)
        if before != read.fingerprint and (quiet or before is None):
            judgement = await _settle(tx, deps, read, place, found, deal, at=at, tell=tell)
            await signals.keep_judged(tx, claimed.thread, read.fingerprint, at=at)
        if quiet:
            await pending_threads.done(tx, claimed, again_at=at + QUIET)
        else:  # judged at its tenth message; what comes after that is judged when it is quiet
            await pending_threads.put_back(tx, claimed, read.last_at + QUIET)
    deps.watching.judged([claimed.thread])
    return judgement


def is_readable(deps: Deps, place: Place) -> bool:
    return is_watched(deps, place.channel) and not (place.archived or place.shared or place.direct)


async def _settle(
    tx: Transaction,
    deps: Deps,
    read: ThreadRead,
    place: Place,
    found: Judged,
    deal: DealId | None,
    *,
    at: datetime,
    tell: Told | None,
) -> Judgement:
    known = await signals.find_signal_of(tx, read.thread)
    if known is not None and (known.state in ANSWERED or known.flagged_by):
        return Judgement(Outcome.UNCHANGED, known)  # a person has spoken
    if not found.list or found.kind is None:
        return Judgement(await _withdraw(tx, deps, known, at=at), known)
    seen = Sighting(
        read.thread,
        kind=found.kind,
        workflow=workflow_of(deps.model, found.kind, place.channel),
        starter=read.starter,
        probability=found.probability,
        evidence=found.evidence,
        deal=deal,
        private=place.private,
        shared=place.shared,
    )
    if known is None:
        signal = await signals.add_signal(tx, seen, at=at)
    else:
        await signals.see_again(tx, known.id, seen)
        await signals.move_signal(tx, known.id, frm=[SignalState.WITHDRAWN], to=SignalState.SEEN, at=at)
        signal = await signals.get_signal(tx, known.id)
        if (signal.state, signal.kind, signal.deal) != (known.state, known.kind, known.deal):
            await tell_again(tx, deps, [signal])
    # It may be old: we were away, Slack's event was late, or somebody edits what was said long ago.
    if tell and signal and signal.state is SignalState.SEEN and at - read.last_at <= OF_USE_FOR:
        await tell(tx, deps, signal, at, is_answered=read.count > 1)
    return Judgement(Outcome.SIGNAL, signal)


async def _withdraw(tx: Transaction, deps: Deps, known: Signal | None, *, at: datetime) -> Outcome:
    if known is None or not await signals.move_signal(tx, known.id, frm=UNSAID, to=SignalState.WITHDRAWN, at=at):
        return Outcome.NONE
    await tell_again(tx, deps, [known])
    return Outcome.WITHDRAWN


async def _describe(tx: Transaction, deps: Deps, place: Place) -> None:
    """A list that was posted while the channel was open names it, and whom its threads are about."""
    changed = await signals.describe_channel(tx, place.channel, private=place.private, shared=place.shared)
    await tell_again(tx, deps, changed)


async def _deal(deps: Deps, read: ThreadRead, place: Place) -> DealId | None:
    """The first deal of the CRM that the thread links to, else the latest one of the customer that it names.

    Whom people talk about in private is looked up nowhere.
    """
    ids = ids_in_links(read.messages)
    names = [] if place.private else await asyncio.to_thread(names_in, read.messages)
    async with deps.store.read() as tx:
        known = await signals.deals_called(tx, ids) if ids else {}
    linked = (DealId(id) for id, host in ids.items() if id in known and is_host_of(known[DealId(id)], host))
    return next(linked, None) or (await latest_deal_of(deps, names) if names else None)


async def _later(deps: Deps, claimed: Claimed, read: ThreadRead) -> Judgement:
    """Another replica heard more than we did."""
    async with deps.begin() as tx:
        await pending_threads.put_back(tx, claimed, read.last_at + QUIET)
    return Judgement(Outcome.LATER)


async def withdraw_gone(deps: Deps, claimed: Claimed, *, at: datetime) -> Judgement:
    """The thread was deleted. What was made of it goes quietly."""
    async with deps.begin() as tx:
        known = await signals.find_signal_of(tx, claimed.thread)
        outcome = await _withdraw(tx, deps, known, at=at)
        await pending_threads.done(tx, claimed, again_at=at + QUIET)
    return Judgement(Outcome.WITHDRAWN if outcome is Outcome.WITHDRAWN else Outcome.GONE, known)


async def close(deps: Deps, claimed: Claimed, place: Place, *, at: datetime) -> Judgement:
    """The channel is not to be read, or not any more; what the channel now is holds for what was seen there before."""
    async with deps.begin() as tx:
        await _describe(tx, deps, place)
        await pending_threads.done(tx, claimed, again_at=at + QUIET)
    return Judgement(Outcome.CLOSED)


async def try_again(deps: Deps, claimed: Claimed, *, after: timedelta | None, at: datetime) -> Judgement:
    """Slack asked us to wait for `after`, or could not be reached (None): later, each time later, then no more."""
    async with deps.begin() as tx:
        if after is not None:
            await pending_threads.put_back(tx, claimed, at + after)
        elif claimed.attempts + 1 >= MOST_TRIES:
            await pending_threads.done(tx, claimed, again_at=at + QUIET)
            return Judgement(Outcome.FAILED)
        else:
            pause = min(FIRST_PAUSE * 2**claimed.attempts, LONGEST_PAUSE)
            await pending_threads.put_back(tx, claimed, at + pause, failed=True)
    return Judgement(Outcome.LATER)


async def forget_old_signals(deps: Deps, *, at: datetime) -> None:
    """As the operating model says; what was judged for a week."""
    async with deps.begin() as tx:
        await signals.forget_judged(tx, before=at - timedelta(days=7))
        await signals.forget_signals(tx, before=at - timedelta(deps.model.retention_days.signals))


def place_unknown(thread: ThreadPlace) -> Place:
    """Of a channel that Slack does not let us see any more: it may have become private."""
    return Place(thread.channel, private=True, archived=True)
