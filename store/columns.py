"""The one column type for moments, and the Core table behind a SQLModel class."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import DateTime, Dialect, Table
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime. PostgreSQL keeps the zone; SQLite, which knows none, keeps UTC without saying so.

    A naive datetime is refused (ValueError): nobody could say afterwards which moment it meant.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A naive datetime cannot be stored.")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """On SQLite in one step, of what was written in one form: rows come by the hundred thousand."""
        return _read_utc if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect  # both engines may hand out either kind
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _read_utc(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


def table_of(model: type[SQLModel]) -> Table:
    """The Core table of a `table=True` model, for statements on hot paths."""
    return cast(Table, cast(Any, model).__table__)
