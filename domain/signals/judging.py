"""Judges a thread: is it a workaround signal, of which kind, how likely, and what speaks for it."""

from dataclasses import dataclass
from typing import Protocol

from domain.signals.evidence import evidence
from domain.signals.features import features
from domain.signals.kinds import Kind
from domain.signals.thread import Thread
from domain.signals.weighing import shipped, weigh


@dataclass(frozen=True)
class Policy:
    """From which probability on something is said. `bench/judge_threads.py` prints how often each is right."""

    note_at: float = 0.9
    """A note to the person who started the thread. Right more than nine times in ten."""
    list_at: float = 0.7
    """A line in the weekly list."""
    signal_at: float = 0.5
    """Less likely is called none."""


@dataclass(frozen=True)
class Judged:
    kind: Kind | None
    probability: float
    """That the thread is a workaround signal of any kind, from 0.0 to 1.0."""
    note: bool
    list: bool
    evidence: tuple[str, ...]
    """Sentences that say what spoke for it, the weightiest first. None of them quotes anybody."""


NOTHING = Judged(None, 0.0, note=False, list=False, evidence=())


class SecondOpinion(Protocol):
    """Whoever judges doubtful threads once more, for instance a language model. None is built in, and none is asked."""

    async def probability(self, thread: Thread, first: Judged) -> float:
        """That the thread is a signal, from 0.0 to 1.0."""
        ...


def judge(thread: Thread, policy: Policy | None = None) -> Judged:
    """A thread without a word of a person is no signal, whatever it looks like."""
    at = policy or Policy()
    if all(message.by_bot or not (message.text.strip() or message.files) for message in thread.messages):
        return NOTHING
    weighed = weigh(features(thread), shipped())
    if weighed.probability < min(at.signal_at, at.list_at, at.note_at):
        return Judged(None, weighed.probability, note=False, list=False, evidence=())
    note = weighed.probability >= at.note_at
    listed = note or weighed.probability >= at.list_at
    return Judged(weighed.kind, weighed.probability, note, listed, evidence(thread, weighed))
