"""A friction report, its states, and which move by whom takes it from one to the next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from domain.ids import ReportId, UserId
from domain.outcome import Refused


class Status(StrEnum):
    NEW = "new"
    WAITING = "waiting"
    FIXING = "fixing"
    SHIPPED = "shipped"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


OPEN: Final = frozenset({Status.NEW, Status.WAITING, Status.FIXING, Status.DEFERRED})
"""Friction that somebody still feels: such a report can be supported, and holds back nudges."""

UNDECIDED: Final = frozenset({Status.NEW, Status.WAITING})


class Verb(StrEnum):
    FIX = "fix"
    REJECT = "reject"
    DEFER = "defer"
    ASK = "ask"
    MERGE = "merge"
    SHIP = "ship"
    RECONSIDER = "reconsider"
    ANSWER = "answer"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    APPEAL = "appeal"
    WITHDRAW = "withdraw"
    REVISIT = "revisit"
    CLOSE = "close"


class Part(StrEnum):
    """What somebody is to one report. One person may be several."""

    TRIAGE_OWNER = "triage owner"
    FIX_OWNER = "fix owner"
    ADMIN = "admin"
    REPORTER = "reporter"
    SUPPORTER = "supporter"
    CLOCK = "clock"


MOVES: Final[Mapping[tuple[Status, Verb], Status]] = {
    (Status.NEW, Verb.FIX): Status.FIXING,
    (Status.NEW, Verb.REJECT): Status.REJECTED,
    (Status.NEW, Verb.DEFER): Status.DEFERRED,
    (Status.NEW, Verb.ASK): Status.WAITING,
    (Status.NEW, Verb.MERGE): Status.MERGED,
    (Status.NEW, Verb.WITHDRAW): Status.WITHDRAWN,
    (Status.WAITING, Verb.ANSWER): Status.NEW,
    (Status.WAITING, Verb.MERGE): Status.MERGED,
    (Status.WAITING, Verb.WITHDRAW): Status.WITHDRAWN,
    (Status.FIXING, Verb.SHIP): Status.SHIPPED,
    (Status.SHIPPED, Verb.CONFIRM): Status.CONFIRMED,
    (Status.SHIPPED, Verb.REOPEN): Status.FIXING,
    (Status.SHIPPED, Verb.CLOSE): Status.CLOSED,
    (Status.REJECTED, Verb.APPEAL): Status.NEW,
    (Status.REJECTED, Verb.RECONSIDER): Status.NEW,
    (Status.DEFERRED, Verb.REVISIT): Status.NEW,
    (Status.DEFERRED, Verb.RECONSIDER): Status.NEW,
    (Status.DEFERRED, Verb.WITHDRAW): Status.WITHDRAWN,
}

_TRIAGE = frozenset({Part.TRIAGE_OWNER, Part.ADMIN})

MAY: Final[Mapping[Verb, frozenset[Part]]] = {
    Verb.FIX: _TRIAGE,
    Verb.REJECT: _TRIAGE,
    Verb.DEFER: _TRIAGE,
    Verb.ASK: _TRIAGE,
    Verb.MERGE: _TRIAGE,
    Verb.RECONSIDER: _TRIAGE,
    Verb.SHIP: _TRIAGE | {Part.FIX_OWNER},
    Verb.ANSWER: frozenset({Part.REPORTER}),
    Verb.APPEAL: frozenset({Part.REPORTER}),
    Verb.WITHDRAW: frozenset({Part.REPORTER}),
    Verb.CONFIRM: frozenset({Part.REPORTER, Part.SUPPORTER}),
    Verb.REOPEN: frozenset({Part.REPORTER, Part.SUPPORTER}),
    Verb.REVISIT: frozenset({Part.CLOCK}),
    Verb.CLOSE: frozenset({Part.CLOCK}),
}

TOLD_PRIVATELY: Final = frozenset(
    {Verb.FIX, Verb.REJECT, Verb.DEFER, Verb.ASK, Verb.MERGE, Verb.RECONSIDER, Verb.REVISIT, Verb.WITHDRAW}
)
"""Moves that reporter and supporters hear of in a direct message; of a shipped fix its release note tells."""

STANDING: Final[Mapping[Status, str]] = {
    Status.NEW: "waiting for a decision",
    Status.WAITING: "waiting for an answer from the reporter",
    Status.FIXING: "being fixed",
    Status.SHIPPED: "shipped, waiting to be confirmed",
    Status.CONFIRMED: "fixed and confirmed",
    Status.CLOSED: "shipped and closed without word from the reporter",
    Status.REJECTED: "rejected",
    Status.DEFERRED: "deferred",
    Status.MERGED: "merged into another report",
    Status.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Report:
    """One friction report as it stands.

    `anonymous` hides `reporter` from everyone in Slack. `workflow` and `field` are keys of the operating model, or
    None when the reporter named none. `text` is what was typed, unescaped, at most `TEXT_LIMIT` characters.
    `status_at` is when the report came to stand where it stands.
    """

    id: ReportId
    number: int
    reporter: UserId
    text: str
    created_at: datetime
    status: Status
    status_at: datetime
    anonymous: bool = False
    workflow: str | None = None
    field: str | None = None
    stage: str | None = None
    instead: str | None = None
    record_link: str | None = None
    permalink: str | None = None
    fix_owner: UserId | None = None
    due_on: date | None = None
    fix_link: str | None = None
    revisit_on: date | None = None
    merged_into: ReportId | None = None
    appealed: bool = False

    @property
    def ref(self) -> str:
        return f"F-{self.number}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class Moved:
    verb: Verb
    frm: Status
    to: Status
    at: datetime


def move(
    report: Report, verb: Verb, *, parts: frozenset[Part], at: datetime, owners: Sequence[UserId] = ()
) -> Moved | Refused:
    """Where `verb` takes `report`, or why it may not.

    `parts` is what the person who acts is to this report; `owners` are named to somebody who may not decide.
    A verb already carried out is not in the table, so a second click changes nothing.
    """
    if not parts & MAY[verb]:
        return _not_yours(report, verb, owners)
    to = MOVES.get((report.status, verb))
    if to is None:
        return Refused(f"{report.ref} is {STANDING[report.status]}, so this no longer applies. Nothing was changed.")
    if verb is Verb.APPEAL and report.appealed:
        return Refused(f"{report.ref} was appealed once already. A new report with what is different now is welcome.")
    return Moved(verb, report.status, to, at)


def _not_yours(report: Report, verb: Verb, owners: Sequence[UserId]) -> Refused:
    if MAY[verb] <= {Part.REPORTER, Part.SUPPORTER}:
        whose = "reported it" if MAY[verb] == {Part.REPORTER} else "reported or supported it"
        return Refused(f"Only somebody who {whose} can say that about {report.ref}. Nothing was changed.")
    who = "its fix owner and its triage owners" if verb is Verb.SHIP else "its triage owners"
    fix_owner = (report.fix_owner,) if verb is Verb.SHIP and report.fix_owner else ()
    people = tuple(dict.fromkeys((*fix_owner, *owners)))
    return Refused(f"Only {who} can decide that about {report.ref}. Nothing was changed.", people=people)


def parts_of(
    user: UserId, report: Report, *, may_decide: bool, is_admin: bool, supporters: Collection[UserId]
) -> frozenset[Part]:
    """What `user` is to `report`."""
    is_part = {
        Part.TRIAGE_OWNER: may_decide,
        Part.ADMIN: is_admin,
        Part.FIX_OWNER: user == report.fix_owner,
        Part.REPORTER: user == report.reporter,
        Part.SUPPORTER: user in supporters,
    }
    return frozenset(part for part, true in is_part.items() if true)
