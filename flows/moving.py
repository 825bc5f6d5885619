"""Moving one report: the step that every decision, answer and tick of the clock shares."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from domain.decision import Decision, DecisionDraft
from domain.ids import ReportId, UserId
from domain.outcome import Refused
from domain.post import PostKind
from domain.report import MAY, MOVES, OPEN, STANDING, TOLD_PRIVATELY, Moved, Part, Report, Status, Verb, move, parts_of
from flows.deps import Deps
from flows.owing import decision_reply, decision_word, report_card
from store import decisions, posts, reports
from store.engine import Transaction
from store.supporters import supporters_of
from store.unnamed import unnamed_supporters


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, and the report as it was before."""

    decision: Decision
    report: Report


async def parts_in(tx: Transaction, deps: Deps, user: UserId, report: Report) -> frozenset[Part]:
    supporters = await supporters_of(tx, [report.id])
    return parts_of(
        user,
        report,
        may_decide=deps.roster.may_decide(user, report.workflow),
        is_admin=deps.roster.is_admin(user),
        supporters=supporters[report.id],
    )


async def carry_out(
    tx: Transaction, deps: Deps, report: Report, draft: DecisionDraft, *, by: UserId | None, in_passing: bool = False
) -> Decided | Refused:
    """Moves `report` as `draft` says, writes the decision down, and owes what tells of it.

    `by` is None for the clock. `in_passing` is for a step on the way to another one in the same transaction: it is
    written down, but nobody is told of it.
    """
    outcome = await may_move(tx, deps, report, draft.verb, by=by)
    if isinstance(outcome, Refused):
        return outcome
    moved = await reports.move_report(tx, report.id, frm=outcome.frm, to=outcome.to, at=outcome.at, **_changes(draft))
    if not moved:
        return await _someone_was_faster(tx, report, by)
    earlier = (await decisions.decisions_on(tx, [report.id]))[report.id]
    decision = await decisions.add_decision(tx, draft, by=by, at=outcome.at)
    if not in_passing:
        await posts.owe(tx, report_card(deps, report.id), decision_reply(deps, decision))
        await posts.owe(tx, *[decision_word(decision, person) for person in await _told(tx, report, decision)])
    # What was said before may carry buttons that no longer apply.
    await posts.owe_again(tx, PostKind.DECISION_WORD, [str(made.id) for made in earlier[-1:]])
    _keep_index(deps, report, outcome.to)
    return Decided(decision, report)


async def may_move(tx: Transaction, deps: Deps, report: Report, verb: Verb, *, by: UserId | None) -> Moved | Refused:
    """Where `verb` takes `report` now, asked for by `by` (None: the clock); who comes too late hears who was faster."""
    parts = frozenset({Part.CLOCK}) if by is None else await parts_in(tx, deps, by, report)
    owners = sorted(deps.roster.triage_owners(report.workflow))
    outcome = move(report, verb, parts=parts, at=deps.clock(), owners=owners)
    too_late = isinstance(outcome, Refused) and bool(parts & MAY[verb]) and (report.status, verb) not in MOVES
    if isinstance(outcome, Refused) and too_late:
        return replace(outcome, people=await _who_moved(tx, report, by))
    return outcome


def _changes(draft: DecisionDraft) -> dict[str, Any]:
    match draft.verb:
        case Verb.FIX:
            return {"fix_owner": draft.owner, "due_on": draft.due_on, "fix_link": draft.link or None}
        case Verb.DEFER:
            return {"revisit_on": draft.revisit_on}
        case Verb.RECONSIDER | Verb.REVISIT:
            return {"revisit_on": None}
        case Verb.MERGE:
            return {"merged_into": draft.target}
        case Verb.APPEAL:
            return {"appealed": True}
        case _:
            return {}


async def _told(tx: Transaction, report: Report, decision: Decision) -> list[UserId]:
    """Who hears of `decision` privately: the reporter and the supporters, except whoever made it."""
    if decision.verb not in TOLD_PRIVATELY:
        return []
    if decision.verb is Verb.ASK:
        return [report.reporter]
    supporters = await supporters_of(tx, [report.id])
    everyone = dict.fromkeys([report.reporter, *supporters[report.id]])
    # A reporter who decides about their own report still gets the word that carries their buttons.
    return [person for person in everyone if person != decision.by or decision.verb is not Verb.WITHDRAW]


async def _someone_was_faster(tx: Transaction, report: Report, by: UserId | None) -> Refused:
    now = await reports.get_report(tx, report.id)
    because = f"Someone else was faster: {now.ref} is {STANDING[now.status]}. Nothing was changed."
    return Refused(because, people=await _who_moved(tx, now, by))


async def _who_moved(tx: Transaction, report: Report, by: UserId | None) -> tuple[UserId, ...]:
    """Who made the last decision, to be asked about it by `by`; nobody who is without a name here."""
    made = (await decisions.decisions_on(tx, [report.id]))[report.id]
    unnamed = {report.reporter} if report.anonymous else set()
    unnamed |= (await unnamed_supporters(tx, [report.id])).get(report.id, set())
    return tuple(last.by for last in made[-1:] if last.by and last.by != by and last.by not in unnamed)


async def index_again(deps: Deps, ids: Collection[ReportId]) -> None:
    """Brings the index back to what is stored, after a transaction that moved `ids` was undone."""
    async with deps.store.read() as tx:
        for report in await reports.some_reports(tx, ids):
            _keep_index(deps, report, report.status)


def _keep_index(deps: Deps, report: Report, stands: Status) -> None:
    if stands in OPEN:
        deps.open_reports.index.put(report.id, report.text)
    else:
        deps.open_reports.index.drop(report.id)
