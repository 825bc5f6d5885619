"""What a digest tells, gathered from deals, open friction, the last meeting and what shipped since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.deal import Deal
from domain.digest import (
    LARGEST,
    Content,
    Digest,
    Followed,
    LastTime,
    LeftInPeace,
    ListedDeal,
    Moved,
    Shipped,
    Worth,
    deals_told,
    is_stale,
)
from domain.digest_hours import Call
from domain.digest_layout import laid_out
from domain.digest_sorting import (
    BECAUSE,
    OWNER_NAME,
    Sorted,
    Sorting,
    by_owner,
    counted_on,
    currencies_of,
    in_pieces,
    largest_first,
    listed,
    shortened,
)
from domain.friction_first import OpenFriction
from domain.ids import DealId, OwnerId
from domain.inspection import Inspection, Judgement, Reviewed
from domain.movements import Movement, MovementKind
from domain.nudging import last_meeting
from flows.crm_people import slack_people
from flows.crm_sync import last_synced
from flows.deps import Deps
from flows.movements import movements, untold
from flows.readiness import inspect
from flows.silence import silences
from store import crm_catalogue, digests, friction, inspections, notes
from store.engine import Transaction

NOTES_LOOKED_AT: Final = 100
"""Release notes since the last meeting, of all workflows."""

NEWS: Final = frozenset(
    {MovementKind.WON, MovementKind.LOST, MovementKind.CATEGORY_CHANGED, MovementKind.CLOSE_DATE_PUSHED}
)
"""What happened since the last meeting. Other movements say that something may not be as it looks."""


@dataclass(frozen=True, slots=True)
class Gathered:
    content: Content
    ready: tuple[ListedDeal, ...]


@dataclass(frozen=True, slots=True)
class _LastCall:
    """The last meeting as it is remembered: None when it had no digest."""

    digest: Digest | None
    inspected: Sequence[Inspection]

    @property
    def not_ready_for(self) -> Mapping[DealId, int]:
        return {deal.id: deal.calls for deal in self.digest.content.not_ready} if self.digest else {}


async def gather(deps: Deps, call: Call, *, at: datetime) -> Gathered:
    """As of `at`; nothing is written. Deals are read in parts."""
    async with deps.store.read() as tx:
        sorting = Sorting(
            call.workflow,
            deps.model.workflows[call.workflow],
            OpenFriction.of(await friction.open_friction(tx), deps.model.crm.fields),
        )
    deals: dict[DealId, Deal] = {}
    async for deal, found in inspect(deps, call.workflow, at=at):
        sorting.add(deal, found)
        deals[deal.id] = deal
    read_at = await last_synced(deps)
    async with deps.store.read() as tx:
        return await _put_together(tx, deps, call, sorting.sorted, deals, read_at=read_at, at=at)


async def _put_together(
    tx: Transaction,
    deps: Deps,
    call: Call,
    found: Sorted,
    deals: Mapping[DealId, Deal],
    *,
    read_at: datetime | None,
    at: datetime,
) -> Gathered:
    names = {owner.id: shortened(owner.name, OWNER_NAME) for owner in await crm_catalogue.owners(tx)}
    last = await _last_call(tx, call)
    last_call_at = last_meeting(deps.model, deps.working_time, call.workflow, call.begins)
    moved = await movements(tx, deps, call.workflow, since=last_call_at, until=at, deals=deals)
    currencies = currencies_of(found.every)
    lacking = by_owner(counted_on(found.lacking, last.not_ready_for), currencies, names)
    ready = by_owner(found.ready, currencies, names)
    key = largest_first(currencies)
    content = Content(
        meeting=deps.model.workflows[call.workflow].meeting.name,
        total=Worth.of(found.every, currencies),
        ready=Worth.of(ready, currencies),
        lacking=Worth.of(lacking, currencies),
        resting=Worth.of(found.resting, currencies),
        owners=_of_these(found.every, names),
        not_ready=in_pieces(lacking),
        held=found.held_back(),
        held_deals=in_pieces(sorted(found.resting, key=key)),
        moved=_under_deals([one for one in moved if one.kind in NEWS]),
        doubted=_under_deals([one for one in moved if one.kind not in NEWS]),
        recovered=tuple(deal for deal in ready if deal.id in last.not_ready_for),
        followed=await _followed(tx, last, found),
        shipped=await _shipped(tx, call.workflow, last_call_at),
        unjudged=found.unjudged(),
        untold=tuple(await untold(tx, deps, call.workflow)),
        largest=tuple(sorted(lacking, key=key)[:LARGEST]),
        left_in_peace=await _left_in_peace(tx, deps, lacking, at=at),
        last_time=_last_time(last),
        last_call_at=last_call_at,
        read_at=read_at,
        is_stale=is_stale(read_at, at),
    )
    return Gathered(laid_out(content), tuple(ready))


async def _last_call(tx: Transaction, call: Call) -> _LastCall:
    digest = await digests.last_before(tx, call.workflow, call.begins)
    return _LastCall(digest, await inspections.inspections_of(tx, digest.id) if digest else ())


def _of_these(deals: Sequence[ListedDeal], names: Mapping[OwnerId, str]) -> dict[OwnerId, str]:
    owners = {deal.owner for deal in deals if deal.owner is not None}
    return {owner: name for owner, name in names.items() if owner in owners}


async def _left_in_peace(
    tx: Transaction, deps: Deps, lacking: Sequence[ListedDeal], *, at: datetime
) -> tuple[LeftInPeace, ...]:
    """Owners of deals that are not ready, in their order."""
    people = await slack_people(tx, deps)
    users = {deal.owner: people[deal.owner].user for deal in lacking if deal.owner in people}
    silent = await silences(tx, deps, set(users.values()), at=at)
    return tuple(LeftInPeace(owner, silent[user]) for owner, user in users.items() if owner and user in silent)


def _under_deals(found: Sequence[Movement]) -> tuple[Moved, ...]:
    """Of each deal all that there is to say, in the order of what a call wants to hear first."""
    deals: dict[DealId, Deal] = {}
    said: dict[DealId, list[str]] = {}
    for one in found:
        deals[one.deal.id] = one.deal
        also = ", ".join(deal.name for deal in one.also)
        sentence = f"{one.sentence}: {also}" if also else one.sentence
        said.setdefault(one.deal.id, []).append(shortened(sentence, BECAUSE))
    named = [(listed(deals[id]), sentences) for id, sentences in said.items()]
    return tuple(Moved(deal.name, deal.link, tuple(sentences)) for deal, sentences in named)


def _last_time(last: _LastCall) -> LastTime | None:
    if last.digest is None or not last.inspected:
        return None
    said = Reviewed.of(last.inspected)
    return LastTime(last.digest.meeting_at, said.by, said.accepted, said.not_ready)


async def _followed(tx: Transaction, last: _LastCall, found: Sorted) -> tuple[Followed, ...]:
    """What became of the deals that were found not ready in the last meeting."""
    said = [one for one in last.inspected if one.judgement is Judgement.NOT_READY]
    if last.digest is None or not said:
        return ()
    now = {deal.id: True for deal in (*found.ready, *found.resting)} | {deal.id: False for deal in found.lacking}
    told = {deal.id: deal for deal in deals_told(last.digest.content, await digests.ready_in(tx, last.digest.id))}
    return tuple(Followed(told[one.deal].name, told[one.deal].link, one.by, one.why, now.get(one.deal)) for one in said)


async def _shipped(tx: Transaction, workflow: str, since: datetime | None) -> tuple[Shipped, ...]:
    if since is None:
        return ()
    shipped = await notes.shipped_since(tx, since, limit=NOTES_LOOKED_AT)
    return tuple(Shipped(note.ref, note.title) for note in reversed(shipped) if workflow in note.workflows)
