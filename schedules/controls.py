"""The jobs behind the lightest control: counting on every working day, proposing in the first days of a month."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

import structlog

from domain.occasions import Daily, firings_between
from flows.control_steps import propose_steps
from flows.criteria_met import count_met
from flows.deps import Deps
from schedules.crm_reading import how_to_read_it

log = structlog.get_logger()

PROPOSING_DAYS: Final = 3
"""Working days at the beginning of a month on which it is tried: the first one does it, and may have been missed."""


async def count_criteria(deps: Deps, at: datetime) -> str:
    """Gives what came of it, in a sentence."""
    counted = await count_met(deps, at=at)
    if counted is None:
        log.warning("the criteria were not counted: the CRM was not read within a day")
        return f"Nothing was counted: the CRM was not read within the last day. {how_to_read_it(deps)}"
    log.info("the criteria were counted", criteria=counted)
    return f"Counted, for {counted:,} criteria, how many deals meet them."


async def propose_controls(deps: Deps, at: datetime) -> str:
    """Gives what came of it, in a sentence."""
    told = await propose_steps(deps, at=at)
    if told is None:
        return "The controls of that month were looked at already. Nothing was done."
    log.info("the controls were looked at", proposals=told)
    return f"Told to the admins: {told:,}." if told else "There is nothing new to propose."


def starts_of_months(deps: Deps, after: datetime, until: datetime) -> Iterator[datetime]:
    """When work begins on the first working days of each month."""
    time = deps.working_time
    for at in firings_between(Daily(deps.model.working_hours.from_), after, until, deps.model.timezone):
        today = time.local_date(at)
        earlier = (today - timedelta(days=n) for n in range(1, today.day))
        if time.is_working_day(today) and sum(map(time.is_working_day, earlier)) < PROPOSING_DAYS:
            yield at
