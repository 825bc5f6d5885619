"""The signs by which two reports are told to be one friction, or two: figures, each with a name and a direction.

Places and troubles come from the lexicon. Words are also laid beside each other by meaning, each with the nearest of
the other text, because the lexicon does not know every wording.
"""

from collections.abc import Mapping, Sequence
from heapq import nlargest
from math import dist, fsum, inf, sqrt
from typing import NamedTuple, TypeVar

from domain.concepts.lexicon import FACETS, KINDS, RECORDS_END, Facet
from domain.concepts.nearness import DIMENSIONS, Vector, nearness, vector
from domain.gist import Gist, weight_of_concept, weight_of_word

IMPLIED = 0.45
"""What a concept counts that is not named itself, but a kind of which is."""

MOST_ALIGNED = 12
"""Words of a text that are laid beside those of another, the most telling first."""

UNKNOWN: Vector = (-10_000.0,) * DIMENSIONS
"""Where words stand that the table does not know: far from every other."""

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
    ("people and moments in common", 0),
    ("the same words, and no trouble in common", -1),
    ("a record or field each for itself, more telling than any in common", -1),
    ("a telling place on one side only", 0),
    ("places of the side that is matched less", 1),
    ("places of the side that is matched more", 1),
    ("a telling trouble on one side only", 0),
    ("troubles of the side that is matched less", 1),
    ("troubles of the side that is matched more", 1),
    ("a record or field on one side only", 0),
    ("records of the side that is matched less", 1),
    ("records of the side that is matched more", 1),
    ("a figure in common", 1),
    ("a figure each for itself", -1),
    ("nearness of the words, side matched less", 0),
    ("nearness of the words, side matched more", 0),
    ("a telling word that is far from all, either side", 0),
    ("a telling word that is far from all, both sides", 0),
    ("nearest two words that are not the same", 1),
    ("nearness of the other words, side matched less", 1),
    ("nearness of the other words, side matched more", 1),
    ("most telling word in common", 0),
    ("words in common, of the fewer", 0),
    ("words in common, of all", 0),
)
"""What is weighed, and which way each may count: 1 for alike, -1 against, 0 where it depends on the others."""

_Key = TypeVar("_Key", int, str)


class Sides(NamedTuple):
    """A gist laid out for comparing: the weights of its words, places, troubles, people and moments, and of those of
    its places that are records or fields; its figures; and where its most telling words stand."""

    mark: int
    words: Mapping[str, float]
    places: Mapping[int, float]
    troubles: Mapping[int, float]
    setting: Mapping[int, float]
    records: Mapping[int, float]
    figures: frozenset[str]
    standing: tuple[tuple[str, float, Vector], ...]


class Shared(NamedTuple):
    """What two sides have in common: of all, of the lesser side, at best; the best that is left on both sides and on
    either; and what each side has in common of its own, the lesser share first."""

    of_all: float
    of_fewer: float
    best: float
    apart: float
    alone: float
    share: tuple[float, float]


def lay_out(one: Gist) -> Sides:
    facets: tuple[dict[int, float], ...] = tuple({} for _ in Facet)
    for concept in one.concepts:
        facets[FACETS[concept]][concept] = weight_of_concept(concept)
    for concept in one.concepts:
        for kind in KINDS[concept]:
            facets[FACETS[kind]].setdefault(kind, IMPLIED * weight_of_concept(kind))
    records = {concept: weight for concept, weight in facets[Facet.PLACE].items() if concept < RECORDS_END}
    words = {word: weight_of_word(word) for word in one.words}
    figures = frozenset(word for word in one.words if word[0].isdigit())
    telling = list(words.items())
    if len(telling) > MOST_ALIGNED:
        telling = nlargest(MOST_ALIGNED, telling, key=lambda row: row[1])
    standing = tuple((word, weight, vector(word) or UNKNOWN) for word, weight in telling)
    places, troubles, setting = facets
    return Sides(one.mark, words, places, troubles, setting, records, figures, standing)


