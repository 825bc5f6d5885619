"""SOQL, Salesforce's query language, written so that no value can become a part of the query."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

LONGEST_LIST: Final = 4_000
"""Characters of one IN list. A request line with its headers may have 16,384 bytes, and encoded, quotes take three."""

_ESCAPES: Final = str.maketrans(
    {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)


def quoted(text: str) -> str:
    """As a string of the query (developer.salesforce.com, "Quoted String Escape Sequences")."""
    return f"'{text.translate(_ESCAPES)}'"


def moment(at: datetime) -> str:
    """A point in time, which a query has without quotes."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def in_lists(values: Iterable[str]) -> Iterator[str]:
    """`values` in as many lists for IN as it takes for none to be too long. No list for no value."""
    items: list[str] = []
    length = 2
    for item in map(quoted, values):
        if items and length + len(item) + 1 > LONGEST_LIST:
            yield f"({','.join(items)})"
            items, length = [], 2
        items.append(item)
        length += len(item) + 1
    if items:
        yield f"({','.join(items)})"


def select(columns: Sequence[str], table: str, *, where: str = "", order: str = "", most: int | None = None) -> str:
    """`columns`, `table` and `order` are names that we know, never what somebody typed."""
    parts = [f"SELECT {', '.join(columns)} FROM {table}"]  # noqa: S608 - see above
    parts += [f"WHERE {where}"] if where else []
    parts += [f"ORDER BY {order}"] if order else []
    parts += [f"LIMIT {most}"] if most is not None else []
    return " ".join(parts)
