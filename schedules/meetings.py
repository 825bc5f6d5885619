"""What is done before meetings: when it is due, until when it is of use, and what whoever ran it by hand is told."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import structlog

from domain.digest import Content
from domain.digest_hours import Call, calls_between, next_call
from flows.deps import Deps
from flows.digest import Made, make_digests

log = structlog.get_logger()

A_MOMENT = timedelta(microseconds=1)
STRETCH = timedelta(days=8)


def digest_hours(deps: Deps, after: datetime, until: datetime) -> Iterator[datetime]:
    """When a digest is due, week by week: whoever asks for the next one is not told of all of them."""
    told = after
    while told < until:
        end = min(told + STRETCH, until)
        for call in calls_between(deps.model, deps.working_time, told, end):
            if call.digest_at > after:
                yield (after := call.digest_at)
        told = end


def until_they_begin(deps: Deps, at: datetime) -> datetime:
    """The last of the meetings whose digest is due at `at` begins."""
    calls = calls_between(deps.model, deps.working_time, at - A_MOMENT, at)
    return max((call.begins for call in calls), default=at)


async def post_digests(deps: Deps, at: datetime) -> str:
    """Of the meetings that have not begun, as of now when it was missed; what was done is said in sentences."""
    now = max(at, deps.clock())
    made = await make_digests(deps, at=now)
    log.info("digests were made", digests=len(made.digests), there=len(made.there))
    return _said(deps, made, now)


def _said(deps: Deps, made: Made, now: datetime) -> str:
    new = [
        f"Made: {one.content.meeting}, {_when(deps, one.meeting_at)}. {_in_short(one.content)}" for one in made.digests
    ]
    there = [f"Made before: {_meeting(deps, call)}." for call in made.there]
    if new or there:
        return "\n".join([*new, *there])
    call = next_call(deps.model, deps.working_time, now)
    if call is None:
        return "Nothing is due then, and no meeting is ahead within a year."
    return f"Nothing is due then. Next is {_meeting(deps, call)}; its digest comes on {_when(deps, call.digest_at)}."


def _in_short(content: Content) -> str:
    if content.read_at is None:
        return "The CRM has not been read yet."
    return f"{content.ready.deals:,} of {content.total.deals:,} deals are ready."


def _meeting(deps: Deps, call: Call) -> str:
    return f"{deps.model.workflows[call.workflow].meeting.name}, {_when(deps, call.begins)}"


def _when(deps: Deps, at: datetime) -> str:
    local = at.astimezone(deps.model.timezone)
    return f"{local:%a %Y-%m-%d %H:%M} {deps.model.timezone.key}"
