"""Who the CRM's owners are in Slack: named in the operating model, or by their e-mail address."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.ids import OwnerId, UserId
from domain.operating_model import OperatingModel
from domain.owner import Owner, SlackPerson
from flows.deps import Deps
from store import crm_catalogue, crm_people
from store.crm_people import LookedUp
from store.engine import Transaction

FRESH_FOR: Final = timedelta(days=7)
"""How long an answer of Slack's counts: people come, leave and travel."""


@dataclass(frozen=True, slots=True)
class Sought:
    """An owner who is to be looked up: by the `user` that the operating model names, else by `email`."""

    owner: OwnerId
    user: UserId | None
    email: str | None

    @property
    def asked(self) -> str:
        return hashlib.sha256((self.user or (self.email or "").casefold()).encode()).hexdigest()


async def slack_people(tx: Transaction, deps: Deps) -> dict[OwnerId, SlackPerson]:
    """Everybody of whom it is known. What `crm.owners` of the operating model says goes before what Slack found."""
    found = await crm_people.people(tx)
    for owner in await crm_catalogue.owners(tx):
        if user := named(deps.model, owner):
            before = found.get(owner.id)
            found[owner.id] = before if before and before.user == user else SlackPerson(user)
    return found


async def zone_of(tx: Transaction, deps: Deps, person: UserId) -> ZoneInfo:
    """Where `person` set their clock in Slack, as far as it is known of owners; else the company's."""
    zones = (one.zone for one in (await slack_people(tx, deps)).values() if one.user == person)
    return next((zone for zone in zones if zone), deps.model.timezone)


async def to_look_up(deps: Deps, *, at: datetime) -> list[Sought]:
    """Active owners of deals whom Slack was not asked about yet, or a week ago, or by another address."""
    async with deps.store.read() as tx:
        known, owners = await crm_people.looked_up(tx), await crm_people.owners_of_deals(tx)
    wanted = [Sought(owner.id, named(deps.model, owner), owner.email) for owner in owners]
    return [one for one in wanted if (one.user or one.email) and not _is_fresh(known.get(one.owner), one, at)]


async def keep_person(deps: Deps, sought: Sought, person: SlackPerson | None, *, at: datetime) -> None:
    """What Slack answered; None when it knows nobody."""
    async with deps.begin() as tx:
        await crm_people.keep(tx, sought.owner, LookedUp(sought.asked, person, at))


async def strangers(deps: Deps) -> list[Owner]:
    """Active owners of deals whom Slack does not know, or cannot be asked about by an e-mail address; by name."""
    async with deps.store.read() as tx:
        known, people = await crm_people.looked_up(tx), await slack_people(tx, deps)
        owners = await crm_people.owners_of_deals(tx)
    return [one for one in owners if one.id not in people and (one.id in known or not one.email)]


def named(model: OperatingModel, owner: Owner) -> UserId | None:
    """By the owner's id, else by the e-mail address, which the operating model has in small letters."""
    listed = model.crm.owners
    user = listed.get(owner.id) or (listed.get(owner.email.lower()) if owner.email else None)
    return UserId(user) if user else None


def _is_fresh(known: LookedUp | None, sought: Sought, at: datetime) -> bool:
    return known is not None and known.asked == sought.asked and at - known.at < FRESH_FOR
