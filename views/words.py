"""The words that several views share: where a report stands, who it comes from, how many and how old."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from domain.ids import UserId
from domain.report import UNDECIDED, Report, Status
from domain.standing import ReportStanding
from views.escape import day, escape, gist, mention, plain

BADGE: Final[Mapping[Status, str]] = {
    Status.NEW: "🆕 New, waiting for a decision",
    Status.WAITING: "💬 Waiting for an answer from the reporter",
    Status.FIXING: "🔧 Being fixed",
    Status.SHIPPED: "📦 Shipped, waiting to be confirmed",
    Status.CONFIRMED: "✅ Fixed and confirmed",
    Status.CLOSED: "📁 Shipped and closed, nobody confirmed it",
    Status.REJECTED: "🚫 Rejected",
    Status.DEFERRED: "⏳ Deferred",
    Status.MERGED: "🔗 Merged into another report",
    Status.WITHDRAWN: "↩️ Withdrawn",
}

MENTIONS: Final = 10
"""People named in one line; the rest are counted."""


def standing(s: ReportStanding, *, to_reporter: bool = False, for_long: bool = False) -> str:
    """Where the report stands, with what belongs to that: by whom, until when, since how long.

    `to_reporter` when only the reporter reads it; `for_long` on what is read days after it was drawn, where "3 working
    days" would have grown old.
    """
    report, badge = s.report, BADGE[s.report.status]
    if report.status is Status.WAITING and to_reporter:
        badge = "💬 Waiting for your answer"
    if report.status is Status.FIXING:
        owner = f" by {mention(report.fix_owner)}" if report.fix_owner else ""
        return badge + owner + (f", due {day(report.due_on)}" if report.due_on else "")
    if report.status is Status.DEFERRED and report.revisit_on:
        return f"{badge} until {day(report.revisit_on)}"
    if report.status is Status.MERGED and s.merged_into:
        return f"🔗 Same as {s.merged_into}"
    if report.status in UNDECIDED and s.undecided_for and for_long:
        return f"{badge} since {day(report.status_at.astimezone(s.zone).date())}"
    if report.status in UNDECIDED and s.undecided_for:
        return f"{badge} · {working_days(s.undecided_for)}"
    return badge


def reporter(s: ReportStanding) -> str:
    """Whom the report comes from, for everybody: never the name of somebody who reported without it."""
    if not s.report.anonymous:
        return mention(s.report.reporter)
    return f"someone in {escape(s.from_team)}" if s.from_team else "someone"


def workflow(s: ReportStanding) -> str:
    return escape(gist(s.workflow_name or s.report.workflow or "", 100))


def field(s: ReportStanding) -> str:
    """The field's name in the operating model, or the reporter's own words for it."""
    return escape(s.field_name or s.report.field or "")


def felt_by(s: ReportStanding) -> str:
    """How many people support it, or "" when nobody does so far."""
    return f"{counted(len(s.supporters), 'more person has', 'more people have')} this too" if s.supporters else ""


def label(report: Report) -> str:
    """What a report is called in a list to choose from: number and the beginning of the text, on one line."""
    return f"{report.ref} · {plain(report.text)}"


def counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def people(number: int) -> str:
    return counted(number, "person", "people")


def working_days(number: int) -> str:
    return counted(number, "working day", "working days")


def listed(names: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def mentions(users: Sequence[UserId], last: str = "and") -> str:
    """Everybody by name, at most ten and the number of the rest."""
    named = [mention(user) for user in users[:MENTIONS]]
    if more := len(users) - len(named):
        named.append(f"{more} more")
    return listed(named, last)


def refs(reports: Sequence[Report]) -> str:
    """`F-1, F-2 and F-3`, at most ten and the number of the rest."""
    named = [report.ref for report in reports[:MENTIONS]]
    if more := len(reports) - len(named):
        named.append(f"{more} more")
    return listed(named)


def age(since: datetime, now: datetime) -> str:
    """`just now`, `5 minutes ago`, `3 hours ago`, `2 days ago`; the future counts as now.

    Days are rounded: Monday afternoon is four days before Friday morning, as the working days beside it say.
    """
    past = max(now - since, timedelta())
    if past < timedelta(minutes=1):
        return "just now"
    if past < timedelta(hours=1):
        return f"{counted(past // timedelta(minutes=1), 'minute', 'minutes')} ago"
    if past < timedelta(days=1):
        return f"{counted(past // timedelta(hours=1), 'hour', 'hours')} ago"
    return f"{counted(round(past / timedelta(days=1)), 'day', 'days')} ago"
