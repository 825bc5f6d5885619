"""Gathering what a digest tells: deals, open friction, the last meeting, what moved and what shipped since."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from domain.deal import Deal
from domain.digest import SeenAround, Shipped, deals_told
from domain.digest_content import Known, LastCall, Told, told_of
from domain.digest_hours import Call
from domain.digest_sorting import Sorting
from domain.friction_first import OpenFriction
from domain.ids import DealId, OwnerId, ReportId
from domain.meetings import last_meeting
from domain.post import PostKind
from domain.signals.kinds import MEANINGS, NAMES
from flows.crm_people import slack_people
from flows.crm_sync import known_as_of
from flows.deps import Deps
from flows.movements import has_unseen, movements, untold
from flows.readiness import inspect
from flows.signals_weekly import open_signals
from flows.silence import silences
from store import crm_catalogue, digests, friction, inspections, notes
from store.engine import Transaction
from store.post_lookup import shown_at

A_WEEK: Final = timedelta(days=7)
"""How far back it is looked for threads where there was no meeting before."""

Deals = Mapping[DealId, Deal]


async def gather(deps: Deps, call: Call, *, at: datetime) -> Told:
    """As of `at`; nothing is written. Deals are read in parts."""
    workflow = deps.model.workflows[call.workflow]
    async with deps.store.read() as tx:
        open_friction = OpenFriction.of(await friction.open_friction(tx), deps.model.crm.fields)
    sorting = Sorting(call.workflow, workflow, open_friction)
    deals: dict[DealId, Deal] = {}
    async for deal, found in inspect(deps, call.workflow, at=at):
        sorting.add(deal, found)
        deals[deal.id] = deal
    read_at = await known_as_of(deps)
    async with deps.store.read() as tx:
        known = await _known(tx, deps, call, deals, read_at=read_at, at=at)
        known = replace(known, cards=await _cards(tx, deps, {held.report for _, held in sorting.sorted.held}))
    # In a thread: with ten thousands of deals it takes longer than a gesture should wait.
    return await asyncio.to_thread(told_of, sorting.sorted, known)


async def _known(
    tx: Transaction, deps: Deps, call: Call, deals: Deals, *, read_at: datetime | None, at: datetime
) -> Known:
    last_call_at = last_meeting(deps.model, deps.working_time, call.workflow, call.begins)
    last = await _last_call(tx, call)
    return Known(
        meeting=deps.model.workflows[call.workflow].meeting.name,
        at=at,
        read_at=read_at,
        last_call_at=last_call_at,
        last=last,
        names={owner.id: owner.name for owner in await crm_catalogue.owners(tx)},
        movements=await movements(tx, deps, call.workflow, since=last_call_at, until=at, deals=deals),
        untold=await untold(tx, deps, call.workflow),
        unseen=await has_unseen(tx, deps, call.workflow),
        shipped=await _shipped(tx, call.workflow, last.digest.made_at if last else last_call_at, at),
        around=await _around(tx, call.workflow, last_call_at or at - A_WEEK, at),
        silent=await _silent(tx, deps, deals, at=at),
    )


async def _last_call(tx: Transaction, call: Call) -> LastCall | None:
    digest = await digests.last_before(tx, call.workflow, call.begins)
    if digest is None:
        return None
    said = await inspections.inspections_of(tx, digest.id)
    if not said:
        return LastCall(digest)
    told = deals_told(digest.content, await digests.ready_in(tx, digest.id))
    return LastCall(digest, said, {deal.id: deal for deal in told})


async def _silent(tx: Transaction, deps: Deps, deals: Deals, *, at: datetime) -> dict[OwnerId, datetime]:
    """Until when owners of `deals` are left in peace."""
    people = await slack_people(tx, deps)
    owners = {deal.owner for deal in deals.values() if deal.owner is not None}
    users = {owner: people[owner].user for owner in owners if owner in people}
    until = await silences(tx, deps, set(users.values()), at=at)
    return {owner: until[user] for owner, user in users.items() if user in until}


async def _cards(tx: Transaction, deps: Deps, held: Collection[ReportId]) -> dict[ReportId, str]:
    """The addresses of the cards of reports that hold something back."""
    shown = await shown_at(tx, PostKind.REPORT_CARD, [str(report) for report in held])
    return {
        ReportId(int(report)): f"{deps.workspace.url}archives/{channel}/p{ts.replace('.', '')}"
        for report, (channel, ts) in shown.items()
    }


async def _around(tx: Transaction, workflow: str, since: datetime, until: datetime) -> list[SeenAround]:
    """What most threads were seen of first. No thread is named: not everyone in the meeting may read them."""
    found = await open_signals(tx, workflow, since, until)
    most_first = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return [SeenAround(NAMES[kind], MEANINGS[kind], threads) for kind, threads in most_first]


async def _shipped(tx: Transaction, workflow: str, since: datetime | None, until: datetime) -> list[Shipped]:
    """What no digest told yet: from the last one on, as the call itself tells nothing."""
    if since is None:
        return []
    return [Shipped(note.ref, note.title) for note in await notes.shipped_about(tx, workflow, since, until)]
