"""What `adoption jobs` and `adoption run` do."""

from datetime import UTC, datetime
from typing import Final

from rich.console import Console

from bot.assembly import Bot, assembled
from bot.cannot_start import CannotStart
from bot.reading_bar import reading_bar
from bot.settings import Settings
from domain.outcome import Refused
from flows.crm_refresh import NO_CRM, Refreshed, refresh
from schedules.jobs import CRM_SYNC, JOBS, job_named, next_firings
from views.words import counted

DELIVER_WITHIN_S: Final = 120.0
NAME_WIDTH: Final = max(len(job.name) for job in JOBS)


async def print_jobs(settings: Settings) -> None:
    async with assembled(settings) as bot:
        zone, now = bot.deps.model.timezone, bot.deps.clock()
        for firing in next_firings(bot.deps, now, background=True) + next_firings(bot.deps, now):
            when = firing.at.astimezone(zone)
            print(f"{firing.job.name:<{NAME_WIDTH}} {when:%a %Y-%m-%d %H:%M} {zone.key}  {firing.job.says}")


async def run_job(settings: Settings, name: str, at: str) -> None:
    """Raises CannotStart when there is no such job or time, or no CRM to read; and what the job raises."""
    job = job_named(name)
    if job is None:
        known = ", ".join(job.name for job in JOBS)
        raise CannotStart(f"“{name}” is no job. The jobs are: {known}.")
    given = _moment(at) if at else None
    async with assembled(settings, clock=(lambda: given) if given else None) as bot:
        moment = bot.deps.clock()
        said = await _read_crm(bot, moment) if name == CRM_SYNC else ""
        if name != CRM_SYNC:
            said = str(await job.run(bot.deps, moment) or "")
        if not await bot.delivery.drain(DELIVER_WITHIN_S):
            raise CannotStart("Not everything could be delivered yet. `adoption serve` goes on with it.")
    print(said or f"{name} ran as of {moment.isoformat()}, and what it owed is delivered.")


async def _read_crm(bot: Bot, at: datetime) -> str:
    """What came of it, in sentences; the bar moves meanwhile. Raises CannotStart when somebody else is reading."""
    if bot.deps.crm is None:
        raise CannotStart(NO_CRM.because)
    with reading_bar(Console(stderr=True)) as tell:
        refreshed = await refresh(bot.deps, at=at, tell=tell)
    if isinstance(refreshed, Refused):
        raise CannotStart(refreshed.because)
    return summary(refreshed)


def summary(refreshed: Refreshed) -> str:
    synced, judged = refreshed.synced, refreshed.judged
    parts = [f"{synced.new:,} new", f"{synced.changed:,} changed", f"{synced.unchanged:,} as they were"]
    if synced.elsewhere:
        parts.append(f"{synced.elsewhere:,} in other pipelines")
    read = f"{counted(synced.read, 'deal', 'deals')} read: {', '.join(parts)}. {synced.deleted:,} deleted."
    found = f"{counted(len(judged.new), 'finding', 'findings')} new, {len(judged.resolved):,} resolved."
    return f"{read} {found}"


def _moment(at: str) -> datetime:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise CannotStart(f"“{at}” is no time. Write it like 2026-11-23T16:00-05:00.") from error
    if moment.tzinfo is None:
        raise CannotStart(f"“{at}” names no time zone. Write it like 2026-11-23T16:00-05:00.")
    return moment.astimezone(UTC)
