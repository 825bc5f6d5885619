"""Loading what people are shown: reports, decisions, notes and days together with all that belongs to them."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

from domain.decision import Decision
from domain.ids import DecisionId, NoteId, ReportId, UserId
from domain.note import ReleaseNote
from domain.report import OPEN, UNDECIDED, Report, Verb
from domain.standing import DecidedDay, DecisionStanding, HomeStanding, NotesDay, NoteStanding, ReportStanding
from domain.texts import label_of
from flows.deps import Deps
from flows.finding_standings import resting_for
from store import decisions, drafts, notes, once, reports, unwatched
from store.engine import Transaction
from store.supporters import supporters_of
from store.unnamed import unnamed_supporters

T = TypeVar("T")

MINE_SHOWN: Final = 15
OPEN_SHOWN: Final = 10
SHIPPED_SHOWN: Final = 10
DRAFTS_SHOWN: Final = 3

ENOUGH_TO_HIDE: Final = 3
"""People in a team, its manager among them: of two, each knows who the other one is."""
SHIPPED_FOR: Final = timedelta(days=30)

DECISIONS: Final = (Verb.FIX, Verb.REJECT, Verb.DEFER, Verb.ASK, Verb.MERGE)
"""What the daily "Decided" post tells; release notes tell of what was shipped."""

TOLD: Final = "decision-told"
"""The occasion of each decision, claimed as of the daily post that tells it."""


async def report_standings(tx: Transaction, deps: Deps, shown: Sequence[Report]) -> list[ReportStanding]:
    """In the order of `shown`."""
    ids = [report.id for report in shown]
    made = await decisions.decisions_on(tx, ids)
    supporters = await supporters_of(tx, ids)
    found = await decisions.diagnoses_of(tx, ids)
    shipped = await notes.notes_on(tx, ids)
    merged = await _merged_along(tx, ids)
    unnamed = await unnamed_supporters(tx, ids) if any(supporters.values()) else {}
    into = [report.merged_into for report in shown if report.merged_into is not None]
    targets = {report.id: report for report in await reports.some_reports(tx, into)} if into else {}
    now = deps.clock()
    return [
        ReportStanding(
            report=report,
            now=now,
            zone=deps.model.timezone,
            decisions=made[report.id],
            supporters=supporters[report.id],
            unnamed=unnamed.get(report.id, ()),
            triage_owners=sorted(deps.roster.triage_owners(report.workflow)),
            diagnosis=found.get(report.id),
            notes=shipped[report.id],
            workflow_name=workflow_name(deps, report.workflow),
            field_name=field_name(deps, report.field),
            from_team=team_name(deps, report),
            undecided_for=undecided_for(deps, report, now),
            merged_into=targets[report.merged_into].ref if report.merged_into in targets else None,
            merged_here=[other.ref for other in merged[report.id]],
        )
        for report in shown
    ]


def workflow_name(deps: Deps, key: str | None) -> str | None:
    """What people call the workflow; its key when the operating model no longer has it."""
    if key is None:
        return None
    workflow = deps.model.workflows.get(key)
    return workflow.name if workflow else key


def team_name(deps: Deps, report: Report) -> str | None:
    """The reporter's team, shown in place of a name; None where it is so small that it would be as good as one."""
    team = deps.roster.team_of(report.reporter)
    if team is None:
        return None
    people = team.members | ({team.manager} if team.manager else set())
    return team.name if len(people) >= ENOUGH_TO_HIDE else None


def field_labels(deps: Deps) -> dict[str, str]:
    """The operating model's fields as people read them: implementation_risk is "Implementation risk"."""
    return {key: label_of(key) for key in deps.model.crm.fields}


def field_name(deps: Deps, field: str | None) -> str | None:
    return field_labels(deps).get(field, field) if field else None


def undecided_for(deps: Deps, report: Report, now: datetime) -> int:
    """Working days since the day on which the report came to wait for a decision; 0 when it does not wait."""
    if report.status not in UNDECIDED:
        return 0
    time = deps.working_time
    first = time.local_date(time.next_working_moment(report.status_at))
    days = (time.local_date(now) - first).days
    return sum(time.is_working_day(first + timedelta(days=n)) for n in range(1, days + 1))


async def report_standing(deps: Deps, report: ReportId) -> ReportStanding | None:
    async with deps.store.read() as tx:
        found = await reports.find_report(tx, report)
        return (await report_standings(tx, deps, [found]))[0] if found else None


