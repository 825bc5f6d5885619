"""Everything that was reported, decided, shipped and seen, record by record, for files outside."""

from collections.abc import AsyncIterator, Collection

from domain.exported import Record, Sheet, of_decision, of_note, of_report, of_signal
from domain.ids import ReportId
from store import decisions, exports, notes, reports, signals
from store.engine import Store, Transaction
from store.unnamed import unnamed_supporters


async def exported(store: Store) -> AsyncIterator[tuple[Sheet, Record]]:
    """All of the workspace as of one moment, sheet by sheet, each in the order of its numbers.

    It reads a few hundred rows at a time, however many there are.
    """
    async with store.read() as tx:
        await exports.at_one_moment(tx)
        async for record in _reports(tx):
            yield Sheet.REPORTS, record
        async for record in _decisions(tx):
            yield Sheet.DECISIONS, record
        async for record in _notes(tx):
            yield Sheet.NOTES, record
        async for record in _signals(tx):
            yield Sheet.SIGNALS, record


async def _reports(tx: Transaction) -> AsyncIterator[Record]:
    async for ids in exports.report_pages(tx):
        page = await reports.some_reports(tx, ids)
        supporters = await exports.supporters_of(tx, ids)
        refs = await _refs(tx, {report.merged_into for report in page})
        for report in page:
            merged_into = refs.get(report.merged_into) if report.merged_into else None
            yield of_report(report, supporters=supporters.get(report.id, 0), merged_into=merged_into)


async def _decisions(tx: Transaction) -> AsyncIterator[Record]:
    """Report by report: what was decided about one stands together."""
    async for ids in exports.report_pages(tx):
        made = await decisions.decisions_on(tx, ids)
        unnamed = await unnamed_supporters(tx, ids)
        refs = await _refs(tx, {decision.target for each in made.values() for decision in each})
        for report in await reports.some_reports(tx, ids):
            for decision in made[report.id]:
                target = refs.get(decision.target) if decision.target else None
                yield of_decision(decision, report, unnamed=unnamed.get(report.id, ()), target=target)


async def _notes(tx: Transaction) -> AsyncIterator[Record]:
    async for ids in exports.note_pages(tx):
        resolved = await reports.resolved_by(tx, ids)
        verdicts = await notes.verdicts_on(tx, ids)
        for note in await notes.some_notes(tx, ids):
            yield of_note(note, resolves=resolved[note.id], verdicts=verdicts[note.id])


async def _signals(tx: Transaction) -> AsyncIterator[Record]:
    async for ids in exports.signal_pages(tx):
        page = await signals.some_signals(tx, ids)
        refs = await _refs(tx, {signal.report for signal in page})
        for signal in page:
            yield of_signal(signal, report=refs.get(signal.report) if signal.report else None)


async def _refs(tx: Transaction, ids: Collection[ReportId | None]) -> dict[ReportId, str]:
    known = [report for report in ids if report is not None]
    return {report.id: report.ref for report in await reports.some_reports(tx, known)} if known else {}
