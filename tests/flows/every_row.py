"""One row of every table, in which a person is named wherever somebody can be."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Double, Float, Integer, Table, Text
from sqlmodel import AutoString

from domain.ids import UserId
from flows.deps import Deps
from store.columns import UtcDateTime
from store.every_table import tables_for
from store.mentions import COPIES
from store.names import NAMES, digests
from tests.conftest import MONDAY

OWNER = "owner-1"
CONTENT = {"owners": {OWNER: "Rita Rep", "owner-8": "Ravi Rep"}, "moved": [{"sentences": ["Pushed by Rita Rep"]}]}


async def a_row_of_every_table(deps: Deps, person: UserId, *, n: int = 1) -> None:
    """Row number `n`: whatever leads from one row to another leads to the other rows of that number."""
    async with deps.store.begin() as tx:
        for table in tables_for("sqlite").sorted_tables:
            await tx.execute(table.insert().values(_values(table, person, n, deps.store.team)))


def _values(table: Table, person: UserId, n: int, team: str) -> dict[str, Any]:
    return {column.name: _value(column, person, n) for column in table.c} | {"team_id": team}


def _value(column: Column[Any], person: UserId, n: int) -> Any:
    if column in NAMES:
        return person
    if column.name == "owner" or (column.table.name == "crm_owners" and column.name == "id"):
        return f"owner-{n}"
    if column is digests.c.content:
        return CONTENT
    said = f"<@{person}> knows" if column.table not in COPIES else "the CRM's"
    if isinstance(column.type, JSON):
        return [] if column.name == "sections" else {"said": said}
    return f"{said}, {n}" if isinstance(column.type, Text | AutoString) and _is_long(column) else _by_type(column, n)


def _is_long(column: Column[Any]) -> bool:
    return (getattr(column.type, "length", None) or 1000) >= 100


def _by_type(column: Column[Any], n: int) -> Any:
    values: dict[type, Any] = {
        Boolean: False,
        Integer: n,
        Double: 0.5,
        Float: 0.5,
        UtcDateTime: MONDAY,
        Date: date(2026, 11, 23),
    }
    return next((value for kind, value in values.items() if isinstance(column.type, kind)), f"x{n}")
