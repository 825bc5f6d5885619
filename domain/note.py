"""A release note: what changed for whoever uses the CRM, which reports it resolves, and who says that it works."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import NoteId, ReportId, UserId
from domain.texts import SHORT_LIMIT, clean, too_long


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What somebody filled in when marking `report` as shipped; `resolves` are further reports that it resolves."""

    report: ReportId
    title: str
    what_changed: str
    workflows: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    resolves: tuple[ReportId, ...] = ()

    def problems(self) -> dict[str, str]:
        """What keeps the note from being shipped, by the name of the part; empty when nothing does."""
        found: dict[str, str] = {}
        if not clean(self.title):
            found["title"] = "Please give the note a title that a user of the CRM understands."
        elif long := too_long(clean(self.title), limit=SHORT_LIMIT):
            found["title"] = long
        if not clean(self.what_changed):
            found["what_changed"] = "Please say what is different now for whoever uses the CRM."
        elif long := too_long(clean(self.what_changed)):
            found["what_changed"] = long
        return found


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """`workflows` are keys of the operating model, `roles` the names of roles that it touches."""

    id: NoteId
    number: int
    title: str
    what_changed: str
    by: UserId
    shipped_at: datetime
    workflows: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        return f"N-{self.number}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One person's word on a shipped note: it works now, or what is still wrong. The latest of a person counts."""

    note: NoteId
    by: UserId
    works: bool
    at: datetime
    words: str = ""
