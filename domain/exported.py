"""What leaves the house in files: a record of each report, decision, note and signal; who wanted no name has none."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from domain.decision import Decision
from domain.ids import UserId
from domain.note import ReleaseNote, Verdict
from domain.report import Report, Verb
from domain.signal import Signal

Value = str | int | float | bool | None | list[str]
Record = dict[str, Value]


class Sheet(StrEnum):
    REPORTS = "reports"
    DECISIONS = "decisions"
    NOTES = "notes"
    SIGNALS = "signals"


COLUMNS: Final[Mapping[Sheet, tuple[str, ...]]] = {
    Sheet.REPORTS: (
        *("report", "status", "status_at", "created_at", "text", "workflow", "field", "stage", "instead"),
        *("reporter", "without_name", "supporters", "fix_owner", "due_on", "fix_link", "revisit_on"),
        *("merged_into", "appealed", "record_link", "permalink"),
    ),
    Sheet.DECISIONS: (
        *("decision", "report", "verb", "by", "at", "words", "change_mind", "question", "owner"),
        *("due_on", "link", "revisit_on", "target"),
    ),
    Sheet.NOTES: (
        *("note", "title", "what_changed", "workflows", "roles", "by", "shipped_at", "resolves"),
        *("works_now", "still_broken"),
    ),
    Sheet.SIGNALS: (
        *("signal", "kind", "workflow", "state", "state_at", "seen_at", "probability", "evidence"),
        *("channel", "thread_ts", "starter", "private", "shared", "deal", "report"),
    ),
}
"""The columns of each sheet, in their order."""

SPOKEN_AS_ASKER: Final = frozenset({Verb.ANSWER, Verb.APPEAL, Verb.WITHDRAW, Verb.CONFIRM, Verb.REOPEN})
"""Whoever reported or supported without a name makes these moves without one as well."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins that spreadsheets carry out instead of showing it; the last four are their wide sisters."""


def of_report(report: Report, *, supporters: int, merged_into: str | None) -> Record:
    """Of a report without a name neither the reporter leaves, nor the message that it came from: it has an author."""
    named = not report.anonymous
    return {
        "report": report.ref,
        "status": report.status.value,
        "status_at": _moment(report.status_at),
        "created_at": _moment(report.created_at),
        "text": report.text,
        "workflow": report.workflow,
        "field": report.field,
        "stage": report.stage,
        "instead": report.instead,
        "reporter": report.reporter if named else None,
        "without_name": report.anonymous,
        "supporters": supporters,
        "fix_owner": report.fix_owner,
        "due_on": _day(report.due_on),
        "fix_link": report.fix_link,
        "revisit_on": _day(report.revisit_on),
        "merged_into": merged_into,
        "appealed": report.appealed,
        "record_link": report.record_link,
        "permalink": report.permalink if named else None,
    }


def of_decision(decision: Decision, report: Report, *, unnamed: Collection[UserId], target: str | None) -> Record:
    """`unnamed` are those who support the report without a name."""
    hidden = set(unnamed) | ({report.reporter} if report.anonymous else set())
    by = None if decision.verb in SPOKEN_AS_ASKER and decision.by in hidden else decision.by
    return {
        "decision": decision.id,
        "report": report.ref,
        "verb": decision.verb.value,
        "by": by,
        "at": _moment(decision.at),
        "words": decision.words,
        "change_mind": decision.change_mind,
        "question": decision.question,
        "owner": decision.owner,
        "due_on": _day(decision.due_on),
        "link": decision.link,
        "revisit_on": _day(decision.revisit_on),
        "target": target,
    }


def of_note(note: ReleaseNote, *, resolves: Sequence[Report], verdicts: Sequence[Verdict]) -> Record:
    """How many say that it works and how many that it does not; not who, some of them have no name."""
    works = sum(verdict.works for verdict in verdicts)
    return {
        "note": note.ref,
        "title": note.title,
        "what_changed": note.what_changed,
        "workflows": list(note.workflows),
        "roles": list(note.roles),
        "by": note.by,
        "shipped_at": _moment(note.shipped_at),
        "resolves": [report.ref for report in resolves],
        "works_now": works,
        "still_broken": len(verdicts) - works,
    }


def of_signal(signal: Signal, *, report: str | None) -> Record:
    """Who started the thread, so that a request about one person can be answered; nobody else who wrote in it.

    Of a private channel neither who, nor which one it is.
    """
    return {
        "signal": signal.ref,
        "kind": signal.kind.value,
        "workflow": signal.workflow,
        "state": signal.state.value,
        "state_at": _moment(signal.state_at),
        "seen_at": _moment(signal.seen_at),
        "probability": round(signal.probability, 4),
        "evidence": list(signal.evidence),
        "channel": None if signal.private else signal.channel,
        "thread_ts": None if signal.private else signal.thread_ts,
        "starter": None if signal.private else signal.starter,
        "private": signal.private,
        "shared": signal.shared,
        "deal": signal.deal,
        "report": report,
    }


def cell(value: Value) -> str | int | float:
    """`value` as it stands in a CSV. What a spreadsheet would carry out gets an apostrophe in front and is text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    text = value if isinstance(value, str) else "; ".join(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
