"""How many deals met each criterion on a day, and the share of them week by week."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.deal import Deal
from domain.operating_model.workflows import Control
from domain.readiness import Checks, Finding

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CriterionDay:
    """Of the deals that a criterion was about on `day`, how many met it; those that could not be judged left out.

    `control` is how firmly the workflow asked on that day.
    """

    workflow: str
    criterion: str
    day: date
    looked_at: int
    met: int
    control: Control


@dataclass(slots=True)
class Count:
    """Of one workflow, criterion by criterion; deals are added as they come."""

    checks: Checks
    looked_at: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)

    def add(self, deals: Iterable[Deal]) -> None:
        for deal in self.checks.concerned(deals):
            found = self.checks.findings(deal)
            missed = {one.criterion for one in found if isinstance(one, Finding)}
            unknown = {one.criterion for one in found} - missed
            about = [criterion for criterion in self.checks.asked_of(deal) if criterion not in unknown]
            self.looked_at.update(about)
            self.met.update(criterion for criterion in about if criterion not in missed)

    def of(self, workflow: str) -> list[CriterionDay]:
        """Also of criteria that were about no deal."""
        day, control = self.checks.today, self.checks.workflow.control
        return [
            CriterionDay(workflow, one.id, day, self.looked_at[one.id], self.met[one.id], control)
            for one in self.checks.workflow.criteria
        ]


def whole_weeks(today: date, number: int) -> list[date]:
    """The Mondays of the `number` weeks that ended before `today`, oldest first."""
    this = today - timedelta(days=today.weekday())
    return [this - WEEK * n for n in range(number, 0, -1)]


def weekly_shares(days: Iterable[CriterionDay], weeks: Sequence[date], *, few: int) -> list[float] | None:
    """Of one criterion, the share of deals that met it in each week, from 0.0 to 1.0.

    None when there is a week without a figure, or with fewer than `few` deals on an average day: of them one says more
    than the criterion does.
    """
    by_week: dict[date, list[CriterionDay]] = {monday: [] for monday in weeks}
    for one in days:
        monday = one.day - timedelta(days=one.day.weekday())
        if monday in by_week:
            by_week[monday].append(one)
    shares: list[float] = []
    for some in by_week.values():
        looked_at = sum(one.looked_at for one in some)
        if looked_at < max(1, few * len(some)):
            return None
        shares.append(sum(one.met for one in some) / looked_at)
    return shares
