"""Finds the concepts of a text: which places, troubles, people and moments its words name.

The lexicon's modules are texts, one line a concept, continued on indented lines: `name < what it is a kind of : ways to
say it`. Ways are parted by `|`; `..` stands for a few words between, `NOT` for every kind of no, `NUM` for any number,
`@class` for a word of that class.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache

from domain.concepts.allusions import ALLUSIONS
from domain.concepts.hurdles import HURDLES
from domain.concepts.mistakes import MISTAKES
from domain.concepts.people import MOMENTS, PEOPLE
from domain.concepts.records import RECORDS
from domain.concepts.symptoms import SYMPTOMS
from domain.concepts.systems import SYSTEMS
from domain.concepts.tangles import TANGLES
from domain.concepts.words import NOT, NUMBER, stem, stems

WIDEST_GAP = 4
"""Words that `..` in a phrase may stand for."""

CLASSES = {
    NOT: "NOT never nobody unable without hardly nor impossible",
    NUMBER: (
        "NUM two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred dozen several"
    ),
    "@enter": (
        "enter fill type key input put write set choose pick select name give provide maintain complete add state tick"
    ),
    "@edit": "edit change modify correct adjust alter amend update fix overwrite rename touch move set",
    "@save": "save create store log submit convert close leave proceed continue open",
    "@advance": "move advance progress proceed go next leave continue promote get",
    "@must": "must need force oblige mandatory gotta",
}


class Facet(IntEnum):
    """The side of a report that a concept tells about."""

    PLACE = 0
    TROUBLE = 1
    SETTING = 2


SOURCES = (
    (RECORDS, Facet.PLACE),
    (SYSTEMS, Facet.PLACE),
    (HURDLES, Facet.TROUBLE),
    (MISTAKES, Facet.TROUBLE),
    (TANGLES, Facet.TROUBLE),
    (ALLUSIONS, Facet.PLACE),
    (SYMPTOMS, Facet.TROUBLE),
    (PEOPLE, Facet.SETTING),
    (MOMENTS, Facet.SETTING),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept as the lexicon has it."""

    name: str
    facet: Facet
    kinds: tuple[str, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say a concept. `before` holds, from right to left, the words allowed and the gap to each.

    `at_once` are those allowed right before the last word, None where there is a gap or nothing.
    """

    concept: int
    before: tuple[tuple[frozenset[str], int], ...]
    at_once: frozenset[str] | None


def _entries() -> Iterator[Entry]:
    """One a concept: what several modules say of it comes together."""
    found: dict[str, Entry] = {}
    for text, facet in SOURCES:
        for line in text.replace("\n    ", " ").strip().splitlines():
            head, _, said = line.partition(" : ")
            name, _, kinds = (part.strip() for part in head.partition(" < "))
            ways = tuple(filter(None, said.split(" | ")))
            known = found.get(name)
            if known is None:
                found[name] = Entry(name, facet, tuple(kinds.split()), ways)
            else:
                found[name] = replace(known, ways=tuple(dict.fromkeys(known.ways + ways)))
    return iter(found.values())


ENTRIES = tuple(_entries())
NAMES = tuple(entry.name for entry in ENTRIES)
FACETS = tuple(entry.facet for entry in ENTRIES)
RECORDS_END = sum(1 for line in RECORDS.strip().splitlines() if not line.startswith(" "))
"""Concepts numbered below are records and fields; the other places are where these are shown or moved."""
_NUMBER_OF = {name: number for number, name in enumerate(NAMES)}
KINDS = tuple(tuple(_NUMBER_OF[kind] for kind in entry.kinds) for entry in ENTRIES)
_MEMBERS = {
    name: frozenset(word if word in (NOT, NUMBER) else stem(word) for word in words.split())
    for name, words in CLASSES.items()
}


@cache
def _just(word: str) -> frozenset[str]:
    """One set a stem, however many phrases hold it."""
    return frozenset([word])


@cache
def _allowed(word: str) -> tuple[frozenset[str], ...]:
    """What may stand for a word of a phrase: mostly its stem. All the phrases are made of a few thousand words."""
    return (_MEMBERS[word],) if word in _MEMBERS else tuple(map(_just, stems(word)))


@cache
def _step(allowed: frozenset[str], gap: int) -> tuple[frozenset[str], int]:
    return allowed, gap


def elements(way: str) -> list[tuple[frozenset[str], int]]:
    """The words of a phrase, each as the stems allowed there and the gap allowed before it."""
    found: list[tuple[frozenset[str], int]] = []
    gap = 0
    for word in way.split():
        if word == "..":
            gap = WIDEST_GAP
            continue
        for allowed in _allowed(word):
            found.append(_step(allowed, gap))
            gap = 0
    return found


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """Every phrase under each word that may end it. Built for the first text, not when the program starts."""
    index: dict[str, list[Phrase]] = {}
    for concept, entry in enumerate(ENTRIES):
        for words in filter(None, map(elements, entry.ways)):
            gaps = (gap for _, gap in words[:0:-1])
            before = tuple(_step(allowed, gap) for (allowed, _), gap in zip(words[-2::-1], gaps, strict=True))
            phrase = Phrase(concept, before, before[0][0] if before and not before[0][1] else None)
            for last in words[-1][0]:
                index.setdefault(last, []).append(phrase)
    _allowed.cache_clear()  # nobody asks again
    return {word: tuple(phrases) for word, phrases in index.items()}


def _beginning(phrase: Phrase, words: Sequence[str], end: int) -> int | None:
    """Where the phrase that ends at `end` begins; None if it does not stand there."""
    at = end
    for allowed, gap in phrase.before:
        for position in range(at - 1, max(at - 2 - gap, -1), -1):
            if words[position] in allowed:
                at = position
                break
        else:
            return None
    return at


def _said(words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Concept, first and last position of everything in the lexicon that the words say."""
    phrases = _phrases()
    for end, word in enumerate(words):
        previous = words[end - 1] if end else ""
        for phrase in phrases.get(word, ()):
            if phrase.at_once is not None and previous not in phrase.at_once:
                continue  # most phrases end here
            begin = _beginning(phrase, words, end)
            if begin is not None:
                yield phrase.concept, begin, end


def read(words: Sequence[str]) -> set[int]:
    """The concepts that the words name.

    Of phrases about one facet the longest counts: in "forecast category" there is a category, and no forecast besides.
    What a longer place is made of is no trouble either: "closed lost" loses nothing.
    """
    said = list(_said([NUMBER if word[0].isdigit() else word for word in words]))
    longest: dict[tuple[Facet, int], int] = {}
    for concept, begin, end in said:
        for position in (begin, end):
            at = FACETS[concept], position
            longest[at] = max(longest.get(at, 0), end - begin)
    named = set()
    for concept, begin, end in said:
        facet, length = FACETS[concept], end - begin
        shortest_rival = min(longest[facet, begin], longest[facet, end])
        in_place = min(longest.get((Facet.PLACE, begin), 0), longest.get((Facet.PLACE, end), 0))
        if length >= shortest_rival and not (facet is Facet.TROUBLE and length < in_place):
            named.add(concept)
    return named
