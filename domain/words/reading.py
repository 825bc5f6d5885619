"""Reads a report once and counts what it holds: places, obstacles, things of the CRM, mere talk."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from domain.words.causes import TELLING
from domain.words.classes import CLASSES, DATA, EMPTY_WORDS, TALK
from domain.words.demands import DEMANDS
from domain.words.matching import CONTENT, Group, Hit, Kind, Lexicon, Tokens
from domain.words.mood import MOOD
from domain.words.obstacles import OBSTACLES
from domain.words.places import PLACES, TITLE
from domain.words.workflows import WORKFLOWS

LABEL = re.compile(r"[\"“„«]\s?[A-ZÀ-ÖØ-Þ0-9][^\"“”»\n]{1,60}[\"”“»]|(?<=[a-z,] )[A-Z][a-z]+ [A-Z][a-z]+")
"""A label in quotes, or two words with capitals inside a sentence. One capital may be anybody's name."""

POINTING = frozenset({Kind.EXACT, Kind.WORKFLOW, Kind.RECORD})


def _moods() -> str:
    """A verdict in one word is talk, never the name of a thing."""
    alone = (phrase[0] for group in MOOD for phrase in group.each() if len(phrase) == 1)
    return " ".join(word for word in alone if word[0] not in "@#*")


_CLASSES = {**CLASSES, "data": DATA, "talk": f"{TALK} {_moods()}"}
_GROUPS = (*PLACES, *DEMANDS, *OBSTACLES, *MOOD, *TELLING, *WORKFLOWS)
_WORDS = Lexicon(_GROUPS, _CLASSES, EMPTY_WORDS)


def lexicon_of(groups: Iterable[Group]) -> Lexicon:
    """For a company's own names: they hold no classes, but what stands in these is no slip of a name."""
    return Lexicon(groups, {}, EMPTY_WORDS, right=" ".join(_CLASSES.values()).replace(",", " "))


class Sort(StrEnum):
    THING = "a thing of the CRM"
    TALK = "talk"
    OTHER = "a particular word"
    EMPTY = "says nothing alone"


@lru_cache(maxsize=4_096)
def sort_of(labels: tuple[str, ...]) -> Sort:
    if "@data" in labels:
        return Sort.THING
    if "@talk" in labels:
        return Sort.TALK
    if CONTENT not in labels or "@object" in labels or "@container" in labels:
        return Sort.EMPTY
    return Sort.OTHER


@dataclass(frozen=True)
class Reading:
    """What a report holds. Counts are of different words."""

    tokens: Tokens
    hits: Sequence[Hit]
    groups: Mapping[Kind, frozenset[str]]
    labels: tuple[str, ...]
    """Names in quotes or capitals."""
    things: int
    """Things of a CRM: amount, attachment, approval."""
    things_besides: int
    """Those outside the place that is named best: what the report says about it, not what it is called."""
    others: int
    """Words that no lexicon knows and that are no talk: names, customers, whatever else is particular."""
    talk: int
    """Words about people, time and feelings."""


def read(text: str, *, own: Lexicon | None = None) -> Reading:
    """`own` holds names that count besides the general ones."""
    tokens, found = find(text)
    hits = list(found)
    if own:
        hits += own.hits(own.tokens(text))
    labels = tuple(found.group() for found in LABEL.finditer(text))
    words: dict[Sort, set[str]] = {sort: set() for sort in Sort}
    for labels_of_word in tokens.labels:
        words[sort_of(labels_of_word)].add(labels_of_word[0])
    things = words[Sort.THING]
    return Reading(
        tokens=tokens,
        hits=hits,
        groups=_groups(hits, besides=((TITLE.kind, TITLE.name),) if labels else ()),
        labels=labels,
        things=len(things),
        things_besides=len(things - _words_of_best_place(tokens, hits)),
        others=len(words[Sort.OTHER]),
        talk=len(words[Sort.TALK]),
    )


@lru_cache(maxsize=8)
def find(text: str) -> tuple[Tokens, tuple[Hit, ...]]:
    """The words of a text and every phrase in them. A report is judged and its workflow guessed in one go."""
    tokens = _WORDS.tokens(text)
    return tokens, tuple(_WORDS.hits(tokens))


def _groups(hits: Iterable[Hit], *, besides: Iterable[tuple[Kind, str]]) -> Mapping[Kind, frozenset[str]]:
    found: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    for group, _, _ in hits:
        found[group.kind].add(group.name)
    for kind, name in besides:
        found[kind].add(name)
    return {kind: frozenset(names) for kind, names in found.items()}


def _words_of_best_place(tokens: Tokens, hits: Iterable[Hit]) -> set[str]:
    """Of the longest phrase that points somewhere, the first one of several."""
    longest: Hit | None = None
    for hit in hits:
        if hit.group.kind in POINTING and (longest is None or hit.end - hit.start > longest.end - longest.start):
            longest = hit
    return {labels[0] for labels in tokens.labels[longest.start : longest.end]} if longest else set()


def words_told(reading: Reading, kinds: frozenset[Kind]) -> tuple[str, ...]:
    """The reporter's own words of these kinds in their order, without those inside longer ones."""
    told = sorted((h.start, -h.end) for h in reading.hits if h.group.kind in kinds)
    kept: list[str] = []
    reached = -1
    for start, minus_end in told:
        if -minus_end > reached:
            kept.append(reading.tokens.words(start, -minus_end))
            reached = -minus_end
    return tuple(dict.fromkeys(kept))
