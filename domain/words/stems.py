"""Brings the forms of a word together (saves, saved, saving) and forgives one wrong letter in a long one."""

from collections.abc import Iterable
from functools import lru_cache
from sys import intern

SHORTEST_STEM = 3
WHOLE = {
    "uses": "use",
    "used": "use",
    "using": "use",
    "dates": "date",
    "notes": "note",
    "sites": "site",
    "titles": "title",
}
"""Forms that the rules below would take apart or run together with another word: note is not not, date is not dated."""
WHOLE |= {
    word: word for word in ("note", "date", "dated", "site", "title", "seite", "seit", "need", "needs", "asap", "miss")
}
SHORTEST_MISSPELT = 6
"""Shorter words have too many neighbours: lead and load, stage and stale."""


def stem(word: str) -> str:
    """A crude English stem. It only has to bring forms together, and is used on both sides of every comparison.

    The same one every time: the lexicons hold each of them in several places.
    """
    return intern(_stem(word))


def _stem(word: str) -> str:
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
    """Gives the stem of a word, or of the known word one slip away: a letter lost, added, changed, or two swapped."""

    def __init__(self, known: Iterable[str], *, besides: Iterable[str] = ()) -> None:
        """`besides` are words that are right as they stand and never corrected."""
        words = sorted(set(known))
        self._right = {stem(word) for word in (*words, *besides)}
        self._near: dict[str, str] = {}
        for word in words:
            if len(word) >= SHORTEST_MISSPELT:
                meant = stem(word)
                for near in (word, *_without_one_letter(word)):
                    self._near.setdefault(near, meant)
        self._put_right = lru_cache(maxsize=4_096)(self.put_right)

    def __call__(self, word: str) -> str:
        return word if word.isdecimal() else self._put_right(word)

    def put_right(self, word: str) -> str:
        """Without remembering it, for who remembers more of the word than its stem."""
        plain = stem(word)
        if plain in self._right or len(word) < SHORTEST_MISSPELT - 1:
            return plain
        for near in (word, *(_without_one_letter(word) if len(word) >= SHORTEST_MISSPELT else ())):
            if meant := self._near.get(near):
                return meant
        return plain


def _without_one_letter(word: str) -> list[str]:
    """The first letter is kept: people rarely get it wrong, and lease is not please."""
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]
