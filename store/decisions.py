"""Decisions and diagnoses: rows that are only ever added."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BindParameter, RowMapping, bindparam, insert, select

from domain.decision import Decision, DecisionDraft, Diagnosis
from domain.diagnosis import DiagnosisDraft
from domain.ids import DecisionId, ReportId, UserId
from domain.report import Verb
from domain.texts import clean
from store.columns import table_of
from store.engine import Transaction
from store.tables import DecisionRow, DiagnosisRow

decisions = table_of(DecisionRow)
diagnoses = table_of(DiagnosisRow)

_IDS: Final[BindParameter[Any]] = bindparam("ids", expanding=True)
_DECISIONS: Final = (
    select(decisions)
    .where(decisions.c.team_id == bindparam("team"), decisions.c.report_id.in_(_IDS))
    .order_by(decisions.c.id)
)
_DIAGNOSES: Final = (
    select(diagnoses)
    .where(diagnoses.c.team_id == bindparam("team"), diagnoses.c.report_id.in_(_IDS))
    .order_by(diagnoses.c.id)
)


def _decision(row: RowMapping) -> Decision:
    values: dict[str, Any] = {f.name: row[f.name] for f in fields(Decision) if f.name in row}
    return Decision(**{**values, "report": row["report_id"], "target": row["target_id"], "verb": Verb(row["verb"])})


async def add_decision(tx: Transaction, draft: DecisionDraft, *, by: UserId | None, at: datetime) -> Decision:
    added = await tx.execute(
        insert(decisions)
        .values(
            team_id=tx.team,
            report_id=draft.report,
            verb=draft.verb.value,
            by=by,
            at=at,
            words=clean(draft.words),
            change_mind=clean(draft.change_mind),
            question=clean(draft.question),
            owner=draft.owner,
            due_on=draft.due_on,
            link=draft.link,
            revisit_on=draft.revisit_on,
            target_id=draft.target,
        )
        .returning(*decisions.c)
    )
    return _decision(added.mappings().one())


async def find_decision(tx: Transaction, decision: DecisionId) -> Decision | None:
    found = select(decisions).where(decisions.c.team_id == tx.team, decisions.c.id == decision)
    row = (await tx.execute(found)).mappings().one_or_none()
    return _decision(row) if row else None


async def some_decisions(tx: Transaction, ids: Collection[DecisionId]) -> list[Decision]:
    """In the order in which they were made."""
    rows = await tx.execute(
        select(decisions).where(decisions.c.team_id == tx.team, decisions.c.id.in_(ids)).order_by(decisions.c.id)
    )
    return [_decision(row) for row in rows.mappings()]


async def decisions_on(tx: Transaction, ids: Collection[ReportId]) -> dict[ReportId, list[Decision]]:
    """In the order in which they were made."""
    rows = await tx.execute(_DECISIONS, {"team": tx.team, "ids": list(ids)})
    found: dict[ReportId, list[Decision]] = {report: [] for report in ids}
    for row in rows.mappings():
        found[ReportId(row["report_id"])].append(_decision(row))
    return found


async def decided_between(tx: Transaction, start: datetime, end: datetime, verbs: Collection[Verb]) -> list[Decision]:
    """From `start` on and before `end`, in the order in which they were made."""
    rows = await tx.execute(
        select(decisions)
        .where(
            decisions.c.team_id == tx.team,
            decisions.c.at >= start,
            decisions.c.at < end,
            decisions.c.verb.in_([verb.value for verb in verbs]),
        )
        .order_by(decisions.c.id)
    )
    return [_decision(row) for row in rows.mappings()]


async def add_diagnosis(tx: Transaction, draft: DiagnosisDraft, *, by: UserId, at: datetime) -> None:
    await tx.execute(
        insert(diagnoses).values(
            team_id=tx.team,
            report_id=draft.report,
            by=by,
            at=at,
            cause=clean(draft.cause),
            role=clean(draft.role),
            inspection=clean(draft.inspection),
            reporting_gap=clean(draft.reporting_gap),
            fix_owner=draft.fix_owner,
        )
    )


async def diagnoses_of(tx: Transaction, ids: Collection[ReportId]) -> dict[ReportId, Diagnosis]:
    """The latest diagnosis of each report that has one."""
    rows = await tx.execute(_DIAGNOSES, {"team": tx.team, "ids": list(ids)})
    names = [f.name for f in fields(Diagnosis) if f.name != "report"]
    return {
        ReportId(row["report_id"]): Diagnosis(report=row["report_id"], **{name: row[name] for name in names})
        for row in rows.mappings()
    }
