"""The store's own clock, in SQL: what several processes agree upon."""

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, String, cast, func, type_coerce

from store.columns import UtcDateTime


def now(*, sqlite: bool) -> ColumnElement[datetime]:
    return after(0.0, sqlite=sqlite)


def after(seconds: float | BindParameter[float], *, sqlite: bool) -> ColumnElement[datetime]:
    """`seconds` from now, in the form in which the column type keeps its moments."""
    moment: ColumnElement[Any]
    if sqlite:
        # %f gives milliseconds; six digits, so that moments can be compared as the text that they are there.
        span = cast(seconds, String).op("||")(" seconds")
        moment = func.strftime("%Y-%m-%d %H:%M:%f", "now", span).op("||")("000")
    else:
        moment = func.clock_timestamp() + func.make_interval(0, 0, 0, 0, 0, 0, seconds)
    return type_coerce(moment, UtcDateTime())


def earlier(one: ColumnElement[datetime], other: ColumnElement[datetime], *, sqlite: bool) -> ColumnElement[datetime]:
    least = func.min if sqlite else func.least
    return type_coerce(least(one, other), UtcDateTime())
