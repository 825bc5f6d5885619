"""What is not asked of whom, and until when: what people snoozed, muted, or said that it cannot be known yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NewType
from zoneinfo import ZoneInfo

from domain.ids import DealId, ReportId, UserId
from domain.occasions import moment_at

RestId = NewType("RestId", int)


class Scope(StrEnum):
    """What a rest is about, the narrowest first."""

    FINDING = "finding"  # one criterion on one deal: snoozed
    FIELD = "field"  # one field of one deal, for as long as the deal stands in that stage: it cannot be known yet
    CRITERION = "criterion"  # one criterion on every deal
    DEAL = "deal"
    EVERYTHING = "everything"


class Snooze(StrEnum):
    """For how long one finding rests."""

    DAY = "day"
    WEEK = "week"
    CALL = "call"  # until the next meeting of its workflow begins


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody would be asked: a criterion of a workflow, about a field of a deal that stands in `stage`."""

    deal: DealId
    stage: str
    workflow: str
    criterion: str
    field: str


@dataclass(frozen=True, slots=True)
class Rest:
    """`until` is None when it holds until it is taken back, or until the deal leaves `stage`.

    `report` is the friction report that says why, where somebody said that it cannot be known yet.
    """

    id: RestId
    by: UserId
    scope: Scope
    begun_at: datetime
    about: Question
    until: datetime | None = None
    report: ReportId | None = None

    def holds(self, question: Question, person: UserId, at: datetime) -> bool:
        """Whether `person` is not asked `question` at that time because of it.

        What cannot be known yet can be known by nobody; everything else rests for whoever let it rest.
        """
        if self.until is not None and self.until <= at:
            return False
        return self._is_about(question) and (self.scope is Scope.FIELD or self.by == person)

    def _is_about(self, question: Question) -> bool:
        mine = self.about
        same_deal = question.deal == mine.deal
        same_criterion = (question.workflow, question.criterion) == (mine.workflow, mine.criterion)
        match self.scope:
            case Scope.FINDING:
                return same_deal and same_criterion
            case Scope.FIELD:
                return same_deal and question.field == mine.field and question.stage == mine.stage
            case Scope.CRITERION:
                return same_criterion
            case Scope.DEAL:
                return same_deal
            case Scope.EVERYTHING:
                return True


def resting(rests: Iterable[Rest], question: Question, person: UserId, *, at: datetime) -> Rest | None:
    """The rest because of which `person` is not asked: of several the one that holds longest; None when they are."""
    held = [rest for rest in rests if rest.holds(question, person, at)]
    return max(held, key=lambda rest: (rest.until is None, rest.until or at), default=None)


def is_asked(rests: Iterable[Rest], question: Question, person: UserId, *, at: datetime) -> bool:
    return resting(rests, question, person, at=at) is None


def days_on(zone: ZoneInfo, at: datetime, days: int) -> datetime:
    """When the day begins that is so many days after today: who snoozes until tomorrow is asked tomorrow morning.

    `zone` is the person's own: their tomorrow may be the company's today.
    """
    return moment_at(at.astimezone(zone).date() + timedelta(days), time.min, zone)
