"""What is kept of a text to compare it with others: the words and the concepts of the lexicon that it names."""

from array import array
from dataclasses import dataclass
from hashlib import blake2b

from domain.concepts.lexicon import NAMES, read
from domain.concepts.weights import CONCEPT_WEIGHTS, WORD_WEIGHTS
from domain.concepts.words import stems

MOST_WORDS = 160
MOST_CONCEPTS = 120
"""What is kept of a text of any length; reports of 3,000 characters stay below both. Packed, both fit into a byte."""

MARK_BYTES = 8
HEAD = 2 + MARK_BYTES

_WEIGHT_OF = tuple(CONCEPT_WEIGHTS.get(name, 1.0) for name in NAMES)


@dataclass(frozen=True, slots=True)
class Gist:
    """Enough of a text to compare it, not enough to read it."""

    mark: int
    words: tuple[str, ...]
    concepts: tuple[int, ...]


def gist(text: str) -> Gist:
    said = stems(text)
    words = tuple(dict.fromkeys(word for word in said if weight_of_word(word) > 0))
    mark = int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=MARK_BYTES).digest())
    return Gist(mark, words[:MOST_WORDS], tuple(sorted(read(said))[:MOST_CONCEPTS]))


def packed(one: Gist) -> bytes:
    """In a third of the memory, for the thousands that are kept and the few of them that are looked at."""
    counts = bytes((len(one.concepts), len(one.words)))
    mark, concepts = one.mark.to_bytes(MARK_BYTES), array("H", one.concepts).tobytes()
    return b"".join((counts, mark, concepts, " ".join(one.words).encode()))


def unpacked(kept: bytes) -> Gist:
    words_at = HEAD + 2 * kept[0]
    concepts = array("H", kept[HEAD:words_at])
    return Gist(int.from_bytes(kept[2:HEAD]), tuple(kept[words_at:].decode().split()), tuple(concepts))


def length(kept: bytes) -> int:
    """How many concepts and words a packed gist has."""
    return kept[0] + kept[1]


def weight_of_word(word: str) -> float:
    """From 0.0, says nothing, to 1.0, for a word that is rare or not known."""
    return WORD_WEIGHTS.get(word, 1.0)


def weight_of_concept(concept: int) -> float:
    return _WEIGHT_OF[concept]
