"""Release notes and people's verdicts on them."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import RowMapping, and_, bindparam, exists, func, insert, select, update

from domain.ids import NoteId, ReportId, UserId
from domain.note import NoteDraft, ReleaseNote, Verdict
from domain.texts import clean
from store.columns import table_of
from store.engine import Transaction
from store.once import one_at_a_time
from store.tables import NoteReportRow, NoteRow, ReportRow, VerdictRow
from store.upsert import insert_into

notes = table_of(NoteRow)
note_reports = table_of(NoteReportRow)
reports = table_of(ReportRow)
verdicts = table_of(VerdictRow)

_NOTES_ON: Final = (
    select(note_reports.c.report_id.label("resolved"), *notes.c)
    .select_from(notes.join(note_reports, note_reports.c.note_id == notes.c.id))
    .where(notes.c.team_id == bindparam("team"), note_reports.c.report_id.in_(bindparam("ids", expanding=True)))
    .order_by(notes.c.number)
)


def _note(row: RowMapping) -> ReleaseNote:
    values: dict[str, Any] = {f.name: row[f.name] for f in fields(ReleaseNote)}
    return ReleaseNote(**{**values, "workflows": tuple(row["workflows"]), "roles": tuple(row["roles"])})


async def add_note(
    tx: Transaction, draft: NoteDraft, *, resolves: Collection[ReportId], by: UserId, at: datetime
) -> ReleaseNote:
    await one_at_a_time(tx, "notes")
    number = select(func.coalesce(func.max(notes.c.number), 0) + 1).where(notes.c.team_id == tx.team)
    added = await tx.execute(
        insert(notes)
        .values(
            team_id=tx.team,
            number=number.scalar_subquery(),
            title=clean(draft.title),
            what_changed=clean(draft.what_changed),
            workflows=list(draft.workflows),
            roles=list(draft.roles),
            by=by,
            shipped_at=at,
        )
        .returning(*notes.c)
    )
    note = _note(added.mappings().one())
    links = [{"team_id": tx.team, "note_id": note.id, "report_id": report} for report in resolves]
    await tx.execute(insert(note_reports), links)
    return note


async def some_notes(tx: Transaction, ids: Collection[NoteId]) -> list[ReleaseNote]:
    rows = await tx.execute(
        select(notes).where(notes.c.team_id == tx.team, notes.c.id.in_(ids)).order_by(notes.c.number)
    )
    return [_note(row) for row in rows.mappings()]


async def find_note(tx: Transaction, note: NoteId) -> ReleaseNote | None:
    return next(iter(await some_notes(tx, [note])), None)


async def notes_on(tx: Transaction, ids: Collection[ReportId]) -> dict[ReportId, list[ReleaseNote]]:
    """The notes that resolve each of `ids`, oldest first: one for each time that it shipped."""
    rows = await tx.execute(_NOTES_ON, {"team": tx.team, "ids": list(ids)})
    found: dict[ReportId, list[ReleaseNote]] = {report: [] for report in ids}
    for row in rows.mappings():
        found[row["resolved"]].append(_note(row))
    return found


async def shipped_since(tx: Transaction, start: datetime, *, limit: int) -> list[ReleaseNote]:
    """Newest first."""
    rows = await tx.execute(
        select(notes)
        .where(notes.c.team_id == tx.team, notes.c.shipped_at >= start)
        .order_by(notes.c.number.desc())
        .limit(limit)
    )
    return [_note(row) for row in rows.mappings()]


async def count_since(tx: Transaction, start: datetime) -> int:
    """How many notes were shipped since `start`."""
    counted = select(func.count()).select_from(notes).where(notes.c.team_id == tx.team, notes.c.shipped_at >= start)
    return int((await tx.execute(counted)).scalar_one())


async def shipped_about(tx: Transaction, workflow: str, after: datetime, until: datetime) -> list[ReleaseNote]:
    """Those about `workflow`, or that resolve a report about it; oldest first."""
    resolved = note_reports.join(reports, reports.c.id == note_reports.c.report_id)
    of_note = and_(note_reports.c.note_id == notes.c.id, reports.c.workflow == workflow)
    of_report = exists().select_from(resolved).where(of_note)
    rows = await tx.execute(
        select(*notes.c, of_report.label("of_report"))
        .where(notes.c.team_id == tx.team, notes.c.shipped_at > after, notes.c.shipped_at <= until)
        .order_by(notes.c.number)
    )
    return [_note(row) for row in rows.mappings() if row["of_report"] or workflow in row["workflows"]]


async def waiting_notes(tx: Transaction, *, before: datetime) -> list[ReleaseNote]:
    """Notes shipped before `before` that no post shows yet, oldest first."""
    rows = await tx.execute(
        select(notes)
        .where(notes.c.team_id == tx.team, notes.c.posted_as.is_(None), notes.c.shipped_at < before)
        .order_by(notes.c.number)
    )
    return [_note(row) for row in rows.mappings()]


async def mark_posted_as(tx: Transaction, ids: Collection[NoteId], post: str) -> None:
    """Records which day's post shows them; "" for a post of their own."""
    await tx.execute(update(notes).where(notes.c.team_id == tx.team, notes.c.id.in_(ids)).values(posted_as=post))


async def posted_as(tx: Transaction, note: NoteId) -> str | None:
    """The day's post that shows `note`, "" for a post of its own, None while none does."""
    found = await tx.execute(select(notes.c.posted_as).where(notes.c.team_id == tx.team, notes.c.id == note))
    return found.scalar_one_or_none()


async def shown_in(tx: Transaction, post: str) -> list[ReleaseNote]:
    rows = await tx.execute(
        select(notes).where(notes.c.team_id == tx.team, notes.c.posted_as == post).order_by(notes.c.number)
    )
    return [_note(row) for row in rows.mappings()]


async def set_verdict(tx: Transaction, verdict: Verdict) -> None:
    """The latest word of a person on a note replaces the one before."""
    start = insert_into(verdicts, is_sqlite=tx.is_sqlite)
    values = {"works": verdict.works, "at": verdict.at, "words": clean(verdict.words)}
    await tx.execute(
        start.values(team_id=tx.team, note_id=verdict.note, user_id=verdict.by, **values).on_conflict_do_update(
            index_elements=["note_id", "user_id"], set_=values
        )
    )


async def verdicts_on(tx: Transaction, ids: Collection[NoteId]) -> dict[NoteId, list[Verdict]]:
    """In the order in which they were given."""
    rows = await tx.execute(
        select(verdicts)
        .where(verdicts.c.team_id == tx.team, verdicts.c.note_id.in_(ids))
        .order_by(verdicts.c.at, verdicts.c.user_id)
    )
    found: dict[NoteId, list[Verdict]] = {note: [] for note in ids}
    for row in rows.mappings():
        verdict = Verdict(row["note_id"], row["user_id"], row["works"], row["at"], row["words"])
        found[verdict.note].append(verdict)
    return found
