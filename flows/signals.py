"""What people say of a signal: it is one, it is none, it is friction, or here is one that nobody saw."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.draft import ReportDraft
from domain.ids import ReportId, SignalId, UserId
from domain.outcome import Refused, Repeated
from domain.report import STANDING, Report
from domain.signal import Signal, SignalNotFound, SignalState
from domain.signal_standing import ANSWERABLE, OPEN, UNSAID, SignalStanding
from domain.signal_verdict import Verdict
from domain.signals.kinds import Kind
from domain.thread_read import workflow_of
from domain.watching import ThreadPlace
from flows.deps import Deps
from flows.intake import Filed, file_report, support
from flows.signal_learning import quiet_by_now, tell_quiet
from flows.signal_notes import standing_of
from flows.signals_told import tell_again
from store import reports, signal_labels, signals
from store.engine import Transaction
from store.signals import Sighting

LOOKED_AT: Final = 50
"""Threads of a kind, the latest ones, for an open report that they became."""

NOT_YOURS: Final = Refused("That is for whoever got the note, and for the triage owners. Nothing was changed.")
WITHDRAWN: Final = Refused("That thread was changed or deleted, so there is nothing left to say about it.")
SAID: Final = Refused("Somebody has said already what those threads are. Nothing was changed.")
NOTHING_LEFT: Final = Refused("Those threads are part of a report already, or were called no workaround.")

STATE_OF: Final = {Verdict.CONFIRMED: SignalState.CONFIRMED, Verdict.DISMISSED: SignalState.DISMISSED}


@dataclass(frozen=True, slots=True)
class Merged:
    """`number` signals are now part of `report`."""

    report: Report
    number: int


async def answer(
    deps: Deps,
    signal: SignalId,
    verdict: Verdict,
    *,
    by: UserId,
    frm: Collection[SignalState] = ANSWERABLE,
) -> SignalStanding | Refused:
    """Confirms or dismisses. The same answer again changes nothing; the other one changes one's mind.

    What is part of a report stays there, and what stands at none of `frm` as it is. Raises SignalNotFound.
    """
    at, to = deps.clock(), STATE_OF[verdict]
    async with deps.begin() as tx:
        found = await signals.get_signal(tx, signal)
        if no := await _refused_to(tx, deps, found, by):
            return no
        if found.state not in (to, SignalState.FILED):
            before = await quiet_by_now(tx, found, at=at)
            if not await signals.move_signal(tx, signal, frm=frm, to=to, at=at):
                return WITHDRAWN if found.state is SignalState.WITHDRAWN else SAID
            await signal_labels.keep_label(tx, found, verdict, by=by, at=at)
            await tell_quiet(tx, deps, before, found, at=at)
            await tell_again(tx, deps, [found])
        found = await signals.get_signal(tx, signal)
        return await _whole(tx, deps, found)


async def to_sort_out(deps: Deps, ids: Sequence[SignalId], *, by: UserId) -> list[SignalStanding] | Refused:
    """Those that nobody has said a word about, and that `by` may answer for: the owners, in the weekly list."""
    async with deps.store.read() as tx:
        found = await signals.some_signals(tx, ids)
        mine = [one for one in found if not await _refused_to(tx, deps, one, by)]
    if found and not mine:
        return replace(NOT_YOURS, people=tuple(sorted(deps.roster.triage_owners(found[0].workflow))))
    return [standing_of(deps, one) for one in mine if one.state in UNSAID] or SAID


async def dismiss(deps: Deps, ids: Sequence[SignalId], *, by: UserId) -> int:
    """How many of the signals are off the list now; what somebody else has said meanwhile stays."""
    said = [await answer(deps, id, Verdict.DISMISSED, by=by, frm=UNSAID) for id in ids]
    return sum(isinstance(one, SignalStanding) and one.signal.state is SignalState.DISMISSED for one in said)


async def signal_of(deps: Deps, thread: ThreadPlace) -> Signal | None:
    async with deps.store.read() as tx:
        return await signals.find_signal_of(tx, thread)


async def open_friction(deps: Deps, ids: Sequence[SignalId], *, by: UserId) -> SignalStanding | Refused:
    """What the form of a report about all of them begins with: the first that `by` may speak for."""
    async with deps.store.read() as tx:
        found = await signals.some_signals(tx, ids)
        if not found:
            raise SignalNotFound
        mine = [one for one in found if not await _refused_to(tx, deps, one, by)]
        if not mine:
            return replace(NOT_YOURS, people=tuple(sorted(deps.roster.triage_owners(found[0].workflow))))
        first = next((one for one in mine if one.state in OPEN), mine[0])
        begun = await _whole(tx, deps, first)
        # What is said in a private channel has no link outside, unless somebody who is in it wants that.
        outside = first.private and by not in (first.starter, first.flagged_by)
        return replace(begun, link="") if outside else begun


async def file_from(
    deps: Deps, ids: Sequence[SignalId], draft: ReportDraft, *, by: UserId, delivery: str
) -> Filed | Refused:
    """Files `draft`; those of the signals that `by` may speak for become part of it.

    Two transactions, and each finds itself done when the same delivery comes again.
    """
    filed = await file_report(deps, draft, by=by, delivery=delivery)
    if isinstance(filed, Filed):
        await _join(deps, ids, filed.report.id, by=by)
    return filed


async def merge_into(
    deps: Deps, report: ReportId, ids: Sequence[SignalId], *, by: UserId, delivery: str
) -> Merged | Refused | Repeated:
    """The signals speak for `report`, and `by` supports it. Raises ReportNotFound."""
    async with deps.store.read() as tx:
        found = await reports.get_report(tx, report)
        mine = [one for one in await signals.some_signals(tx, ids) if not await _refused_to(tx, deps, one, by)]
    if not mine:
        return replace(NOT_YOURS, people=tuple(sorted(deps.roster.triage_owners(found.workflow))))
    if not found.is_open:
        return Refused(f"{found.ref} is {STANDING[found.status]}. *File friction* makes a new report of them.")
    if all(one.state not in OPEN for one in mine):
        return NOTHING_LEFT
    # A "no" is fine here: then the report is theirs, or they support it already.
    await support(deps, report, by=by, delivery=delivery)
    number = await _join(deps, [one.id for one in mine], report, by=by)
    return Merged(found, number) if number else Repeated()


async def _join(deps: Deps, ids: Sequence[SignalId], report: ReportId, *, by: UserId) -> int:
    """How many of the signals became part of `report` now. Whoever does it says that they are workarounds."""
    at, joined = deps.clock(), []
    async with deps.begin() as tx:
        for one in await signals.some_signals(tx, ids):
            if await _refused_to(tx, deps, one, by):
                continue
            if await signals.move_signal(tx, one.id, frm=OPEN, to=SignalState.FILED, at=at, report=report):
                await signal_labels.keep_label(tx, one, Verdict.CONFIRMED, by=by, at=at)
                joined.append(one)
        await tell_again(tx, deps, joined)
    return len(joined)


# --- flagged by hand -------------------------------------------------------------------------------------------------


async def flag(
    deps: Deps, thread: ThreadPlace, kind: Kind, *, starter: UserId | None, private: bool, by: UserId
) -> SignalStanding:
    """Somebody says that a thread is a workaround: a confirmed signal, whether it was seen before or not."""
    at = deps.clock()
    seen = Sighting(
        thread,
        kind=kind,
        workflow=workflow_of(deps.model, kind, thread.channel),
        starter=starter,
        probability=0.0,
        evidence=(),
        private=private,
        flagged_by=by,
    )
    async with deps.begin() as tx:
        added = await signals.add_signal(tx, seen, at=at)
        found = added or await signals.find_signal_of(tx, thread)
        assert found is not None  # noqa: S101 - there is one now, whoever put it there
        frm = (*ANSWERABLE, SignalState.WITHDRAWN)
        moved = await signals.move_signal(tx, found.id, frm=frm, to=SignalState.CONFIRMED, at=at)
        if moved and found.kind is not kind:
            await signals.see_again(tx, found.id, _called_otherwise(found, seen))
        verdict = Verdict.MISSED if added or found.flagged_by else Verdict.FLAGGED
        await signal_labels.keep_label(tx, replace(found, kind=kind), verdict, by=by, at=at)
        await tell_again(tx, deps, [found])
        return await _whole(tx, deps, await signals.get_signal(tx, found.id))


def _called_otherwise(found: Signal, seen: Sighting) -> Sighting:
    """A person knows better of which kind it is; what spoke for the other kind does not speak for this one."""
    return replace(
        seen,
        starter=found.starter,
        probability=found.probability,
        deal=found.deal,
        private=found.private,
        shared=found.shared,
    )


# --- shared ----------------------------------------------------------------------------------------------------------


async def _refused_to(tx: Transaction, deps: Deps, signal: Signal, by: UserId) -> Refused | None:
    """None when `by` may answer for the signal: whoever started or flagged the thread, and who decides on it."""
    if by in (signal.starter, signal.flagged_by) or deps.roster.may_decide(by, signal.workflow):
        return None
    if await signal_labels.noted_to(tx, signal.id) == by or await signal_labels.was_flagged_by(tx, signal.id, by):
        return None
    return NOT_YOURS


async def _whole(tx: Transaction, deps: Deps, signal: Signal) -> SignalStanding:
    report = (await reports_now(tx, [signal.report])).get(signal.report) if signal.report else None
    like = None if report else await like_before(tx, signal.kind, signal.workflow)
    return replace(standing_of(deps, signal), report=report, like=like)


async def like_before(tx: Transaction, kind: Kind, workflow: str | None) -> Report | None:
    """The open report that threads of the same kind, about the same workflow, have become most lately."""
    became = await signals.reports_of(tx, kind, workflow, limit=LOOKED_AT)
    now = await reports_now(tx, became)
    return next((now[id] for id in became if id in now and now[id].is_open), None)


async def reports_now(tx: Transaction, ids: Sequence[ReportId]) -> dict[ReportId, Report]:
    """By their ids; for one that was merged stands the one that it was merged into."""
    known: dict[ReportId, Report] = {}
    missing = set(ids)
    while missing:
        found = await reports.some_reports(tx, missing)
        known |= {report.id: report for report in found}
        missing = {report.merged_into for report in found if report.merged_into} - known.keys()
    return {id: _end(known, id) for id in ids if id in known}


def _end(known: Mapping[ReportId, Report], id: ReportId) -> Report:
    report = known[id]
    while report.merged_into is not None and report.merged_into in known:
        report = known[report.merged_into]
    return report
