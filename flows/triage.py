"""A triage owner decides about a report, merges it into another, or writes down what was found out."""

from dataclasses import replace
from typing import Final

from domain.decision import DecisionDraft
from domain.diagnosis import DiagnosisDraft
from domain.ids import MessagePlace, ReportId, UserId
from domain.outcome import Refused, Repeated
from domain.post import PostKind
from domain.report import MAY, Report, Verb
from flows.deps import Deps
from flows.moving import Decided, carry_out, may_move, parts_in
from flows.owing import report_card
from flows.undoing import unless_refused, whole_or_nothing
from store import decisions, post_lookup, posts, reports
from store.engine import Transaction
from store.supporters import add_supporter, copy_supporters

NOT_THE_BOT: Final = Refused("The bot can fix nothing. Please choose a person.")
"""Slack offers bots among the people."""


async def decide(deps: Deps, draft: DecisionDraft, *, by: UserId, delivery: str) -> Decided | Refused | Repeated:
    """Carries out one decision about one report. `delivery` names Slack's request. Raises ReportNotFound."""
    problems = draft.problems(today=deps.working_time.local_date(deps.clock()))
    if problems:
        part, because = next(iter(problems.items()))
        return Refused(because, about=part)
    if draft.owner == deps.workspace.bot_user:
        return replace(NOT_THE_BOT, about="owner")
    return await whole_or_nothing(deps, delivery, lambda tx: _decide(tx, deps, draft, by=by))


async def _decide(tx: Transaction, deps: Deps, draft: DecisionDraft, *, by: UserId) -> Decided:
    """Raises Undone."""
    if draft.target is not None:
        # Two merged into each other at once, or into what ships at this moment, would be lost.
        await reports.hold_reports(tx, [draft.report, draft.target])
    report = await reports.get_report(tx, draft.report)
    target = unless_refused(await _target(tx, draft))
    outcome = unless_refused(await carry_out(tx, deps, report, draft, by=by))
    if target:
        await _move_supporters(tx, deps, report, target)
    return outcome


async def _target(tx: Transaction, draft: DecisionDraft) -> Report | Refused | None:
    """The report into which this one goes. Only an open one takes others in, so no circle can come about."""
    if draft.verb is not Verb.MERGE or draft.target is None:
        return None
    target = await reports.get_report(tx, draft.target)
    if target.is_open:
        return target
    return Refused(f"{target.ref} is no longer open. Please choose a report that is.", about="target")


async def _move_supporters(tx: Transaction, deps: Deps, report: Report, target: Report) -> None:
    """Whoever reported or supported `report` is told from now on what is told about `target`, once."""
    at = deps.clock()
    if report.reporter != target.reporter:
        await add_supporter(tx, target.id, by=report.reporter, at=at, anonymous=report.anonymous)
    await copy_supporters(tx, report.id, to=target, at=at)
    await posts.owe(tx, report_card(deps, target.id))


async def is_of_a_lost_report(deps: Deps, report: ReportId, place: MessagePlace) -> bool:
    """Whether the card at `place` is of a report that went when an older copy of the store was restored.

    Its id was given again since then. A card whose place is not known yet is no lost one.
    """
    async with deps.store.read() as tx:
        if await reports.find_report(tx, report) is None:
            return False  # not given again: whoever acts is told that it is not here
        # In this order: where a card stands may be recorded between two looks.
        own = (await post_lookup.shown_at(tx, PostKind.REPORT_CARD, [str(report)])).get(str(report), place)
        shown = None if own == place else await post_lookup.find_shown(tx, *place)
        return own != place and (shown is None or shown.kind is PostKind.REPORT_CARD)


async def may_act(deps: Deps, report: ReportId, verb: Verb, *, by: UserId) -> Report | Refused:
    """The report when `by` could carry out `verb` on it now; asked before a form is opened. Raises ReportNotFound."""
    async with deps.store.read() as tx:
        found = await reports.get_report(tx, report)
        outcome = await may_move(tx, deps, found, verb, by=by)
    return outcome if isinstance(outcome, Refused) else found


async def may_diagnose(deps: Deps, report: ReportId, *, by: UserId) -> Report | Refused:
    """Whoever may ship a report may also write down what is behind it. Raises ReportNotFound."""
    async with deps.store.read() as tx:
        found = await reports.get_report(tx, report)
        return await _diagnosable(tx, deps, found, by)


async def _diagnosable(tx: Transaction, deps: Deps, report: Report, by: UserId) -> Report | Refused:
    if not await parts_in(tx, deps, by, report) & MAY[Verb.SHIP]:
        owners = tuple(sorted(deps.roster.triage_owners(report.workflow)))
        return Refused(
            f"Only its fix owner and its triage owners add a diagnosis to {report.ref}. Nothing was changed.",
            people=owners,
        )
    if not report.is_open:
        return Refused(f"{report.ref} is no longer open, so it takes no diagnosis any more. Nothing was changed.")
    return report


async def diagnose(deps: Deps, draft: DiagnosisDraft, *, by: UserId, delivery: str) -> Report | Refused | Repeated:
    """Adds what was found out to the card. Raises ReportNotFound."""
    if problems := draft.problems():
        part, because = next(iter(problems.items()))
        return Refused(because, about=part)
    if draft.fix_owner == deps.workspace.bot_user:
        return replace(NOT_THE_BOT, about="fix_owner")
    return await whole_or_nothing(deps, delivery, lambda tx: _diagnose(tx, deps, draft, by=by))


async def _diagnose(tx: Transaction, deps: Deps, draft: DiagnosisDraft, *, by: UserId) -> Report:
    """Raises Undone."""
    report = await reports.get_report(tx, draft.report)
    report = unless_refused(await _diagnosable(tx, deps, report, by))
    await decisions.add_diagnosis(tx, draft, by=by, at=deps.clock())
    await posts.owe(tx, report_card(deps, report.id))
    return report
