"""`INSERT … ON CONFLICT`, which SQLite and PostgreSQL both have and SQLAlchemy keeps apart."""

from functools import cache
from typing import cast

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite


def insert_into(table: Table, *, is_sqlite: bool) -> sqlite.Insert:
    """PostgreSQL's has the methods of SQLite's that are used here, and is only imported (2 MB) where it serves."""
    if is_sqlite:
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415

    return cast(sqlite.Insert, postgresql.insert(table))


@cache
def insert_or_replace(table: Table, *, is_sqlite: bool) -> sqlite.Insert:
    """A row whose key is there already takes the new one's values, all of them."""
    start = insert_into(table, is_sqlite=is_sqlite)
    key = {column.name for column in table.primary_key}
    new = {column.name: start.excluded[column.name] for column in table.c if column.name not in key}
    return start.on_conflict_do_update(index_elements=sorted(key), set_=new)
