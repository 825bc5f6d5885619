"""Weighs the signs of likeness: small decision trees, each a correction of those before it.

`trees.txt` is written by `bench/fit_pairs.py`: first what is said before any sign is seen, then one tree a line. A tree
asks at most three questions. Its line has seven of them, a sign and a bound each, as in a heap; then the eight answers.
"""

from collections.abc import Sequence
from functools import cache
from math import exp
from pathlib import Path

FILE = Path(__file__).with_name("trees.txt")
QUESTIONS = 7

Tree = tuple[tuple[int, ...], tuple[float, ...], tuple[float, ...]]
"""Signs asked about, bounds, answers."""


@cache
def _forest() -> tuple[float, tuple[Tree, ...]]:
    first, *lines = FILE.read_text(encoding="utf-8").splitlines()
    return float(first), tuple(as_tree([float(figure) for figure in line.split()]) for line in lines)


def as_tree(figures: Sequence[float]) -> Tree:
    asked = 2 * QUESTIONS
    return tuple(int(sign) for sign in figures[:asked:2]), tuple(figures[1:asked:2]), tuple(figures[asked:])


def answer(tree: Tree, signs: Sequence[float]) -> float:
    asked, bounds, answers = tree
    at = 2 if signs[asked[0]] > bounds[0] else 1
    at = 2 * at + (2 if signs[asked[at]] > bounds[at] else 1)
    at = 2 * at + (2 if signs[asked[at]] > bounds[at] else 1)
    return answers[at - QUESTIONS]


def verdict(signs: Sequence[float]) -> float:
    """From 0.0 to 1.0."""
    said, trees = _forest()
    for asked, bounds, answers in trees:  # `answer`, written out: a report is compared with ten others
        at = 2 if signs[asked[0]] > bounds[0] else 1
        at = 2 * at + (2 if signs[asked[at]] > bounds[at] else 1)
        said += answers[2 * at + (2 if signs[asked[at]] > bounds[at] else 1) - QUESTIONS]
    return 1 / (1 + exp(-said))
