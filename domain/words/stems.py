"""Brings the forms of a word together (saves, saved, saving) and forgives one wrong letter in a long one."""

from collections.abc import Iterable

SHORTEST_STEM = 3
WHOLE = {"uses": "use", "used": "use", "using": "use", "dates": "date", "notes": "note", "sites": "site", "titles": "title"}
"""Forms that the rules below would take apart or run together with another word: note is not not, date is not dated."""
WHOLE |= {word: word for word in ("note", "date", "dated", "site", "title", "seite", "seit", "need", "needs", "asap")}
SHORTEST_MISSPELT = 6
"""Shorter words have too many neighbours: lead and load, stage and stale."""


def stem(word: str) -> str:
    """A crude English stem. It only has to bring forms together, and is used on both sides of every comparison."""
    word = word.lower().removesuffix("'s")
    if word in WHOLE:
        return WHOLE[word]
    if len(word) <= SHORTEST_STEM or not word.isascii():
        return word
    if word.endswith("ies") and len(word) > len("ties"):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    if len(word) > SHORTEST_STEM and word.endswith("e"):
        word = word[:-1]
    if len(word) > SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word


class Speller:
    """Puts a known word for an unknown one that is one letter away: dropped, added, changed, or two letters swapped."""

    def __init__(self, known: Iterable[str], *, besides: Iterable[str] = ()) -> None:
        """`besides` are words that are right as they stand and never corrected."""
        self._known = frozenset(known)
        self._right = self._known | frozenset(besides)
        self._by_deletion: dict[str, str] = {}
        for word in sorted(self._known):
            if len(word) >= SHORTEST_MISSPELT:
                for shorter in _without_one_letter(word):
                    self._by_deletion.setdefault(shorter, word)

    def __call__(self, word: str) -> str:
        if word in self._right or len(word) < SHORTEST_MISSPELT - 1:
            return word
        if near := self._by_deletion.get(word):
            return near
        if len(word) >= SHORTEST_MISSPELT:
            for shorter in _without_one_letter(word):
                if shorter in self._known and len(shorter) >= SHORTEST_MISSPELT:
                    return shorter
                if near := self._by_deletion.get(shorter):
                    return near
        return word


def _without_one_letter(word: str) -> list[str]:
    """The first letter is kept: people rarely get it wrong, and lease is not please."""
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]
