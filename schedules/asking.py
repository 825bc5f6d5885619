"""Asking people about their records: looked at every quarter of an hour, as each person's clock stands elsewhere."""

from datetime import datetime

import structlog

from flows import nudging
from flows.deps import Deps
from schedules.quarters import A_QUARTER

log = structlog.get_logger()


def until_the_next_look(_deps: Deps, at: datetime) -> datetime:
    return at + A_QUARTER


async def ask_people(deps: Deps, at: datetime) -> str:
    """As of now when it comes late: what is due is looked up each time."""
    asked = await nudging.ask(deps, at=at)
    log.info("people were asked about their records", people=asked)
    if not asked:
        return "Nobody is asked anything then."
    return f"{asked:,} {'person is' if asked == 1 else 'people are'} asked about their records."
