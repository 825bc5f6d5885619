"""Whether a message by itself could belong to a signal: what fails here costs nothing more, and leaves no trace."""

from collections.abc import Sequence
from typing import Final

from domain.signals import cues_handoff, cues_lists, cues_numbers
from domain.signals.features import features
from domain.signals.reading import file_kind
from domain.signals.thread import Message, SharedFile, Thread
from domain.signals.weighing import shipped, weigh

SHORTEST: Final = 8
"""Characters. "ok", "thanks!", "on it": what they answer has passed by itself, or nothing has. A sheet says enough."""

CUED_AT: Final = 0.1
BARE_AT: Final = 0.35
"""A message's own probability with a cue in it, and without. `bench/signals.py` prints what both let through."""

_TELLING: Final = frozenset(f"cue: {cue.name}" for cue in (*cues_handoff.CUES, *cues_lists.CUES, *cues_numbers.CUES))


def may_matter(text: str, files: Sequence[SharedFile] = ()) -> bool:
    """A thread is read once one of its messages may matter; what the whole thread says is judged then."""
    if len(text) < SHORTEST:
        return any(file_kind(file) == "file:sheet" for file in files)
    found = features(Thread((Message("", text, tuple(files)),)))
    probability = weigh(found, shipped()).probability
    return probability >= (BARE_AT if _TELLING.isdisjoint(found.signs) else CUED_AT)
