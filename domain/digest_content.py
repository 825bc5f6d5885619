"""What a digest tells, put together from sorted deals and from what is known besides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    SeenAround,
    Shipped,
    Worth,
    is_stale,
)
from domain.digest_layout import laid_out
from domain.digest_sorting import (
    BECAUSE,
    OWNER_NAME,
    Sorted,
    by_owner,
    counted_on,
    currencies_of,
    in_pieces,
    largest_first,
    listed,
    shortened,
)
from domain.ids import DealId, OwnerId, ReportId
from domain.inspection import Inspection, Judgement, Reviewed
from domain.movements import Movement, MovementKind

NEWS: Final = frozenset(
    {MovementKind.WON, MovementKind.LOST, MovementKind.CATEGORY_CHANGED, MovementKind.CLOSE_DATE_PUSHED}
)
"""What happened since the last meeting. Other movements say that something may not be as it looks."""


@dataclass(frozen=True, slots=True)
class LastCall:
    """The last meeting that had a digest, with what was said of its deals; `deals` are those that were spoken of."""

    digest: Digest
    inspected: Sequence[Inspection] = ()
    deals: Mapping[DealId, ListedDeal] | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides the deals, as of `at`.

    `last_call_at` is when the meeting was last held, `last` is None when it had no digest then. `silent` says until
    when owners are left in peace, `cards` where open reports stand in Slack, `read_at` when the CRM was last read.
    """

    meeting: str
    at: datetime
    read_at: datetime | None
    last_call_at: datetime | None
    last: LastCall | None
    names: Mapping[OwnerId, str]
    movements: Sequence[Movement] = ()
    untold: Sequence[str] = ()
    unseen: bool = False
    shipped: Sequence[Shipped] = ()
    around: Sequence[SeenAround] = ()
    cards: Mapping[ReportId, str] = field(default_factory=dict)
    silent: Mapping[OwnerId, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """`ready` are the deals that the content only counts, in the order of their owners."""

    content: Content
    ready: tuple[ListedDeal, ...]


def told_of(found: Sorted, known: Known) -> Told:
    every = found.every
    names = _of_these(every, known.names)
    currencies = currencies_of(every)
    not_ready_for = {deal.id: deal.calls for deal in known.last.digest.content.not_ready} if known.last else {}
    lacking = by_owner(counted_on(found.lacking, not_ready_for), currencies, names)
    ready = by_owner(found.ready, currencies, names)
    key = largest_first(currencies)
    content = Content(
        meeting=known.meeting,
        total=Worth.of(every, currencies),
        ready=Worth.of(ready, currencies),
        lacking=Worth.of(lacking, currencies),
        resting=Worth.of(found.resting, currencies),
        owners=names,
        not_ready=in_pieces(lacking),
        held=found.held_back(known.cards),
        held_deals=in_pieces(sorted(found.resting, key=key)),
        moved=_under_deals([one for one in known.movements if one.kind in NEWS]),
        doubted=_under_deals([one for one in known.movements if one.kind not in NEWS]),
        recovered=tuple(deal for deal in ready if deal.id in not_ready_for),
        followed=_followed(known.last, found),
        shipped=tuple(known.shipped),
        around=tuple(known.around),
        unjudged=found.unjudged(),
        untold=tuple(known.untold),
        unseen=known.unseen,
        largest=tuple(sorted(lacking, key=key)[:LARGEST]),
        left_in_peace=_left_in_peace(lacking, known.silent or {}),
        last_time=_last_time(known.last),
        last_call_at=known.last_call_at,
        read_at=known.read_at,
        is_stale=is_stale(known.read_at, known.at),
    )
    return Told(laid_out(content), tuple(ready))


def _of_these(deals: Sequence[ListedDeal], names: Mapping[OwnerId, str]) -> dict[OwnerId, str]:
    owners = {deal.owner for deal in deals if deal.owner is not None}
    return {owner: shortened(name, OWNER_NAME) for owner, name in names.items() if owner in owners}


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


def _followed(last: LastCall | None, found: Sorted) -> tuple[Followed, ...]:
    """What became of the deals that were found not ready in the last meeting."""
    if last is None or not last.deals:
        return ()
    now = {deal.id: True for deal in (*found.ready, *found.resting)} | {deal.id: False for deal in found.lacking}
    said = [(one, last.deals[one.deal]) for one in last.inspected if one.judgement is Judgement.NOT_READY]
    return tuple(Followed(deal.name, deal.link, one.why, now.get(deal.id)) for one, deal in said)


def _left_in_peace(lacking: Sequence[ListedDeal], silent: Mapping[OwnerId, datetime]) -> tuple[LeftInPeace, ...]:
    """Owners of deals that are not ready, in their order."""
    owners = dict.fromkeys(deal.owner for deal in lacking if deal.owner is not None)
    return tuple(LeftInPeace(owner, silent[owner]) for owner in owners if owner in silent)


def _last_time(last: LastCall | None) -> LastTime | None:
    if last is None or not last.inspected:
        return None
    said = Reviewed.of(last.inspected)
    words = dict.fromkeys(one.why for one in last.inspected if one.judgement is Judgement.ACCEPTED and one.why)
    return LastTime(last.digest.meeting_at, said.accepted, said.not_ready, tuple(words))
