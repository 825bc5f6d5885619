"""Who the CRM's owners are in Slack, as Slack last said it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import RowMapping, bindparam, select

from domain.ids import OwnerId, UserId
from domain.owner import Owner, SlackPerson
from store.columns import table_of
from store.crm_catalogue import owner_rows
from store.deals import deals
from store.engine import Transaction
from store.people_tables import CrmPersonRow
from store.upsert import insert_or_replace

people_rows = table_of(CrmPersonRow)

_PEOPLE: Final = select(people_rows).where(people_rows.c.team_id == bindparam("team"))


@dataclass(frozen=True, slots=True)
class LookedUp:
    """`asked` is a digest of what Slack was asked by; `person` is None when it knows nobody."""

    asked: str
    person: SlackPerson | None
    at: datetime


async def people(tx: Transaction) -> dict[OwnerId, SlackPerson]:
    """Those whom Slack knows."""
    return {owner: one.person for owner, one in (await looked_up(tx)).items() if one.person}


async def looked_up(tx: Transaction) -> Mapping[OwnerId, LookedUp]:
    """Also those whom it does not know."""
    rows = await tx.execute(_PEOPLE, {"team": tx.team})
    return {OwnerId(row["owner"]): _looked_up(row) for row in rows.mappings()}


async def keep(tx: Transaction, owner: OwnerId, found: LookedUp) -> None:
    person = found.person
    row = {
        "team_id": tx.team,
        "owner": owner,
        "slack_user": person and person.user,
        "zone": person.zone.key if person and person.zone else None,
        "asked": found.asked,
        "looked_up_at": found.at,
    }
    await tx.execute(insert_or_replace(people_rows, is_sqlite=tx.is_sqlite), [row])


async def owners_of_deals(tx: Transaction) -> list[Owner]:
    """Those who are active and own a deal that is there, by name."""
    theirs = select(deals.c.id).where(
        deals.c.team_id == tx.team, deals.c.owner == owner_rows.c.id, deals.c.deleted_at.is_(None)
    )
    asked = select(owner_rows).where(owner_rows.c.team_id == tx.team, owner_rows.c.active, theirs.exists())
    rows = (await tx.execute(asked.order_by(owner_rows.c.name, owner_rows.c.id))).mappings()
    return [Owner(OwnerId(row["id"]), row["name"], row["email"], row["active"]) for row in rows]


def _looked_up(row: RowMapping) -> LookedUp:
    person = SlackPerson(UserId(row["slack_user"]), zone_called(row["zone"])) if row["slack_user"] else None
    return LookedUp(row["asked"], person, row["looked_up_at"])


@lru_cache(maxsize=500)
def zone_called(name: str | None) -> ZoneInfo | None:
    """None for what this machine knows no zone by."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
