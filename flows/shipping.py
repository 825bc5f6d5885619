"""A fix ships with its release note, and those who asked for it say whether it works."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.decision import DecisionDraft
from domain.ids import NoteId, ReportId, UserId
from domain.note import NoteDraft, ReleaseNote, Verdict
from domain.operating_model import PostNotes
from domain.outcome import Refused, Repeated
from domain.post import PostKind
from domain.report import Report, Status, Verb
from flows.deps import Deps
from flows.moving import carry_out, index_again
from flows.owing import note_card, note_word
from flows.undoing import Undone, unless_refused, whole_or_nothing
from store import notes, posts, reports
from store.engine import Transaction
from store.supporters import supporters_of

ALSO_SHOWN: Final = 10
"""Further reports offered as resolved: what one group of check boxes holds."""

WAYS_TO_SHIPPED: Final[Mapping[Status, Sequence[Verb]]] = {
    Status.FIXING: (Verb.SHIP,),
    Status.NEW: (Verb.FIX, Verb.SHIP),
    Status.DEFERRED: (Verb.RECONSIDER, Verb.FIX, Verb.SHIP),
}
"""The moves that take a report to shipped when a fix for another one resolves it too."""

DIRECTLY: Final = (Verb.SHIP,)


NOTE_GONE: Final = Refused("That release note is not here any more.")
NOT_ASKED: Final = Refused(
    "Only somebody who reported or supported it can say that. `/crm-friction` takes a report of your own."
)


@dataclass(frozen=True, slots=True)
class Shipped:
    note: ReleaseNote
    reports: tuple[Report, ...]


async def also_resolved(deps: Deps, report: ReportId, *, by: UserId) -> list[Report]:
    """Open reports that the same fix may resolve and that `by` may ship, those on the same field first."""
    async with deps.store.read() as tx:
        found = await reports.get_report(tx, report)
        alike = await reports.open_alike(tx, found, limit=3 * ALSO_SHOWN)
    shippable = [
        other
        for other in alike
        if other.status in WAYS_TO_SHIPPED
        and (deps.roster.may_decide(by, other.workflow) or (other.status is Status.FIXING and other.fix_owner == by))
    ]
    return shippable[:ALSO_SHOWN]


async def ship(deps: Deps, draft: NoteDraft, *, by: UserId, delivery: str) -> Shipped | Refused | Repeated:
    """Ships the note with every report that it resolves, or nothing of it. Raises ReportNotFound.

    Everyone who reported or supported is owed one private word; the note itself is owed at once, or waits for the
    post of its day.
    """
    if problems := draft.problems():
        part, because = next(iter(problems.items()))
        return Refused(because, about=part)
    outcome = await whole_or_nothing(deps, delivery, lambda tx: _ship(tx, deps, draft, by=by))
    if isinstance(outcome, Refused):
        # Of several reports either all are shipped or none.
        await index_again(deps, [draft.report, *draft.resolves])
    return outcome


async def _ship(tx: Transaction, deps: Deps, draft: NoteDraft, *, by: UserId) -> Shipped:
    ids = dict.fromkeys([draft.report, *draft.resolves])
    await reports.hold_reports(tx, ids)
    resolved = [await reports.get_report(tx, report) for report in ids]
    for report in resolved:
        # The report itself has to be in the works; only what its fix resolves besides is taken along from elsewhere.
        own = report.id == draft.report
        ways = DIRECTLY if own else WAYS_TO_SHIPPED.get(report.status, DIRECTLY)
        if refused := await _take_to_shipped(tx, deps, report, ways, by=by):
            raise Undone(refused if own else _ships_without(report, refused))
    note = await notes.add_note(tx, draft, resolves=list(ids), by=by, at=deps.clock())
    if deps.model.release_notes.post is PostNotes.IMMEDIATELY:
        await notes.mark_posted_as(tx, [note.id], "")
        await posts.owe(tx, note_card(deps, note))
    await posts.owe(tx, *[note_word(note.id, person) for person in await _who_asked(tx, list(ids))])
    await _point_to(tx, note, list(ids))
    return Shipped(note, tuple(resolved))


async def _take_to_shipped(
    tx: Transaction, deps: Deps, report: Report, ways: Sequence[Verb], *, by: UserId
) -> Refused | None:
    for verb in ways:
        step = DecisionDraft(report.id, verb, owner=by if verb is Verb.FIX else None)
        current = await reports.get_report(tx, report.id)
        outcome = await carry_out(tx, deps, current, step, by=by, in_passing=verb is not Verb.SHIP)
        if isinstance(outcome, Refused):
            return outcome
    return None


def _ships_without(report: Report, refused: Refused) -> Refused:
    """What was ticked besides and cannot ship: somebody has acted on it since the form was opened."""
    because = f"{refused.because} Without {report.ref} the note can ship: please take it off here."
    return replace(refused, because=because, about="resolves")


async def _who_asked(tx: Transaction, ids: list[ReportId]) -> list[UserId]:
    """Everyone who reported or supported one of `ids`, each once."""
    supporters = await supporters_of(tx, ids)
    reporters = [report.reporter for report in await reports.some_reports(tx, ids)]
    return list(dict.fromkeys([*reporters, *(user for report in ids for user in supporters[report])]))


async def _point_to(tx: Transaction, note: ReleaseNote, ids: Sequence[ReportId]) -> None:
    """What asked about an earlier fix of them asks no more."""
    earlier = {one.id for some in (await notes.notes_on(tx, ids)).values() for one in some} - {note.id}
    await posts.owe_again(tx, PostKind.NOTE_WORD, [str(one) for one in sorted(earlier)])


async def confirm(deps: Deps, note: NoteId, *, by: UserId, delivery: str) -> ReleaseNote | Refused | Repeated:
    """It works now: confirms every report of the note that `by` reported or supported. Raises ReportNotFound."""
    verdict = Verdict(note, by, works=True, at=deps.clock())
    return await whole_or_nothing(deps, delivery, lambda tx: _give_verdict(tx, deps, verdict))


async def say_still_broken(
    deps: Deps, note: NoteId, words: str, *, by: UserId, delivery: str
) -> ReleaseNote | Refused | Repeated:
    """Still broken: reopens every report of the note that `by` reported or supported. Raises ReportNotFound."""
    problems = DecisionDraft(ReportId(0), Verb.REOPEN, words=words).problems(
        today=deps.working_time.local_date(deps.clock())
    )
    if problems:
        return Refused(problems["words"], about="words")
    verdict = Verdict(note, by, works=False, at=deps.clock(), words=words)
    return await whole_or_nothing(deps, delivery, lambda tx: _give_verdict(tx, deps, verdict))


async def _give_verdict(tx: Transaction, deps: Deps, verdict: Verdict) -> ReleaseNote | Refused:
    """Raises Undone."""
    note = unless_refused(await notes.find_note(tx, verdict.note) or NOTE_GONE)
    resolved = (await reports.resolved_by(tx, [note.id]))[note.id]
    await reports.hold_reports(tx, [report.id for report in resolved])
    refused = await _move_by_verdict(tx, deps, verdict)
    if refused and verdict.works:
        return refused  # to a click, told beside its answer: it was received, and is not told a second time
    unless_refused(refused)
    await notes.set_verdict(tx, verdict)
    await show_note_again(tx, note.id)
    return note


async def may_reopen(deps: Deps, note: NoteId, *, by: UserId) -> Refused | None:
    """Why `by` could not say now that it is still broken; None when they could. Asked before a form is opened."""
    async with deps.store.read() as tx:
        asked = await _asked_for(tx, note, by)
    if isinstance(asked, Refused):
        return asked
    return None if any(report.status is Status.SHIPPED for report in asked) else _too_late(asked[0])


async def _asked_for(tx: Transaction, note: NoteId, person: UserId) -> list[Report] | Refused:
    """The reports of the note that `person` reported or supported, without those that a later note speaks for."""
    resolved = (await reports.resolved_by(tx, [note]))[note]
    supporters = await supporters_of(tx, [report.id for report in resolved])
    asked = [report for report in resolved if person in (report.reporter, *supporters[report.id])]
    if not asked:
        return NOT_ASKED
    latest = {report: some[-1] for report, some in (await notes.notes_on(tx, [one.id for one in asked])).items()}
    theirs = [report for report in asked if latest[report.id].id == note]
    return theirs or _shipped_again(asked[0], latest[asked[0].id])


def _shipped_again(report: Report, later: ReleaseNote) -> Refused:
    return Refused(f"{report.ref} has shipped once more with {later.ref}. Please say there whether it works.")


async def _move_by_verdict(tx: Transaction, deps: Deps, verdict: Verdict) -> Refused | None:
    """Moves what the verdict is about. A report that others confirmed stays so and takes further confirmations.

    Its reports are held: what stands at shipped here can be moved, so a verdict is never carried out by half.
    """
    asked = await _asked_for(tx, verdict.note, verdict.by)
    if isinstance(asked, Refused):
        return asked
    shipped = [report for report in asked if report.status is Status.SHIPPED]
    if not shipped and not (verdict.works and any(report.status is Status.CONFIRMED for report in asked)):
        return _too_late(asked[0])
    verb = Verb.CONFIRM if verdict.works else Verb.REOPEN
    for report in shipped:
        await carry_out(tx, deps, report, DecisionDraft(report.id, verb, words=verdict.words), by=verdict.by)
    return None


def _too_late(report: Report) -> Refused:
    if report.status is Status.FIXING:
        return Refused(f"{report.ref} was reopened and is being fixed again. You will be told when that ships.")
    if report.status is Status.CONFIRMED:
        return Refused(
            f"{report.ref} was confirmed meanwhile. Please report what is still wrong with `/crm-friction`, "
            "so that it gets a decision of its own."
        )
    return Refused(f"{report.ref} is closed. If it still blocks you, please report it again with `/crm-friction`.")


async def show_note_again(tx: Transaction, note: NoteId) -> None:
    """Marks due every post that shows the note: its card or its day's post, and the private words."""
    await posts.owe_again(tx, PostKind.NOTE_WORD, [str(note)])
    shown_in = await notes.posted_as(tx, note)
    if shown_in == "":
        await posts.owe_again(tx, PostKind.NOTE_CARD, [str(note)])
    elif shown_in:
        await posts.owe_again(tx, PostKind.NOTES_OF_DAY, [shown_in])
