"""A bundle: everything that one person is asked on one day, in one message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.asking import Question, Rest, is_asked
from domain.friction_first import OpenFriction
from domain.ids import BundleId, DealId, OwnerId, UserId
from domain.nudging import CallAhead


class Why(StrEnum):
    """A preview shows a person everything of theirs before a meeting; a nudge asks about it."""

    PREVIEW = "preview"
    NUDGE = "nudge"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a deal lacks. `finding` is its number among all that were ever found."""

    finding: int
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

    `used` are lines about what became of their earlier updates.
    """

    id: BundleId
    person: UserId
    day: date
    made_at: datetime
    sections: tuple[Section, ...] = ()
    used: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        return bool(self.sections or self.used)

    def has(self, workflow: str, meets_at: datetime) -> bool:
        """Whether the meeting was brought up in it."""
        return any(one.workflow == workflow and one.meets_at == meets_at for one in self.sections)

    def previews(self, workflow: str, meets_at: datetime) -> bool:
        """Whether it shows what the meeting will see; to be asked before it, days earlier, is something else."""
        return any(
            one.workflow == workflow and one.meets_at == meets_at and one.why is Why.PREVIEW for one in self.sections
        )


@dataclass(frozen=True, slots=True)
class Lack:
    """A finding as it stands, with what tells whether it is asked about. `amount` is to sort by.

    `fields` are those that would meet the criterion: its own, and those that are the evidence for it.
    """

    number: int
    owner: OwnerId
    amount: float
    question: Question
    fields: tuple[str, ...]


class Asking:
    """What one person may be asked at one moment: not what has open friction, nor what rests, and nothing twice.

    `lacks` are those of their own deals, the largest first.
    """

    def __init__(
        self, person: UserId, lacks: Sequence[Lack], friction: OpenFriction, rests: Iterable[Rest], *, at: datetime
    ) -> None:
        self._lacks = lacks
        self._friction = friction
        known = list(rests)
        self._open = {lack.number for lack in lacks if is_asked(known, lack.question, person, at=at)}
        self._said: set[tuple[DealId, str]] = set()

    def bundle(self, previews: Iterable[CallAhead], prompts: Iterable[CallAhead]) -> list[Section]:
        """Everything before the meetings whose preview is due; else what the next meeting of `prompts` needs."""
        shown = [section for call in previews if (section := self._section(Why.PREVIEW, call))]
        if shown:
            return shown
        asked = (section for call in prompts if (section := self._section(Why.NUDGE, call)))
        return [section for section in [next(asked, None)] if section]

    def _section(self, why: Why, call: CallAhead) -> Section | None:
        """None when nothing is left to ask before that meeting."""
        asked: list[Asked] = []
        held: dict[str, str] = {}
        for lack in self._lacks:
            what = lack.question
            if what.workflow != call.workflow or (what.deal, what.field) in self._said:
                continue
            if report := self._friction.holding(what.workflow, *lack.fields):
                held[what.field] = report.ref
            elif lack.number in self._open:
                asked.append(Asked(lack.number, what.deal, what.criterion))
                self._said.add((what.deal, what.field))
        return Section(why, call.workflow, call.at, tuple(asked), tuple(held.items())) if asked else None
