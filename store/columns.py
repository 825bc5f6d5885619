"""What tables have in common: the class of rows, columns, first the one type for moments, and indexes of some rows."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final, cast

from sqlalchemy import JSON, Column, DateTime, Dialect, Index, Table, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

CONDITION: Final = "condition"
"""Under which name an index of some rows keeps its condition."""


class Row(SQLModel):
    """What the classes of the tables are made of. They serve statements, and nothing is validated by them: what
    Pydantic would check rows with is not built, which took a twentieth of the start."""

    model_config = {"defer_build": True}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime. PostgreSQL keeps the zone; SQLite, which knows none, keeps UTC without saying so.

    A naive datetime is refused (ValueError): nobody could say afterwards which moment it meant.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None] | None:
        """On SQLite in one step, and read so as well: rows come and go by the hundred thousand."""
        return _written if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        return _read if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else _utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else _utc(value)


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("A naive datetime cannot be stored.")
    return value.astimezone(UTC)


def _written(value: datetime | None) -> str | None:
    """As SQLAlchemy writes it, without the zone."""
    return None if value is None else _utc(value).isoformat(" ", "microseconds").removesuffix("+00:00")


def _read(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


def moment(*, nullable: bool = False) -> Column[datetime]:
    return Column(UtcDateTime(), nullable=nullable)


def any_length(*, nullable: bool = False) -> Column[str]:
    return Column(Text(), nullable=nullable)


def by_our_words() -> Column[dict[str, str]]:
    """Values by the operating model's words for the fields."""
    return Column(JSON(), nullable=False)


def index_of_some(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Only over the rows `where` is true of: of posts, say, nearly all are done with and need no place in it.

    The condition joins the index where tables are made (`store.every_table`). Given here for both engines, it would
    make SQLAlchemy import both, and PostgreSQL's dialect is 2 MB of memory where SQLite is served.
    """
    return Index(name, *columns, unique=unique, info={CONDITION: where})


def table_of(model: type[SQLModel]) -> Table:
    """The Core table of a `table=True` model, for statements on hot paths."""
    return cast(Table, cast(Any, model).__table__)
