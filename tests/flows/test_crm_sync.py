"""Reading the CRM: what is kept of its deals, of those that are gone, and of its stages."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.deal import Deal, Standing
from domain.deal_history import Change
from domain.ids import DealId, TeamId
from domain.operating_model import OperatingModel
from flows import crm_sync
from flows.crm_sync import Synced
from flows.deps import Deps
from store.deals import Scope
from store.engine import open_store
from tests.conftest import MONDAY, Clock, deps_over
from tests.flows.crm_steps import FIRST, all_there, deal, everything, five_deals, history, synced
from tests.flows.scripted_crm import LOST, QUALIFIED, RITA_OWNS, WON, ScriptedCrm, a_record


@pytest.fixture
async def other(store_url: str, model: OperatingModel) -> AsyncIterator[Deps]:
    """Another workspace in the same store."""
    opened = open_store(store_url, TeamId("T0SOUTHWIND"))
    yield deps_over(opened, model, Clock())
    await opened.close()


async def test_a_deal_is_kept_as_the_crm_shows_it(deps: Deps) -> None:
    crm, on_friday = ScriptedCrm(), MONDAY - timedelta(days=3)
    crm.put(
        replace(
            a_record(amount="1500.50", close_date="2026-12-10", next_step="call"),
            history=(Change("amount", "900", on_friday - timedelta(5)), Change("amount", "1500.50", on_friday)),
            whole=frozenset({"amount", "close_date"}),
        )
    )

    done = await synced(deps, crm)

    created = MONDAY - timedelta(days=60)
    assert done == Synced(new=1, pages=1)
    assert await deal(deps) == Deal(
        FIRST,
        "Deal 1",
        RITA_OWNS,
        QUALIFIED,
        created,
        {"stage": QUALIFIED.id, "amount": "1500.50", "close_date": "2026-12-10", "next_step": "call"},
        {"amount": on_friday, "close_date": created},
        "USD",
        "https://crm.example/deals/1",
    )


async def test_what_the_crm_says_of_itself_is_kept_too(deps: Deps) -> None:
    crm = ScriptedCrm()

    await synced(deps, crm)

    by_name = sorted(crm.all_fields, key=lambda meta: meta.field)
    assert await crm_sync.fields(deps) == [replace(f, options=list(f.options)) for f in by_name]
    assert sorted(await crm_sync.owners(deps), key=lambda o: o.id) == crm.all_owners
    assert await crm_sync.last_synced(deps) == MONDAY


async def test_a_field_that_is_hidden_from_us_later_is_known_no_more_and_an_owner_who_left_is(deps: Deps) -> None:
    crm = ScriptedCrm()
    await synced(deps, crm)

    crm.all_fields, crm.all_owners = crm.all_fields[:1], crm.all_owners[:1]
    await synced(deps, crm)

    assert [f.field for f in await crm_sync.fields(deps)] == ["amount"]
    assert len(await crm_sync.owners(deps)) == 2


@pytest.mark.parametrize(
    "values",
    [
        {"amount": "123456789012345.67"},
        {"amount": "1e400"},
        {"close_date": "9999-12-31"},
        {"close_date": "soon"},
        {"next_step": "<@U1> & <b>=HYPERLINK(1)</b> 😀"},
        {"next_step": "x" * 70_000},
    ],
)
async def test_values_are_kept_to_the_letter(deps: Deps, values: Mapping[str, str]) -> None:
    crm = ScriptedCrm()
    crm.put(a_record(**values))

    await synced(deps, crm)

    assert (await deal(deps)).values == {"stage": QUALIFIED.id, **values}


async def test_fifteen_digits_stay_exact(deps: Deps) -> None:
    crm = ScriptedCrm()
    crm.put(a_record(amount="123456789012345.67"))

    await synced(deps, crm)

    assert (await deal(deps)).amount == Decimal("123456789012345.67")


async def test_what_no_store_can_keep_stops_nothing(deps: Deps) -> None:
    crm = ScriptedCrm()
    half = a_record(next_step="a\0b\ud800c")
    crm.put(replace(half, name="\0Acme", history=(Change("next_step", "\0", MONDAY),)))

    await synced(deps, crm)

    assert (await deal(deps)).name == "Acme"
    assert (await deal(deps)).values["next_step"] == "ab?c"


async def test_another_workspace_has_deals_of_its_own(deps: Deps, other: Deps) -> None:
    crm, theirs = five_deals(), ScriptedCrm()
    theirs.put(a_record(1, amount="7"))

    await synced(deps, crm)
    await synced(other, theirs)

    assert (await deal(deps)).values["amount"] == "1000"
    assert [d.values["amount"] for d in await all_there(other)] == ["7"]


async def test_what_comes_twice_is_one(deps: Deps) -> None:
    crm = five_deals()
    await synced(deps, crm)
    before = await everything(deps)

    crm.look_back = 4
    done = await synced(deps, crm, at=MONDAY + timedelta(days=2))

    assert (done.new, done.changed, done.unchanged) == (0, 0, 4)
    assert await everything(deps) == before


async def test_before_the_first_sync_there_was_none(deps: Deps) -> None:
    assert await crm_sync.last_synced(deps) is None


# Gone


async def test_a_deleted_deal_is_gone_and_may_come_back(deps: Deps) -> None:
    crm = five_deals()
    await synced(deps, crm)

    crm.delete(3)
    done = await synced(deps, crm)
    assert done.deleted == 1
    assert DealId("d00003") not in {d.id for d in await all_there(deps)}

    crm.put(a_record(3))
    await synced(deps, crm)
    assert DealId("d00003") in {d.id for d in await all_there(deps)}


# Stages


async def test_a_stage_that_comes_to_mean_something_else_takes_its_deals_along(deps: Deps) -> None:
    crm = five_deals()
    await synced(deps, crm)
    assert len(await all_there(deps, Scope(open=True))) == 4

    crm.all_stages = [replace(QUALIFIED, standing=Standing.LOST), WON, LOST]
    await synced(deps, crm)

    assert await all_there(deps, Scope(open=True)) == []
    assert (await deal(deps)).stage.standing is Standing.LOST


async def test_a_deal_in_a_stage_that_nobody_told_us_of_is_open_until_we_hear(deps: Deps) -> None:
    crm = ScriptedCrm(all_stages=[QUALIFIED])
    crm.put(a_record(1, WON, close_date="2026-11-20"))
    await synced(deps, crm)
    assert [d.stage.label for d in await all_there(deps, Scope(open=True))] == [WON.id]

    crm.all_stages.append(WON)
    await synced(deps, crm)

    assert await all_there(deps, Scope(open=True)) == []
    assert [d.stage for d in await all_there(deps, Scope(won_from=date(2026, 11, 20)))] == [WON]
    assert await all_there(deps, Scope(won_from=date(2026, 11, 21))) == []


# Written by us


async def test_what_was_saved_is_known_before_the_next_sync_and_told_once(deps: Deps) -> None:
    crm, later = ScriptedCrm(), MONDAY + timedelta(minutes=5)
    crm.put(a_record(next_step="call", champion="Ines"))
    await synced(deps, crm)

    await crm_sync.keep_saved(deps, FIRST, {"next_step": "sign", "champion": "", "stage": WON.id}, at=later)
    now = await deal(deps)
    assert (now.stage, now.values) == (WON, {"stage": WON.id, "next_step": "sign"})
    assert now.changed_at == {"next_step": later, "champion": later, "stage": later}

    crm.change(1, at=later - timedelta(seconds=1), next_step="sign", champion="", stage=WON.id)
    await synced(deps, crm, at=later + timedelta(minutes=5))
    assert sorted(p.field for p in await history(deps)) == ["champion", "next_step", "stage"]
    assert (await deal(deps)).values == now.values


async def test_what_was_saved_in_a_deal_that_is_gone_changes_nothing(deps: Deps) -> None:
    crm = five_deals()
    await synced(deps, crm)
    crm.delete(1)
    await synced(deps, crm)
    before = await everything(deps)

    await crm_sync.keep_saved(deps, FIRST, {"next_step": "sign"}, at=MONDAY)
    await crm_sync.keep_saved(deps, DealId("nobody"), {"next_step": "sign"}, at=MONDAY)

    assert await everything(deps) == before
