"""The open reports of one workspace, in memory, found again by what they are about."""

from array import array
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import islice
from math import log

from domain.concepts.lexicon import FACETS, Facet
from domain.gist import Gist, gist, length, packed, unpacked, weight_of_concept, weight_of_word
from domain.likeness import SAME_AT, weigh
from domain.likeness_signs import lay_out

MOST_LOOKED_UP = 1_000
"""Entries read for one question, the rarest clues first: what is common to thousands of reports finds none of them."""

MOST_CONSIDERED = 40
"""Reports with the most points, whose length is looked at too."""

MOST_COMPARED = 6
"""Reports compared in full for one question."""

TELLING = 0.8
"""Words below this weight are no clue to look under."""

WORD_POINTS = 0.5
TOGETHER_POINTS = 2.0
"""Points for a word in common, and for a trouble together with a place; a place or a trouble alone has one."""

LONG_TEXTS = 0.3
"""Who says much has something in common with many: points are divided by the length of the gist to this power."""

ENOUGH_CLUES = 4
"""A report with fewer is also found by the very text that it is."""

LARGEST = 1 << 24
"""Concepts are numbered far below; a pair of them makes one number."""

KEYS = "i"
"""Four bytes, as the ids of reports have where they are stored."""

Clue = int | str


_gist = lru_cache(maxsize=32)(gist)
"""A report is asked about and put into the index in one go, and understood once."""


class LikenessIndex:
    """Reports by key. It holds gists, never texts."""

    def __init__(self) -> None:
        self._gists: dict[int, bytes] = {}
        self._under: dict[Clue, int | array[int]] = {}

    def __len__(self) -> int:
        return len(self._gists)

    def __contains__(self, key: int) -> bool:
        return key in self._gists

    def put(self, key: int, text: str) -> None:
        """Adds a report, or replaces the one of that key."""
        self.drop(key)
        new = _gist(text)
        self._gists[key] = packed(new)
        for clue in _clues(new):
            known = self._under.get(clue)
            if known is None:
                self._under[clue] = key  # most clues are of one report: an array each would take a third of the memory
            elif isinstance(known, int):
                self._under[clue] = array(KEYS, (known, key))
            else:
                known.append(key)

    def drop(self, key: int) -> None:
        """Forgets a report; a key that is not there is no mistake."""
        gone = self._gists.pop(key, None)
        if gone is None:
            return
        for clue in _clues(unpacked(gone)):
            keys = self._under[clue]
            if not isinstance(keys, int):
                keys.remove(key)
            if isinstance(keys, int) or not keys:
                del self._under[clue]

    def nearest(
        self, text: str, *, limit: int = 3, at_least: float = SAME_AT, leave_out: Collection[int] = ()
    ) -> list[tuple[int, float]]:
        """Keys and likenesses, the most alike first, the lower key first among equals.

        As many as were asked for are enough: the rest of the candidates share less and is not compared.
        """
        asked = _gist(text)
        sides = lay_out(asked)
        alike: list[tuple[int, float]] = []
        for key in self._candidates(asked, leave_out):
            score = weigh(sides, lay_out(unpacked(self._gists[key])))
            if score >= at_least:
                alike.append((key, score))
            if len(alike) == limit:
                break
        return sorted(alike, key=lambda row: (-row[1], row[0]))

    def _candidates(self, asked: Gist, leave_out: Collection[int]) -> list[int]:
        """Those that share the most, weighed by how few share it."""
        points: dict[int, float] = {}
        left = MOST_LOOKED_UP
        found = [(self._keys_under(clue), _points_of(clue)) for clue in _clues(asked) if clue in self._under]
        for keys, each in sorted(found, key=lambda row: len(row[0])):
            worth = each * log(1 + len(self._gists) / len(keys))
            for key in islice(keys, left):
                points[key] = points.get(key, 0.0) + worth
            left -= len(keys)
            if left <= 0:
                break
        for key in leave_out:
            points.pop(key, None)
        # To sort all of some hundreds is faster than to keep the best of them by hand.
        considered = sorted(points, key=points.__getitem__, reverse=True)[:MOST_CONSIDERED]
        telling = {key: points[key] / (1 + length(self._gists[key])) ** LONG_TEXTS for key in considered}
        return sorted(telling, key=telling.__getitem__, reverse=True)[:MOST_COMPARED]

    def _keys_under(self, clue: Clue) -> Sequence[int]:
        keys = self._under[clue]
        return (keys,) if isinstance(keys, int) else keys


def _clues(kept: Gist) -> list[Clue]:
    """What a report may be found under: telling words, concepts, each trouble together with each place; or itself."""
    places = [c for c in kept.concepts if FACETS[c] is Facet.PLACE]
    troubles = [c for c in kept.concepts if FACETS[c] is Facet.TROUBLE]
    clues: list[Clue] = [word for word in kept.words if weight_of_word(word) >= TELLING]
    clues += places + troubles
    tops = _most_telling(places)
    clues += [(trouble + 1) * LARGEST + place for trouble in _most_telling(troubles) for place in tops]
    return clues if len(clues) >= ENOUGH_CLUES else [*clues, -kept.mark - 1]


def _points_of(clue: Clue) -> float:
    if isinstance(clue, str):
        return WORD_POINTS
    return TOGETHER_POINTS if clue >= LARGEST else 1.0


def _most_telling(concepts: list[int], most: int = 4) -> list[int]:
    """A long text names a hundred pairs; the few that tell most will do."""
    return sorted(concepts, key=lambda c: (-weight_of_concept(c), c))[:most]
