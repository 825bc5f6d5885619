"""Steps that the stories of signals share: a thread was seen, somebody answers, a note is owed."""

from datetime import datetime
from itertools import count

from domain.ids import ChannelId, MessageTs, SignalId, UserId
from domain.post import PostKind
from domain.signal import Signal
from domain.signal_standing import SignalStanding
from domain.signal_verdict import Verdict
from domain.signals.kinds import Kind
from domain.watching import ThreadPlace
from flows import signals as answers
from flows.deps import Deps
from flows.signal_notes import note_starter
from store import signals
from store.columns import table_of
from store.signals import Sighting
from store.tables import PostRow
from tests.conftest import RITA

EAST = ChannelId("C0EAST")
HANDOFF = ChannelId("C0HANDOFF")

_threads = count(1)


async def seen(
    deps: Deps,
    *,
    by: UserId | None = RITA,
    channel: ChannelId = EAST,
    kind: Kind = Kind.SLACK_HANDOFF,
    workflow: str | None = "handoff",
    probability: float = 0.97,
    at: datetime | None = None,
    private: bool = False,
    shared: bool = False,
) -> Signal:
    """A new signal, and what is owed for it."""
    when = at or deps.clock()
    sighting = Sighting(
        ThreadPlace(channel, MessageTs(f"1764{next(_threads):06d}.000100")),
        kind=kind,
        workflow=workflow,
        starter=by,
        probability=probability,
        evidence=("One team asks, another answers.",),
        private=private,
        shared=shared,
    )
    async with deps.begin() as tx:
        added = await signals.add_signal(tx, sighting, at=when)
        assert added
        await note_starter(tx, deps, added, when)
    return await now(deps, added.id)


async def now(deps: Deps, signal: SignalId) -> Signal:
    async with deps.store.read() as tx:
        return await signals.get_signal(tx, signal)


async def answered(deps: Deps, signal: Signal, verdict: Verdict, *, by: UserId = RITA) -> Signal:
    outcome = await answers.answer(deps, signal.id, verdict, by=by)
    assert isinstance(outcome, SignalStanding), outcome
    return outcome.signal


async def owed(deps: Deps, kind: PostKind) -> list[tuple[str, str]]:
    """Subjects and places, in the order in which they were first owed."""
    posts = table_of(PostRow)
    async with deps.store.read() as tx:
        rows = await tx.execute(posts.select().where(posts.c.kind == kind.value).order_by(posts.c.id))
        return [(row.subject, row.place) for row in rows]
