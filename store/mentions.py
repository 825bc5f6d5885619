"""Where somebody's id stands in the middle of other things: typed into a text, in JSON, in the name of an occasion."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import JSON, Column, String, Table, Text, and_, cast, or_, select, update
from sqlmodel import AutoString

from domain.forgotten import NAME_DELETED
from domain.ids import UserId
from store.columns import table_of
from store.deal_tables import (
    CrmFieldRow,
    CrmOwnerRow,
    CrmStageRow,
    CrmSyncRow,
    DealChangeRow,
    DealDayRow,
    DealRow,
    FindingRow,
)
from store.engine import Transaction
from store.every_table import tables_for

COPIES: Final = frozenset(
    table_of(model)
    for model in (
        *(DealRow, DealChangeRow, DealDayRow, FindingRow),
        *(CrmStageRow, CrmOwnerRow, CrmFieldRow, CrmSyncRow),
    )
)
"""What was read from the CRM, which knows nobody by an id of Slack's."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A row that has the id in it: its key, and what its columns hold without it."""

    table: Table
    key: Mapping[str, Any]
    new: Mapping[str, Any]


async def mentions_of(tx: Transaction, person: UserId, stand_in: UserId) -> list[Mention]:
    """In every table that is no copy of the CRM's. Reads all of them from end to end."""
    tables = [table for table in tables_for(tx.connection.dialect.name).sorted_tables if table not in COPIES]
    return [mention for table in tables for mention in await _in_table(tx, table, person, stand_in)]


async def _in_table(tx: Transaction, table: Table, person: UserId, stand_in: UserId) -> list[Mention]:
    written = [column for column in table.c if column.name != "team_id" and _is_written(column)]
    if not written:
        return []
    has_it = or_(*[cast(column, Text).like(f"%{person}%") for column in written])
    found = select(table).where(table.c.team_id == tx.team, has_it)
    mentions = []
    for row in (await tx.execute(found)).mappings():
        without = {column.name: _without(row[column.name], person, stand_in) for column in written}
        if new := {name: value for name, value in without.items() if value != row[name]}:
            mentions.append(Mention(table, {column.name: row[column.name] for column in table.primary_key}, new))
    return mentions


async def rewrite(tx: Transaction, mention: Mention) -> None:
    key = and_(*[mention.table.c[name] == value for name, value in mention.key.items()])
    await tx.execute(update(mention.table).where(mention.table.c.team_id == tx.team, key).values(dict(mention.new)))


def _is_written(column: Column[Any]) -> bool:
    return isinstance(column.type, JSON | String | AutoString)


def _without(value: Any, person: UserId, stand_in: UserId) -> Any:
    """A mention becomes words for the reader, the bare id the made-up one; a longer id is somebody else's."""
    if value is None:
        return None
    if not isinstance(value, str):
        return json.loads(_without(json.dumps(value), person, stand_in))
    named = re.sub(rf"<@{person}(\|[^>]*)?>", NAME_DELETED, value)
    return re.sub(rf"(?<![A-Za-z0-9]){person}(?![A-Za-z0-9])", stand_in, named)
