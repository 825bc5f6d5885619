"""Reading the CRM: what is kept of its deals, what a stop in the middle costs, and what comes twice."""

import asyncio
import random
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from crm.protocol import CrmUnavailable, Record
from domain.deal import Deal, Standing
from domain.deal_history import Change, Source
from domain.ids import DealId, TeamId
from domain.operating_model import OperatingModel
from domain.outcome import Refused
from flows import crm_sync
from flows.crm_sync import Synced
from flows.deps import Deps
from store import crm_catalogue, crm_syncs, deals
from store.deals import Scope, changes, days
from store.engine import Store, open_store
from tests.conftest import MONDAY, Clock, deps_over
from tests.flows.scripted_crm import LOST, QUALIFIED, RITA_OWNS, WON, ScriptedCrm, a_record
from tests.kept import days_kept, history_kept

FIRST = DealId("d00001")


class Killed(BaseException):
    """Nobody catches it, as nobody catches the end of a process."""


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


@pytest.fixture
async def other(store_url: str, model: OperatingModel) -> AsyncIterator[Deps]:
    """Another workspace in the same store."""
    opened = open_store(store_url, TeamId("T0SOUTHWIND"))
    yield deps_over(opened, model, Clock())
    await opened.close()


def five_deals() -> ScriptedCrm:
    crm = ScriptedCrm()
    crm.put(*(a_record(number, amount=str(number * 1000), next_step="call") for number in range(1, 6)))
    crm.change(2, at=MONDAY - timedelta(days=9), next_step="send the offer")
    crm.change(4, at=MONDAY - timedelta(days=3), stage=WON.id)
    return crm


# What is kept


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


# Again, and after a stop


async def test_what_did_not_change_is_not_read_again(deps: Deps) -> None:
    crm = five_deals()
    await synced(deps, crm)
    before = await everything(deps)

    done = await synced(deps, crm, at=MONDAY + timedelta(hours=1))

    assert done == Synced()
    assert crm.asked == [None, "7"]
    assert await everything(deps) == before


async def test_what_comes_twice_is_one(deps: Deps) -> None:
    crm = five_deals()
    await synced(deps, crm)
    before = await everything(deps)

    crm.look_back = 4
    done = await synced(deps, crm, at=MONDAY + timedelta(days=2))

    assert (done.new, done.changed, done.unchanged) == (0, 0, 4)
    assert await everything(deps) == before


@pytest.mark.parametrize("how", ["the CRM goes away", "killed between pages", "killed while a page is stored"])
@pytest.mark.parametrize("after", range(4))
async def test_after_a_stop_at_any_page_a_sync_goes_on_there(deps: Deps, other: Deps, how: str, after: int) -> None:
    undisturbed, crm = five_deals(), five_deals()
    await synced(other, undisturbed)

    with pytest.raises((CrmUnavailable, Killed)):
        await stopped(deps, crm, after, how=how)
    crm.pages_left = None
    await synced(deps, crm)

    assert crm.asked == [None, str(2 * after) if after else None]
    assert await everything(deps) == await everything(other)


async def stopped(deps: Deps, crm: ScriptedCrm, after: int, *, how: str) -> None:
    """Stops a sync after so many pages of it were stored."""
    pages = 0

    def tell(_: Synced) -> None:
        nonlocal pages
        pages += 1
        if pages == after:
            raise Killed

    if how == "the CRM goes away":
        crm.pages_left = after
        await crm_sync.sync(deps, crm, at=MONDAY)
    elif how == "killed between pages" and after:
        await crm_sync.sync(deps, crm, at=MONDAY, tell=tell)
    else:
        await crm_sync.sync(deps, Deadly(after + 1, crm), at=MONDAY)


class DeadlyValues(dict[str, str]):
    def items(self) -> Any:
        raise Killed


