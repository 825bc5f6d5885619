"""How near two words are in meaning, out of a table distilled from a sentence encoder by `bench/distil_words.py`.

`word_vectors.bin` holds stems, one a line, an empty line, and then a row of bytes for each stem.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("word_vectors.bin")
DIMENSIONS = 64
SCALE = 180.0
"""A row is a vector of this length, shifted by 128 into bytes."""

Vector = tuple[int, ...]


class _Table(NamedTuple):
    row_of: Mapping[str, int]
    rows: bytes


@cache
def _table() -> _Table:
    """Read when the first word is looked up, not when the program starts."""
    words, _, rows = FILE.read_bytes().partition(b"\n\n")
    return _Table({word: row for row, word in enumerate(words.decode().split("\n"))}, rows)


@lru_cache(maxsize=4_000)
def vector(word: str) -> Vector | None:
    """Where a stem stands; None if it is not known."""
    table = _table()
    row = table.row_of.get(word)
    return None if row is None else tuple(table.rows[row * DIMENSIONS : (row + 1) * DIMENSIONS])


def nearness(distance: float) -> float:
    """From 0.0, nothing to do with each other, to 1.0, for the distance between two vectors."""
    return max(0.0, 1.0 - distance * distance / (2 * SCALE * SCALE))
