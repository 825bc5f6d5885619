"""How likely two friction reports describe the same friction, so that one fix would close both.

Both texts are read for the places and the troubles that they name, because two reports of one friction share these and
often no word, while two frictions of one field share most words. The signs are weighed by a logistic regression.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from math import exp, sqrt
from typing import NamedTuple, TypeVar

from domain.concepts.lexicon import FACETS, KINDS, NAMES, RECORDS_END, Facet, read
from domain.concepts.weights import BIAS, CONCEPT_WEIGHTS, SIGN_WEIGHTS, WORD_WEIGHTS
from domain.concepts.words import stems

SAME_AT = 0.68
"""From here on a report is suggested as the same. `bench/judge_pairs.py` says how often that is right."""

MOST_WORDS = 160
MOST_CONCEPTS = 120
"""What is kept of a text of any length; reports of 3,000 characters stay below both."""

IMPLIED = 0.45
"""What a concept counts that is not named itself, but a kind of which is."""

OTHERWISE_ALIKE = 0.999
"""Texts that differ in a letter are not quite the same text."""

SIGNS = (
    ("nearly the same words, and no other field or trouble", 1),
    ("places in common, of all", 1),
    ("most telling place in common", 1),
    ("troubles in common, of the fewer", 1),
    ("most telling trouble in common", 1),
    ("a telling place and a telling trouble", 1),
    ("most places and most troubles", 1),
    ("a place, and some trouble", 1),
    ("no trouble in common", -1),
    ("no place in common", -1),
    ("a telling trouble each for itself", -1),
    ("a telling place each for itself", -1),
    ("people and moments in common", 1),
    ("the same words, and no trouble in common", -1),
    ("a record or field each for itself, more telling than any in common", -1),
)
"""What is weighed, and which way each may count."""

_WEIGHT_OF = tuple(CONCEPT_WEIGHTS.get(name, 1.0) for name in NAMES)


@dataclass(frozen=True, slots=True)
class Gist:
    """What is kept of a text: enough to compare it, not enough to read it."""

    mark: int
    words: tuple[str, ...]
    concepts: tuple[int, ...]


def gist(text: str) -> Gist:
    said = stems(text)
    words = tuple(dict.fromkeys(word for word in said if weight_of_word(word) > 0))
    mark = int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())
    return Gist(mark, words[:MOST_WORDS], tuple(sorted(read(said))[:MOST_CONCEPTS]))


def weight_of_word(word: str) -> float:
    """From 0.0, says nothing, to 1.0, for a word that is rare or not known."""
    return WORD_WEIGHTS.get(word, 1.0)


def weight_of_concept(concept: int) -> float:
    return _WEIGHT_OF[concept]


_Key = TypeVar("_Key", int, str)


class Sides(NamedTuple):
    """A gist laid out for comparing: the weights of its words, places, troubles, people and moments, and of those of
    its places that are records or fields."""

    mark: int
    words: Mapping[str, float]
    places: Mapping[int, float]
    troubles: Mapping[int, float]
    setting: Mapping[int, float]
    records: Mapping[int, float]


class Shared(NamedTuple):
    """What two sides have in common: of all, of the lesser side, at best; and the best that is left on both sides."""

    of_all: float
    of_fewer: float
    best: float
    apart: float


def lay_out(one: Gist) -> Sides:
    facets: tuple[dict[int, float], ...] = tuple({} for _ in Facet)
    for concept in one.concepts:
        facets[FACETS[concept]][concept] = _WEIGHT_OF[concept]
    for concept in one.concepts:
        for kind in KINDS[concept]:
            facets[FACETS[kind]].setdefault(kind, IMPLIED * _WEIGHT_OF[kind])
    records = {concept: weight for concept, weight in facets[Facet.PLACE].items() if concept < RECORDS_END}
    words = {word: weight_of_word(word) for word in one.words}
    places, troubles, setting = facets
    return Sides(one.mark, words, places, troubles, setting, records)


NOTHING = Shared(0.0, 0.0, 0.0, 0.0)


def _shared(a: Mapping[_Key, float], b: Mapping[_Key, float]) -> Shared:
    if not a or not b:
        return NOTHING
    common = {key: min(weight, b[key]) for key, weight in a.items() if key in b}
    both, all_a, all_b = sum(common.values()), sum(a.values()), sum(b.values())
    apart_a = max((weight for key, weight in a.items() if key not in common), default=0.0)
    apart_b = max((weight for key, weight in b.items() if key not in common), default=0.0)
    best = max(common.values(), default=0.0)
    return Shared(both / (all_a + all_b - both), both / min(all_a, all_b), best, min(apart_a, apart_b))


def signs(a: Sides, b: Sides) -> tuple[float, ...]:
    """The figures for `SIGNS`, in their order, each from 0.0 to 1.0."""
    words, place = _shared(a.words, b.words), _shared(a.places, b.places)
    trouble, setting = _shared(a.troubles, b.troubles), _shared(a.setting, b.setting)
    record = _shared(a.records, b.records)
    return (
        max(0.0, words.of_all - 0.4) * (1.0 - max(record.apart, trouble.apart)),
        place.of_all,
        place.best,
        trouble.of_fewer,
        trouble.best,
        sqrt(place.best * trouble.best),
        sqrt(place.of_all * trouble.of_all),
        place.best if trouble.best else 0.0,
        1.0 if a.troubles and b.troubles and not trouble.best else 0.0,
        1.0 if a.places and b.places and not place.best else 0.0,
        trouble.apart,
        place.apart,
        setting.of_all,
        0.0 if trouble.best else min(words.of_all, 0.5),
        max(0.0, record.apart - record.best),
    )


def weigh(a: Sides, b: Sides) -> float:
    """Likeness of two gists laid out."""
    if a.mark == b.mark:
        return 1.0
    total = sum(weight * sign for weight, sign in zip(SIGN_WEIGHTS, signs(a, b), strict=True))
    return min(1 / (1 + exp(-(total + BIAS))), OTHERWISE_ALIKE)


def likeness(a: Gist, b: Gist) -> float:
    """From 0.0 to 1.0, the same both ways; 1.0 for the same text and for no other."""
    return weigh(lay_out(a), lay_out(b))


def why_alike(a: Gist, b: Gist) -> tuple[str, ...]:
    """The places and troubles that both name, in words for people, the most telling first."""
    common = [c for c in set(a.concepts) & set(b.concepts) if FACETS[c] is not Facet.SETTING]
    return tuple(NAMES[c].replace("_", " ") for c in sorted(common, key=lambda c: (-_WEIGHT_OF[c], c)))
