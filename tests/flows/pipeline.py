"""A pipeline for the stories about digests: deals, their owners, and how old our knowledge of them is."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from domain.deal import Deal, Stage, Standing
from domain.deal_history import Seen
from domain.digest import Digest
from domain.ids import DealId, OwnerId, UserId
from domain.owner import Owner, SlackPerson
from flows.deps import Deps
from flows.digest import make_digests
from store import crm_catalogue, crm_people, crm_syncs, deals
from store.crm_people import LookedUp
from tests.flows.stories import in_new_york

QUALIFIED: Final = Stage("qualified", "Qualified", "default", Standing.OPEN, 0.4)
WON: Final = Stage("won", "Won", "default", Standing.WON, 1.0)

FORECAST_CALL: Final = in_new_york(2026, 11, 30, 9, 30).astimezone(UTC)
"""The Monday after Thanksgiving; its digest is due an hour before."""

DUE: Final = FORECAST_CALL - timedelta(minutes=60)

RITA_OWNS, RAVI_OWNS, CARL_OWNS = OwnerId("501"), OwnerId("502"), OwnerId("503")
OWNERS: Final = (
    Owner(RITA_OWNS, "Rita Ruiz", "rita@northwind.example"),
    Owner(RAVI_OWNS, "Ravi Rao", "ravi@northwind.example"),
    Owner(CARL_OWNS, "Carl Chen", "carl@northwind.example"),
)

IN_ORDER: Final[Mapping[str, str]] = {
    "next_step": "call",
    "close_date": "2026-12-10",
    "forecast_category": "PIPELINE",
    "amount": "1000",
}


def a_deal(
    number: int = 1,
    *,
    owner: OwnerId | None = RITA_OWNS,
    currency: str | None = "USD",
    name: str = "",
    at: datetime = DUE,
    stage: Stage = QUALIFIED,
    **values: str,
) -> Deal:
    """One that is ready for the forecast call but for `values`; an empty one stands for none."""
    held = {field: value for field, value in {**IN_ORDER, **values}.items() if value}
    changed = dict.fromkeys(held, at - timedelta(days=1))
    link = f"https://crm.example/deals/{number}"
    id = DealId(f"d{number:05}")
    return Deal(id, name or f"Deal {number}", owner, stage, at - timedelta(60), held, changed, currency, link)


def lacking(number: int = 1, **parts: object) -> Deal:
    """One whose close date passed."""
    return a_deal(number, **{"close_date": "2026-11-20", **parts})  # type: ignore[arg-type]


async def there_are(deps: Deps, *some: Deal, read_at: datetime | None = DUE - timedelta(minutes=10)) -> None:
    """`read_at` is when the CRM was last read, None for never."""
    async with deps.begin() as tx:
        await crm_catalogue.keep_stages(tx, [QUALIFIED, WON])
        await crm_catalogue.keep_owners(tx, OWNERS)
        await deals.keep_deals(tx, [Seen(deal, DUE) for deal in some], at=DUE)
        if read_at is not None:
            await crm_syncs.begin(tx, crm_syncs.DEALS, mapping="test", at=read_at)
            await crm_syncs.succeed(tx, crm_syncs.DEALS, cursor=None, at=read_at)


async def in_slack(deps: Deps, people: Mapping[OwnerId, UserId]) -> None:
    """Who owners are there."""
    async with deps.begin() as tx:
        for owner, user in people.items():
            await crm_people.keep(tx, owner, LookedUp("asked", SlackPerson(user), DUE))


async def the_digest(deps: Deps, *, at: datetime = DUE) -> Digest:
    """Of the one meeting whose digest is due at `at`."""
    (digest,) = (await make_digests(deps, at=at)).digests
    return digest
