"""What people's answers change: the bar that a kind of signal has to reach in a workspace, and when it goes quiet.

Before anybody has answered, a kind is believed to be right as often as the policy aims at. Each answer counts against
that belief, so that one dismissal changes little and ten change much. The bar moves on the scale on which scores add
up, where a step is the same anywhere.
"""

from dataclasses import dataclass, replace
from math import exp, log, sqrt

from domain.signals.judging import Policy

AIM = 0.9
"""How often a note is to be right."""
BELIEF = 10.0
"""How many answers the belief before any answer is worth."""
MOST_UP, MOST_DOWN = 3.0, 1.0
"""How far a bar moves. From 0.9, all the way up is 0.99, all the way down is 0.77."""
SURE = 1.645
"""Standard deviations: the truth lies within nine times in ten."""
MOSTLY_WRONG = 0.5
FEWEST_ANSWERS = 5
"""Nothing goes quiet on fewer."""


@dataclass(frozen=True)
class Answers:
    """What people said of one kind of signal in one workspace, or of one channel."""

    confirmed: int = 0
    """It is a workaround, or friction was filed from it."""
    dismissed: int = 0
    flagged: int = 0
    """Workarounds that a person had to point out."""


@dataclass(frozen=True)
class Learned:
    right: float
    """The share that is believed to be right, from 0.0 to 1.0, and within which bounds it lies."""
    at_least: float
    at_most: float
    step: float
    """How far the bar moved: up when it is above zero."""
    quiet: bool
    """Mostly wrong, as far as can be told: it is neither noted nor listed until somebody turns it on again."""


def learn(answers: Answers) -> Learned:
    """The same answers always teach the same."""
    told = answers.confirmed + answers.dismissed
    right, number = answers.confirmed + AIM * BELIEF, told + BELIEF
    share = right / number
    at_least, at_most = _bounds(share, number)
    up = _step(AIM) - _step(share)
    missed = answers.flagged / (answers.flagged + number)
    down = MOST_DOWN * missed if at_least >= AIM / 2 else 0.0
    quiet = told >= FEWEST_ANSWERS and _bounds(answers.confirmed / told, told)[1] < MOSTLY_WRONG
    return Learned(share, at_least, at_most, max(-MOST_DOWN, min(MOST_UP, up - down)), quiet)


def moved(policy: Policy, learned: Learned) -> Policy:
    """`policy` with the bars that were learned. What is quiet reaches none."""
    if learned.quiet:
        return replace(policy, note_at=NEVER, list_at=NEVER)
    note_at, list_at = (_share(_step(at) + learned.step) for at in (policy.note_at, policy.list_at))
    return replace(policy, note_at=note_at, list_at=list_at)


NEVER = 1.01
"""A probability that nothing has."""


def _step(share: float) -> float:
    return log(share / (1 - share))


def _share(step: float) -> float:
    return 1 / (1 + exp(-step))


def _bounds(share: float, number: float) -> tuple[float, float]:
    """Wilson's interval."""
    square = SURE * SURE / number
    middle = (share + square / 2) / (1 + square)
    width = SURE * sqrt(share * (1 - share) / number + square / (4 * number)) / (1 + square)
    return max(0.0, middle - width), min(1.0, middle + width)
