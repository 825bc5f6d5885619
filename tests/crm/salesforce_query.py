"""SOQL as a small Salesforce understands it: a query read strictly, and the rows that it asks for."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Row = Mapping[str, Any]
Holds = Callable[[Row], bool]

TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>'(?:[^'\\\n\r]|\\['"\\nrtbf])*')
  | (?P<moment>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)
  | (?P<number>\d+)
  | (?P<word>[A-Za-z][\w.]*)
  | (?P<sign>>=|<=|!=|[=<>(),])
    )""",
    re.VERBOSE,
)
UNESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class MalformedQuery(Exception):  # noqa: N818 - Salesforce's own word
    pass


def tokens(soql: str) -> list[tuple[str, str]]:
    found, at, end = [], 0, len(soql.rstrip())
    while at < end:
        match = TOKEN.match(soql, at)
        if match is None:
            raise MalformedQuery(f"unexpected at {at}")
        found.append((str(match.lastgroup), match[str(match.lastgroup)]))
        at = match.end()
    return found


def text_of(literal: str) -> str:
    return re.sub(r"\\(.)", lambda found: UNESCAPED.get(found[1], found[1]), literal[1:-1])


@dataclass
class Query:
    columns: list[str]
    table: str
    holds: Holds
    order: list[str]
    most: int | None


class Reader:
    """One query, from left to right."""

    def __init__(self, soql: str) -> None:
        self.left = tokens(soql)

    def peek(self) -> str:
        return self.left[0][1].upper() if self.left else ""

    def take(self, *expected: str) -> tuple[str, str]:
        if not self.left or (expected and self.peek() not in expected):
            raise MalformedQuery(f"expected {expected}, found {self.peek()!r}")
        return self.left.pop(0)

    def names(self) -> list[str]:
        found = [self.take()[1]]
        while self.peek() == ",":
            self.take()
            found.append(self.take()[1])
        return found

    def query(self) -> Query:
        self.take("SELECT")
        columns = self.names()
        self.take("FROM")
        query = Query(columns, self.take()[1], lambda _: True, [], None)
        if len({name.casefold() for name in columns}) < len(columns):
            raise MalformedQuery("duplicate field selected")
        if self.peek() == "WHERE":
            self.take()
            query.holds = self.either()
        if self.peek() == "ORDER":
            self.take()
            self.take("BY")
            query.order = self.names()
        if self.peek() == "LIMIT":
            self.take()
            query.most = int(self.take()[1])
        if self.left:
            raise MalformedQuery(f"unexpected {self.peek()!r}")
        return query

    def either(self) -> Holds:
        """Salesforce refuses AND beside OR without parentheses."""
        parts, words = [self.part()], set()
        while self.peek() in {"AND", "OR"}:
            words.add(self.take()[1].upper())
            parts.append(self.part())
        if len(words) > 1:
            raise MalformedQuery("AND and OR need parentheses")
        every = all if words == {"AND"} else any
        return lambda row: every(part(row) for part in parts)

    def part(self) -> Holds:
        if self.peek() != "(":
            return self.comparison()
        self.take()
        found = self.either()
        self.take(")")
        return found

    def comparison(self) -> Holds:
        column, sign = self.take()[1], self.take("=", "!=", ">", ">=", "<", "<=", "IN")[1].upper()
        if sign != "IN":
            return compare(column, sign, self.value())
        self.take("(")
        among = [self.value()]
        while self.peek() == ",":
            self.take()
            among.append(self.value())
        self.take(")")
        return lambda row: row.get(column) in among

    def value(self) -> Any:
        kind, literal = self.take()
        match kind:
            case "text":
                return text_of(literal)
            case "moment":
                return datetime.fromisoformat(literal)
            case "number":
                return int(literal)
        return {"TRUE": True, "FALSE": False, "NULL": None}[literal.upper()]


def compare(column: str, sign: str, value: Any) -> Holds:
    def holds(row: Row) -> bool:
        found = row.get(column)
        if isinstance(value, datetime) and isinstance(found, str):
            found = datetime.fromisoformat(found)
        if sign in {"=", "!="} or found is None:
            return (found == value) is (sign != "!=")
        return {">": found > value, ">=": found >= value, "<": found < value, "<=": found <= value}[sign]

    return holds


def chosen(query: Query, rows: Sequence[Row]) -> list[Row]:
    found = [row for row in rows if query.holds(row)]
    if query.order:
        found.sort(key=lambda row: [str(row.get(name)) for name in query.order])
    return found[: query.most]
