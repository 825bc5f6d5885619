"""Once a week: when the threads that went around the CRM are listed, and what came of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import structlog

from domain.occasions import Weekly, firings_between, moment_at
from flows.deps import Deps
from flows.signals_weekly import list_week

log = structlog.get_logger()

LONGEST_BREAK = timedelta(days=31)
"""How many days off in a row the list waits for at most."""


def weekly_hours(deps: Deps, after: datetime, until: datetime) -> Iterator[datetime]:
    """At its hour on its day; when that is a day off, on the next working day."""
    weekly, time = deps.model.workarounds.weekly, deps.working_time
    for at in firings_between(Weekly(weekly.day, weekly.at), after - LONGEST_BREAK, until, deps.model.timezone):
        day = time.local_date(time.start_of_working_day(time.local_date(at)))
        moved = moment_at(day, weekly.at, deps.model.timezone)
        if after < moved <= until:
            yield moved


async def list_signals(deps: Deps, at: datetime) -> str:
    """Gives what came of it, in a sentence."""
    listed = await list_week(deps, at=at)
    if listed is None:
        return "That week was listed already. Nothing was done."
    log.info("the week's signals were listed", signals=listed)
    return (
        f"Listed: {listed:,} {'thread' if listed == 1 else 'threads'} of last week." if listed else "Nothing was seen."
    )
