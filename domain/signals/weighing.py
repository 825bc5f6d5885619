"""Weighs the features of a thread: two linear models, one for whether it is a signal, one for which kind.

`weights.txt` is written by `bench/fit_threads.py`: a line of the kinds, a line of what is said before anything is seen,
a line of how scores become probabilities, then a feature a line. Each line has a name, a weight for being a signal, and
one for each kind, in hundredths.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import exp, sqrt
from pathlib import Path
from typing import NamedTuple

from domain.signals.features import BOTH, Features
from domain.signals.kinds import Kind

FILE = Path(__file__).with_name("weights.txt")
FEWEST_WORDS = 25
"""The wording of a shorter thread is not made to count for more."""

Row = tuple[float, ...]
"""A weight for being a signal, then one for each kind."""


class Weights(NamedTuple):
    kinds: tuple[Kind, ...]
    first: Row
    """What is said before anything is seen."""
    slope: float
    """How much of a score counts among writers whom the weights were not fitted to."""
    shift: float
    rows: Mapping[str, Row]


class Weighed(NamedTuple):
    probability: float
    """That it is a signal, from 0.0 to 1.0."""
    kind: Kind
    """The likeliest, if it is one."""
    spoke: tuple[str, ...]
    """Cues that spoke for this kind of signal, the weightiest first."""


@cache
def shipped() -> Weights:
    return as_weights(FILE.read_text(encoding="utf-8").splitlines())


def as_weights(lines: Sequence[str]) -> Weights:
    kinds, first, scale, *rows = lines
    slope, shift = (float(figure) for figure in scale.split())
    named = dict(_row(line) for line in rows)
    return Weights(tuple(map(Kind, kinds.split())), _row(first)[1], slope, shift, named)


def _row(line: str) -> tuple[str, Row]:
    name, _, figures = line.partition("\t")
    return name, tuple(map(_figure, figures.split(" ")))


@lru_cache(maxsize=1_000)
def _figure(hundredths: str) -> float:
    """Many weights are equal: one value is kept for all of them."""
    return int(hundredths or 0) / 100


def weigh(found: Features, weights: Weights) -> Weighed:
    totals = scores(found, weights)
    probability = 1 / (1 + exp(-(weights.slope * totals[0] + weights.shift)))
    kind = max(zip(totals[1:], weights.kinds, strict=True), key=lambda row: row[0])[1]
    return Weighed(probability, kind, _spoke(found, weights, weights.kinds.index(kind) + 1))


def _spoke(found: Features, weights: Weights, place: int) -> tuple[str, ...]:
    """A cue counts with all the places that it stands in, and with half of what it says together with another."""
    for_signal: dict[str, float] = {}
    for_kind: dict[str, float] = {}
    for name in sorted(found.signs):  # in one order, or cues that weigh the same take turns as the last digits fall
        if row := weights.rows.get(name):
            cues = name.partition(": ")[2].split(BOTH)
            for cue in cues:
                for_signal[cue] = for_signal.get(cue, 0.0) + row[0] / len(cues)
                for_kind[cue] = for_kind.get(cue, 0.0) + row[place] / len(cues)
    spoke = [cue for cue, share in for_kind.items() if share > 0 and share + for_signal[cue] > 0]
    return tuple(sorted(spoke, key=lambda cue: (-for_kind[cue] - for_signal[cue], cue)))


def scores(found: Features, weights: Weights) -> Row:
    """What all features say together, not yet a probability."""
    rows = weights.rows
    signs = [rows[name] for name in found.signs if name in rows]
    wording = [rows[name] for name in found.wording if name in rows]
    share = 1 / sqrt(max(len(wording), FEWEST_WORDS))
    return tuple(
        first + sum(row[place] for row in signs) + share * sum(row[place] for row in wording)
        for place, first in enumerate(weights.first)
    )
