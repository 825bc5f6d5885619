"""Edits crowded into the hour before a call: records that were brought up to date for it rather than lived in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from domain.deal import Deal
from domain.deal_history import Change, Source
from domain.ids import DealId, OwnerId
from domain.movements import POLICY, Movement, MovementKind, Policy

Edits = Mapping[DealId, Sequence[Change]]
"""What was changed before a call, by the deal, oldest first."""

STEP: Final = timedelta(minutes=5)
"""To which "the 40 minutes before" are rounded up."""


def bursts(edits: Edits, deals: Mapping[DealId, Deal], *, call: datetime, policy: Policy = POLICY) -> list[Movement]:
    """Of the hour before `call`; of deals that hang together by their owner, the largest stands for the others.

    Only people's edits count: where the CRM does not tell whose they were, none is found. A deal that was made in that
    hour was not brought up to date.
    """
    start = call - policy.burst
    counted = {
        id: [edit for edit in some if start <= edit.at < call and edit.source is Source.PERSON]
        for id, some in edits.items()
        if id in deals and deals[id].created_at < start
    }
    edited = {id: some for id, some in counted.items() if some}
    return [*_of_one_deal(edited, deals, call, policy), *_of_one_owner(edited, deals, call, policy)]


def _of_one_deal(edited: Edits, deals: Mapping[DealId, Deal], call: datetime, policy: Policy) -> Iterator[Movement]:
    for id, edits in edited.items():
        number, first = len({edit.field for edit in edits}), edits[0].at
        if number >= policy.burst_fields:
            says = f"{number} fields were updated in the {_before(call, first)} before the last call"
            yield Movement(deals[id], MovementKind.BURST, says, first)


def _of_one_owner(edited: Edits, deals: Mapping[DealId, Deal], call: datetime, policy: Policy) -> Iterator[Movement]:
    owned: dict[OwnerId, list[Deal]] = {}
    for deal in (deals[id] for id in edited):
        if deal.owner is not None:
            owned.setdefault(deal.owner, []).append(deal)
    for some in owned.values():
        if len(some) >= policy.burst_deals:
            largest, *others = sorted(some, key=lambda deal: (-(deal.amount or 0), deal.id))
            first = min(edited[deal.id][0].at for deal in some)
            says = (
                f"This and {len(others)} more deals of one owner were updated in the {_before(call, first)} "
                "before the last call"
            )
            yield Movement(largest, MovementKind.BURST, says, first, tuple(others))


def _before(call: datetime, first: datetime) -> str:
    return f"{-((first - call) // STEP) * (STEP // timedelta(minutes=1))} minutes"
