"""A signal as it stands, for whoever is told of it; and the report that may come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.draft import ReportDraft
from domain.ids import ChannelId, UserId
from domain.report import Report
from domain.signal import Signal, SignalState
from domain.signals.kinds import Kind
from domain.signals.learning import Answers, Learned

INSTEAD: Final[Mapping[Kind, str]] = {
    Kind.SLACK_HANDOFF: "We ask each other in Slack what the customer was promised and who matters there.",
    Kind.MANAGER_SPREADSHEET: "We run the review from a spreadsheet.",
    Kind.PERSONAL_TASK_LIST: "I keep follow-ups in a list of my own.",
    Kind.SIDE_NOTES: "I keep notes on the customer outside the CRM.",
    Kind.REP_TRACKER: "I track deals on a board or sheet of my own.",
    Kind.REPORT_REBUILD: "We work the figure out again by hand.",
    Kind.SHADOW_ACCOUNT: "We make a second record to get around the rule.",
}
"""What the report says that people do instead, in their words; they can change it before they file."""

UNSAID: Final = (SignalState.SEEN, SignalState.NOTED)
"""Nobody has said what it is."""

OPEN: Final = (*UNSAID, SignalState.CONFIRMED)
"""Not part of a report yet."""

ANSWERABLE: Final = (*OPEN, SignalState.DISMISSED)
"""Somebody may say, or change their mind about, whether it is one."""


@dataclass(frozen=True, slots=True)
class SignalStanding:
    """`link` leads to the thread; `like` is an open report that the same kind of thread has become before.

    `customer` is whom it is about, if the CRM knows a deal of theirs.
    """

    signal: Signal
    link: str
    workflow_name: str | None
    owners: Sequence[UserId]
    report: Report | None = None
    like: Report | None = None
    customer: str = ""


@dataclass(frozen=True, slots=True)
class LearnedOf:
    """What was learned of one kind, or of one channel by its id. Notes are sent from `threshold` on."""

    what: Kind | str
    answers: Answers
    learned: Learned
    threshold: float


@dataclass(frozen=True, slots=True)
class Unwatched:
    """A channel that `by` stopped us from watching, from `at` until `ended_at`; None while it lasts."""

    id: int
    channel: ChannelId
    by: UserId
    at: datetime
    ended_by: UserId | None = None
    ended_at: datetime | None = None


def draft_of(kind: Kind, workflow: str | None, link: str = "", text: str = "") -> ReportDraft:
    return ReportDraft(text, workflow=workflow, instead=INSTEAD[kind], permalink=link)
