"""Finds the phrases of many cues in a text, in one pass over its words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from domain.signals.forms import base

GAP = "~"
"""In a phrase: up to `GAP_WORDS` words of any kind, within the sentence."""
GAP_WORDS = 3
CLASS = "@"
STOP = "."
NAME = "@name"
NAME_MARK = "^"
"""Stands before the stem of a word that is written like a name."""


@dataclass(frozen=True)
class Cue:
    """Phrases that say one kind of thing, and that thing in a sentence."""

    name: str
    says: str
    phrases: str
    """Separated by commas or line ends.

    A word may be `a|b`, `@class`, `#` for a figure, `~`, or `=word` for just that form.
    """

    def each(self) -> Iterator[tuple[str, ...]]:
        for phrase in self.phrases.replace("\n", ",").split(","):
            if words := phrase.replace("-", " ").split():
                yield from product(*(word.split("|") for word in words))


_NO_WORD_FOLLOWS: dict[str, "_Node"] = {}
"""One for all of the nodes, two in three, where nothing goes on."""


class _Node:
    __slots__ = ("cues", "next")

    def __init__(self) -> None:
        self.next = _NO_WORD_FOLLOWS
        self.cues: tuple[str, ...] = ()

    def after(self, word: str) -> "_Node":
        if self.next is _NO_WORD_FOLLOWS:
            self.next = {}
        return self.next.setdefault(word, _Node())


Labels = tuple[str, ...]
"""What a word may be matched as: first its stem, then its form, its classes, or a name."""


class Lexicon:
    """Cues over named classes of words, ready to be looked up."""

    def __init__(self, cues: Iterable[Cue], classes: Mapping[str, str]) -> None:
        self._root = _Node()
        self._classes: dict[str, tuple[str, ...]] = {}
        self._words: set[str] = set()
        for name, words in classes.items():
            for word in {_written(word) for word in words.split()}:
                self._words.add(word.lstrip("="))
                self._classes[word] = (*self._classes.get(word, ()), CLASS + name)
        for cue in cues:
            alone = (cue.name,)
            for phrase in cue.each():
                self._add(phrase, alone)
        self.labels = lru_cache(maxsize=8_000)(self._labels)

    def _add(self, phrase: tuple[str, ...], cues: tuple[str, ...]) -> None:
        node = self._root
        for word in map(_written, phrase):
            self._words.add(word.lstrip("="))
            node = node.after(word)
        if cues[0] not in node.cues:
            node.cues += cues  # where there were none, the tuple that is there for all phrases of the cue

    def _labels(self, word: str) -> Labels:
        """A word with a capital within a sentence comes with `NAME_MARK`; it is a name unless we know it."""
        plain = word.removeprefix(NAME_MARK)
        form = base(plain)
        if word[0] == NAME_MARK and form not in self._words and plain not in self._words:
            return (NAME,)
        return (form, "=" + plain, *self._classes.get(form, ()), *self._classes.get("=" + plain, ()))

    def find(self, labels: Sequence[Labels]) -> set[str]:
        """The names of the cues of which a phrase is there."""
        found: set[str] = set()
        for start, ways in enumerate(labels):
            for label in ways:
                if node := self._root.next.get(label):
                    _walk(labels, node, start + 1, found)
        return found


def _written(word: str) -> str:
    return word if word[0] in "@~#=" else base(word)


def _walk(labels: Sequence[Labels], node: _Node, at: int, found: set[str]) -> None:
    found.update(node.cues)
    if at >= len(labels) or not node.next:
        return
    for label in labels[at]:
        if following := node.next.get(label):
            _walk(labels, following, at + 1, found)
    if gap := node.next.get(GAP):
        for further in range(at, min(at + GAP_WORDS + 1, len(labels))):
            for label in labels[further]:
                if following := gap.next.get(label):
                    _walk(labels, following, further + 1, found)
            if labels[further][0] == STOP:
                break
