"""Reports: filed under the next number, found, and moved from one status to the next."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Row, Select, and_, bindparam, func, literal, or_, select, update
from sqlalchemy.sql.dml import ReturningInsert

from domain.draft import ReportDraft
from domain.ids import NoteId, ReportId, UserId
from domain.outcome import ReportNotFound
from domain.report import OPEN, Report, Status
from domain.texts import clean
from store.columns import table_of
from store.engine import Transaction
from store.once import one_at_a_time
from store.supporters import supporters
from store.tables import NoteReportRow, ReportRow
from store.upsert import insert_into

reports = table_of(ReportRow)
note_reports = table_of(NoteReportRow)

_SHOWN = [column for column in reports.c if column.name in Report.__dataclass_fields__]

_FIELDS = [column.name for column in _SHOWN]
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_SOME = select(*_SHOWN).where(reports.c.team_id == bindparam("team"), reports.c.id.in_(_IDS)).order_by(reports.c.number)
_MERGED_INTO = (
    select(*_SHOWN)
    .where(reports.c.team_id == bindparam("team"), reports.c.merged_into.in_(_IDS))
    .order_by(reports.c.number)
)
_OPEN = sorted(status.value for status in OPEN)
_IS_OPEN = or_(*(reports.c.status == status for status in _OPEN))
_SUPPORTED_BY = (
    select(func.count())
    .where(supporters.c.team_id == reports.c.team_id, supporters.c.report_id == reports.c.id)
    .scalar_subquery()
)


def _report(row: Row[Any]) -> Report:
    """Of a row that begins with `_SHOWN`."""
    return Report(**dict(zip(_FIELDS, row, strict=False)) | {"status": Status(row.status)})


async def add_report(tx: Transaction, draft: ReportDraft, *, by: UserId, at: datetime, filed_by: str) -> Report | None:
    """The report, with the next number of the workspace; None when the delivery `filed_by` has filed one already.

    The number comes from the same statement that inserts, so numbers have no gaps: whoever is refused used none up.
    """
    await one_at_a_time(tx, "reports")  # two could read the same highest number
    shown: dict[str, Any] = {
        "reporter": by,
        "anonymous": draft.anonymous,
        "text": clean(draft.text),
        "workflow": draft.workflow,
        "field": clean(draft.field or "") or None,
        "stage": clean(draft.stage) or None,
        "instead": clean(draft.instead) or None,
        "record_link": draft.record_link or None,
        "permalink": draft.permalink or None,
        "status_at": at,
        "created_at": at,
    }
    ours = {"of_team": tx.team, "team_id": tx.team, "enterprise_id": tx.enterprise, "filed_by": filed_by}
    begins = {"status": Status.NEW.value, "changed_at": at, "appealed": False}
    row = (await tx.execute(_add(tx.is_sqlite), {**ours, **shown, **begins})).one_or_none()
    return Report(id=ReportId(row.id), number=row.number, status=Status.NEW, **shown) if row else None


@cache
def _add(is_sqlite: bool) -> ReturningInsert[Any]:
    """Built once: on the way of every report, building a statement takes longer than carrying it out."""
    number = select(func.coalesce(func.max(reports.c.number), 0) + 1).where(reports.c.team_id == bindparam("of_team"))
    insert = insert_into(reports, is_sqlite=is_sqlite)
    return (
        insert.values(number=number.scalar_subquery())
        .on_conflict_do_nothing(index_elements=["team_id", "filed_by"])
        .returning(reports.c.id, reports.c.number)
    )


def _ours(tx: Transaction) -> Select[Any]:
    return select(*_SHOWN).where(reports.c.team_id == tx.team)


async def find_report(tx: Transaction, report: ReportId) -> Report | None:
    row = (await tx.execute(_ours(tx).where(reports.c.id == report))).one_or_none()
    return _report(row) if row else None


async def get_report(tx: Transaction, report: ReportId) -> Report:
    """Raises ReportNotFound, also for a report of another workspace."""
    if found := await find_report(tx, report):
        return found
    raise ReportNotFound


async def find_by_number(tx: Transaction, number: int) -> Report | None:
    row = (await tx.execute(_ours(tx).where(reports.c.number == number))).one_or_none()
    return _report(row) if row else None


async def find_filed_by(tx: Transaction, delivery: str) -> Report | None:
    row = (await tx.execute(_ours(tx).where(reports.c.filed_by == delivery))).one_or_none()
    return _report(row) if row else None


async def some_reports(tx: Transaction, ids: Collection[ReportId]) -> list[Report]:
    """In the order of their numbers."""
    found = await tx.execute(_SOME, {"team": tx.team, "ids": list(ids)})
    return [_report(row) for row in found]


async def open_with_supporters(tx: Transaction, ids: Collection[ReportId]) -> dict[ReportId, tuple[Report, int]]:
    """Those of `ids` that are open, with the number of people who support each."""
    names = {f"id_{n}": report for n, report in enumerate(ids)}
    rows = await tx.execute(_open_with_supporters(tuple(names)), {"team": tx.team, **names})
    return {(report := _report(row)).id: (report, row.supported_by) for row in rows}


@cache
def _open_with_supporters(names: tuple[str, ...]) -> Select[Any]:
    """Of as many reports as there are `names`. A list in one parameter is written into the statement each time anew."""
    some = reports.c.id.in_([bindparam(name) for name in names])
    asked = select(*_SHOWN, _SUPPORTED_BY.label("supported_by"))
    return asked.where(reports.c.team_id == bindparam("team"), some, _IS_OPEN)


async def reports_of(tx: Transaction, person: UserId, *, limit: int) -> list[Report]:
    """What `person` reported, newest first."""
    mine = _ours(tx).where(reports.c.reporter == person).order_by(reports.c.number.desc()).limit(limit)
    return [_report(row) for row in await tx.execute(mine)]


async def reports_at(
    tx: Transaction,
    statuses: Collection[Status],
    *,
    after: int = 0,
    limit: int | None = None,
    newest_first: bool = False,
) -> list[Report]:
    """Those whose number is greater than `after`, by their number."""
    order = reports.c.number.desc() if newest_first else reports.c.number
    standing = reports.c.status.in_([s.value for s in statuses])
    found = await tx.execute(_ours(tx).where(standing, reports.c.number > after).order_by(order).limit(limit))
    return [_report(row) for row in found]


async def count(tx: Transaction, statuses: Collection[Status] = tuple(Status), *, by: UserId | None = None) -> int:
    theirs = [reports.c.reporter == by] if by is not None else []
    among = reports.c.status.in_([s.value for s in statuses])
    counted = select(func.count()).select_from(reports).where(reports.c.team_id == tx.team, among, *theirs)
    return int((await tx.execute(counted)).scalar_one())


async def open_changed_since(
    tx: Transaction, since: datetime | None
) -> tuple[list[ReportId], list[ReportId], datetime | None]:
    """For an index of open reports: ids of those open, of those no longer open, and the latest change.

    With `since`, only what changed at or after it.
    """
    changed = select(reports.c.id, reports.c.status, reports.c.changed_at).where(reports.c.team_id == tx.team)
    if since is None:
        changed = changed.where(reports.c.status.in_(_OPEN))
    else:
        changed = changed.where(reports.c.changed_at >= since)
    rows = (await tx.execute(changed)).all()
    is_open = [ReportId(row.id) for row in rows if row.status in OPEN]
    closed = [ReportId(row.id) for row in rows if row.status not in OPEN]
    return is_open, closed, max((row.changed_at for row in rows), default=since)


async def texts_of(tx: Transaction, ids: Collection[ReportId]) -> list[tuple[ReportId, str]]:
    rows = await tx.execute(
        select(reports.c.id, reports.c.text).where(reports.c.team_id == tx.team, reports.c.id.in_(ids))
    )
    return [(ReportId(row.id), str(row.text)) for row in rows]


async def search_open(tx: Transaction, typed: str, *, leave_out: ReportId, limit: int = 20) -> list[Report]:
    """Open reports whose number or text holds what was typed; all, newest first, when nothing was."""
    found = _ours(tx).where(reports.c.status.in_(_OPEN), reports.c.id != leave_out)
    words = typed.strip().removeprefix("F-").removeprefix("f-")
    if words.isascii() and words.isdigit() and len(words) < 10:
        found = found.where(or_(reports.c.number == int(words), reports.c.text.icontains(words, autoescape=True)))
    elif words:
        found = found.where(reports.c.text.icontains(words, autoescape=True))
    return [_report(row) for row in await tx.execute(found.order_by(reports.c.number.desc()).limit(limit))]


async def open_alike(tx: Transaction, report: Report, *, limit: int) -> list[Report]:
    """Other reports a fix for `report` may resolve too: still open or being fixed, on the same field or workflow."""
    near = []
    if report.field is not None:
        near.append(reports.c.field == report.field)
    if report.workflow is not None:
        near.append(reports.c.workflow == report.workflow)
    if not near:
        return []
    same_field = reports.c.field == report.field if report.field is not None else literal(False)
    found = await tx.execute(
        _ours(tx)
        .where(or_(*near), reports.c.status.in_(_OPEN), reports.c.id != report.id)
        .order_by(same_field.desc(), reports.c.number)
        .limit(limit)
    )
    return [_report(row) for row in found]


async def move_report(
    tx: Transaction, report: ReportId, *, frm: Status, to: Status, at: datetime, **changes: Any
) -> bool:
    """True if the report stood at `frm` and now stands at `to`; False if someone was faster.

    `changes` are further columns that the move sets.
    """
    moved = await tx.execute(
        update(reports)
        .where(reports.c.team_id == tx.team, reports.c.id == report, reports.c.status == frm.value)
        .values(status=to.value, status_at=at, changed_at=at, **changes)
    )
    return moved.rowcount == 1


async def hold_reports(tx: Transaction, ids: Collection[ReportId]) -> None:
    """Nobody else moves `ids` until the commit: what is read of them from here on stays true.

    In one order, so that two who want the same ones do not wait for each other. SQLite has one writer anyway.
    """
    if not tx.is_sqlite:
        ours = select(reports.c.id).where(reports.c.team_id == tx.team, reports.c.id.in_(ids))
        await tx.execute(ours.order_by(reports.c.id).with_for_update(key_share=True))


async def merged_into(tx: Transaction, ids: Collection[ReportId]) -> dict[ReportId, list[Report]]:
    """Which reports were merged into each of `ids`."""
    rows = await tx.execute(_MERGED_INTO, {"team": tx.team, "ids": list(ids)})
    found: dict[ReportId, list[Report]] = {report: [] for report in ids}
    for row in rows:
        found[ReportId(row.merged_into)].append(_report(row))
    return found


async def resolved_by(tx: Transaction, notes: Sequence[NoteId]) -> dict[NoteId, list[Report]]:
    """The reports that each note resolves, in the order of their numbers."""
    joined = note_reports.join(reports, and_(note_reports.c.report_id == reports.c.id))
    rows = await tx.execute(
        select(*_SHOWN, note_reports.c.note_id)
        .select_from(joined)
        .where(note_reports.c.team_id == tx.team, note_reports.c.note_id.in_(notes))
        .order_by(reports.c.number)
    )
    found: dict[NoteId, list[Report]] = {note: [] for note in notes}
    for row in rows:
        found[NoteId(row.note_id)].append(_report(row))
    return found


async def most_supported(tx: Transaction, statuses: Collection[Status], *, limit: int) -> list[Report]:
    """Those with the most supporters first, then the newest."""
    count = select(func.count()).where(supporters.c.report_id == reports.c.id).correlate(reports).scalar_subquery()
    found = await tx.execute(
        _ours(tx)
        .where(reports.c.status.in_([s.value for s in statuses]))
        .order_by(count.desc(), reports.c.number.desc())
        .limit(limit)
    )
    return [_report(row) for row in found]
