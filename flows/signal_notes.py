"""The private note to whoever started a thread: who may get one, and what it shows."""

from datetime import datetime, timedelta
from typing import Final

from domain.ids import SignalId
from domain.post import OwedPost, PostKey, PostKind
from domain.signal import Signal, SignalState
from domain.signal_standing import SignalStanding
from flows.deps import Deps
from flows.showing import workflow_name
from flows.signal_learning import is_likely_enough
from flows.watching import is_watched
from store import posts, signal_labels, signals
from store.engine import Transaction
from store.pending_threads import is_stopped

ONE_A_CHANNEL: Final = timedelta(hours=1)

OF_USE_FOR: Final = timedelta(days=1)
"""After the last word. A note that comes later is none: nobody remembers the thread, and the weekly list has it."""

SAID_WITHIN: Final = timedelta(hours=1)
"""After it was owed. What the channel is was asked then, and somebody else may read along there meanwhile."""


async def note_starter(tx: Transaction, deps: Deps, signal: Signal, at: datetime, *, is_answered: bool = True) -> None:
    """Owes the note to whoever started the thread of a new signal, in the transaction that stores it.

    At most one a person and day and one a channel and hour; the others wait for the weekly list. It stands in the
    thread, but below a message that nobody answered Slack shows no private one: then it stands in the channel
    (docs.slack.dev/reference/methods/chat.postEphemeral).
    """
    starter = signal.starter
    if starter is None or starter == deps.workspace.bot_user:
        return
    if signal.state is not SignalState.SEEN or signal.shared:
        return
    if await is_stopped(tx, signal.channel) or not await is_likely_enough(tx, deps, signal, at=at):
        return
    day = deps.working_time.local_date(at)
    if not await signal_labels.take_turn(tx, signal, starter, day=day, at=at, none_since=at - ONE_A_CHANNEL):
        return
    if await signals.move_signal(tx, signal.id, frm=[SignalState.SEEN], to=SignalState.NOTED, at=at):
        key = PostKey(PostKind.SIGNAL_NOTE, str(signal.id), signal.channel)
        await posts.owe(tx, OwedPost(key, thread_ts=signal.thread_ts if is_answered else None))


async def note_to_show(deps: Deps, signal: SignalId, *, at: datetime) -> SignalStanding | None:
    """None when it is not to be said any more: answered, withdrawn, shared, not watched, or too late."""
    async with deps.store.read() as tx:
        found = await signals.find_signal(tx, signal)
        if found is None or found.state is not SignalState.NOTED or found.shared or found.starter is None:
            return None
        if at - found.state_at > SAID_WITHIN or await is_stopped(tx, found.channel):
            return None
    return standing_of(deps, found) if is_watched(deps, found.channel) else None


def standing_of(deps: Deps, signal: Signal) -> SignalStanding:
    return SignalStanding(
        signal=signal,
        link=thread_link(deps, signal),
        workflow_name=workflow_name(deps, signal.workflow),
        owners=sorted(deps.roster.triage_owners(signal.workflow)),
    )


def thread_link(deps: Deps, signal: Signal) -> str:
    """As chat.getPermalink gives it; made here, so that no call can fail."""
    return f"{deps.workspace.url}archives/{signal.channel}/p{signal.thread_ts.replace('.', '')}"
