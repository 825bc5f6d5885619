"""The store's own clock, in SQL: what several processes agree upon."""

from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, Float, String, cast, func, literal_column, type_coerce

from store.columns import UtcDateTime

NOW: Final = literal_column("'now'", String())
FORMAT: Final = literal_column("'%Y-%m-%d %H:%M:%f'", String())
"""SQLite's, whose %f gives milliseconds: three digits more make six, for moments are compared as the text they are."""


@cache
def now(*, sqlite: bool) -> ColumnElement[datetime]:
    """The same moment throughout a statement, so that it can be looked up in an index."""
    moment: ColumnElement[Any] = func.statement_timestamp()
    if sqlite:
        moment = func.strftime(FORMAT, NOW).op("||")("000")
    return type_coerce(moment, UtcDateTime())


def after(seconds: float | BindParameter[float], *, sqlite: bool) -> ColumnElement[datetime]:
    """`seconds` from now, in the form in which the column type keeps its moments."""
    moment: ColumnElement[Any]
    if sqlite:
        span = cast(seconds, String).op("||")(" seconds")
        moment = func.strftime(FORMAT, NOW, span).op("||")("000")
    else:
        moment = func.clock_timestamp() + func.make_interval(0, 0, 0, 0, 0, 0, seconds)
    return type_coerce(moment, UtcDateTime())


def seconds_until(moment: ColumnElement[Any], *, sqlite: bool) -> ColumnElement[float]:
    """Negative for what is past."""
    if sqlite:
        left = (func.julianday(moment) - func.julianday(NOW)) * 86400.0
    else:
        left = func.extract("epoch", moment - func.clock_timestamp())
    return type_coerce(left, Float())


def earlier(one: ColumnElement[datetime], other: ColumnElement[datetime], *, sqlite: bool) -> ColumnElement[datetime]:
    least = func.min if sqlite else func.least
    return type_coerce(least(one, other), UtcDateTime())
