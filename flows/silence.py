"""Who is left in peace, because nothing that they were asked lately had a reaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from domain.bundle import Bundle
from domain.ids import UserId
from domain.nudging import Sent, silent_until
from flows.deps import Deps
from store import bundles, reactions
from store.engine import Transaction

REMEMBERED: Final = timedelta(days=120)
"""Bundles that are counted; older ones tell nothing about today."""


async def silences(tx: Transaction, deps: Deps, people: Collection[UserId], *, at: datetime) -> dict[UserId, datetime]:
    """Until when, for those of `people` whom nobody asks at `at`.

    A reaction is an answer to a bundle in Slack, or a record of it that was put in order, wherever that was done.
    """
    quiet_after = deps.model.nudges.quiet_after_ignored
    theirs = await bundles.of_people(tx, people, since=at - REMEMBERED)
    spoken = {user: [bundle for bundle in had if bundle.sections] for user, had in theirs.items()}
    many = {user: had for user, had in spoken.items() if len(had) >= quiet_after}
    acts = await reactions.acts_of(tx, many, since=at - REMEMBERED)
    asked = {one.finding for had in many.values() for bundle in had for part in bundle.sections for one in part.asked}
    resolved = await reactions.resolved(tx, asked)
    found = {user: _until(had, acts.get(user, []), resolved, quiet_after) for user, had in many.items()}
    return {user: until for user, until in found.items() if until is not None and at < until}


def _until(
    had: Sequence[Bundle], acts: Sequence[datetime], resolved: Mapping[int, datetime], quiet_after: int
) -> datetime | None:
    ends = [bundle.made_at for bundle in had[1:]] + [datetime.max.replace(tzinfo=had[-1].made_at.tzinfo)]
    sent = [
        Sent(bundle.made_at, _has_reaction(bundle, end, acts, resolved)) for bundle, end in zip(had, ends, strict=True)
    ]
    return silent_until(sent, quiet_after=quiet_after)


def _has_reaction(bundle: Bundle, end: datetime, acts: Sequence[datetime], resolved: Mapping[int, datetime]) -> bool:
    """`end` is when the next bundle came: what was done later was done about that one."""
    if any(bundle.made_at <= act < end for act in acts):
        return True
    asked = (one.finding for section in bundle.sections for one in section.asked)
    return any(bundle.made_at < resolved[number] < end for number in asked if number in resolved)
