"""Judging which deals are ready, as of a moment, and remembering what was found: since when, and until when."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from domain.crm_field import FieldMeta
from domain.deal import Deal
from domain.ids import DealId
from domain.kept_finding import KeptFinding
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import Workflow
from domain.readiness import Checks, Finding, Unknown
from flows.deps import Deps
from store import crm_catalogue, deals, findings
from store.deals import Scope, Stages
from store.engine import Transaction
from store.once import one_at_a_time

PART: Final = 1000
"""Deals judged in one transaction: some thirty milliseconds, in which nobody else has a turn."""

Found = dict[findings.Key, Finding]


@dataclass(slots=True)
class Tally:
    """Of one workflow: how many deals it looks at, how many of them lack nothing, and how often each criterion could
    not be judged: the CRM's history does not reach back far enough, or it does not show a field."""

    deals: int = 0
    ready: int = 0
    unknown: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Judged:
    """`new` and `resolved` are what this time made a difference; `tallies` has every workflow."""

    new: list[KeptFinding] = field(default_factory=list)
    resolved: list[KeptFinding] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """The CRM's stages and its fields as it last told us of them; `hidden` are the operating model's that it does not
    show us."""

    stages: Stages
    hidden: frozenset[str]
    fields: Sequence[FieldMeta]


async def judge(deps: Deps, *, at: datetime) -> Judged:
    """Judges the deals of all workflows and remembers the difference.

    A finding that ended and comes back is a new one. Each part is a transaction of its own: gestures have their turn in
    between, and what a stop leaves undone is done the next time. Raises StoreUnavailable.
    """
    shown = await as_shown(deps)
    checks = _checks(deps.model, at, shown)
    scope = scope_of(deps.model.workflows.values(), deps, at)
    judged, after = Judged(tallies={name: Tally() for name in checks}), None
    while True:
        async with deps.begin() as tx:
            await one_at_a_time(tx, "readiness")
            some = await deals.next_deals(tx, scope, shown.stages, after=after, limit=PART, named=False)
            last = some[-1].id if len(some) == PART else None
            # Also those of deals in between that no workflow looks at any more: closed, deleted.
            opened = await findings.open_between(tx, after, last)
            await _remember(tx, _found(some, checks, judged.tallies), opened, judged, at=at)
        if last is None:
            return judged
        after = last
        await asyncio.sleep(0)


async def judge_some(deps: Deps, ids: Collection[DealId], *, at: datetime) -> Judged:
    """The same for a few deals, whose values just changed."""
    shown = await as_shown(deps)
    checks = _checks(deps.model, at, shown)
    judged = Judged(tallies={name: Tally() for name in checks})
    async with deps.begin() as tx:
        await one_at_a_time(tx, "readiness")
        seen = await deals.some_deals(tx, ids, shown.stages)
        there = [one.deal for one in seen.values() if not one.gone]
        await _remember(tx, _found(there, checks, judged.tallies), await findings.open_of(tx, ids), judged, at=at)
    return judged


async def inspect(deps: Deps, workflow: str, *, at: datetime) -> AsyncIterator[tuple[Deal, list[Finding | Unknown]]]:
    """Every deal that `workflow` looks at, with what it lacks as of `at`; nothing is remembered."""
    shown = await as_shown(deps)
    checks = Checks(deps.model, workflow, now=at, hidden=shown.hidden, fields=shown.fields)
    scope, after = scope_of([checks.workflow], deps, at), None
    while True:
        async with deps.store.read() as tx:
            some = await deals.next_deals(tx, scope, shown.stages, after=after, limit=PART)
        for deal in checks.concerned(some):
            yield deal, checks.findings(deal)
        if len(some) < PART:
            return
        after = some[-1].id
        await asyncio.sleep(0)


def scope_of(workflows: Iterable[Workflow], deps: Deps, at: datetime) -> Scope:
    """The deals that any of `workflows` may look at; the workflow itself has the last word."""
    today, scope = deps.working_time.local_date(at), Scope()
    for records in (workflow.records for workflow in workflows):
        if records.open is True and records.stages:
            scope = replace(scope, stages=scope.stages | frozenset(map(str.casefold, records.stages)))
        elif records.open is True and records.closing_within_days is not None:
            until = today + timedelta(records.closing_within_days)
            scope = replace(scope, closing_until=max(until, scope.closing_until or until))
        elif records.open is True:
            scope = replace(scope, open=True)
        elif records.won_within_days is not None:
            since = today - timedelta(records.won_within_days)
            scope = replace(scope, won_from=min(since, scope.won_from or since))
        else:
            scope = replace(scope, all=True)
    return scope


def _checks(model: OperatingModel, at: datetime, shown: Shown) -> dict[str, Checks]:
    return {name: Checks(model, name, now=at, hidden=shown.hidden, fields=shown.fields) for name in model.workflows}


async def as_shown(deps: Deps) -> Shown:
    async with deps.store.read() as tx:
        return Shown(
            await crm_catalogue.stages(tx),
            await crm_catalogue.hidden_among(tx, deps.model.crm.fields),
            await crm_catalogue.fields(tx),
        )


def _found(some: Sequence[Deal], checks: Mapping[str, Checks], tallies: Mapping[str, Tally]) -> Found:
    found: Found = {}
    for name, workflow in checks.items():
        tally = tallies[name]
        for deal in workflow.concerned(some):
            before = len(found)
            for one in workflow.findings(deal):
                if isinstance(one, Finding):
                    found[deal.id, name, one.criterion] = one
                else:
                    tally.unknown[one.criterion] += 1
            tally.deals += 1
            tally.ready += len(found) == before
    return found


async def _remember(tx: Transaction, found: Found, opened: findings.Open, judged: Judged, *, at: datetime) -> None:
    new = [KeptFinding(key[1], one, at) for key, one in found.items() if key not in opened]
    over = [one.number for key, one in opened.items() if key not in found]
    said = {one.number: found[key] for key, one in opened.items() if key in found and not one.says(found[key])}
    await findings.add(tx, new)
    judged.resolved.extend(await findings.resolve(tx, over, at=at))
    await findings.reword(tx, said)
    judged.new.extend(new)
