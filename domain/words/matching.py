"""Finds the phrases of a lexicon in a text, in one pass and in time linear in its length."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from domain.words.stems import Speller, stem

GAP = "~"
"""In a phrase: up to `GAP_WORDS` words of any kind, within the sentence."""
GAP_WORDS = 3
CONTENT = "*"
"""In a phrase: any word that says something by itself (see `Lexicon.empty_words`)."""
NUMBER = "#"
"""In a phrase: a number, or a number word from two to twelve."""
COMMA = "@comma"
MARKS = "@#*~"
STOP = "."

LONGEST_WORD = 40
"""Longer runs of letters are no words of any language we read; they are not looked up."""

TOKEN = re.compile(r"\d+:\d+s?\b|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[.!?;:\n,()]|[$€£%>→]", re.UNICODE)
_SCREEN_WORDS = "formular feld felder seite liste bericht ansicht maske übersicht dashboard protokoll notiz"
COMPOUND_ENDS = tuple(_SCREEN_WORDS.split())
"""German and Dutch write a screen and its name in one word."""
SENTENCE_ENDS = frozenset(".!?;:\n")
_NUMBERS = "two three four five six seven eight nine ten eleven twelve half dozen"
NUMBER_WORDS = frozenset(_NUMBERS.split())


class Kind(StrEnum):
    """What a phrase is to the reader of a report."""

    EXACT = "exact place"
    WORKFLOW = "workflow"
    RECORD = "record or part"
    COMMON = "common record"
    NAMELESS = "nameless part"
    NOWHERE = "points at nothing"
    STRONG = "obstacle"
    WEAK = "hint of an obstacle"
    VERDICT = "verdict"
    WISH = "open wish"
    CAUSE = "tells the cause"
    WORKFLOW_TALK = "tells the workflow"


@dataclass(frozen=True)
class Group:
    """Phrases that say the same kind of thing. They count once, however many of them are found."""

    name: str
    kind: Kind
    why: str
    phrases: str
    """Separated by commas or line ends. A word may be `a|b`, `@class`, `#` (a number), `*` or `~`."""
    points: float = 0.0
    """For the workflow that a group speaks for."""

    def each(self) -> Iterator[tuple[str, ...]]:
        for phrase in re.split(r"[,\n]", self.phrases):
            if words := phrase.replace("-", " ").split():
                yield from product(*(word.split("|") for word in words))


class Hit(NamedTuple):
    """A phrase of `group`, from the token `start` up to `end`, without it."""

    group: Group
    start: int
    end: int


_NO_WORD_FOLLOWS: dict[str, "_Node"] = {}
"""One for all of the nodes, three in four, where nothing goes on."""


class _Node:
    __slots__ = ("groups", "next")

    def __init__(self) -> None:
        self.next = _NO_WORD_FOLLOWS
        self.groups: tuple[Group, ...] = ()

    def after(self, word: str) -> "_Node":
        if self.next is _NO_WORD_FOLLOWS:
            self.next = {}
        found = self.next.get(word)
        if found is None:
            found = self.next[word] = _Node()
        return found


@dataclass(frozen=True)
class Tokens:
    """A text cut into words: what each may be looked up as, and where it stands."""

    text: str
    spans: tuple[tuple[int, int], ...]
    labels: tuple[tuple[str, ...], ...]

    def words(self, start: int, end: int) -> str:
        return self.text[self.spans[start][0] : self.spans[end - 1][1]]


@lru_cache(maxsize=8)
def _cut(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]]:
    """Where the words stand, and each in small letters. A report is looked up in several lexicons in one go."""
    straight = text.replace("’", "'").replace("‘", "'")
    found = [m for m in TOKEN.finditer(straight) if m.end() - m.start() <= LONGEST_WORD]
    return tuple(m.span() for m in found), tuple(m.group().lower() for m in found)


class Lexicon:
    """Groups of phrases over named classes of words, ready to be looked up."""

    def __init__(
        self, groups: Iterable[Group], classes: Mapping[str, str], empty_words: str, *, right: str = ""
    ) -> None:
        """`right` are more words that are no slip of any other."""
        self._root = _Node()
        self._classes: dict[str, list[str]] = {}
        for name, words in classes.items():
            for word in words.replace(",", " ").split():
                self._classes.setdefault(stem(word), []).append(f"@{name}")
        known = {word for words in classes.values() for word in words.replace(",", " ").split()}
        stems: dict[str, str] = {}
        for group in groups:
            alone = (group,)
            for phrase in group.each():
                self._add(phrase, alone, stems)
        known.update(word for word in stems if word[0] not in MARKS)
        self._empty = frozenset(map(stem, empty_words.split()))
        self._speller = Speller(known, besides=(*empty_words.split(), *right.split()))
        self._labels_of_word = lru_cache(maxsize=4_096)(self._labels_of)

    def _add(self, phrase: tuple[str, ...], groups: tuple[Group, ...], stems: dict[str, str]) -> None:
        """`stems` are those of the words so far: most stand in many phrases."""
        node = self._root
        for word in phrase:
            after = stems.get(word)
            if after is None:
                after = stems[word] = word if word[0] in MARKS else stem(word)
            node = node.after(after)
        node.groups += groups  # where there were none, the tuple that is there for all phrases of the group

    def _labels(self, written: str) -> tuple[str, ...]:
        """Figures are many and seldom the same: they would push the words out of the cache."""
        return (NUMBER, written) if written.isdecimal() else self._labels_of_word(written)

    def _labels_of(self, written: str) -> tuple[str, ...]:
        """What a token may be matched as: itself, its classes, a number, a content word. A sentence's end is STOP."""
        if written == ",":
            return (COMMA,)
        if written in SENTENCE_ENDS:
            return (STOP,)
        if written[0].isdigit() or written in NUMBER_WORDS:
            return (NUMBER, stem(written))
        if not written[0].isalpha():
            return (written,)
        word = self._speller.put_right(written)
        content: tuple[str, ...] = () if word in self._empty else (CONTENT,)
        if any(word.endswith(end) and len(word) > len(end) + 2 for end in COMPOUND_ENDS):
            content = (CONTENT, "@compound")
        return (word, *self._classes.get(word, ()), *content)

    def tokens(self, text: str) -> Tokens:
        spans, words = _cut(text)
        return Tokens(text, spans, tuple(map(self._labels, words)))

    def hits(self, tokens: Tokens) -> list[Hit]:
        """Every phrase found, in the order of its first word."""
        found: list[Hit] = []
        for start, labels in enumerate(tokens.labels):
            for label in labels:
                if node := self._root.next.get(label):
                    self._walk(tokens, node, start, start + 1, found)
        return found

    def _walk(self, tokens: Tokens, node: _Node, start: int, at: int, found: list[Hit]) -> None:
        for group in node.groups:
            found.append(Hit(group, start, at))
        if at >= len(tokens.labels) or not node.next:
            return
        for label in tokens.labels[at]:
            if following := node.next.get(label):
                self._walk(tokens, following, start, at + 1, found)
        if gap := node.next.get(GAP):
            for further in range(at, min(at + GAP_WORDS + 1, len(tokens.labels))):
                for label in tokens.labels[further]:
                    if following := gap.next.get(label):
                        self._walk(tokens, following, start, further + 1, found)
                if tokens.labels[further] == (STOP,):
                    break
