"""Taking friction in: filing a report, and supporting one that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.decision import DecisionDraft
from domain.draft import ReportDraft
from domain.ids import ReportId, UserId
from domain.outcome import Refused, Repeated
from domain.post import PostKind
from domain.report import STANDING, Report, Verb
from domain.standing import Likely, ReportStanding
from domain.texts import clean
from flows.alike import likely_of, near_unless_busy, remember_unless_busy
from flows.deps import Deps
from flows.moving import carry_out
from flows.owing import report_card
from flows.showing import field_name, report_standings, team_name, workflow_name
from store import drafts, once, posts, reports, signals
from store.engine import Transaction
from store.supporters import add_supporter

FILED_ALREADY: Final = Refused("This was filed already. `/crm-friction mine` shows your reports.")
FILED_IN_OTHER_WORDS: Final = Refused(
    "This form was filed already, and what you changed since is not in it. Please copy it and type /crm-friction.",
    about="text",
)


@dataclass(frozen=True, slots=True)
class Filed:
    """The report as its reporter sees it, and open ones that may say the same, the likeliest first."""

    standing: ReportStanding
    likely: Sequence[Likely] = ()

    @property
    def report(self) -> Report:
        return self.standing.report


async def file_report(
    deps: Deps, draft: ReportDraft, *, by: UserId, delivery: str, from_draft: int | None = None
) -> Filed | Refused:
    """Files the draft and owes its card. The same `delivery` again gives the report that it filed, in other words none.

    `from_draft` is what somebody began, and becomes one report only.
    """
    if problems := draft.problems():
        part, because = next(iter(problems.items()))
        return Refused(because, about=part)
    with deps.open_reports.filing():
        return await _file(deps, draft, by=by, delivery=delivery, from_draft=from_draft)


async def _file(
    deps: Deps, draft: ReportDraft, *, by: UserId, delivery: str, from_draft: int | None
) -> Filed | Refused:
    near = near_unless_busy(deps, draft.text)
    async with deps.begin() as tx:
        if from_draft is not None and await drafts.hold_draft(tx, from_draft) is not None:
            return await _filed_with(tx, deps, draft, delivery)
        report = await reports.add_report(tx, draft, by=by, at=deps.clock(), filed_by=delivery)
        if report is None:
            return await _filed_with(tx, deps, draft, delivery)
        if from_draft is not None:
            await drafts.close_draft(tx, from_draft, became=report.id)
            await posts.owe_again(tx, PostKind.DRAFT_WORD, [str(from_draft)])
        await posts.owe(tx, report_card(deps, report.id))
        likely = await likely_of(tx, near)
    remember_unless_busy(deps, report)
    return Filed(_new_standing(deps, report), likely)


def _new_standing(deps: Deps, report: Report) -> ReportStanding:
    """Of a report that was filed this moment: nobody can have decided on it or supported it yet."""
    return ReportStanding(
        report=report,
        now=report.created_at,
        zone=deps.model.timezone,
        triage_owners=sorted(deps.roster.triage_owners(report.workflow)),
        workflow_name=workflow_name(deps, report.workflow),
        field_name=field_name(deps, report.field),
        from_team=team_name(deps, report),
    )


async def _filed_with(tx: Transaction, deps: Deps, draft: ReportDraft, delivery: str) -> Filed | Refused:
    """What `delivery` has filed with the same words. Other words are told that they are in no report."""
    before = await filed_before(tx, deps, delivery)
    if before is None:
        return FILED_ALREADY
    return before if before.report.text == clean(draft.text) else FILED_IN_OTHER_WORDS


async def filed_before(tx: Transaction, deps: Deps, delivery: str) -> Filed | None:
    """What `delivery` has filed already, as it stands now."""
    report = await reports.find_filed_by(tx, delivery)
    return Filed((await report_standings(tx, deps, [report]))[0]) if report else None


@dataclass(frozen=True, slots=True)
class Supporting:
    """What somebody supports now, and their own report that was taken back for it, if one was."""

    report: Report
    taken_back: Report | None = None


async def support(
    deps: Deps, report: ReportId, *, by: UserId, delivery: str, instead_of: ReportId | None = None
) -> Supporting | Refused | Repeated:
    """Me too: `by` is told from now on what the reporter is told, once.

    `instead_of` is a report that `by` filed a moment ago and that says the same; it is withdrawn, and who reported it
    without a name supports without one. Raises ReportNotFound.
    """
    async with deps.begin() as tx:
        if not await once.receive(tx, delivery, at=deps.clock()):
            return Repeated()
        # Whoever decides at this moment waits, and tells the new supporter too.
        await reports.hold_reports(tx, [report, *([instead_of] if instead_of is not None else [])])
        found = await reports.get_report(tx, report)
        if not found.is_open:
            return await _no_longer_open(tx, found)
        own = await _own(tx, instead_of, by)
        taken_back = own if own is not None and await _withdraw_for(tx, deps, own, found.id) else None
        also = f" {taken_back.ref} is taken back." if taken_back else ""
        if found.reporter == by:
            return Refused(f"{found.ref} is your own report: you hear of every decision anyway.{also}")
        unnamed = own is not None and own.anonymous
        if not await add_supporter(tx, found.id, by=by, at=deps.clock(), anonymous=unnamed):
            return Refused(f"You support {found.ref} already: you hear of every decision.{also}")
        await posts.owe(tx, report_card(deps, found.id))
    return Supporting(found, taken_back)


async def _no_longer_open(tx: Transaction, report: Report) -> Refused:
    if report.merged_into is not None:
        other = await reports.get_report(tx, report.merged_into)
        return Refused(f"{report.ref} was merged into {other.ref}. `/crm-friction {other.ref}` shows that one.")
    return Refused(f"{report.ref} is {STANDING[report.status]}. If it still blocks you, `/crm-friction` reports it.")


async def _own(tx: Transaction, report: ReportId | None, person: UserId) -> Report | None:
    found = await reports.find_report(tx, report) if report is not None else None
    return found if found is not None and found.reporter == person else None


async def _withdraw_for(tx: Transaction, deps: Deps, mine: Report, other: ReportId) -> bool:
    """Withdraws the report that was filed a moment ago, unless somebody has acted on it meanwhile.

    Threads that spoke for it speak for the other one.
    """
    withdrawal = DecisionDraft(mine.id, Verb.WITHDRAW, words="Another report says the same.")
    if isinstance(await carry_out(tx, deps, mine, withdrawal, by=mine.reporter), Refused):
        return False
    await signals.pass_on(tx, mine.id, to=other)
    return True
