"""What people are shown: reports and notes together with all that belongs to them, ready to be drawn."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.decision import Decision, Diagnosis
from domain.finding_standing import FindingStanding
from domain.ids import UserId
from domain.note import ReleaseNote
from domain.report import Report, Verb
from domain.signal_standing import Unwatched


@dataclass(frozen=True, slots=True)
class ReportStanding:
    """A report as its readers see it at `now`.

    `decisions` are in the order in which they were made, `supporters` in the order in which they came, `unnamed` are
    those of them who came without a name; `notes` are the release notes that it shipped with, one for each time,
    oldest first.
    `triage_owners` are those who may decide, for being named. `from_team` is the reporter's team in the operating
    model ("East"), the only thing shown of somebody who reported without a name, None where it would give them away.
    `undecided_for` counts whole working days. `merged_into` and `merged_here` are refs (F-3).
    """

    report: Report
    now: datetime
    zone: ZoneInfo
    decisions: Sequence[Decision] = ()
    supporters: Sequence[UserId] = ()
    unnamed: Collection[UserId] = ()
    triage_owners: Sequence[UserId] = ()
    diagnosis: Diagnosis | None = None
    notes: Sequence[ReleaseNote] = ()
    workflow_name: str | None = None
    field_name: str | None = None
    from_team: str | None = None
    undecided_for: int = 0
    merged_into: str | None = None
    merged_here: Sequence[str] = ()

    def note_of(self, shipped: Decision) -> ReleaseNote | None:
        """The note that `shipped` came with, which is not the latest one when the report was reopened since."""
        ships = [made.id for made in self.decisions if made.verb is Verb.SHIP]
        return dict(zip(ships, self.notes, strict=False)).get(shipped.id)


@dataclass(frozen=True, slots=True)
class DecisionStanding:
    """One decision, its report as it stands now, and who is told. `told` is None for the reply that all can read."""

    decision: Decision
    standing: ReportStanding
    told: UserId | None = None
    is_latest: bool = True
    target: Report | None = None


@dataclass(frozen=True, slots=True)
class NoteStanding:
    """A release note with the reports that it resolves and what people say of it.

    `asked` counts the people who reported or supported; `named` are those of them who may be named. `told_about` are
    the reports that `told` asked for and that have not shipped with a later note since; None where nobody is told.
    `told_merged` are the refs (F-3) of their own that were merged into one of `reports`.
    """

    note: ReleaseNote
    reports: Sequence[Report]
    asked: int
    named: Sequence[UserId]
    works_for: Sequence[UserId]
    broken_for: Sequence[UserId]
    workflow_names: Sequence[str]
    zone: ZoneInfo
    told: UserId | None = None
    told_said: bool | None = None  # what `told` said of it: works, still broken, or nothing yet
    told_about: Sequence[Report] | None = None
    told_merged: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DecidedDay:
    """What was decided on one local day, for everyone who uses the CRM; one part of it when there is much."""

    day: date
    decided: Sequence[DecisionStanding]
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class NotesDay:
    day: date
    notes: Sequence[NoteStanding]
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Likely:
    """An open report that may say the same, with how likely it is (0.0 to 1.0)."""

    report: Report
    score: float
    supporters: int = 0


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody began to report and did not file yet."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class HomeStanding:
    """App Home of one person. `mine`, `shipped` and `drafts` newest first, `open_reports` most supported first.

    Each total counts all that its list is the beginning of; 0 says that the list is all. `resting` is what they are not
    asked at present, `unwatched` the channels that nobody watches at present, for admins only; the latest first.
    """

    person: UserId
    mine: Sequence[ReportStanding]
    open_reports: Sequence[ReportStanding]
    shipped: Sequence[NoteStanding]
    drafts: Sequence[Begun] = ()
    mine_total: int = 0
    open_total: int = 0
    shipped_total: int = 0
    resting: Sequence[FindingStanding] = ()
    unwatched: Sequence[Unwatched] = ()
