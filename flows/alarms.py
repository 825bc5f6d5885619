"""Admins hear when posts are stuck: once for each trouble, and not again before it was over in between."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.ending import OUTAGES, Stuck
from domain.operating_model.words import is_person
from domain.post import OwedPost, PostKey, PostKind
from flows.deps import Deps
from flows.posting import stuck
from store import alarms
from store.engine import Transaction
from store.post_lookup import is_in_slack
from store.posts import owe

STUCK_AFTER: Final = timedelta(minutes=15)
OUTAGE: Final = "outage"
"""The trouble of Slack as a whole, whichever word it has for each place."""
CRM: Final = "crm"
"""That the CRM is not read: `flows/crm_alarm.py` looks after it."""


@dataclass(frozen=True, slots=True)
class Stoppage:
    """Posts that do not get to Slack for one reason; none when it is over. `since`: when the first of them was owed."""

    since: datetime
    stuck: Sequence[Stuck]


async def look_for_stoppages(deps: Deps, *, longer_than: timedelta = STUCK_AFTER) -> None:
    """Tells the admins of new ones; that one is over, the message about it says.

    Called again and again, by every replica. Raises StoreUnavailable.
    """
    found = stoppages_among(await stuck(deps, longer_than=longer_than))
    async with deps.store.read() as tx:
        known = {name: since for name, since in (await alarms.standing(tx)).items() if name != CRM}
    if found.keys() == known.keys():
        return
    async with deps.begin() as tx:
        for name in found.keys() - known.keys():
            if await alarms.raise_alarm(tx, name, since=found[name].since):
                await owe(tx, *_alarms(deps, name, found[name].since))
        for name in known.keys() - found.keys():
            if await alarms.end_alarm(tx, name):
                await _say_that_it_is_over(tx, _alarms(deps, name, known[name]))


def stoppages_among(posts: Iterable[Stuck]) -> Mapping[str, Stoppage]:
    """By name: what somebody can do something about.

    Not what Slack refused, which has an alert of its own; not what only waits behind others and moves; nothing about a
    person: a colleague who left, or who closed the conversation, is nobody's emergency.
    """
    named: dict[str, list[Stuck]] = {}
    for one in posts:
        if one.error and not one.refused and not is_person(one.place):
            named.setdefault(OUTAGE if one.error in OUTAGES else f"{one.place}!{one.error}", []).append(one)
    return {name: Stoppage(min(one.since for one in some), some) for name, some in named.items()}


async def stoppage_now(deps: Deps, key: PostKey, *, longer_than: timedelta = STUCK_AFTER) -> Stoppage | None:
    """What the alarm `key` is about, as it stands; None when it was over before anybody was told."""
    name, since = read_subject(key.subject)
    now = stoppages_among(await stuck(deps, longer_than=longer_than)).get(name)
    if now:
        return Stoppage(since, now.stuck)
    async with deps.store.read() as tx:
        return Stoppage(since, ()) if await is_in_slack(tx, key) else None


async def _say_that_it_is_over(tx: Transaction, told: Iterable[OwedPost]) -> None:
    """Nobody is written to: the message changes, where it arrived."""
    await owe(tx, *[post for post in told if await is_in_slack(tx, post.key)])


def _alarms(deps: Deps, name: str, since: datetime) -> list[OwedPost]:
    subject = f"{name}@{since.isoformat(timespec='minutes')}"
    return [OwedPost(PostKey(PostKind.STUCK_ALARM, subject, admin)) for admin in sorted(deps.roster.admins)]


def read_subject(subject: str) -> tuple[str, datetime]:
    """The trouble's name and since when it was there."""
    name, _, since = subject.rpartition("@")
    return name, datetime.fromisoformat(since)