async def some_standings(deps: Deps, asked: Collection[ReportId]) -> dict[ReportId, ReportStanding]:
    """Those of `asked` that are there, in one look."""
    async with deps.store.read() as tx:
        found = await reports.some_reports(tx, asked)
        return {standing.report.id: standing for standing in await report_standings(tx, deps, found)}


async def get_standing(deps: Deps, report: ReportId) -> ReportStanding:
    """Raises ReportNotFound."""
    async with deps.store.read() as tx:
        return (await report_standings(tx, deps, [await reports.get_report(tx, report)]))[0]


async def draft_standing(deps: Deps, draft: int) -> tuple[str, ReportStanding | None] | None:
    """What somebody began to report, and the report that became of it, if one did."""
    async with deps.store.read() as tx:
        found = await drafts.find_draft(tx, draft)
        if found is None:
            return None
        _, text, _, became = found
        report = await reports.find_report(tx, became) if became is not None else None
        return text, (await report_standings(tx, deps, [report]))[0] if report else None


async def numbered_standing(deps: Deps, number: int) -> ReportStanding | None:
    """The standing of F-`number`."""
    async with deps.store.read() as tx:
        found = await reports.find_by_number(tx, number)
        return (await report_standings(tx, deps, [found]))[0] if found else None


async def decision_standing(deps: Deps, decision: DecisionId, told: UserId | None) -> DecisionStanding | None:
    """The decision as everyone may read it, or as `told` is told of it."""
    async with deps.store.read() as tx:
        made = await decisions.find_decision(tx, decision)
        return (await _decision_standings(tx, deps, [made], told))[0] if made else None


async def _decision_standings(
    tx: Transaction, deps: Deps, made: Sequence[Decision], told: UserId | None = None
) -> list[DecisionStanding]:
    about = await reports.some_reports(tx, {decision.report for decision in made})
    standing = {s.report.id: s for s in await report_standings(tx, deps, about)}
    targets = {decision.target for decision in made if decision.target is not None}
    others = {report.id: report for report in await reports.some_reports(tx, targets)} if targets else {}
    return [
        DecisionStanding(
            decision=decision,
            standing=standing[decision.report],
            told=told,
            is_latest=standing[decision.report].decisions[-1].id == decision.id,
            target=others.get(decision.target) if decision.target is not None else None,
        )
        for decision in made
    ]


async def note_standing(deps: Deps, note: NoteId, told: UserId | None) -> NoteStanding | None:
    async with deps.store.read() as tx:
        found = await notes.find_note(tx, note)
        return (await note_standings(tx, deps, [found], told))[0] if found else None


async def note_standings(
    tx: Transaction, deps: Deps, shown: Sequence[ReleaseNote], told: UserId | None = None
) -> list[NoteStanding]:
    """In the order of `shown`."""
    ids = [note.id for note in shown]
    resolved = await reports.resolved_by(tx, ids)
    verdicts = await notes.verdicts_on(tx, ids)
    every = {report.id for some in resolved.values() for report in some}
    merged = await _merged_along(tx, every)
    supporters = await supporters_of(tx, every) if every else {}
    later = await notes.notes_on(tx, every) if told and every else {}
    standings = []
    for note in shown:
        its = resolved[note.id]
        authors = [*its, *(other for report in its for other in merged[report.id])]
        asked = {report.reporter for report in authors} | {user for report in its for user in supporters[report.id]}
        said = {verdict.by: verdict.works for verdict in verdicts[note.id]}
        theirs = [report for report in its if told in (report.reporter, *supporters[report.id])]
        standings.append(
            NoteStanding(
                note=note,
                reports=its,
                asked=len(asked),
                named=list(dict.fromkeys(report.reporter for report in authors if not report.anonymous)),
                works_for=[user for user, works in said.items() if works],
                broken_for=[user for user, works in said.items() if not works],
                workflow_names=[workflow_name(deps, key) or key for key in note.workflows],
                zone=deps.model.timezone,
                told=told,
                told_said=said.get(told) if told else None,
                told_about=[one for one in theirs if later[one.id][-1].id == note.id] if told else None,
                told_merged=[one.ref for one in authors if told == one.reporter and one not in its],
            )
        )
    return standings


