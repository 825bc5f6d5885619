"""Judges a thread: is it a workaround signal, of which kind, how likely, and what speaks for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    """A note to the person who started the thread. Among writers held out, at least nineteen in twenty are right."""
    list_at: float = 0.55
    """A line in the weekly list."""
    signal_at: float = 0.5
    """Less likely is called none."""


@dataclass(frozen=True)
class Context:
    """What a workspace has set, and what its people's answers have taught (see `learning`)."""

    policy: Policy = Policy()
    by_kind: Mapping[Kind, Policy] = field(default_factory=dict)
    """Where a kind has bars of its own."""


@dataclass(frozen=True)
class Judged:
    kind: Kind | None
    probability: float
    """That the thread is a workaround signal of any kind, from 0.0 to 1.0."""
    note: bool
    list: bool
    evidence: tuple[str, ...]
    """Sentences that say what spoke for it, the weightiest first. None of them quotes anybody."""


AS_SHIPPED = Context()
NOTHING = Judged(None, 0.0, note=False, list=False, evidence=())


class SecondOpinion(Protocol):
    """Whoever judges doubtful threads once more, for instance a language model. None is built in: none is asked."""

    async def probability(self, thread: Thread, first: Judged) -> float:
        """That the thread is a signal, from 0.0 to 1.0; `first.probability` where there is nothing to add, also when
        whoever is asked cannot be reached."""
        ...


DOUBTFUL_FROM = 0.2
"""Of what is less likely one in twenty is a signal, among threads that were written to look like one."""


def is_doubtful(judged: Judged) -> bool:
    """Not sure enough for a note, and no certain innocent either."""
    return not judged.note and judged.probability >= DOUBTFUL_FROM


def judge(thread: Thread, context: Context = AS_SHIPPED, *, opinion: float | None = None) -> Judged:
    """A thread without a word of a person is no signal, whatever it looks like; nor is one in which no cue spoke.

    Where only the wording is like that of other threads, nobody could be told what was seen. A second `opinion` of how
    likely it is counts instead of our own.
    """
    if all(message.by_bot or not (message.text.strip() or message.files) for message in thread.messages):
        return NOTHING
    weighed = weigh(features(thread), shipped())
    at = context.by_kind.get(weighed.kind, context.policy)
    probability = weighed.probability if opinion is None else opinion
    if not weighed.spoke or probability < min(at.signal_at, at.list_at, at.note_at):
        return Judged(None, probability, note=False, list=False, evidence=())
    note = probability >= at.note_at
    listed = note or probability >= at.list_at
    return Judged(weighed.kind, probability, note, listed, evidence(thread, weighed))
