"""Grows small decision trees, each on what those before it leave over: gradient boosting for yes or no.

A sign may be bound to count one way only. Everything is decided by the seed.
"""

import random
from bisect import bisect_left
from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from domain.concepts.trees import QUESTIONS, Tree, answer

BINS = 24
DEPTH = 3
TREES = 120
PACE = 0.1
SAMPLE = 0.6
SIGNS_ASKED = 0.4
"""Share of the rows that one tree sees, and of the signs that it may ask about."""
FEWEST = 5.0
RIDGE = 2.0

Rows = Sequence[Sequence[float]]
Bounds = tuple[float, float]
OPEN: Bounds = (-9.0, 9.0)


class Example(NamedTuple):
    signs: Sequence[float]
    same: bool
    weight: float


class Forest(NamedTuple):
    first: float
    trees: tuple[Tree, ...]

    def verdict(self, signs: Sequence[float]) -> float:
        return 1 / (1 + exp(-sum((answer(tree, signs) for tree in self.trees), self.first)))


class _Split(NamedTuple):
    gain: float
    sign: int
    bin: int


class _Grower:
    """The rows cut into bins, and what each row still lacks."""

    def __init__(self, examples: Sequence[Example], ways: Sequence[int], seed: int) -> None:
        self.examples, self.ways = examples, ways
        self.cuts = [_cuts([e.signs[s] for e in examples]) for s in range(len(ways))]
        self.bins = [[bisect_left(self.cuts[s], e.signs[s]) for e in examples] for s in range(len(ways))]
        self.slope = [0.0] * len(examples)
        self.curve = [0.0] * len(examples)
        self.dice = random.Random(seed)

    def look(self, scores: Sequence[float]) -> None:
        for i, (example, score) in enumerate(zip(self.examples, scores, strict=True)):
            p = 1 / (1 + exp(-score))
            self.slope[i] = example.weight * (p - example.same)
            self.curve[i] = example.weight * max(p * (1 - p), 1e-3)

    def grow(self) -> Tree:
        everything = range(len(self.examples))
        rows = [i for i in everything if self.dice.random() < SAMPLE]
        signs = self.dice.sample(range(len(self.ways)), max(1, round(SIGNS_ASKED * len(self.ways))))
        asked, bounds = [0] * QUESTIONS, [2.0] * QUESTIONS
        answers: list[float] = []
        level: list[tuple[list[int], Bounds]] = [(rows, OPEN)]
        for at in range(QUESTIONS):
            rows, allowed = level[at]
            split = self._best(rows, signs, allowed)
            if split is None:
                level += [(rows, allowed), (rows, allowed)]
                continue
            asked[at], bounds[at] = split.sign, self.cuts[split.sign][split.bin]
            level += self._parted(rows, split, allowed)
        for rows, (low, high) in level[QUESTIONS:]:
            answers.append(round(PACE * min(max(self._value(rows), low), high), 4))
        return tuple(asked), tuple(bounds), tuple(answers)

    def _parted(self, rows: list[int], split: _Split, allowed: Bounds) -> list[tuple[list[int], Bounds]]:
        bins = self.bins[split.sign]
        below = [i for i in rows if bins[i] <= split.bin]
        above = [i for i in rows if bins[i] > split.bin]
        way, (low, high) = self.ways[split.sign], allowed
        if not way:
            return [(below, allowed), (above, allowed)]
        middle = min(max((self._value(below) + self._value(above)) / 2, low), high)
        lower, upper = (low, middle), (middle, high)
        return [(below, lower if way > 0 else upper), (above, upper if way > 0 else lower)]

    def _value(self, rows: Sequence[int]) -> float:
        return -sum(self.slope[i] for i in rows) / (sum(self.curve[i] for i in rows) + RIDGE)

    def _best(self, rows: Sequence[int], signs: Sequence[int], allowed: Bounds) -> _Split | None:
        slope, curve = self.slope, self.curve
        all_slope, all_curve = sum(slope[i] for i in rows), sum(curve[i] for i in rows)
        found: _Split | None = None
        for sign in signs:
            slopes, curves = [0.0] * (BINS + 1), [0.0] * (BINS + 1)
            bins = self.bins[sign]
            for i in rows:
                slopes[bins[i]] += slope[i]
                curves[bins[i]] += curve[i]
            left_slope = left_curve = 0.0
            for cut in range(len(self.cuts[sign])):
                left_slope += slopes[cut]
                left_curve += curves[cut]
                gain = _gain(left_slope, left_curve, all_slope, all_curve, self.ways[sign], allowed)
                if gain > (found.gain if found else 1e-6):
                    found = _Split(gain, sign, cut)
        return found


def _gain(slope: float, curve: float, all_slope: float, all_curve: float, way: int, allowed: Bounds) -> float:
    rest_slope, rest_curve = all_slope - slope, all_curve - curve
    if min(curve, rest_curve) < FEWEST * 0.2:
        return 0.0
    below, above = (-s / (c + RIDGE) for s, c in ((slope, curve), (rest_slope, rest_curve)))
    if way * (above - below) < 0 or not all(allowed[0] <= v <= allowed[1] for v in (below, above)):
        return 0.0
    return sum(s * s / (c + RIDGE) for s, c in ((slope, curve), (rest_slope, rest_curve))) - all_slope**2 / (
        all_curve + RIDGE
    )


def _cuts(values: Sequence[float]) -> list[float]:
    """Bounds between the values seen, at most `BINS` of them."""
    seen = sorted(set(values))
    if len(seen) > BINS:
        ordered = sorted(values)
        seen = sorted({ordered[len(ordered) * k // (BINS + 1)] for k in range(1, BINS + 1)})
    return [round(value, 4) for value in seen]


def grow(examples: Sequence[Example], ways: Sequence[int], *, seed: int = 0, trees: int = TREES) -> Forest:
    share = sum(e.weight for e in examples if e.same) / sum(e.weight for e in examples)
    first = round(log(share / (1 - share)), 4)
    grower, scores, grown = _Grower(examples, ways, seed), [first] * len(examples), list[Tree]()
    for _ in range(trees):
        grower.look(scores)
        tree = grower.grow()
        scores = [score + answer(tree, e.signs) for score, e in zip(scores, examples, strict=True)]
        grown.append(tree)
    return Forest(first, tuple(grown))