class Deadly(ScriptedCrm):
    """Whoever takes a record of its `nth` page into hand dies of it; the place in the journal is written by then."""

    def __init__(self, nth: int, crm: ScriptedCrm) -> None:
        super().__init__(records=crm.records, journal=crm.journal, asked=crm.asked)
        self._left = nth

    async def changed(self, cursor: str | None) -> AsyncIterator[Any]:
        async for page in super().changed(cursor):
            self._left -= 1
            if not self._left:
                yield replace(page, records=[replace(r, values=DeadlyValues()) for r in page.records])
            yield page


async def test_of_two_syncs_at_once_one_stops_and_nothing_is_read_twice(deps: Deps, other: Deps) -> None:
    undisturbed, crm, second = five_deals(), five_deals(), five_deals()
    await synced(other, undisturbed)

    async def overtake() -> None:
        crm.between = ScriptedCrm().between
        await synced(deps, second)

    crm.between = overtake
    outcome = await crm_sync.sync(deps, crm, at=MONDAY)

    assert isinstance(outcome, Refused)
    assert await everything(deps) == await everything(other)


async def test_a_sync_that_was_overtaken_at_its_end_says_so(deps: Deps) -> None:
    crm = five_deals()

    class Slow(ScriptedCrm):
        async def changed(self, cursor: str | None) -> AsyncIterator[Any]:
            async for page in super().changed(cursor):
                yield page
            while await where(deps) != "7":  # noqa: ASYNC110 - the page is stored meanwhile
                await asyncio.sleep(0.001)
            async with deps.begin() as tx:
                await crm_syncs.advance(tx, crm_syncs.DEALS, frm="7", to="9")

    slow = Slow(records=crm.records, journal=crm.journal)

    assert isinstance(await crm_sync.sync(deps, slow, at=MONDAY), Refused)
    assert await crm_sync.last_synced(deps) is None


async def where(deps: Deps) -> str | None:
    async with deps.store.read() as tx:
        progress = await crm_syncs.find_progress(tx, crm_syncs.DEALS)
    return progress.cursor if progress else None


async def test_whoever_waits_hears_of_every_page(deps: Deps) -> None:
    told: list[int] = []

    await crm_sync.sync(deps, five_deals(), at=MONDAY, tell=lambda done: told.append(done.read))

    assert told == [2, 4, 6, 7]


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


def with_another_field(deps: Deps) -> Deps:
    crm = deps.model.crm.model_copy(update={"fields": {**deps.model.crm.fields, "mood": "mood__c"}})
    return replace(deps, model=deps.model.model_copy(update={"crm": crm}))


async def test_with_other_fields_everything_is_read_again_and_what_is_not_there_is_gone(deps: Deps) -> None:
    crm = five_deals()
    await synced(deps, crm)
    crm.delete(3)  # whole syncs are not told of it

    done = await synced(with_another_field(deps), crm, at=MONDAY + timedelta(hours=1))

    assert crm.asked == [None, None]
    assert done.deleted == 1
    assert len(await all_there(deps)) == 4


async def test_nobody_is_gone_who_was_seen_before_a_whole_sync_was_stopped(deps: Deps) -> None:
    crm = five_deals()
    await synced(deps, crm)
    crm.delete(3)
    changed = with_another_field(deps)

    crm.pages_left = 2
    with pytest.raises(CrmUnavailable):
        await synced(changed, crm, at=MONDAY + timedelta(hours=1))
    assert len(await all_there(deps)) == 5
    crm.pages_left = None
    await synced(changed, crm, at=MONDAY - timedelta(hours=9))  # another replica, whose clock is behind

    assert [d.id[-1] for d in await all_there(deps)] == ["1", "2", "4", "5"]


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


# History


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


async def test_the_store_is_closed_to_nobody_while_a_sync_waits_for_the_crm(deps: Deps, store: Store) -> None:
    crm, looks = five_deals(), 0

    async def look() -> None:
        nonlocal looks
        async with store.begin() as tx:
            looks += await deals.count_deals(tx) >= 0

    crm.between = look
    await synced(deps, crm)

    assert looks == 4
