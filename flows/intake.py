"""Taking friction in: filing a report, keeping what is not filed yet, finding what may say the same, supporting it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain.decision import DecisionDraft
from domain.draft import ReportDraft
from domain.ids import ChannelId, MessageTs, ReportId, UserId
from domain.outcome import Refused, Repeated
from domain.post import OwedPost, PostKind
from domain.report import STANDING, Report, Verb
from domain.standing import Likely, ReportStanding
from flows.deps import Deps
from flows.moving import carry_out
from flows.owing import draft_word, mention_reply, report_card
from flows.showing import field_name, report_standings, workflow_name
from store import drafts, once, posts, reports
from store.engine import Transaction

LIKELY_SHOWN: Final = 3

INDEX_FRESH_FOR: Final = timedelta(seconds=5)
"""How long the index of open reports may lag behind what other replicas filed; it only serves suggestions."""


FILED_ALREADY: Final = Refused("This was filed already. `/crm-friction mine` shows your reports.")

WARMED_AT_ONCE: Final = 20
"""Reports put into the index in one go: a few milliseconds, in which nobody else is served."""


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
    """Files the draft and owes its card. The same `delivery` again gives the report that it filed.

    `from_draft` is what somebody began, and becomes one report only.
    """
    if problems := draft.problems():
        part, because = next(iter(problems.items()))
        return Refused(because, about=part)
    async with deps.begin() as tx:
        if from_draft is not None and await drafts.hold_draft(tx, from_draft) is not None:
            return await _filed_before(tx, deps, delivery) or FILED_ALREADY
        report = await reports.add_report(tx, draft, by=by, at=deps.clock(), filed_by=delivery)
        if report is None:
            return await _filed_before(tx, deps, delivery) or FILED_ALREADY
        if from_draft is not None:
            await drafts.close_draft(tx, from_draft, became=report.id)
            await posts.owe_again(tx, PostKind.DRAFT_WORD, [str(from_draft)])
        await posts.owe(tx, report_card(deps, report.id))
    likely = await find_likely(deps, report)
    deps.open_reports.index.put(report.id, report.text)
    return Filed(_new_standing(deps, report), likely)


def _new_standing(deps: Deps, report: Report) -> ReportStanding:
    """Of a report that was filed this moment: nobody can have decided on it or supported it yet."""
    team = deps.roster.team_of(report.reporter)
    return ReportStanding(
        report=report,
        now=report.created_at,
        zone=deps.model.timezone,
        triage_owners=sorted(deps.roster.triage_owners(report.workflow)),
        workflow_name=workflow_name(deps, report.workflow),
        field_name=field_name(deps, report.field),
        from_team=team.name if team else None,
    )


async def _filed_before(tx: Transaction, deps: Deps, delivery: str) -> Filed | None:
    """What `delivery` has filed already, as it stands now."""
    report = await reports.find_filed_by(tx, delivery)
    return Filed((await report_standings(tx, deps, [report]))[0]) if report else None


async def find_likely(deps: Deps, report: Report) -> list[Likely]:
    """Open reports that may say the same as `report`, the likeliest first."""
    await refresh_open_reports(deps)
    near = deps.open_reports.index.nearest(report.text, limit=LIKELY_SHOWN, leave_out={report.id})
    if not near:
        return []
    async with deps.store.read() as tx:
        ids = [ReportId(key) for key, _ in near]
        found = {other.id: other for other in await reports.some_reports(tx, ids)}
        supporters = await reports.supporters_of(tx, ids)
    return [
        Likely(other, score, len(supporters[other.id]))
        for key, score in near
        if (other := found.get(ReportId(key))) and other.is_open
    ]


async def open_reports_like(deps: Deps, typed: str, *, report: ReportId) -> list[Report]:
    """Open reports that `report` could be the same as: by what was typed, else the likeliest and then the newest."""
    async with deps.store.read() as tx:
        found = await reports.search_open(tx, typed, leave_out=report)
        own = await reports.get_report(tx, report)
    if typed.strip():
        return found
    likely = [near.report for near in await find_likely(deps, own)]
    return [*likely, *(other for other in found if other.id not in {near.id for near in likely})]


async def refresh_open_reports(deps: Deps) -> None:
    """Brings the index of open reports up to date when it has not been looked after for a while.

    Before it was warmed it knows only what was filed since the start.
    """
    known, now = deps.open_reports, deps.clock()
    if not known.is_warm or (known.checked_at is not None and now - known.checked_at < INDEX_FRESH_FOR):
        return
    known.checked_at = now
    # A change may be committed a little later than its time says, so the last minute is read again.
    since = known.fresh_to - timedelta(minutes=1) if known.fresh_to else None
    async with deps.store.read() as tx:
        put, drop, known.fresh_to = await reports.open_changed_since(tx, since)
    for report, text in put:
        known.index.put(report, text)
    for report in drop:
        known.index.drop(report)


async def keep_draft(deps: Deps, text: str, *, permalink: str = "", by: UserId, delivery: str) -> int:
    """Keeps what somebody wrote until it is filed. Gives the draft's id."""
    async with deps.begin() as tx:
        return await drafts.keep_draft(tx, text=text, permalink=permalink, by=by, at=deps.clock(), begun_by=delivery)


