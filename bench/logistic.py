"""Fits a linear model: logistic regression with weights held small, by L-BFGS, the same on every machine."""

from collections.abc import Callable, Sequence
from math import exp, fsum, log1p
from typing import NamedTuple

Row = tuple[tuple[int, float], ...]
"""Features that are there, each with how much of it."""

Cost = Callable[[Sequence[float]], tuple[float, list[float]]]
"""What is to be made small, and which way it grows."""

REMEMBERED = 8
STEPS = 60
ENOUGH = 1e-3


class Fitted(NamedTuple):
    first: float
    weights: list[float]


def fit(rows: Sequence[Row], right: Sequence[bool], width: int, *, held: float) -> Fitted:
    """`held` is how strongly weights are held to zero: the larger, the smaller they stay."""

    def cost(at: Sequence[float]) -> tuple[float, list[float]]:
        slope = [held * weight for weight in at]
        slope[width] = 0.0
        loss = held * fsum(weight * weight for weight in at[:width]) / 2
        for row, is_right in zip(rows, right, strict=True):
            score = at[width]
            for place, value in row:
                score += at[place] * value
            margin = score if is_right else -score
            loss += log1p(exp(-margin)) if margin > -30 else -margin
            push = -1 / (1 + exp(min(margin, 500.0)))
            if not is_right:
                push = -push
            slope[width] += push
            for place, value in row:
                slope[place] += push * value
        return loss, slope

    found = _descend(cost, [0.0] * (width + 1))
    return Fitted(found[width], found[:width])


def _descend(cost: Cost, at: list[float]) -> list[float]:
    loss, slope = cost(at)
    steps: list[tuple[list[float], list[float], float]] = []
    for _ in range(STEPS):
        way = _direction(slope, steps)
        length, new, new_loss, new_slope = 1.0 if steps else 1 / max(1.0, _dot(slope, slope) ** 0.5), at, loss, slope
        falls = _dot(slope, way)
        while length > 1e-6:
            new = [a + length * w for a, w in zip(at, way, strict=True)]
            new_loss, new_slope = cost(new)
            if new_loss <= loss + 1e-4 * length * falls:
                break
            length /= 2
        moved = [n - a for n, a in zip(new, at, strict=True)]
        turned = [n - s for n, s in zip(new_slope, slope, strict=True)]
        curve = _dot(moved, turned)
        if curve > 1e-12:
            steps = [*steps[1 - REMEMBERED :], (moved, turned, 1 / curve)]
        done = loss - new_loss < ENOUGH * max(1.0, abs(new_loss)) / 100
        at, loss, slope = new, new_loss, new_slope
        if done:
            break
    return at


def _direction(slope: list[float], steps: Sequence[tuple[list[float], list[float], float]]) -> list[float]:
    way = [-s for s in slope]
    shares: list[float] = []
    for moved, turned, rate in reversed(steps):
        share = rate * _dot(moved, way)
        shares.append(share)
        way = [w - share * t for w, t in zip(way, turned, strict=True)]
    if steps:
        moved, turned, _ = steps[-1]
        scale = _dot(moved, turned) / _dot(turned, turned)
        way = [scale * w for w in way]
    for (moved, turned, rate), share in zip(steps, reversed(shares), strict=True):
        back = rate * _dot(turned, way)
        way = [w + (share - back) * m for w, m in zip(way, moved, strict=True)]
    return way


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def calibrate(scores: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Slope and shift that make a score a probability."""
    fitted = fit([((0, score),) for score in scores], right, 1, held=1e-3)
    return fitted.weights[0], fitted.first