def _shared(a: Mapping[_Key, float], b: Mapping[_Key, float]) -> Shared:
    keys = a.keys() & b.keys()
    common = [min(a[key], b[key]) for key in keys]
    both, all_a, all_b = fsum(common), fsum(a.values()), fsum(b.values())
    apart_a = max([weight for key, weight in a.items() if key not in keys], default=0.0)
    apart_b = max([weight for key, weight in b.items() if key not in keys], default=0.0)
    least, most = sorted((_of(both, all_a), _of(both, all_b)))
    apart, alone = min(apart_a, apart_b), max(apart_a, apart_b)
    if not common:
        return Shared(0.0, 0.0, 0.0, apart, alone, (least, most))
    return Shared(both / (all_a + all_b - both), most, max(common), apart, alone, (least, most))


def _of(part: float, whole: float) -> float:
    """A side that names nothing is not the same as one that is not matched."""
    return part / max(whole, 0.3) if whole else -0.1


class Aligned(NamedTuple):
    """Words laid beside the nearest of the other text; pairs are of the side matched less and the side matched more."""

    nearness: tuple[float, float]
    far: tuple[float, float]
    nearest: float
    others: tuple[float, float]


NOTHING_BESIDE = Aligned((0.0, 0.0), (0.0, 0.0), 0.0, (0.0, 0.0))


def _align(a: Sides, b: Sides) -> Aligned:
    if not a.standing or not b.standing:
        return NOTHING_BESIDE
    nearest_in_b, nearest_in_a = _nearest(a, b)
    one, two = _matched(a.standing, nearest_in_b), _matched(b.standing, nearest_in_a)
    least, most = sorted((one[0], two[0]))
    less_far, more_far = sorted((one[1], two[1]))
    least_other, most_other = sorted((one[2], two[2]))
    return Aligned((least, most), (less_far, more_far), min(one[3], two[3]), (least_other, most_other))


def _nearest(a: Sides, b: Sides) -> tuple[dict[str, float], dict[str, float]]:
    """For the words of each side that the other has not: the distance to the nearest one there."""
    rows = {word: [dist(at, end) for _, _, end in b.standing] for word, _, at in a.standing if word not in b.words}
    shared = [at for word, _, at in a.standing if word not in rows]
    columns = {
        word: min(*(row[number] for row in rows.values()), *(dist(at, end) for at in shared), inf)
        for number, (word, _, end) in enumerate(b.standing)
        if word not in a.words
    }
    return {word: min(row) for word, row in rows.items()}, columns


def _matched(
    standing: Sequence[tuple[str, float, Vector]], nearest: Mapping[str, float]
) -> tuple[float, float, float, float]:
    """Nearness over all words; the weight of the word that is farthest off; nearness over the words that the other text
    has not, and of the best of them."""
    total = left = near = near_left = far = best = 0.0
    for word, weight, _ in standing:
        total += weight
        if word not in nearest:
            near += weight
            continue
        found = weight * nearness(nearest[word])
        near += found
        near_left += found
        left += weight
        best = max(best, found)
        far = max(far, weight - found)
    return near / total, far, near_left / left if left else 0.3, best


def signs(a: Sides, b: Sides) -> tuple[float, ...]:
    """The figures for `SIGNS`, in their order."""
    words, place = _shared(a.words, b.words), _shared(a.places, b.places)
    trouble, setting = _shared(a.troubles, b.troubles), _shared(a.setting, b.setting)
    record, beside = _shared(a.records, b.records), _align(a, b)
    common = a.figures & b.figures
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
        *(place.alone, *place.share),
        *(trouble.alone, *trouble.share),
        *(record.alone, *record.share),
        1.0 if common else 0.0,
        1.0 if a.figures and b.figures and not common else 0.0,
        *beside.nearness,
        beside.far[1],
        beside.far[0],
        beside.nearest,
        *beside.others,
        words.best,
        words.of_fewer,
        words.of_all,
    )
