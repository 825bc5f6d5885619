"""The weeks before the demo begins: lived through in order, with every job that came due on the way."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, time, timedelta
from functools import partial
from typing import Final

import httpx

from bot.assembly import Bot
from bot.demo_clock import DemoClock, asking_hours, come_to, deliver, next_stop
from bot.demo_events import moments
from bot.demo_story import Event, Story, working_day_before
from bot.demo_threads import threads_told
from domain.occasions import moment_at
from flows.criteria_met import count_met
from flows.crm_refresh import refresh
from schedules.meetings import digest_hours

UNREAD_SINCE: Final = 1
"""Working days before today of which people have not read everything yet."""
DIGESTS_SINCE: Final = 5
"""Working days before today from which on digests are posted: each weekly meeting has had one."""
CRM_CALLS: Final = 19_000
"""In ten seconds, a hundred times of what a small account has: whoever moves the clock waits for what is read then."""
HEARD_SINCE: Final = range(8, 0, -1)
"""Working days before today on which people talk in the channels that the bot hears."""
A_MINUTE: Final = timedelta(minutes=1)

Happening = Callable[[], Awaitable[object]]


class Past:
    """`slack` is where the sandbox is driven; `today` is when the demo begins. Both clocks are moved from here.

    The CRM is open only when something is told of its deals: to read it takes a moment each time, and what happened
    there in between stands in its own history.
    """

    def __init__(self, bot: Bot, clock: DemoClock, slack: httpx.AsyncClient, today: datetime) -> None:
        self._bot, self._clock, self._slack, self._today = bot, clock, slack, today
        self._crm = bot.deps.crm
        self._story = Story(bot.deps, today.astimezone(bot.deps.model.timezone).date())

    async def happen(self) -> None:
        (await self._slack.post("_control/crm/limits", json={"calls": CRM_CALLS})).raise_for_status()
        happenings = sorted([*self._told(), *self._threads_told(), *self._deals_told()], key=lambda one: one[0])
        self._bot.deps.crm = None
        for at, happen in happenings:
            await self._walk_to(at)
            await happen()
        self._bot.deps.crm = self._crm
        await self._walk_to(self._today)

    def _told(self) -> Iterator[tuple[datetime, Happening]]:
        for at, event in moments(self._bot.deps, self._story.today):
            yield at, partial(self._carry_out, event)

    def _threads_told(self) -> Iterator[tuple[datetime, Happening]]:
        working_time, today = self._bot.deps.working_time, self._story.today
        return threads_told(
            self._bot, self._slack, (working_day_before(working_time, today, ago) for ago in HEARD_SINCE)
        )

    def _deals_told(self) -> Iterator[tuple[datetime, Happening]]:
        """A minute before each digest of the last days, and before people are asked today."""
        deps, zone = self._bot.deps, self._bot.deps.model.timezone
        first = working_day_before(deps.working_time, self._story.today, DIGESTS_SINCE)
        hours = {
            *digest_hours(deps, moment_at(first, time.min, zone), self._today),
            *asking_hours(deps, moment_at(self._story.today, time.min, zone)),
        }
        for place, at in enumerate(sorted(at for at in hours if at <= self._today)):
            yield at - A_MINUTE, partial(self._tell_of_deals, at, is_first=not place)

    async def _carry_out(self, event: Event) -> None:
        if event.days_ago == UNREAD_SINCE:
            await self._read_everything()
        await event.happen(self._story)
        await deliver(self._bot)

    async def _tell_of_deals(self, at: datetime, *, is_first: bool) -> None:
        self._bot.deps.crm = self._crm
        if is_first:
            await refresh(self._bot.deps, at=at)
            await self._bot.crm_people.look()
            await count_met(self._bot.deps, at=at)
        await self._walk_to(at)
        self._bot.deps.crm = None

    async def _read_everything(self) -> None:
        """What is old has been read by everyone; only the last day's news is marked."""
        (await self._slack.post("_control/read", json={"everyone": True})).raise_for_status()

    async def _walk_to(self, at: datetime) -> None:
        while (due := await next_stop(self._bot.deps, self._clock())) and due[0] < at:
            await self._stop_at(due[0])
        await self._stop_at(at)

    async def _stop_at(self, at: datetime) -> None:
        """The workspace comes first: what is posted at that time bears it."""
        moved = await self._slack.post("_control/clock", json={"to": at.isoformat(), "alone": True})
        moved.raise_for_status()
        await come_to(self._bot, self._clock, at)
