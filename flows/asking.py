"""What people let rest: snoozed, muted, and asked again; the message that shows it is drawn anew."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from domain.asking import Rest, RestId, Scope, Snooze, days_on
from domain.ids import MessagePlace, UserId
from domain.meetings import next_meeting
from domain.outcome import Refused, Repeated
from flows.asked_about import About, asked_about, post_at
from flows.crm_people import zone_of
from flows.deps import Deps
from store import asking_rests, posts

WEEK: Final = 7
"""Days."""

ENDED_ALREADY: Final = Refused("That is not paused any more. Nothing was changed.")
NOT_YOURS: Final = Refused("Somebody else paused that, so only they can end it. Nothing was changed.")

"""A message: its channel and its time stamp."""


@dataclass(frozen=True, slots=True)
class Resting:
    """`zone` is where whoever let it rest set their clock; `drawn_again` when the message in which it was asked for
    will show it by itself."""

    rest: Rest
    about: About
    zone: ZoneInfo
    drawn_again: bool


@dataclass(frozen=True, slots=True)
class AskedAgain:
    rest: Rest
    drawn_again: bool


async def snooze(
    deps: Deps, finding: int, how_long: Snooze, *, by: UserId, delivery: str, place: MessagePlace | None
) -> Resting | Refused | Repeated:
    at = deps.clock()

    def until(about: About, zone: ZoneInfo) -> datetime:
        if how_long is Snooze.CALL and about.kept.workflow in deps.model.workflows:
            meeting = next_meeting(deps.model, deps.working_time, about.kept.workflow, at)
            return meeting or days_on(zone, at, WEEK)
        return days_on(zone, at, 1 if how_long is Snooze.DAY else WEEK)

    return await _let_rest(deps, finding, Scope.FINDING, until, by=by, delivery=delivery, place=place)


async def mute(
    deps: Deps, finding: int, scope: Scope, *, by: UserId, delivery: str, place: MessagePlace | None
) -> Resting | Refused | Repeated:
    """A criterion and a deal rest until they are asked again, everything for a week."""

    def until(_: About, zone: ZoneInfo) -> datetime | None:
        return days_on(zone, deps.clock(), WEEK) if scope is Scope.EVERYTHING else None

    return await _let_rest(deps, finding, scope, until, by=by, delivery=delivery, place=place)


async def ask_again(deps: Deps, rest: RestId, *, by: UserId, place: MessagePlace | None) -> AskedAgain | Refused:
    """Ends a rest before its time. What cannot be known yet may be ended by whoever said so, and by admins."""
    async with deps.begin() as tx:
        found = await asking_rests.find(tx, rest)
        if found is None:
            return ENDED_ALREADY
        if found.by != by and not deps.roster.is_admin(by):
            return NOT_YOURS
        if not await asking_rests.end(tx, rest, at=deps.clock()):
            return ENDED_ALREADY
        pressed_in = await post_at(tx, place)
        await posts.owe_shown(tx, pressed_in, await asking_rests.shown_in(tx, rest))
    return AskedAgain(found, pressed_in is not None)


async def _let_rest(
    deps: Deps,
    finding: int,
    scope: Scope,
    until: Callable[[About, ZoneInfo], datetime | None],
    *,
    by: UserId,
    delivery: str,
    place: MessagePlace | None,
) -> Resting | Refused | Repeated:
    async with deps.begin() as tx:
        about = await asked_about(tx, deps, finding, by=by)
        if isinstance(about, Refused):
            return about
        shown_in, zone = await post_at(tx, place), await zone_of(tx, deps, by)
        rest = await asking_rests.begin(
            tx,
            by=by,
            scope=scope,
            about=about.question,
            at=deps.clock(),
            until=until(about, zone),
            delivery=delivery,
            shown_in=shown_in,
        )
        if rest is None:
            return Repeated()
        await posts.owe_shown(tx, shown_in)
    return Resting(rest, about, zone, shown_in is not None)
