"""The lightest control that works: when the figures say that a workflow may ask less firmly, or has to ask more so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.criteria_met import CriterionDay, weekly_shares, whole_weeks
from domain.friction_first import OpenFriction
from domain.operating_model.workflows import Control, Workflow

LADDER: Final = (Control.FLAG, Control.INSPECTION, Control.PROMPT, Control.GATE)
HIGHEST_PROPOSED: Final = Control.PROMPT
"""A gate keeps people from going on: nobody is talked into one by figures."""


PROPOSALS_PER_MESSAGE: Final = 4
FIGURES_PER_MESSAGE: Final = 60


class Step(StrEnum):
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True)
class Policy:
    """Down when a criterion was met by `enough` of the deals in each of so many whole weeks, up when by fewer than
    `too_few`. Weeks with fewer than `few` deals on an average day tell nothing."""

    weeks: int = 8
    enough: float = 0.95
    too_few: float = 0.60
    few: int = 5


POLICY: Final = Policy()


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one criterion: the share of deals that met it, from 0.0 to 1.0, week by week, oldest first."""

    criterion: str
    weeks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """To change the `control` of a workflow, when all its criteria agree (`whole`); else only what some of them say.

    `first_week` is the Monday with which the figures begin, `criteria` how many the workflow has.
    """

    workflow: str
    step: Step
    now: Control
    to: Control
    figures: tuple[Figures, ...]
    criteria: int
    first_week: date

    @property
    def whole(self) -> bool:
        return len(self.figures) == self.criteria

    def says_the_same_as(self, other: "Proposal") -> bool:
        """Whatever the figures: about the same criteria."""
        return _subject(self) == _subject(other)


@dataclass(frozen=True, slots=True)
class ControlMonth:
    """One message of a month: `part` of `parts`, counted from 1. `names` are what people call the workflows."""

    month: date
    part: int
    parts: int
    proposals: Sequence[Proposal]
    names: Mapping[str, str]


def proposals(
    workflows: Mapping[str, Workflow],
    days: Iterable[CriterionDay],
    friction: OpenFriction,
    *,
    today: date,
    policy: Policy = POLICY,
) -> list[Proposal]:
    """In the order of the operating model. `days` may be of any workflows, criteria and weeks.

    Only days under the present control count: what another one brought about says nothing about this one.
    """
    kept: dict[tuple[str, str], list[CriterionDay]] = {}
    for one in days:
        if one.workflow in workflows and one.control is workflows[one.workflow].control:
            kept.setdefault((one.workflow, one.criterion), []).append(one)
    weeks = whole_weeks(today, policy.weeks)
    found: list[Proposal] = []
    for name, workflow in workflows.items():
        measured = [
            (criterion, Figures(criterion.id, tuple(shares)))
            for criterion in workflow.criteria
            if (shares := weekly_shares(kept.get((name, criterion.id), ()), weeks, few=policy.few))
        ]
        down = [figures for _, figures in measured if min(figures.weeks) >= policy.enough]
        up = [
            figures
            for criterion, figures in measured
            if max(figures.weeks) < policy.too_few and friction.holding(name, *criterion.asks_for) is None
        ]
        for step, agreeing in ((Step.DOWN, down), (Step.UP, up)):
            to = next_control(workflow.control, step)
            if to and agreeing:
                total = len(workflow.criteria)
                found.append(Proposal(name, step, workflow.control, to, tuple(agreeing), total, weeks[0]))
    return found


def in_messages(proposed: Iterable[Proposal]) -> list[list[Proposal]]:
    """In order, so many to a message as can be read, and as Slack takes: it refuses about 13,000 characters."""
    parts: list[list[Proposal]] = []
    for one in proposed:
        last = parts[-1] if parts else []
        lines = sum(len(other.figures) for other in [*last, one])
        if last and len(last) < PROPOSALS_PER_MESSAGE and lines <= FIGURES_PER_MESSAGE:
            last.append(one)
        else:
            parts.append([one])
    return parts


def next_control(now: Control, step: Step) -> Control | None:
    """None when there is no lighter one, or no firmer one that is proposed."""
    place = LADDER.index(now)
    if step is Step.DOWN:
        return LADDER[place - 1] if place else None
    return LADDER[place + 1] if place < LADDER.index(HIGHEST_PROPOSED) else None


def is_news(proposal: Proposal, told: Iterable[Proposal]) -> bool:
    """Whether it is worth a message: a step that can be taken always is, what some criteria say only once."""
    return proposal.whole or not any(proposal.says_the_same_as(one) for one in told)


def _subject(proposal: Proposal) -> tuple[object, ...]:
    criteria = frozenset(figures.criterion for figures in proposal.figures)
    return proposal.workflow, proposal.step, proposal.now, criteria
