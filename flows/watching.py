"""What is heard in channels: which messages may matter, and that their threads wait to be read. No word is kept."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.ids import ChannelId
from domain.signal_gate import may_matter
from domain.signals.thread import SharedFile
from domain.watching import QUIET, ThreadPlace
from flows.again import until_it_stands
from flows.deps import Deps
from store import pending_threads, signals
from store.pending_threads import Claimed

JUDGED_KEPT: Final = timedelta(days=7)
"""For so long an answer, an edit or a deletion in a judged thread is looked at, whatever it says."""
AT_ONCE: Final = 20
LEASE_S: Final = 120.0
"""A thread of thousands of messages takes a dozen calls, paced."""
MOST_KNOWN: Final = 20_000


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said, for as long as one call. `before` is what an edited or deleted message had said, else None."""

    thread: ThreadPlace
    text: str
    files: tuple[SharedFile, ...] = ()
    before: str | None = None
    deleted: bool = False


def is_watched(deps: Deps, channel: ChannelId) -> bool:
    """Not the channels in which we post ourselves: what is said there is about the CRM, and goes the right way."""
    model = deps.model
    if channel in deps.watching.stopped or channel in (deps.triage, deps.updates, model.signals_channel):
        return False
    listed = model.workarounds.watch
    return listed is None or channel in listed


def hear(deps: Deps, heard: Heard, *, at: datetime) -> Awaitable[None] | None:
    """None when it leads nowhere, or to nothing that the store does not have; else to be awaited before the answer."""
    if not (deps.watching.knows(heard.thread) or may_matter(heard.text, heard.files) or may_matter(heard.before or "")):
        return None
    if heard.deleted and deps.watching.was_judged(heard.thread):
        due: datetime | None = at  # a note about it may be on its way
    else:
        due = deps.watching.hear(heard.thread, at, is_new=heard.before is None)
    return None if due is None else _mark(deps, heard.thread, due, at=at)


async def _mark(deps: Deps, thread: ThreadPlace, due: datetime, *, at: datetime) -> None:
    async def write(dues: Mapping[ThreadPlace, datetime]) -> None:
        async def once() -> None:
            async with deps.begin() as tx:
                await pending_threads.mark(tx, dues, at=at)

        await until_it_stands(once, answered=lambda: False)

    await deps.marks.add(thread, due, write)
    deps.watching.stored(thread, due)


# --- what is due -----------------------------------------------------------------------------------------------------


async def refresh(deps: Deps, *, since: datetime | None, at: datetime) -> datetime:
    """What other replicas did: stopped channels, judged threads since `since`. Gives from when to look next time."""
    start = since or at - JUDGED_KEPT
    async with deps.store.read() as tx:
        deps.watching.stopped = await pending_threads.stopped_channels(tx)
        judged = await signals.judged_since(tx, start, limit=MOST_KNOWN)
    deps.watching.judged(thread for thread, _ in judged)
    deps.watching.forget(before=at - QUIET)
    return max((when for _, when in judged), default=start)


async def claim_next(deps: Deps, *, at: datetime) -> Claimed | None:
    """A thread that is due, and nobody else's for a while; None when none is."""
    while True:
        async with deps.store.read() as tx:
            due = await pending_threads.due(tx, at=at, limit=AT_ONCE)
        if not due:
            return None
        later = {thread: when for thread in due if (when := deps.watching.due(thread)) and when > at}
        async with deps.begin() as tx:
            # Another replica may have been told to stop a moment ago: nothing of such a channel is read.
            deps.watching.stopped = await pending_threads.stopped_channels(tx)
            await pending_threads.postpone(tx, later)
            for thread in due:
                if thread not in later and (claimed := await pending_threads.claim(tx, thread, at=at, lease_s=LEASE_S)):
                    break
            else:
                claimed = None
        for thread, when in later.items():
            deps.watching.stored(thread, when)
        if claimed or not later:
            return claimed


async def seconds_to_next(deps: Deps, *, at: datetime) -> float | None:
    """Until a thread is due; None when none waits."""
    async with deps.store.read() as tx:
        due_at = await pending_threads.next_due(tx)
    return None if due_at is None else max(0.0, (due_at - at).total_seconds())
