"""Every quarter of an hour: when the CRM is read, and when people's clocks are looked at."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from flows.deps import Deps

A_QUARTER: Final = timedelta(minutes=15)


def every_quarter_of_an_hour(_deps: Deps, after: datetime, until: datetime) -> Iterator[datetime]:
    """Also at night and on days off. In UTC: in the hour that a local clock shows twice, it would pause for one."""
    midnight = after.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    at = midnight + ((after - midnight) // A_QUARTER + 1) * A_QUARTER
    while at <= until:
        yield at
        at += A_QUARTER
