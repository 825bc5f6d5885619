"""Fits what threads are weighed with: `domain/signals/weights.txt`.

    python -m bench.fit_threads

Two linear models over the same features: whether a thread is a signal, on all threads, and of which kind, on the
signals. Cues and the wording share them. How scores become probabilities comes from threads whose writers the weights
were not fitted to, because that is whom they will meet.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from math import log, sqrt
from pathlib import Path
from typing import NamedTuple

from bench.logistic import Row, calibrate, fit
from bot.judging import as_thread
from domain.signals.features import Features, features
from domain.signals.kinds import Kind
from domain.signals.thread import Thread
from domain.signals.weighing import FEWEST_WORDS, FILE, Weights, as_weights, scores

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[1] / "shared" / "corpus" / "threads.jsonl"
VOICES = HERE / "data" / "threads_voices.jsonl"

FOLDS = 5
NONE = "none"
CUE_SEEN_IN, WORDS_SEEN_IN, TOGETHER_SEEN_IN = 2, 3, 4
"""Threads that have to show a feature before it is weighed: a cue, wording, and a cue with another or in a channel."""
TOGETHER = ("both: ", "in ")


class Balance(NamedTuple):
    """How freely weights of signs and of wording may grow, and how strongly all are held to zero."""

    signs: float
    wording: float
    held: float


FOR_SIGNAL = Balance(signs=0.8, wording=1.2, held=3.0)
"""Cues were written in view of most of these threads and know them better than they will know the next writer's, so
they are held shorter than they would like."""
FOR_KIND = Balance(signs=0.7, wording=1.2, held=0.5)


class Labelled(NamedTuple):
    id: str
    writer: str
    label: str
    hard: bool
    lang: str
    thread: Thread

    @property
    def is_signal(self) -> bool:
        return self.label != NONE

    @property
    def fold(self) -> int:
        """The corpus by id, as it asks for; the voices each as a whole."""
        return int((self.id if self.writer == "corpus" else self.writer).strip("dv-")) % FOLDS


def read(file: Path) -> list[Labelled]:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Labelled(
            r["id"], r.get("writer", "corpus"), r["label"], r.get("hard", False), r.get("lang", "en"), as_thread(r)
        )
        for r in rows
    ]


@cache
def features_of(thread: Thread) -> Features:
    return features(thread)


class Space(NamedTuple):
    """Which features are weighed, and how much each counts."""

    places: dict[str, int]
    counts: dict[str, float]


def space_of(found: Sequence[Features], right: Sequence[bool], balance: Balance) -> Space:
    """A rare word says more than a common one, and one that keeps to a side more than one that is on both."""
    signs = Counter(name for one in found for name in one.signs)
    wording = Counter(name for one in found for name in one.wording)
    on_the_right = Counter(name for one, is_right in zip(found, right, strict=True) if is_right for name in one.wording)
    of_right, of_wrong = sum(right) + 2, len(right) - sum(right) + 2

    def one_sided(name: str, seen: int) -> float:
        here, there = on_the_right[name] + 1, seen - on_the_right[name] + 1
        return (1 + abs(log(here / of_right / (there / of_wrong)))) / 2

    counts = {
        name: balance.signs
        for name, seen in signs.items()
        if seen >= (TOGETHER_SEEN_IN if name.startswith(TOGETHER) else CUE_SEEN_IN)
    }
    counts |= {
        name: balance.wording * (log((1 + len(found)) / (1 + seen)) + 1) * one_sided(name, seen)
        for name, seen in wording.items()
        if seen >= WORDS_SEEN_IN
    }
    return Space({name: place for place, name in enumerate(sorted(counts))}, counts)


def row_of(found: Features, space: Space) -> Row:
    wording = [name for name in found.wording if name in space.places]
    share = 1 / sqrt(max(len(wording), FEWEST_WORDS))
    signs = ((space.places[name], space.counts[name]) for name in found.signs if name in space.places)
    return tuple(sorted([*signs, *((space.places[name], share * space.counts[name]) for name in wording)]))


def whole(one: Labelled) -> Features:
    return features_of(one.thread)


def fit_weights(
    threads: Sequence[Labelled],
    *,
    kinds: Sequence[Kind] = tuple(Kind),
    reading: Callable[[Labelled], Features] = whole,
) -> list[str]:
    """The lines of `weights.txt`, as yet without a scale of their own."""
    found = [reading(one) for one in threads]
    signals = [(one, read) for one, read in zip(threads, found, strict=True) if one.is_signal]
    of_signals = [read for _, read in signals]
    models = [_fitted(found, [one.is_signal for one in threads], FOR_SIGNAL)]
    models += [_fitted(of_signals, [one.label == kind for one, _ in signals], FOR_KIND) for kind in kinds]
    names = sorted({name for _, weights in models for name in weights})
    rows = [(name, [weights.get(name, 0.0) for _, weights in models]) for name in names]
    return [
        " ".join(kinds),
        _line("", [first for first, _ in models]),
        "1 0",
        *(_line(name, figures) for name, figures in rows if any(round(100 * figure) for figure in figures)),
    ]


def _fitted(found: Sequence[Features], right: Sequence[bool], balance: Balance) -> tuple[float, dict[str, float]]:
    space = space_of(found, right, balance)
    fitted = fit([row_of(one, space) for one in found], right, len(space.places), held=balance.held)
    return fitted.first, {name: fitted.weights[place] * space.counts[name] for name, place in space.places.items()}


def _line(name: str, figures: Iterable[float]) -> str:
    return f"{name}\t{' '.join(str(round(100 * figure) or '') for figure in figures)}"


def with_scale(lines: Sequence[str], slope: float, shift: float) -> list[str]:
    return [*lines[:2], f"{slope:.3f} {shift:.3f}", *lines[3:]]


def score(one: Labelled, weights: Weights) -> float:
    return scores(features_of(one.thread), weights)[0]


def held_out_scores(threads: Sequence[Labelled]) -> dict[str, float]:
    """Of each thread, by weights that saw neither it nor, if it is not of the corpus, its writer."""
    found: dict[str, float] = {}
    for fold in range(FOLDS):
        weights = as_weights(fit_weights([one for one in threads if one.fold != fold], kinds=()))
        found |= {one.id: score(one, weights) for one in threads if one.fold == fold}
    return found


def main() -> None:
    threads = [*read(CORPUS), *read(VOICES)]
    held_out = held_out_scores(threads)
    slope, shift = calibrate([held_out[one.id] for one in threads], [one.is_signal for one in threads])
    lines = with_scale(fit_weights(threads), slope, shift)
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(threads)} threads, {len(lines) - 3} features, {FILE.stat().st_size:,} bytes, slope {slope:.2f}")


if __name__ == "__main__":
    main()
