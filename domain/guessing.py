"""Guesses for a form which of the company's own workflows and fields a report means: one that fits best, or none."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.words.matching import Kind
from domain.words.reading import find
from domain.words.stems import Speller, stem

_COMMON_WORDS = """
    date name status type field number value note text owner id the of and for a an to review meeting call weekly
    monthly daily crm deal customer account closed close next open set last first stage
"""
TOO_COMMON = frozenset(map(stem, _COMMON_WORDS.split()))
"""Words of many names: alone they point at none of them."""
READ_AT_MOST = 4000
"""Characters of a report that are looked at: the form keeps 3,000."""
SHORTEST_ABBREVIATION = 4
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?\.?")


def plain(name: str) -> str:
    """A key or label as people would write it: implementation_risk and implementationRisk alike."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[\W_]+", " ", name)
    return spaced.strip().lower()


def guess_field(text: str, fields: Mapping[str, Sequence[str]]) -> str | None:
    """The field named in full, or by a word or abbreviation that no other field shares. None when two fit equally."""
    named = _named(fields)
    said = _said(text, named)
    full = _in_full(said, named)
    return _alone_on_top(full) if full else _by_own_word(said, named)


def guess_workflow(text: str, workflows: Mapping[str, Sequence[str]]) -> str | None:
    """The workflow named in full or in part; else the one whose usual words weigh most. None when two tie."""
    named = _named(workflows)
    said = _said(text, named)
    full = _in_full(said, named)
    if full:
        return _alone_on_top(full)
    return _by_own_word(said, named) or _by_usual_words(text, workflows)


@dataclass(frozen=True, slots=True)
class Named:
    """Names as lists of stems, under everything that their first word may be said as; the words that stand in the names
    of one only; every word there is."""

    names: Mapping[str, Sequence[tuple[str, Sequence[str]]]]
    own: Mapping[str, frozenset[str]]
    words: frozenset[str]


def _named(things: Mapping[str, Sequence[str]]) -> Named:
    return _prepared(tuple((key, key, *names) for key, names in things.items()))


@lru_cache(maxsize=16)
def _prepared(things: tuple[tuple[str, ...], ...]) -> Named:
    """Made once: the names change with the operating model, not with the report."""
    names = {key: [[stem(word) for word in plain(name).split()] for name in all_names] for key, *all_names in things}
    words = {key: {word for name in stems for word in name} for key, stems in names.items()}
    shared = Counter(word for some in words.values() for word in some)
    own = {
        key: frozenset(word for word in some if shared[word] == 1 and word not in TOO_COMMON)
        for key, some in words.items()
    }
    every = frozenset(word for _, *some in things for name in some for word in plain(name).split())
    return Named(_by_first_word(names), own, every)


def _by_first_word(names: Mapping[str, Iterable[Sequence[str]]]) -> Mapping[str, Sequence[tuple[str, Sequence[str]]]]:
    """Each name and whose it is, under its first word and under every beginning of it that may stand for the word."""
    found: defaultdict[str, list[tuple[str, Sequence[str]]]] = defaultdict(list)
    for key, some in names.items():
        for name in filter(None, some):
            first = name[0]
            for said in {first, *(first[:end] for end in range(SHORTEST_ABBREVIATION, len(first)))}:
                found[said].append((key, name))
    return dict(found)


def _in_full(said: Sequence[str], named: Named) -> dict[str, int]:
    """How many words of the longest of their names stand in the text, of those that are named in full."""
    full: dict[str, int] = {}
    for at, word in enumerate(said):
        for key, name in named.names.get(word.rstrip("."), ()):
            if len(name) > full.get(key, 0) and _stands(said, at, name):
                full[key] = len(name)
    return full


def _said(text: str, named: Named) -> list[str]:
    """The stems of a text, misspelt words of the names put right, abbreviations kept with their full stop."""
    known = named.words
    spell = _speller(known)
    words = map(str.lower, WORD.findall(text[:READ_AT_MOST].replace("_", " ").replace("’", "'")))
    return [spell(word.rstrip(".")) if not _abbreviates(word, known) else word for word in words]


@lru_cache(maxsize=64)
def _speller(known: frozenset[str]) -> Speller:
    return Speller(known)


def _abbreviates(word: str, known: Iterable[str]) -> bool:
    bare = word.rstrip(".")
    return word.endswith(".") and len(bare) >= SHORTEST_ABBREVIATION and any(k.startswith(bare) for k in known)


def _same(said: str, meant: str) -> bool:
    if said.endswith("."):
        return meant.startswith(said.rstrip("."))
    return said == meant or (len(said) >= SHORTEST_ABBREVIATION + 1 and meant.startswith(said))


def _stands(said: Sequence[str], start: int, meant: Sequence[str]) -> bool:
    """Whether all the words of a name stand there in their order. "Stage 2" says when, not where."""
    end = start + len(meant)
    if end > len(said) or not all(map(_same, said[start:end], meant)):
        return False
    after = said[end] if end < len(said) else ""
    return not (len(meant) == 1 and after.rstrip(".").isdigit())


def _by_own_word(said: Sequence[str], named: Named) -> str | None:
    """By a word that stands in the names of one only."""
    whole = frozenset(said)
    # What `_same` says of each word said, asked of all of them at once.
    begun = tuple(word.rstrip(".") for word in whole if word.endswith(".") or len(word) > SHORTEST_ABBREVIATION)
    points = {key: sum(word in whole or word.startswith(begun) for word in words) for key, words in named.own.items()}
    return _alone_on_top(points)


def _by_usual_words(text: str, workflows: Mapping[str, Sequence[str]]) -> str | None:
    """By what is usually said about a pipeline review, a forecast, a handoff, a renewal or attribution."""
    points: defaultdict[str, float] = defaultdict(float)
    for name, more in {
        (hit.group.name, hit.group.points)
        for hit in find(text[:READ_AT_MOST])[1]
        if hit.group.kind is Kind.WORKFLOW_TALK
    }:
        points[name] += more
    best = _alone_on_top(points)
    return best if best in workflows else None


def _alone_on_top(points: Mapping[str, float]) -> str | None:
    ranked = sorted(points, key=lambda key: -points[key])
    if not ranked or points[ranked[0]] <= 0:
        return None
    return None if len(ranked) > 1 and points[ranked[1]] == points[ranked[0]] else ranked[0]
