"""Once a week: the threads that went around the CRM, listed for whoever owns the workflows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from domain.criteria_met import CriterionDay
from domain.friction_first import OpenFriction
from domain.report import Report
from domain.signal import Signal
from domain.signal_standing import OPEN, SignalStanding
from domain.signals.kinds import Kind
from domain.signals_week import (
    ASK_FOR_FIELDS,
    GROUPS_PER_POST,
    Group,
    GroupKey,
    Lacking,
    Week,
    lacking,
    last_end,
)
from domain.texts import label_of
from flows.deps import Deps
from flows.showing import field_labels, workflow_name
from flows.signal_customers import customers_of
from flows.signal_notes import standing_of
from flows.signals import like_before, reports_now
from flows.signals_by_week import A_WEEK, Seen, seen_until
from flows.signals_told import week_post
from store import criterion_days, once, posts, reports, signals
from store.engine import Transaction
from store.friction import open_friction

JOB: Final = "signals-weekly"
COUNTED_LATELY: Final = timedelta(days=14)

NO_WORKFLOW: Final = "No workflow in particular"


async def list_week(deps: Deps, *, at: datetime) -> int | None:
    """Owes the list of the last whole week before `at`, once. Gives how many threads it has.

    None when the week was listed already. Where there was nothing in the four weeks before either, nothing is said.
    """
    end = last_end(deps.working_time.local_date(at), deps.model.workarounds.weekly.day)
    async with deps.begin() as tx:
        if not await once.claim_occasion(tx, JOB, end.isoformat(), at=at):
            return None
        seen = await seen_until(tx, deps, end, at=at)
        weeks = seen.weeks.values()
        if any(map(any, weeks)):
            await posts.owe(tx, *[week_post(deps, f"{end}/{part}") for part in range(1, seen.parts + 1)])
    return sum(counts[-1] for counts in weeks)


async def week_standing(deps: Deps, subject: str) -> Week:
    """The part of the list that `subject` names, as the signals and the reports stand now."""
    written, _, place = subject.partition("/")
    end, part = date.fromisoformat(written), int(place)
    async with deps.store.read() as tx:
        seen = await seen_until(tx, deps, end, at=deps.clock())
        weeks = seen.weeks
        keys = sorted((key for key, counts in weeks.items() if counts[-1]), key=lambda key: _place(deps, key))
        here = keys[(part - 1) * GROUPS_PER_POST : part * GROUPS_PER_POST]
        groups = [await _group(tx, deps, seen, key, weeks[key], end) for key in here]
    return Week(
        first=end - A_WEEK,
        last=end - timedelta(days=1),
        part=part,
        parts=max(part, seen.parts),
        groups=groups,
        asked=_asked(deps, weeks),
        owners={group.workflow: sorted(deps.roster.triage_owners(group.workflow)) for group in groups},
        before=sum(sum(counts[:-1]) for counts in weeks.values()),
    )


async def open_signals(tx: Transaction, workflow: str, since: datetime, until: datetime) -> dict[Kind, int]:
    """How many threads of each kind were seen about `workflow` in that time that are part of no report yet."""
    found: dict[Kind, int] = {}
    for one in await signals.seen_between(tx, since, until):
        if one.workflow == workflow and one.state in OPEN:
            found[one.kind] = found.get(one.kind, 0) + 1
    return found


async def weeks_until(deps: Deps, *, at: datetime) -> Seen:
    """The last whole weeks before `at`, for whoever looks at the trend."""
    end = last_end(deps.working_time.local_date(at), deps.model.workarounds.weekly.day)
    async with deps.store.read() as tx:
        return await seen_until(tx, deps, end, at=at)


async def _group(tx: Transaction, deps: Deps, seen: Seen, key: GroupKey, weeks: Sequence[int], end: date) -> Group:
    workflow, kind = key
    here = seen.of_the_last(key)
    asks = workflow if kind in ASK_FOR_FIELDS else None
    lack = _lacking(deps, asks, kind, await _counts(tx, end)) if asks else None
    joined = await reports_now(tx, [one.report for one in here if one.report])
    same = await _says_the_same(tx, deps, key, lack)
    return Group(
        workflow=workflow,
        workflow_name=workflow_name(deps, workflow) or (label_of(workflow) if workflow else NO_WORKFLOW),
        kind=kind,
        weeks=tuple(weeks),
        seen=await _standings(tx, deps, here),
        lacking=_named(deps, lack),
        report=same or (await _oldest_about(tx, workflow) if workflow else None),
        says_the_same=same is not None,
        parts_of=sorted({report.id: report for report in joined.values()}.values(), key=lambda one: one.number),
    )


async def _standings(tx: Transaction, deps: Deps, seen: Sequence[Signal]) -> list[SignalStanding]:
    customers = await customers_of(tx, seen)
    return [replace(standing_of(deps, one), customer=customers.get(one.deal, "") if one.deal else "") for one in seen]


async def _counts(tx: Transaction, end: date) -> list[CriterionDay]:
    return await criterion_days.days_between(tx, end - COUNTED_LATELY, end)


def _lacking(deps: Deps, workflow: str, kind: Kind, days: Iterable[CriterionDay]) -> Lacking | None:
    known = deps.model.workflows.get(workflow)
    return lacking(known.criteria, [day for day in days if day.workflow == workflow], kind) if known else None


def _named(deps: Deps, lack: Lacking | None) -> Lacking | None:
    return Lacking(_label(deps, lack.field), lack.share, lack.deals, lack.is_empty) if lack else None


def _label(deps: Deps, field: str) -> str:
    return field_labels(deps).get(field, label_of(field))


async def _says_the_same(tx: Transaction, deps: Deps, key: GroupKey, lack: Lacking | None) -> Report | None:
    """What such threads became before; else the oldest open report about what most deals lack."""
    workflow, kind = key
    if before := await like_before(tx, kind, workflow):
        return before
    about = OpenFriction.of(await open_friction(tx), deps.model.crm.fields).by_field.get(lack.field) if lack else None
    return await reports.find_report(tx, about.report) if about else None


async def _oldest_about(tx: Transaction, workflow: str) -> Report | None:
    of_workflow = (one for one in await open_friction(tx) if one.workflow == workflow)
    found = min(of_workflow, key=lambda one: one.number, default=None)
    return await reports.find_report(tx, found.report) if found else None


def _asked(deps: Deps, weeks: Mapping[GroupKey, Sequence[int]]) -> dict[str, Sequence[int]]:
    """How often context was asked for in Slack, by the name of the workflow."""
    asked = {key: counts for key, counts in weeks.items() if key[1] is Kind.SLACK_HANDOFF}
    ordered = sorted(asked, key=lambda key: _place(deps, key))
    return {workflow_name(deps, key[0]) or NO_WORKFLOW: asked[key] for key in ordered}


def _place(deps: Deps, key: GroupKey) -> tuple[int, int]:
    """By workflow as in the operating model, those without one last; then by kind."""
    workflows = list(deps.model.workflows)
    place = workflows.index(key[0]) if key[0] in workflows else len(workflows)
    return place, list(Kind).index(key[1])
