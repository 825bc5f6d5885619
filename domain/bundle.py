"""A bundle: everything that one person is asked on one day, in one message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.ids import BundleId, DealId, UserId


class Why(StrEnum):
    """A preview shows a person everything of theirs before a meeting; a nudge asks about it."""

    PREVIEW = "preview"
    NUDGE = "nudge"


@dataclass(frozen=True, slots=True)
class Asked:
    """One demand of the operating model on one deal."""

    deal: DealId
    criterion: str


@dataclass(frozen=True, slots=True)
class Section:
    """What is asked before one meeting, the largest deals first. `held` names the fields that rest, with the report
    because of which: ("implementation_risk", "F-12")."""

    why: Why
    workflow: str
    meets_at: datetime
    asked: tuple[Asked, ...]
    held: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """`day` is the person's own. One without sections says that there was nothing to ask on that day.

    `used` are lines about what became of their earlier updates. `reacted_at` is when its reader first did anything
    about it.
    """

    id: BundleId
    person: UserId
    day: date
    made_at: datetime
    sections: tuple[Section, ...] = ()
    used: tuple[str, ...] = ()
    reacted_at: datetime | None = None

    @property
    def says_something(self) -> bool:
        return bool(self.sections or self.used)

    def has(self, workflow: str, meets_at: datetime) -> bool:
        """Whether the meeting was brought up in it."""
        return any(one.workflow == workflow and one.meets_at == meets_at for one in self.sections)


def demands(sections: Sequence[Section]) -> list[tuple[DealId, str, str]]:
    """Deal, workflow and criterion of everything that is asked, each once, in order."""
    every = ((one.deal, section.workflow, one.criterion) for section in sections for one in section.asked)
    return list(dict.fromkeys(every))
