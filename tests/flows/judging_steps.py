"""Steps that the stories of judging deals share."""

from datetime import timedelta

from domain.deal import Deal, Stage
from domain.deal_history import Seen
from domain.ids import DealId
from flows.deps import Deps
from store import crm_catalogue, deals
from tests.conftest import MONDAY
from tests.flows.scripted_crm import LOST, QUALIFIED, WON

TUESDAY = MONDAY + timedelta(days=1)


def a_deal(number: int = 1, stage: Stage = QUALIFIED, *, changed: int = 1, **values: str) -> Deal:
    """All that it holds changed `changed` days ago."""
    at = dict.fromkeys(values, MONDAY - timedelta(changed))
    return Deal(DealId(f"d{number:05}"), f"Deal {number}", None, stage, MONDAY - timedelta(30), values, at)


async def there_are(deps: Deps, *some: Deal) -> None:
    async with deps.begin() as tx:
        await crm_catalogue.keep_stages(tx, [QUALIFIED, WON, LOST])
        await deals.keep_deals(tx, [Seen(deal, MONDAY) for deal in some], at=MONDAY)
