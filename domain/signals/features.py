"""From a thread to what is weighed: cues, where they stand and with which others, who asks, files, and the wording."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from domain.signals import (
    cues_customer,
    cues_handoff,
    cues_innocent,
    cues_kept,
    cues_lists,
    cues_numbers,
    cues_private,
    cues_record,
)
from domain.signals.classes import CLASSES
from domain.signals.phrases import STOP, Lexicon
from domain.signals.reading import file_kind, words
from domain.signals.thread import Message, Thread

TELLING = (
    *cues_handoff.CUES,
    *cues_customer.CUES,
    *cues_lists.CUES,
    *cues_private.CUES,
    *cues_kept.CUES,
    *cues_numbers.CUES,
)
"""Cues that may speak for a signal."""


@cache
def lexicon() -> Lexicon:
    """Built for the first thread, not when the program starts: where nothing is watched for, it takes no memory."""
    return Lexicon((*TELLING, *cues_innocent.CUES, *cues_record.CUES), CLASSES)


MOST_MESSAGES = 40
"""Messages of people that are read: the first ones tell what a thread is about."""
BOTH = " & "
"""Stands between two cues of one thread."""


class Features(NamedTuple):
    """Names of what is there. How long a thread is, who wrote it and whom it names are not among them."""

    signs: frozenset[str]
    """Cues, each for its place, its channel and the cues beside it, and what is known of who asks."""
    wording: frozenset[str]
    """Stems, and pairs of neighbours; any name is one and the same."""


class _Read(NamedTuple):
    author: str
    asks: bool
    stems: list[str]
    cues: set[str]


def features(thread: Thread) -> Features:
    """Of what people wrote: a bot that announces a deal names promises and people as well."""
    said = [message for message in thread.messages if not message.by_bot]
    read = [_read(message) for message in said[:MOST_MESSAGES]]
    signs = frozenset((*_cues(read), *_together(thread, read), *_people(thread, read)))
    return Features(signs, frozenset(name for one in read for name in _wording(one.stems)))


def _read(message: Message) -> _Read:
    known = lexicon()
    labels = [known.labels(word) for word in (*words(message.text), *map(file_kind, message.files))]
    stems = [ways[0] for ways in labels]
    return _Read(message.author, "?" in message.text, stems, known.find(labels))


def _cues(read: Sequence[_Read]) -> Iterator[str]:
    for place, one in enumerate(read):
        replies = one.author != read[0].author
        for cue in one.cues:
            yield f"cue: {cue}"
            if place == 0:
                yield f"first: {cue}"
            elif place == len(read) - 1:
                yield f"last: {cue}"
            if replies:
                yield f"reply: {cue}"


def _together(thread: Thread, read: Sequence[_Read]) -> Iterator[str]:
    """A spreadsheet and a meeting that is run from it say more than either; and lunch beside them says less."""
    cues = sorted({cue for one in read for cue in one.cues})
    for cue in cues:
        yield f"in {thread.channel_kind}: {cue}"
    for one, other in combinations(cues, 2):
        yield f"both: {one}{BOTH}{other}"


def _people(thread: Thread, read: Sequence[_Read]) -> Iterator[str]:
    yield f"channel: {thread.channel_kind}"
    if len({one.author for one in read}) == 1:
        yield "who: one alone"
    if read and read[0].asks:
        yield "who: asks first"
        yield f"who: asks first in {thread.channel_kind}"
    if any(one.asks for one in read[1:]):
        yield "who: asks later"


def _wording(stems: Sequence[str]) -> Iterator[str]:
    before = STOP
    for stem in stems:
        if stem != STOP:
            yield stem
            if before != STOP:
                yield f"{before} {stem}"
        before = stem
