"""Asking people about their records: looked at every quarter of an hour, as each person's clock stands elsewhere."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog

from flows import nudging
from flows.deps import Deps

log = structlog.get_logger()

LOOK_EVERY: Final = timedelta(minutes=15)
"""Time zones differ by quarters of an hour."""


def every_quarter(_deps: Deps, after: datetime, until: datetime) -> Iterator[datetime]:
    midnight = after.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    at = midnight + ((after - midnight) // LOOK_EVERY + 1) * LOOK_EVERY
    while at <= until:
        yield at
        at += LOOK_EVERY


def until_the_next_look(_deps: Deps, at: datetime) -> datetime:
    return at + LOOK_EVERY


async def ask_people(deps: Deps, at: datetime) -> str:
    """As of now when it comes late: what is due is looked up each time."""
    asked = await nudging.ask(deps, at=at)
    log.info("people were asked about their records", people=asked)
    if not asked:
        return "Nobody is asked anything then."
    return f"{asked:,} {'person is' if asked == 1 else 'people are'} asked about their records."
