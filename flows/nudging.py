"""Asking people about their records: the day's bundle of each, and what is shown the day before a meeting."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from domain.asking import Rest, Scope
from domain.bundle import Asking, Bundle, Lack, Section
from domain.friction_first import OpenFriction
from domain.ids import BundleId, OwnerId, UserId
from domain.nudging import FRESH_FOR, CallAhead, Hours, Person, calls_ahead, previewed_now, prompted
from domain.post import OwedPost, PostKey, PostKind
from flows.crm_people import slack_people
from flows.crm_sync import known_as_of
from flows.deps import Deps
from flows.finding_standings import fields_asked
from flows.silence import silences
from flows.value_back import used_updates
from store import asking_rests, bundles, posts
from store.engine import Transaction
from store.friction import open_friction
from store.owned_findings import lacks_of

AT_ONCE: Final = 1000
"""People of one look: as many as Slack lets us ask in a minute whether they are away. The next look takes the rest."""

RECENTLY: Final = timedelta(hours=48)
"""Any bundle of somebody's today was made within it, wherever their clock stands."""

Owners = Mapping[OwnerId, UserId]


@dataclass(frozen=True, slots=True)
class Due:
    """A person to whom something may be said now, and before which meetings. `bundle` is what they had today."""

    person: Person
    day: date
    previews: Sequence[CallAhead]
    is_nudged: bool
    bundle: Bundle | None


@dataclass(frozen=True, slots=True)
class Said:
    """What one person is told: what is asked, and a line about what came of their earlier updates."""

    sections: Sequence[Section] = ()
    used: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sections or self.used)


@dataclass(frozen=True, slots=True)
class OutOfDate:
    """Nobody is asked: the CRM was last read at `read_at`, more than a day ago; None for never.

    Whoever has just put a record in order is not asked for it because we have not looked.
    """

    read_at: datetime | None


async def ask(deps: Deps, *, at: datetime) -> int | OutOfDate:
    """Owes the bundles that are due: to each person at most one a day, in their working hours. Gives how many.

    What has open friction, what rests and who is away is left out. A preview that comes later on the same day is added
    to that day's message. Raises StoreUnavailable.
    """
    calls = calls_ahead(deps.model, deps.working_time, at)
    if not deps.model.nudges.at_most_per_person_per_day:
        return 0
    read_at = await known_as_of(deps)
    if read_at is None or at - read_at > FRESH_FOR:
        return OutOfDate(read_at)
    async with deps.store.read() as tx:
        owners, people = await _people(tx, deps)
        due = await _due(tx, deps, people, calls, at)
        if not due:
            return 0
        said = await _worth_saying(tx, deps, due, owners, calls, at)
        silent = await silences(tx, deps, [one.person.user for one in due if said[one.person.user]], at=at)
    nothing = [one for one in due if one.is_nudged and (one.person.user in silent or not said[one.person.user])]
    told = [one for one in due if said[one.person.user] and one.person.user not in silent][:AT_ONCE]
    away = await deps.away([one.person.user for one in told], at)
    sent = [one for one in told if one.person.user not in away]
    for one in sent:
        await _send(deps, one, said[one.person.user], at)
    for one in nothing:
        await _send(deps, one, Said(), at)
    return len(sent)


async def _people(tx: Transaction, deps: Deps) -> tuple[Owners, dict[UserId, Person]]:
    """Whose deals are whose, and where each person's clock stands."""
    found = await slack_people(tx, deps)
    people = {one.user: Person(one.user, one.zone or deps.model.timezone) for one in found.values()}
    return {owner: one.user for owner, one in found.items()}, people


async def _due(
    tx: Transaction, deps: Deps, people: Mapping[UserId, Person], calls: Sequence[CallAhead], at: datetime
) -> list[Due]:
    hours, previews = Hours(deps.model, deps.working_time), previewed_now(calls, at)
    there = {user: person for user, person in people.items() if hours.may_be_asked(person, at)}
    since = min([at - RECENTLY, *(call.preview_at for call in previews if call.preview_at)])
    theirs = await bundles.of_people(tx, there, since=since)
    due = []
    for user in sorted(there):
        person, had = there[user], theirs.get(user, [])
        day = hours.day_of(person, at)
        today = next((bundle for bundle in had if bundle.day == day), None)
        new = [call for call in previews if not _was_previewed(call, had, today)]
        is_time = today is None and hours.is_time_for_bundle(person, at)
        is_nudged = is_time and not hours.is_previewed_later(calls, person, at)
        if new or is_nudged:
            due.append(Due(person, day, new, is_nudged, today))
    return due


def _was_previewed(call: CallAhead, had: Sequence[Bundle], today: Bundle | None) -> bool:
    """Or asked about today already: nothing stands twice in one message."""
    if today is not None and today.has(call.workflow, call.at):
        return True
    return any(bundle.previews(call.workflow, call.at) for bundle in had)


async def _worth_saying(
    tx: Transaction, deps: Deps, due: Sequence[Due], owners: Owners, calls: Sequence[CallAhead], at: datetime
) -> dict[UserId, Said]:
    """What each of them would be told; nothing where everything is in order, held back or at rest."""
    prompts = prompted(calls)
    workflows = {call.workflow for call in prompts} | {call.workflow for one in due for call in one.previews}
    wanted = {one.person.user for one in due}
    theirs: dict[UserId, list[Lack]] = {user: [] for user in wanted}
    owning = [owner for owner, user in owners.items() if user in wanted]
    for lack in await lacks_of(tx, owning, workflows, fields_of=partial(fields_asked, deps.model)):
        theirs[owners[lack.owner]].append(lack)
    friction = OpenFriction.of(await open_friction(tx), deps.model.crm.fields)
    rests = _by_person(await asking_rests.current(tx, at=at))
    hours = Hours(deps.model, deps.working_time)
    ending = [one.person.user for one in due if one.bundle is None and hours.is_last_of_week(one.person, at)]
    used = await used_updates(tx, deps, ending, owners, at=at) if ending else {}
    said = {}
    for one in due:
        user = one.person.user
        asking = Asking(user, theirs[user], friction, rests(user), at=at)
        sections = asking.bundle(one.previews, prompts if one.is_nudged else ())
        said[user] = Said(sections, (used[user],) if user in used else ())
    return said


def _by_person(current: Sequence[Rest]) -> Callable[[UserId], list[Rest]]:
    """What may keep one person from being asked: their own, and what nobody can know yet."""
    own: dict[UserId, list[Rest]] = {}
    for rest in current:
        if rest.scope is not Scope.FIELD:
            own.setdefault(rest.by, []).append(rest)
    anybodys = [rest for rest in current if rest.scope is Scope.FIELD]
    return lambda user: own.get(user, []) + anybodys


async def _send(deps: Deps, one: Due, said: Said, at: datetime) -> None:
    """A transaction of its own for each person: two replicas, or a stop in between, double nothing."""
    user = one.person.user
    async with deps.begin() as tx:
        if one.bundle is None:
            bundle = await bundles.add(tx, user, one.day, at=at, sections=said.sections, used=said.used)
        elif said.sections and await bundles.extend(tx, one.bundle, said.sections):
            bundle = one.bundle.id
        else:
            bundle = None
        if bundle is not None and said:
            await posts.owe(tx, bundle_post(bundle, user))


def bundle_post(bundle: BundleId, person: UserId) -> OwedPost:
    return OwedPost(PostKey(PostKind.BUNDLE, str(bundle), person))
