"""How near two words are in meaning, out of a table distilled from a sentence encoder by `bench/distil_words.py`.

`word_vectors.bin` holds stems, one a line, an empty line, and then a row of bytes for each stem.
"""

from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("word_vectors.bin")
DIMENSIONS = 64
SCALE = 180.0
"""A row is a vector of this length, shifted by 128 into bytes."""

Vector = tuple[float, ...]

_FLOATS = tuple(map(float, range(256)))
"""Each byte as a float, once: distances between floats take two thirds of the time, and the words share them."""


@cache
def _table() -> tuple[bytes, bytes]:
    """The words, each between two line ends, and their rows. Read when the first word is looked up."""
    words, _, rows = FILE.read_bytes().partition(b"\n\n")
    return b"\n" + words + b"\n", rows


def vector(word: str) -> Vector | None:
    """Where a stem stands; None if it is not known, as no figure is.

    Figures are many and seldom the same: they would push the words out of what is kept.
    """
    return None if word[:1].isdigit() else _vector(word)


@lru_cache(maxsize=2_000)
def _vector(word: str) -> Vector | None:
    words, rows = _table()
    at = words.find(f"\n{word}\n".encode("utf-8", "replace"))  # 20 µs; a dictionary of the words takes 1.5 MB
    if at < 0:
        return None
    row = words.count(b"\n", 0, at)
    return tuple(_FLOATS[byte] for byte in rows[row * DIMENSIONS : (row + 1) * DIMENSIONS])


def nearness(distance: float) -> float:
    """From 0.0, nothing to do with each other, to 1.0, for the distance between two vectors."""
    return max(0.0, 1.0 - distance * distance / (2 * SCALE * SCALE))
