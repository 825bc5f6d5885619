"""Telling people what came of their updates: which of their deals a meeting accepted with what they had written."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.deal_history import Change
from domain.deal_update import UpdateState
from domain.ids import DealId, OwnerId, UserId
from domain.inspection import Inspection, Judgement
from domain.value_back import WEEK, Used, used_line
from flows.deps import Deps
from store import crm_catalogue, deal_updates, deals, inspections
from store.deal_changes import histories
from store.engine import Transaction


async def used_updates(
    tx: Transaction, deps: Deps, people: Collection[UserId], owners: Mapping[OwnerId, UserId], *, at: datetime
) -> dict[UserId, str]:
    """The week's line for those of `people` whose updates were used in it.

    An update counts when its deal was accepted in a meeting within a week after it, whether it was made here or in the
    CRM by its owner's own hand.
    """
    accepted = [one for one in await inspections.inspected_since(tx, at - WEEK) if one.judgement is Judgement.ACCEPTED]
    ids = sorted({one.deal for one in accepted})
    seen = await deals.some_deals(tx, ids, await crm_catalogue.stages(tx)) if ids else {}
    written = await _written(tx, deps, ids, owners, until=at)
    used: dict[UserId, dict[DealId, Used]] = {}
    for one in accepted:
        found = seen.get(one.deal)
        user = owners.get(found.deal.owner) if found and found.deal.owner else None
        if found is None or user is None or user not in people:
            continue
        if fields := _used_by(one, user, written.get(one.deal, ())):
            used.setdefault(user, {})[one.deal] = Used(found.deal.name or one.deal, fields)
    return {user: used_line(list(theirs.values())) for user, theirs in used.items()}


Written = Sequence[tuple[UserId, datetime, str]]
"""Who wrote which field of a deal, and when."""


async def _written(
    tx: Transaction, deps: Deps, ids: Sequence[DealId], owners: Mapping[OwnerId, UserId], *, until: datetime
) -> dict[DealId, Written]:
    found: dict[DealId, list[tuple[UserId, datetime, str]]] = {}
    for update in await deal_updates.answers_of(tx, ids):
        if update.state is UpdateState.SAVED:
            found.setdefault(update.deal, []).extend((update.by, update.asked_at, field) for field in update.values)
    for deal, history in (await histories(tx, ids, fields=deps.model.crm.fields, until=until)).items():
        found.setdefault(deal, []).extend(_by_people(history, owners))
    return dict(found)


def _by_people(history: Sequence[Change], owners: Mapping[OwnerId, UserId]) -> list[tuple[UserId, datetime, str]]:
    return [(owners[past.by], past.at, past.field) for past in history if past.by is not None and past.by in owners]


def _used_by(inspection: Inspection, user: UserId, written: Written) -> tuple[str, ...]:
    """The fields that `user` had written within the week before, each once, in order of time."""
    before = sorted(
        (at, field) for by, at, field in written if by == user and inspection.at - WEEK <= at < inspection.at
    )
    return tuple(dict.fromkeys(field for _, field in before))
