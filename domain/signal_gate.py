"""Whether a message by itself could belong to a signal: what fails here costs nothing more, and leaves no trace."""

from collections.abc import Sequence
from math import exp, sqrt
from typing import Final

from domain.signals.features import TELLING, Features, features
from domain.signals.reading import file_kind
from domain.signals.thread import Message, SharedFile, Thread
from domain.signals.weighing import FEWEST_WORDS, Weights, shipped

SHORTEST: Final = 8
"""Characters. "ok", "thanks!", "on it": what they answer has passed by itself, or nothing has. A sheet says enough."""

CUED_AT: Final = 0.1
BARE_AT: Final = 0.35
"""A message's own probability with a cue in it, and without. `bench/signals.py` prints what both let through."""

_TELLING: Final = frozenset(f"cue: {cue.name}" for cue in TELLING)


def may_matter(text: str, files: Sequence[SharedFile] = ()) -> bool:
    """A thread is read once one of its messages may matter; what the whole thread says is judged then."""
    if len(text) < SHORTEST:
        return any(file_kind(file) == "file:sheet" for file in files)
    found = features(Thread((Message("", text, tuple(files)),)))
    return probability(found, shipped()) >= (BARE_AT if _TELLING.isdisjoint(found.signs) else CUED_AT)


def probability(found: Features, weights: Weights) -> float:
    """The same as `weigh` says, without weighing what kind it would be: half of the time, and most are none."""
    rows = weights.rows
    signs = sum(rows[name][0] for name in found.signs if name in rows)
    wording = [rows[name][0] for name in found.wording if name in rows]
    total = weights.first[0] + signs + sum(wording) / sqrt(max(len(wording), FEWEST_WORDS))
    return 1 / (1 + exp(-(weights.slope * total + weights.shift)))
