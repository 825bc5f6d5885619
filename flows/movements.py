"""What moved in a workflow's deals since its last call, and where the CRM's history is too thin to say."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from domain import evidence
from domain.bursts import bursts
from domain.deal import CLOSE_DATE, FORECAST_CATEGORY, Deal
from domain.deal_history import Change
from domain.evidence import demanding_categories
from domain.ids import DealId
from domain.movement_words import Words
from domain.movements import POLICY, TELLING, Movement, MovementKind, Past, may_be_often_pushed, news, often_pushed
from domain.operating_model.workflows import Workflow
from domain.readiness import Checks
from domain.stages_named import unknown_stages
from domain.untold import untold_fields, untold_stages
from flows.deps import Deps
from store import crm_catalogue, deal_changes
from store.deals import Stages, changed_between, held_on, some_deals
from store.engine import Transaction

ORDER = list(MovementKind)


async def movements(
    tx: Transaction,
    deps: Deps,
    workflow: str,
    *,
    since: datetime | None,
    until: datetime,
    deals: Mapping[DealId, Deal],
) -> list[Movement]:
    """Of the workflow's `deals` as they are, what a call at `until` wants to hear, won and lost first.

    `since` is when the last call began, None when there was none: then nothing has moved, and only how deals stand is
    told. Also of deals that the last call looked at and that are not among `deals` any more: won, lost, pushed out. Few
    queries, however many deals.
    """
    words = await _words(tx, deps, until)
    found = await _without_evidence(tx, deps.model.workflows[workflow], words, deals)
    if since is not None:
        found += await _news(tx, deps, workflow, words, deals, since=since, until=until)
        found += await _bursts(tx, deps, deals, call=since)
    pushed = {one.deal.id for one in found if one.kind is MovementKind.CLOSE_DATE_PUSHED}
    found += await _often_pushed(tx, [deal for deal in deals.values() if deal.id not in pushed], words, until=until)
    return sorted(found, key=lambda one: (ORDER.index(one.kind), one.at, one.deal.id))


async def untold(tx: Transaction, deps: Deps, workflow: str) -> list[str]:
    """What cannot be told of the workflow's deals: of a field the CRM keeps or shows no history, a stage is not there.

    Sentences without a full stop.
    """
    shown = {meta.field: meta for meta in await crm_catalogue.fields(tx)}
    asked = deps.model.workflows[workflow]
    stages = unknown_stages(asked, (await crm_catalogue.stages(tx)).values(), deps.model.crm.pipeline)
    return untold_stages(stages) + untold_fields(deps.model.crm.fields, shown, asked)


async def has_unseen(tx: Transaction, deps: Deps, workflow: str) -> bool:
    """Whether the workflow looks at deals in a stage that the CRM does not have by that name."""
    known = (await crm_catalogue.stages(tx)).values()
    missing = unknown_stages(deps.model.workflows[workflow], known, deps.model.crm.pipeline)
    return not frozenset(missing).isdisjoint(deps.model.workflows[workflow].records.stages)


async def _words(tx: Transaction, deps: Deps, at: datetime) -> Words:
    owners = {owner.id: owner.name for owner in await crm_catalogue.owners(tx)}
    fields = {meta.field: meta for meta in await crm_catalogue.fields(tx)}
    return Words(deps.model.timezone, deps.working_time.local_date(at), owners, fields)


async def _without_evidence(
    tx: Transaction, workflow: Workflow, words: Words, deals: Mapping[DealId, Deal]
) -> list[Movement]:
    categories = demanding_categories(workflow.criteria)
    claimed = [deal for deal in deals.values() if evidence.claims(deal, categories) and evidence.is_told(deal)]
    others = words.fields.keys() - {FORECAST_CATEGORY}
    ids = [deal.id for deal in claimed]
    last = await deal_changes.last_changed(tx, ids, fields=others, without=evidence.NO_EVIDENCE)
    found: list[Movement | None] = []
    for deal in claimed:
        known = last.get(deal.id)
        touched = evidence.touched_at(deal, known.at if known else None, known.counted_at if known else None)
        found.append(evidence.without_evidence(deal, touched, words))
    return [one for one in found if one]


async def _often_pushed(tx: Transaction, deals: Sequence[Deal], words: Words, *, until: datetime) -> list[Movement]:
    asked = {deal.id: deal for deal in deals if may_be_often_pushed(deal, now=until)}
    # A deal holds one value more than it was pushed: most have not that many, and need not be read.
    some = await deal_changes.often_changed(tx, asked, field=CLOSE_DATE, times=POLICY.often + 1)
    histories = await deal_changes.histories(tx, some, fields=[CLOSE_DATE], until=until)
    found = [often_pushed(asked[id], history, words, now=until) for id, history in histories.items()]
    return [one for one in found if one]


async def _news(
    tx: Transaction,
    deps: Deps,
    workflow: str,
    words: Words,
    deals: Mapping[DealId, Deal],
    *,
    since: datetime,
    until: datetime,
) -> list[Movement]:
    stages, last_call = await crm_catalogue.stages(tx), Checks(deps.model, workflow, now=since)
    found: list[Movement] = []
    for past in await _pasts(tx, deps, stages, deals, since=since, until=until):
        then = past.then(since, stages)
        if past.deal.id in deals or last_call.concern(then):
            found += news(past, then, words, since=since)
    return found


async def _pasts(
    tx: Transaction, deps: Deps, stages: Stages, deals: Mapping[DealId, Deal], *, since: datetime, until: datetime
) -> Iterator[Past]:
    """Of all deals in which something changed that may be news, also of those that the workflow does not look at."""
    changed = await changed_between(tx, since, until, fields=TELLING)
    others = await some_deals(tx, changed.keys() - deals.keys(), stages)
    moved = {id: deals[id] for id in changed if id in deals}
    moved |= {id: seen.deal for id, seen in others.items() if not seen.gone}
    past: dict[DealId, list[Change]] = {}
    for field in TELLING:  # of a deal only what changed in it: the rest was at the last call what it is now
        its = [id for id in moved if any(change.field == field for change in changed[id])]
        for id, known in (await deal_changes.histories(tx, its, fields=[field], until=until)).items():
            past.setdefault(id, []).extend(known)
    unknown = [id for id, known in past.items() if moved[id].created_at < since and _begins_late(known, since)]
    stood = await held_on(tx, deps.working_time.local_date(since) - timedelta(days=1), unknown)
    return (Past(moved[id], known, stood[id].values if id in stood else None) for id, known in past.items())


def _begins_late(history: Sequence[Change], since: datetime) -> bool:
    """Whether a field changed of which nothing is known before `since`."""
    return bool({change.field for change in history} - {change.field for change in history if change.at < since})


async def _bursts(tx: Transaction, deps: Deps, deals: Mapping[DealId, Deal], *, call: datetime) -> list[Movement]:
    edits = await changed_between(tx, call - POLICY.burst, call, fields=deps.model.crm.fields)
    return bursts(edits, deals, call=call)
