"""How deals came to what they hold: what the CRM tells of it, what we notice ourselves, and the days we keep."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from crm.protocol import CrmUnavailable, Record
from domain.deal import Deal
from domain.deal_history import Change, Source
from domain.ids import DealId
from flows import crm_sync
from flows.deps import Deps
from store import deals
from tests.conftest import MONDAY
from tests.flows.crm_steps import FIRST, all_there, deal, everything, history, synced, with_another_field
from tests.flows.scripted_crm import RITA_OWNS, ScriptedCrm, a_record
from tests.kept import days_kept


async def test_history_is_kept_once_and_in_its_order_also_within_one_moment(deps: Deps) -> None:
    crm = ScriptedCrm()
    crm.put(a_record(next_step="call"))
    crm.change(1, at=MONDAY, next_step="b", times=("a", "b", "a"))
    await synced(deps, crm)

    crm.change(1, at=MONDAY + timedelta(hours=1), next_step="c")
    await synced(deps, crm)
    await synced(with_another_field(deps), crm)

    assert [past.value for past in await history(deps)] == ["a", "b", "a", "b", "c"]


async def test_history_tells_who_it_was_and_what_kind_of_hand(deps: Deps) -> None:
    crm = ScriptedCrm()
    crm.put(
        replace(
            a_record(),
            history=(
                Change("amount", "1", MONDAY - timedelta(hours=2), RITA_OWNS, Source.PERSON),
                Change("amount", "", MONDAY, None, Source.AUTOMATION),
            ),
        )
    )

    await synced(deps, crm)

    assert await history(deps) == [
        Change("amount", "1", MONDAY - timedelta(hours=2), RITA_OWNS, Source.PERSON),
        Change("amount", "", MONDAY, None, Source.AUTOMATION),
    ]
    async with deps.store.read() as tx:
        since = await deals.changed_between(tx, MONDAY, MONDAY + timedelta(1), fields=["amount", "stage"])
    assert since == {FIRST: [Change("amount", "", MONDAY, None, Source.AUTOMATION)]}


async def test_what_the_crm_keeps_no_history_of_we_notice_ourselves(deps: Deps) -> None:
    crm, later = ScriptedCrm(), MONDAY + timedelta(hours=3)
    crm.put(a_record(next_step="call", champion="Ines"))
    await synced(deps, crm)
    assert "next_step" not in (await deal(deps)).changed_at

    crm.change(1, at=later, told=False, next_step="send the offer", champion="")
    await synced(deps, crm, at=later + timedelta(hours=1))
    crm.change(1, at=later + timedelta(days=1), amount="5")
    await synced(deps, crm, at=later + timedelta(days=1))

    now = await deal(deps)
    assert (now.changed_at["next_step"], now.changed_at["champion"]) == (later, later)
    assert [(p.field, p.value, p.source) for p in await history(deps)][:2] == [
        ("champion", "", "unknown"),
        ("next_step", "send the offer", "unknown"),
    ]


async def test_when_the_crm_stops_keeping_history_we_go_on(deps: Deps) -> None:
    crm, hours = ScriptedCrm(), [MONDAY + timedelta(hours=n) for n in range(4)]
    crm.put(a_record(next_step="call"))
    crm.change(1, at=hours[0], next_step="send the offer")
    await synced(deps, crm, at=hours[0])

    crm.change(1, at=hours[1], told=False, next_step="sign")
    await synced(deps, crm, at=hours[2])
    crm.change(1, at=hours[2], amount="5")
    await synced(deps, crm, at=hours[3])

    assert [p.value for p in await history(deps)] == ["send the offer", "sign", "5"]
    assert (await deal(deps)).changed_at["next_step"] == hours[1]


async def test_a_change_that_moves_no_time_in_the_crm_was_when_we_saw_it(deps: Deps) -> None:
    crm = ScriptedCrm()
    crm.put(a_record(next_step="a"))
    await synced(deps, crm)

    for hour, value in enumerate("bcb", start=1):
        crm.put(a_record(next_step=value))
        await synced(deps, crm, at=MONDAY + timedelta(hours=hour))

    assert [p.value for p in await history(deps)] == ["b", "c", "b"]
    assert (await deal(deps)).changed_at["next_step"] == MONDAY + timedelta(hours=3)


async def test_a_deal_with_a_long_history_is_one_deal(deps: Deps) -> None:
    crm, start = ScriptedCrm(), MONDAY - timedelta(days=50)
    told = tuple(Change("amount", str(n), start + timedelta(minutes=n)) for n in range(2000))
    crm.put(replace(a_record(amount="1999"), history=told))

    await synced(deps, crm)

    assert len(await history(deps)) == 2000
    assert (await deal(deps)).changed_at["amount"] == start + timedelta(minutes=1999)


async def test_there_is_a_row_for_each_day_on_which_something_was_different(deps: Deps) -> None:
    crm = ScriptedCrm()
    crm.put(a_record(amount="1"))
    await synced(deps, crm, at=datetime(2026, 11, 23, 15, tzinfo=UTC))
    crm.change(1, at=datetime(2026, 11, 23, 20, tzinfo=UTC), amount="2")
    await synced(deps, crm, at=datetime(2026, 11, 24, 4, 59, tzinfo=UTC))  # still Monday in New York
    crm.change(1, at=datetime(2026, 11, 24, 5, 1, tzinfo=UTC))
    await synced(deps, crm, at=datetime(2026, 11, 24, 5, 1, tzinfo=UTC))
    crm.change(1, at=datetime(2026, 11, 26, 9, tzinfo=UTC), amount="3")
    await synced(deps, crm, at=datetime(2026, 11, 26, 15, tzinfo=UTC))

    async with deps.store.read() as tx:
        kept = await days_kept(tx, FIRST)
        held = {
            day: [at.values["amount"] for at in (await deals.held_on(tx, date(2026, 11, day), [FIRST])).values()]
            for day in range(22, 28)
        }
    assert [(day.day.day, day.values["amount"]) for day in kept] == [(23, "2"), (26, "3")]
    assert held == {22: [], 23: ["2"], 24: ["2"], 25: ["2"], 26: ["3"], 27: ["3"]}


async def test_days_beyond_their_keep_are_forgotten_without_losing_what_held_then(deps: Deps) -> None:
    crm = ScriptedCrm()
    crm.put(a_record(amount="0"))
    for day in range(1, 5):
        at = MONDAY + timedelta(days=day)
        crm.change(1, at=at, amount=str(day))
        await synced(deps, crm, at=at)

    kept_for = deps.model.retention_days.deals
    await crm_sync.forget_old(deps, at=MONDAY + timedelta(days=3 + kept_for))

    async with deps.store.read() as tx:
        assert [day.values["amount"] for day in await days_kept(tx, FIRST)] == ["3", "4"]
        held = await deals.held_on(tx, date(2026, 11, 26), [FIRST])
    assert held[FIRST].values["amount"] == "3"


async def test_what_is_older_than_its_keep_is_neither_taken_nor_kept(deps: Deps) -> None:
    crm, kept_for = ScriptedCrm(), timedelta(deps.model.retention_days.deals)
    crm.put(a_record(1, amount="1"), a_record(2))
    long_ago = MONDAY - kept_for - timedelta(days=1)
    crm.change(1, at=long_ago, next_step="call")
    crm.change(1, at=MONDAY, amount="2")
    await synced(deps, crm)
    assert (await deal(deps)).changed_at["next_step"] == long_ago
    assert [p.field for p in await history(deps)] == ["amount"]

    crm.delete(2)
    await synced(deps, crm)
    await crm_sync.forget_old(deps, at=MONDAY + kept_for + timedelta(days=1))

    left = await everything(deps)
    assert {name: len(rows) for name, rows in left.items()} == {"deals": 1, "deal_changes": 0, "deal_days": 1}
    assert (await deal(deps)).values["amount"] == "2"


# Whatever happens


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_happens_in_between_the_store_ends_as_the_crm_is(deps: Deps, seed: int) -> None:
    dice, crm, now = random.Random(seed), ScriptedCrm(page_size=3), MONDAY

    for _ in range(60):
        now += timedelta(minutes=dice.randrange(90))
        number, crm.look_back = dice.randrange(8), dice.randrange(4)
        crm.pages_left = dice.choice([None, 0, 1, 2])
        there = DealId(f"d{number:05}") in crm.records
        if not there:
            crm.put(a_record(number, modified=now))
        elif dice.random() < 0.2:
            crm.delete(number)
        else:
            crm.change(number, at=now, told=number % 2 == 0, amount=dice.choice(["", "1", "2"]))
        if dice.random() < 0.4:
            try:
                await crm_sync.sync(deps, crm, at=now)
            except CrmUnavailable:
                continue
    crm.pages_left = None
    await synced(deps, crm, at=now)

    kept = await all_there(deps)
    assert {d.id: dict(d.values) for d in kept} == {r.id: dict(r.values) for r in crm.records.values()}
    for one in kept:
        await assert_history_ends_in(deps, one, crm.records[one.id])


async def assert_history_ends_in(deps: Deps, one: Deal, record: Record) -> None:
    """What the CRM told is all there, once; the last that is known of a field is what it holds, since then."""
    past = await history(deps, one.id)
    assert len({(p.field, p.at) for p in past}) == len(past)
    assert {p.at for p in past} >= {change.at for change in record.history}
    if past:
        assert past[-1].value == record.values.get("amount", "")
        assert one.changed_at["amount"] == past[-1].at