async def remind_of_draft(deps: Deps, draft: int, *, by: UserId) -> None:
    """Owes whoever closed the form a word with what they wrote and a button that files it."""
    async with deps.begin() as tx:
        found = await drafts.find_draft(tx, draft)
        if found is not None and found[0] == by and found[3] is None:
            await posts.owe(tx, draft_word(draft, by))


async def throw_draft_away(deps: Deps, draft: int, *, by: UserId) -> bool:
    """True when it was there, of `by`, and not filed yet."""
    async with deps.begin() as tx:
        dropped = await drafts.drop_draft(tx, draft, by=by)
        if dropped:
            await posts.owe_again(tx, PostKind.DRAFT_WORD, [str(draft)])
    return dropped


async def get_draft(deps: Deps, draft: int, *, by: UserId) -> ReportDraft | Refused:
    """The draft for being filled in further; only for whoever began it."""
    async with deps.store.read() as tx:
        found = await drafts.find_draft(tx, draft)
    if found is None:
        return Refused("What you began is not here any more. `/crm-friction` opens a new form.")
    person, text, permalink, became = found
    if person != by:
        return Refused("Somebody else began this one. `/crm-friction` opens a form of your own.")
    if became is not None:
        return FILED_ALREADY
    return ReportDraft(text, permalink=permalink)


async def file_draft(deps: Deps, draft: int, *, by: UserId, delivery: str) -> Filed | Refused:
    """Files what somebody began, as it is. The same `delivery` again gives the report that it filed."""
    async with deps.store.read() as tx:
        if before := await _filed_before(tx, deps, delivery):
            return before
    found = await get_draft(deps, draft, by=by)
    if isinstance(found, Refused):
        return found
    return await file_report(deps, found, by=by, delivery=delivery, from_draft=draft)


async def answer_mention(
    deps: Deps, text: str, *, permalink: str, by: UserId, channel: ChannelId, thread_ts: MessageTs, delivery: str
) -> None:
    """Keeps what was said to the bot, and owes a reply in its thread with a button that opens the form."""
    async with deps.begin() as tx:
        if not await once.receive(tx, delivery, at=deps.clock()):
            return
        draft = await drafts.keep_draft(tx, text=text, permalink=permalink, by=by, at=deps.clock(), begun_by=delivery)
        await posts.owe(tx, OwedPost(mention_reply(draft, channel), thread_ts=thread_ts))


async def support(
    deps: Deps, report: ReportId, *, by: UserId, delivery: str, instead_of: ReportId | None = None
) -> Report | Refused | Repeated:
    """Me too: `by` is told from now on what the reporter is told, once.

    `instead_of` is a report that `by` filed a moment ago and that says the same; it is withdrawn.
    Raises ReportNotFound.
    """
    async with deps.begin() as tx:
        if not await once.receive(tx, delivery, at=deps.clock()):
            return Repeated()
        # Whoever decides at this moment waits, and tells the new supporter too.
        await reports.hold_reports(tx, [report, *([instead_of] if instead_of is not None else [])])
        found = await reports.get_report(tx, report)
        if not found.is_open:
            return Refused(
                f"{found.ref} is {STANDING[found.status]}. If it still blocks you, `/crm-friction` reports it."
            )
        if found.reporter == by:
            return Refused(f"{found.ref} is your own report: you hear of every decision anyway.")
        added = await reports.add_supporter(tx, found.id, by=by, at=deps.clock())
        if instead_of is not None:
            await _withdraw_for(tx, deps, instead_of, by=by)
        if not added:
            return Refused(f"You support {found.ref} already: you hear of every decision.")
        await posts.owe(tx, report_card(deps, found.id))
    return found


async def _withdraw_for(tx: Transaction, deps: Deps, mine: ReportId, *, by: UserId) -> None:
    """Withdraws the report that `by` filed a moment ago, unless somebody has acted on it meanwhile."""
    report = await reports.find_report(tx, mine)
    if report is not None and report.reporter == by:
        await carry_out(
            tx, deps, report, DecisionDraft(mine, Verb.WITHDRAW, words="Another report says the same."), by=by
        )


async def warm_open_reports(deps: Deps) -> None:
    """Fills the index of open reports a few at a time, so that nobody waits for it after a start."""
    async with deps.store.read() as tx:
        put, _, fresh_to = await reports.open_changed_since(tx, None)
    for number, (report, text) in enumerate(put):
        deps.open_reports.index.put(report, text)
        if number % WARMED_AT_ONCE == 0:
            await asyncio.sleep(0)
    deps.open_reports.fresh_to = fresh_to
    deps.open_reports.is_warm = True
