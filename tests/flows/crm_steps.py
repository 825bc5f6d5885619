"""Steps that the stories of reading the CRM share."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select

from domain.deal import Deal
from domain.deal_history import Change
from domain.ids import DealId
from flows import crm_sync
from flows.crm_sync import Synced
from flows.deps import Deps
from store import crm_catalogue, deals
from store.deals import Scope, changes, days
from tests.conftest import MONDAY
from tests.flows.scripted_crm import WON, ScriptedCrm, a_record
from tests.kept import history_kept

FIRST = DealId("d00001")


async def synced(deps: Deps, crm: ScriptedCrm, *, at: datetime = MONDAY) -> Synced:
    done = await crm_sync.sync(deps, crm, at=at)
    assert isinstance(done, Synced), done
    return done


async def deal(deps: Deps, which: DealId = FIRST) -> Deal:
    async with deps.store.read() as tx:
        seen = await deals.find_deal(tx, which, await crm_catalogue.stages(tx))
    assert seen is not None
    assert not seen.gone
    return seen.deal


async def all_there(deps: Deps, scope: Scope = Scope(all=True)) -> list[Deal]:  # noqa: B008 - frozen
    async with deps.store.read() as tx:
        return await deals.next_deals(tx, scope, await crm_catalogue.stages(tx), after=None)


async def history(deps: Deps, which: DealId = FIRST) -> list[Change]:
    async with deps.store.read() as tx:
        return await history_kept(tx, which)


async def everything(deps: Deps) -> dict[str, list[tuple[object, ...]]]:
    """Every row that a sync wrote, without whose it is and when it was read."""
    read: dict[str, list[tuple[object, ...]]] = {}
    async with deps.store.read() as tx:
        for table in (deals.deals, changes, days):
            shown = [c for c in table.c if c.name not in {"team_id", "seen_at", "deleted_at"}]
            if "deleted_at" in table.c:
                shown.append(table.c.deleted_at.is_(None))
            rows = await tx.execute(select(*shown).where(table.c.team_id == tx.team).order_by(*shown[:3]))
            read[table.name] = sorted(map(tuple, rows), key=repr)
    return read


def five_deals() -> ScriptedCrm:
    crm = ScriptedCrm()
    crm.put(*(a_record(number, amount=str(number * 1000), next_step="call") for number in range(1, 6)))
    crm.change(2, at=MONDAY - timedelta(days=9), next_step="send the offer")
    crm.change(4, at=MONDAY - timedelta(days=3), stage=WON.id)
    return crm


def with_another_field(deps: Deps) -> Deps:
    crm = deps.model.crm.model_copy(update={"fields": {**deps.model.crm.fields, "mood": "mood__c"}})
    return replace(deps, model=deps.model.model_copy(update={"crm": crm}))
