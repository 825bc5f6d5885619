"""A field that the CRM does not show us: what it held is remembered, and nobody is told that it is empty."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.deal_history import Change
from domain.ids import DealId
from domain.readiness import Unknown
from flows import crm_sync, readiness
from flows.criteria_met import count_met
from flows.deps import Deps
from flows.movements import untold
from store import criterion_days, crm_catalogue, deal_changes, deals, findings
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


async def lacking(deps: Deps) -> list[str]:
    return (await known(deps))[2]


async def looked_at(deps: Deps) -> dict[str, int]:
    """On how many deals each criterion of the forecast was judged today."""
    today = date(2026, 11, 23)
    async with deps.store.read() as tx:
        counted = await criterion_days.days_between(tx, today, today)
    return {one.criterion: one.looked_at for one in counted if one.workflow == "forecast"}


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


async def test_a_field_that_was_never_shown_is_empty_on_no_deal(deps: Deps) -> None:
    crm = ScriptedCrm()
    crm.put(*(a_record(n, QUALIFIED, modified=MONDAY, **(READY | {"champion": ""})) for n in (1, 2)))
    without(crm, "champion")

    await crm_sync.sync(deps, crm, at=MONDAY)
    judged = await readiness.judge(deps, at=MONDAY)
    await count_met(deps, at=MONDAY)

    assert not await lacking(deps)
    assert (judged.tallies["forecast"].ready, judged.tallies["forecast"].unknown["commit_has_champion"]) == (2, 2)
    judged_on = await looked_at(deps)
    assert (judged_on["commit_has_champion"], judged_on["category_set"]) == (0, 2)


async def test_what_was_missing_is_not_asked_for_while_the_field_is_hidden_and_is_again_once_it_is_shown(
    deps: Deps,
) -> None:
    crm = ScriptedCrm()
    crm.put(a_record(1, QUALIFIED, modified=MONDAY, **(READY | {"champion": ""})))
    every_field = crm.all_fields
    await read(deps, crm)
    before = await lacking(deps)

    without(crm, "champion")
    await read(deps, crm, at=LATER)
    inspected = [one async for _, found in readiness.inspect(deps, "forecast", at=LATER) for one in found]
    meanwhile = await lacking(deps)
    await readiness.judge_some(deps, [KESTREL], at=LATER)
    still = await lacking(deps)
    crm.all_fields = every_field
    await read(deps, crm, at=LATEST)

    assert (before, meanwhile, still) == (["commit_has_champion"], [], [])
    assert Unknown(KESTREL, "commit_has_champion", "champion", hidden=True) in inspected
    assert await lacking(deps) == ["commit_has_champion"]


async def test_a_crm_that_tells_no_fields_hides_none(deps: Deps) -> None:
    crm = ScriptedCrm(all_fields=[])
    crm.put(a_record(1, QUALIFIED, modified=MONDAY, **(READY | {"champion": ""})))

    await read(deps, crm)

    assert await lacking(deps) == ["commit_has_champion"]


async def test_the_digest_says_that_the_field_is_not_shown(deps: Deps) -> None:
    crm = ScriptedCrm()
    crm.put(a_record(1, QUALIFIED, modified=MONDAY, **READY))
    without(crm, "champion")
    await read(deps, crm)

    async with deps.store.read() as tx:
        asks, does_not_ask = await untold(tx, deps, "forecast"), await untold(tx, deps, "handoff")

    hidden = "The CRM does not show us Champion: what is demanded there is not judged"
    assert hidden in asks
    assert hidden not in does_not_ask