async def _merged_along(tx: Transaction, ids: Collection[ReportId]) -> dict[ReportId, list[Report]]:
    """Which reports were merged into each of `ids`, directly or by way of others, in the order of their numbers."""
    along: dict[ReportId, list[Report]] = {report: [] for report in ids}
    ends = {report: report for report in ids}
    while ends:
        merged = await reports.merged_into(tx, ends)
        for into, others in merged.items():
            along[ends[into]] += others
        # No circle can come about: only an open report takes others in.
        ends = {other.id: ends[into] for into, others in merged.items() for other in others}
    return {into: sorted(others, key=lambda other: other.number) for into, others in along.items()}


async def decided_day(deps: Deps, subject: str) -> DecidedDay | None:
    """What the post of `subject` tells of decisions, one part of it; None when nothing is told."""
    _, end, part, parts = read_span(subject)
    async with deps.store.read() as tx:
        chosen = chunk(await decisions_told(tx, end), part, parts)
        if not chosen:
            return None
        shown = await _decision_standings(tx, deps, chosen)
    return DecidedDay(deps.working_time.local_date(end), shown, part, parts)


async def tell_decisions(tx: Transaction, start: datetime, end: datetime) -> None:
    """Puts down for the post of `end` what was decided from `start` on and before `end` and no post has told.

    Each decision by its id: when a transaction commits says nothing about the time that stands in its rows.
    """
    made = await decisions.decided_between(tx, start, end, DECISIONS)
    await once.claim_each(tx, TOLD, [str(decision.id) for decision in made], at=end)


async def decisions_told(tx: Transaction, end: datetime) -> list[Decision]:
    """What the post of `end` tells: of each report its last decision, in the order in which they were made."""
    ids = [DecisionId(int(name)) for name in await once.claimed_as_of(tx, TOLD, end)]
    latest = {made.report: made for made in await decisions.some_decisions(tx, ids)}
    return sorted(latest.values(), key=lambda made: made.id)


async def notes_day(deps: Deps, subject: str) -> NotesDay | None:
    _, end, part, parts = read_span(subject)
    async with deps.store.read() as tx:
        shown = await notes.shown_in(tx, subject)
        if not shown:
            return None
        standings = await note_standings(tx, deps, shown)
    return NotesDay(deps.working_time.local_date(end), standings, part, parts)


def span(start: datetime, end: datetime, part: int, parts: int) -> str:
    """The subject of one part of a day's post: it says by itself which stretch of time it is about."""
    return f"{start.astimezone(UTC):%Y%m%dT%H%M%S}-{end.astimezone(UTC):%Y%m%dT%H%M%S}/{part}/{parts}"


def read_span(subject: str) -> tuple[datetime, datetime, int, int]:
    times, part, parts = subject.split("/")
    start, end = (datetime.strptime(t, "%Y%m%dT%H%M%S").replace(tzinfo=UTC) for t in times.split("-"))
    return start, end, int(part), int(parts)


def chunk(all_of: Sequence[T], part: int, parts: int) -> Sequence[T]:
    """Part `part` of `parts` nearly equal ones, counted from 1."""
    size = -(-len(all_of) // parts)
    return all_of[(part - 1) * size : part * size]


async def home_standing(deps: Deps, person: UserId) -> HomeStanding:
    async with deps.store.read() as tx:
        mine = await reports.reports_of(tx, person, limit=MINE_SHOWN)
        waiting = await reports.most_supported(tx, OPEN, limit=OPEN_SHOWN)
        since = deps.clock() - SHIPPED_FOR
        shipped = await notes.shipped_since(tx, since, limit=SHIPPED_SHOWN)
        return HomeStanding(
            person=person,
            mine=await report_standings(tx, deps, mine),
            open_reports=await report_standings(tx, deps, waiting),
            shipped=await note_standings(tx, deps, shipped, person),
            drafts=await drafts.open_drafts(tx, person, limit=DRAFTS_SHOWN),
            mine_total=len(mine) if len(mine) < MINE_SHOWN else await reports.count(tx, by=person),
            open_total=await reports.count(tx, OPEN),
            shipped_total=len(shipped) if len(shipped) < SHIPPED_SHOWN else await notes.count_since(tx, since),
            resting=await resting_for(tx, deps, person),
            unwatched=await unwatched.all_unwatched(tx) if deps.roster.is_admin(person) else (),
        )
