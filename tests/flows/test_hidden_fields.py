"""A field that the CRM shows us no more: what it held is remembered, and nobody is told that it was emptied."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.deal_history import Change
from domain.ids import DealId
from flows import crm_sync, readiness
from flows.deps import Deps
from flows.movements import untold
from store import crm_catalogue, deal_changes, deals, findings
from tests.conftest import MONDAY
from tests.flows.scripted_crm import QUALIFIED, RITA_OWNS, ScriptedCrm, a_record

KESTREL = DealId("d00001")
LATER, LATEST = MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=2)
READY = {"forecast_category": "COMMIT", "close_date": "2026-12-10", "next_step": "call", "champion": "Ann"}


async def read(deps: Deps, crm: ScriptedCrm, *, at: datetime = MONDAY) -> None:
    await crm_sync.sync(deps, crm, at=at)
    await readiness.judge(deps, at=at)


def without(crm: ScriptedCrm, field: str) -> None:
    """From now on the CRM neither names the field nor tells what it holds."""
    crm.all_fields = [meta for meta in crm.all_fields if meta.field != field]
    shown = {name: value for name, value in crm.records[KESTREL].values.items() if name != field}
    crm.put(replace(crm.records[KESTREL], values=shown | {"amount": "5"}, modified_at=LATER))


async def known(deps: Deps) -> tuple[str | None, list[Change], list[str]]:
    """What the champion is for us, how it came to that, and what the deal lacks."""
    async with deps.store.read() as tx:
        seen = await deals.find_deal(tx, KESTREL, await crm_catalogue.stages(tx))
        history = await deal_changes.histories(tx, [KESTREL], fields=["champion"], until=LATEST)
        lacks = await findings.open_of(tx, [KESTREL])
    assert seen
    return seen.deal.values.get("champion"), history.get(KESTREL, []), [key[2] for key in lacks]


async def test_a_field_that_is_hidden_is_not_emptied(deps: Deps) -> None:
    crm = ScriptedCrm()
    crm.put(
        replace(
            a_record(1, QUALIFIED, modified=MONDAY, **READY), history=(Change("next_step", "call", MONDAY, RITA_OWNS),)
        )
    )
    await read(deps, crm)
    before = await known(deps)

    without(crm, "champion")
    await read(deps, crm, at=LATER)

    assert before == ("Ann", [], [])
    assert await known(deps) == before


async def test_a_field_that_is_shown_and_emptied_is_empty(deps: Deps) -> None:
    crm = ScriptedCrm()
    crm.put(
        replace(
            a_record(1, QUALIFIED, modified=MONDAY, **READY), history=(Change("next_step", "call", MONDAY, RITA_OWNS),)
        )
    )
    await read(deps, crm)

    crm.change(1, at=LATER, champion="")
    await read(deps, crm, at=LATER)

    value, history, lacks = await known(deps)
    assert (value, [change.value for change in history], lacks) == (None, [""], ["commit_has_champion"])


async def test_the_digest_says_that_the_field_is_not_shown(deps: Deps) -> None:
    crm = ScriptedCrm()
    crm.put(a_record(1, QUALIFIED, modified=MONDAY, **READY))
    without(crm, "champion")
    await read(deps, crm)

    async with deps.store.read() as tx:
        asks, does_not_ask = await untold(tx, deps, "forecast"), await untold(tx, deps, "handoff")

    hidden = "The CRM does not show us Champion: it counts as what we last saw, and as empty where we never did"
    assert hidden in asks
    assert hidden not in does_not_ask
