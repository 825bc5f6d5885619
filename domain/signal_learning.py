"""What people's answers to signals teach: per kind, how often we were right, and from which probability on we speak."""

from dataclasses import dataclass
from enum import StrEnum
from math import exp, log, sqrt
from typing import Final

from domain.signals.judging import Policy


class Verdict(StrEnum):
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    FLAGGED = "flagged"
    """Somebody flagged by hand what was on our list already."""
    MISSED = "missed"
    """Somebody flagged what we had not seen."""


@dataclass(frozen=True, slots=True)
class Learning:
    goal: float = 0.9
    """Of ten notes nine are right."""
    certainty: float = 1.645
    """Standard deviations to either side: nine times in ten the true rate lies within the interval."""
    fewest: int = 5
    """Answers of one kind, or in one channel, before any of them changes anything."""
    mostly_wrong: float = 0.5
    highest: float = 0.99
    """A threshold above which nothing would ever be said could never be learned down again."""
    days: int = 180
    """Older answers no longer count: a field that was repaired, or a model that was improved, starts anew."""


LEARNING: Final = Learning()


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers about one kind, or in one channel."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def answers(self) -> int:
        return self.right + self.wrong

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Learned:
    tally: Tally
    rate: float | None
    """Of the right ones among the answers; None without any."""
    low: float
    high: float
    """The interval in which the true rate lies, 0.0 to 1.0 without answers (Wilson's)."""
    threshold: float
    """From this probability on a note is sent."""
    quiet: bool
    """Mostly wrong: no notes, and nothing in the weekly list that nobody confirmed."""


def learned(tally: Tally, base: float, *, learning: Learning = LEARNING, policy: Policy | None = None) -> Learned:
    """The threshold moves from `base` as far, in log-odds, as the near end of the interval is away from the goal.

    While the interval holds the goal it does not move: chance alone would explain the answers. Never below the
    probability of the weekly list.
    """
    low, high = interval(tally, learning.certainty)
    rate = tally.right / tally.answers if tally.answers else None
    enough = tally.answers >= learning.fewest
    nearest = min(max(learning.goal, low), high) if enough else learning.goal
    shift = _log_odds(learning.goal) - _log_odds(nearest)
    floor = (policy or Policy()).list_at
    moved = base if not shift else 1 / (1 + exp(-_log_odds(base) - shift))
    threshold = max(min(moved, max(learning.highest, base)), min(floor, base))
    return Learned(tally, rate, low, high, threshold, quiet=enough and high < learning.mostly_wrong)


def is_quiet(tally: Tally, *, learning: Learning = LEARNING) -> bool:
    return tally.answers >= learning.fewest and interval(tally, learning.certainty)[1] < learning.mostly_wrong


def interval(tally: Tally, certainty: float = LEARNING.certainty) -> tuple[float, float]:
    """Wilson's interval for the rate of right answers."""
    n = tally.answers
    if not n:
        return 0.0, 1.0
    rate, square = tally.right / n, certainty**2
    middle = (rate + square / (2 * n)) / (1 + square / n)
    half = certainty * sqrt(rate * (1 - rate) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def _log_odds(probability: float) -> float:
    safe = min(max(probability, 1e-6), 1 - 1e-6)
    return log(safe / (1 - safe))
