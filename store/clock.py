"""The store's own clock, in SQL: what several processes agree upon."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, literal, type_coerce

from store.columns import UtcDateTime
from store.engine import Transaction


def now(tx: Transaction) -> ColumnElement[datetime]:
    return after(tx, 0)


def after(tx: Transaction, seconds: float) -> ColumnElement[datetime]:
    """`seconds` from now, in the form in which the column type keeps its moments."""
    moment: ColumnElement[Any]
    if tx.is_sqlite:
        # %f gives milliseconds; six digits, so that moments can be compared as the text that they are there.
        moment = func.strftime("%Y-%m-%d %H:%M:%f", "now", f"{seconds:+.3f} seconds").op("||")("000")
    else:
        moment = func.clock_timestamp() + func.make_interval(0, 0, 0, 0, 0, 0, seconds)
    return type_coerce(moment, UtcDateTime())


def earlier(tx: Transaction, one: ColumnElement[datetime], other: datetime) -> ColumnElement[datetime]:
    least = func.min if tx.is_sqlite else func.least
    return type_coerce(least(one, literal(other, UtcDateTime())), UtcDateTime())
