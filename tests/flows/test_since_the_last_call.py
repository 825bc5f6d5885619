"""What moved in a workflow's deals since its last call, read from the store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal import Deal, Stage, Standing
from domain.deal_history import Change, Seen, Source
from domain.ids import DealId, TeamId
from domain.movements import Movement
from domain.owner import Owner
from domain.readiness import Checks
from flows.deps import Deps
from flows.movements import has_unseen, movements, untold
from store import crm_catalogue, deals
from store.engine import Store
from tests.conftest import MONDAY
from tests.flows.scripted_crm import LOST, QUALIFIED, RAVI_OWNS, RITA_OWNS, WON

CALL = MONDAY - timedelta(days=7)
MADE = MONDAY - timedelta(days=60)
FIELDS = [
    FieldMeta(
        "forecast_category", "Category", FieldKind.CHOICE, [Option("COMMIT", "Commit"), Option("BEST", "Best case")]
    ),
    *(FieldMeta(name, name, FieldKind.TEXT) for name in ("stage", "close_date", "amount", "next_step", "champion")),
]


def days(number: float) -> datetime:
    """So many days after the last call."""
    return CALL + timedelta(days=number)


def a_deal(number: int = 1, stage: Stage = QUALIFIED, **values: str) -> Deal:
    held = {"stage": stage.id, "close_date": "2026-12-10", "next_step": "call", "amount": "100"} | values
    since = dict.fromkeys(held, days(-1))
    return Deal(DealId(f"d{number:05}"), f"Deal {number}", RITA_OWNS, stage, MADE, held, since, "USD")


def changed(field: str, *steps: tuple[float, str], hand: Source = Source.PERSON) -> list[Change]:
    return [Change(field, value, days(on), RAVI_OWNS, hand) for on, value in steps]


async def there_are(deps: Deps, histories: Sequence[tuple[Deal, list[Change]]], *, tracked: bool = True) -> None:
    async with deps.begin() as tx:
        await crm_catalogue.keep_stages(tx, [QUALIFIED, WON, LOST])
        await crm_catalogue.keep_owners(tx, [Owner(RAVI_OWNS, "Ravi Shah")])
        await crm_catalogue.keep_fields(tx, [replace(meta, tracked=tracked) for meta in FIELDS])
        await deals.keep_deals(tx, [Seen(deal, MONDAY) for deal, _ in histories], at=MONDAY)
        await deals.keep_history(tx, {deal.id: sorted(past, key=lambda one: one.at) for deal, past in histories})


async def moved(
    deps: Deps, *some: tuple[Deal, list[Change]], workflow: str = "forecast", since: datetime | None = CALL
) -> list[Movement]:
    await there_are(deps, some)
    checks = Checks(deps.model, workflow, now=MONDAY)
    looked_at = {deal.id: deal for deal, _ in some if checks.concern(deal)}
    async with deps.store.read() as tx:
        return await movements(tx, deps, workflow, since=since, until=MONDAY, deals=looked_at)


def told(found: Sequence[Movement]) -> list[tuple[str, str]]:
    return [(one.deal.name, one.sentence) for one in found]


async def test_what_moved_is_told_with_what_was_won_first(deps: Deps) -> None:
    promoted = a_deal(1, forecast_category="COMMIT", close_date="2026-12-29")
    signed = a_deal(2, WON)

    found = await moved(
        deps,
        (
            promoted,
            changed("forecast_category", (-50, "BEST"), (2, "COMMIT"))
            + changed("close_date", (-50, "2026-11-10"), (-9, "2026-12-01"), (2, "2026-12-29")),
        ),
        (signed, changed("stage", (-50, QUALIFIED.id), (3, WON.id)) + changed("close_date", (-50, "2026-12-10"))),
        (a_deal(3), changed("close_date", (-50, "2026-12-10"))),
    )

    assert told(found) == [
        ("Deal 2", "Won on 19 Nov: 100 USD"),
        ("Deal 1", "Forecast category went from Best case to Commit on 18 Nov, by Ravi Shah"),
        ("Deal 1", "Close date pushed by 28 days to 29 Dec; 2 pushes and 49 days in all"),
    ]


async def test_a_deal_that_left_is_told_when_the_last_call_looked_at_it(deps: Deps) -> None:
    out = (a_deal(1, close_date="2027-06-01"), changed("close_date", (-50, "2026-12-10"), (2, "2027-06-01")))
    far = (a_deal(2, close_date="2028-01-01"), changed("close_date", (-50, "2027-06-01"), (2, "2028-01-01")))
    lost = (a_deal(3, LOST), changed("stage", (-50, QUALIFIED.id), (2, LOST.id)))
    lost_far = (a_deal(4, LOST, close_date="2028-01-01"), changed("stage", (-50, QUALIFIED.id), (2, LOST.id)))

    found = await moved(deps, out, far, lost, lost_far)

    assert told(found) == [
        ("Deal 3", "Lost on 18 Nov: 100 USD"),
        ("Deal 1", "Close date pushed by 173 days to 1 Jun 2027"),
    ]


async def test_a_handoff_hears_what_was_won(deps: Deps) -> None:
    signed = (a_deal(1, WON, close_date="2026-11-19"), changed("stage", (-50, QUALIFIED.id), (3, WON.id)))
    long_ago = (a_deal(2, WON, close_date="2026-11-09"), changed("stage", (-50, QUALIFIED.id), (-7, WON.id)))

    assert told(await moved(deps, signed, long_ago, workflow="handoff")) == [("Deal 1", "Won on 19 Nov: 100 USD")]


async def test_what_is_to_come_and_what_is_gone_is_not_told(deps: Deps) -> None:
    later = (a_deal(1), changed("close_date", (-50, "2026-12-10"), (7, "2026-12-29")))
    gone = (a_deal(2, WON), changed("stage", (-50, QUALIFIED.id), (3, WON.id)))
    await there_are(deps, [later, gone])
    async with deps.begin() as tx:
        await deals.mark_deleted(tx, [gone[0].id], at=MONDAY)

    async with deps.store.read() as tx:
        found = await movements(tx, deps, "forecast", since=CALL, until=MONDAY, deals={later[0].id: later[0]})

    assert found == []


async def test_before_the_first_call_nothing_has_moved_and_evidence_is_missed_all_the_same(deps: Deps) -> None:
    quiet = replace(
        a_deal(1, forecast_category="COMMIT"),
        changed_at=dict.fromkeys(("stage", "close_date", "next_step", "amount", "forecast_category"), MADE),
    )
    pushed = (quiet, changed("close_date", (-50, "2026-12-01"), (-30, "2026-12-10"), hand=Source.AUTOMATION))

    assert told(await moved(deps, pushed, since=None)) == [
        ("Deal 1", "Commit since 24 Sep, and nothing else on this deal has been updated since")
    ]


async def test_a_deal_that_is_pushed_again_and_again_is_told_once(deps: Deps) -> None:
    steps = [(-50.0, "2026-10-01"), (-40.0, "2026-11-01"), (-30.0, "2026-11-15"), (-9.0, "2026-12-01")]
    before = (a_deal(1), changed("close_date", *steps))
    also_now = (a_deal(2, close_date="2026-12-02"), changed("close_date", *steps, (2, "2026-12-02")))

    assert told(await moved(deps, before, also_now)) == [
        ("Deal 2", "Close date pushed by 1 day to 2 Dec; 4 pushes and 62 days in all"),
        ("Deal 1", "Close date pushed 3 times, by 61 days in all, last on 7 Nov"),
    ]


async def test_what_machines_do_is_no_evidence_and_what_people_do_is(deps: Deps) -> None:
    machines = a_deal(1, forecast_category="COMMIT")
    people = a_deal(2, forecast_category="COMMIT")

    found = await moved(
        deps,
        (machines, changed("next_step", (-1, "call"), hand=Source.AUTOMATION) + changed("amount", (-30, "100"))),
        (people, changed("next_step", (-1, "call"), hand=Source.UNKNOWN) + changed("amount", (-30, "100"))),
    )

    assert told(found) == [
        ("Deal 1", "Commit since 15 Nov, and nothing else on this deal has been updated by a person for 37 days")
    ]


async def test_the_hour_before_the_last_call_is_looked_at(deps: Deps) -> None:
    fields = ("next_step", "close_date", "amount", "champion")
    hurried = [change for n, field in enumerate(fields) for change in changed(field, (-0.02 + n / 1440, "x"))]

    assert told(await moved(deps, (a_deal(1), hurried))) == [
        ("Deal 1", "4 fields were updated in the 30 minutes before the last call")
    ]


async def test_days_that_we_saw_stand_in_for_a_history_that_is_not_kept(deps: Deps) -> None:
    deal = a_deal(1, forecast_category="COMMIT")
    noticed = [Change("forecast_category", "COMMIT", days(2))]
    async with deps.begin() as tx:
        before = replace(deal, values={**deal.values, "forecast_category": "BEST"})
        await deals.keep_day(tx, deps.working_time.local_date(days(-5)), [before])

    assert told(await moved(deps, (deal, noticed))) == [
        ("Deal 1", "Forecast category went from Best case to Commit on 18 Nov")
    ]


async def test_another_workspace_has_movements_of_its_own(deps: Deps) -> None:
    pushed = (a_deal(1), changed("close_date", (-50, "2026-12-01"), (2, "2026-12-10")))
    assert len(await moved(deps, pushed)) == 1
    others = Store(deps.store.writer, deps.store.reader, TeamId("T0SOUTHWIND"))

    async with others.read() as tx:
        found = await movements(
            tx, replace(deps, store=others), "forecast", since=CALL, until=MONDAY, deals={pushed[0].id: pushed[0]}
        )

    assert found == []


async def test_what_the_crm_keeps_no_history_of_is_said(deps: Deps) -> None:
    await there_are(deps, [], tracked=False)

    async with deps.store.read() as tx:
        says = await untold(tx, deps, "handoff")

    assert says == [
        "The CRM does not show us Implementation risk and Promised outcomes: what is demanded there is not judged",
        "The CRM keeps no history of Stage, Close date and Forecast category: "
        "only changes that we saw ourselves are told",
    ]


async def test_a_stage_that_the_crm_does_not_have_is_said(deps: Deps) -> None:
    await there_are(deps, [])

    async with deps.begin() as tx:
        await crm_catalogue.keep_stages(tx, [Stage("s2", "Proposal", "default", Standing.OPEN)])
        missing, none = await untold(tx, deps, "pipeline_review"), await untold(tx, deps, "forecast")
        await crm_catalogue.keep_stages(tx, [Stage("s2", "Offer", "default", Standing.OPEN)])
        renamed = await untold(tx, deps, "pipeline_review")
        unseen = [await has_unseen(tx, deps, workflow) for workflow in ("pipeline_review", "forecast")]

    assert none == []
    assert missing == [
        "No stage of the CRM is called “negotiation”: until the operating model is corrected, deals are not seen there"
    ]
    assert "called “proposal” or “negotiation”:" in renamed[0]
    assert unseen == [True, False]
