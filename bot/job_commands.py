"""What `adoption jobs` and `adoption run` do."""

from datetime import UTC, datetime
from typing import Final

from bot.assembly import assembled
from bot.settings import Settings
from bot.starting import CannotStart
from schedules.jobs import JOBS, job_named, next_firings

LATER: Final = ("crm-sync", "pre-forecast-digest", "nudges", "signals-weekly")
DELIVER_WITHIN_S: Final = 120.0


async def print_jobs(settings: Settings) -> None:
    async with assembled(settings) as bot:
        zone = bot.deps.model.timezone
        for firing in next_firings(bot.deps, bot.deps.clock()):
            when = firing.at.astimezone(zone)
            print(f"{firing.job.name:<18} {when:%a %Y-%m-%d %H:%M} {zone.key}  {firing.job.says}")


async def run_job(settings: Settings, name: str, at: str) -> None:
    """Raises CannotStart when there is no such job or time."""
    job = job_named(name)
    if job is None:
        known = ", ".join(job.name for job in JOBS)
        why = "comes with a later version" if name in LATER else "is no job"
        raise CannotStart(f"“{name}” {why}. The jobs are: {known}.")
    given = _moment(at) if at else None
    async with assembled(settings, clock=(lambda: given) if given else None) as bot:
        moment = bot.deps.clock()
        await job.run(bot.deps, moment)
        if not await bot.delivery.drain(DELIVER_WITHIN_S):
            raise CannotStart("Not everything could be delivered yet. `adoption serve` goes on with it.")
    print(f"{name} ran as of {moment.isoformat()}, and what it owed is delivered.")


def _moment(at: str) -> datetime:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise CannotStart(f"“{at}” is no time. Write it like 2026-11-23T16:00-05:00.") from error
    if moment.tzinfo is None:
        raise CannotStart(f"“{at}” names no time zone. Write it like 2026-11-23T16:00-05:00.")
    return moment.astimezone(UTC)
