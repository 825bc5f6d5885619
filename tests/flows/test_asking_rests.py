"""Snooze, Mute, Ask again: what rests, for whom, until when, and what is said about it."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.asking import RestId, Scope, Snooze
from domain.finding_standing import Asking
from domain.ids import ChannelId, MessageTs, UserId
from domain.outcome import Refused
from domain.post import OwedPost, PostKey, PostKind
from domain.update_sheet import UpdateSheet
from flows import asking, not_yet, updating
from flows.asking import Resting
from flows.crm_sync import sync
from flows.deps import Deps
from flows.showing import home_standing
from flows.tidying import tidy
from store import asking_rests, posts
from tests.conftest import ADA, MAYA, MONDAY, RAVI, RITA, Clock
from tests.flows.nudging_world import is_in_slack
from tests.flows.scripted_crm import RITA_OWNS
from tests.flows.stories import ON_SQLITE, a_delivery, owed, posted
from tests.flows.updates import CLOSE_DATE, KESTREL, OSPREY, finding, not_known, shown, with_deals
from views.finding import resting_line

MESSAGE = (ChannelId("D0RITA"), MessageTs("1764000000.000100"))


async def snooze(deps: Deps, how_long: Snooze = Snooze.DAY, *, by: UserId = RITA, delivery: str = "") -> object:
    return await asking.snooze(
        deps, await finding(deps), how_long, by=by, delivery=delivery or a_delivery(), place=MESSAGE
    )


async def mute(deps: Deps, scope: Scope, *, by: UserId = RITA) -> Resting:
    muted = await asking.mute(deps, await finding(deps), scope, by=by, delivery=a_delivery(), place=None)
    assert isinstance(muted, Resting)
    return muted


@pytest.mark.parametrize(
    ("how_long", "until"),
    [
        (Snooze.DAY, datetime(2026, 11, 24, 5, tzinfo=UTC)),
        (Snooze.WEEK, datetime(2026, 11, 30, 5, tzinfo=UTC)),
        (Snooze.CALL, datetime(2026, 11, 25, 15, tzinfo=UTC)),  # the pipeline review, Wednesday at ten
    ],
)
async def test_a_snoozed_finding_is_asked_again_at_its_time(
    deps: Deps, clock: Clock, how_long: Snooze, until: datetime
) -> None:
    deps, _ = await with_deals(deps)

    snoozed = await snooze(deps, how_long)

    assert isinstance(snoozed, Resting)
    assert snoozed.rest.until == until
    assert [(await shown(deps, one)).asking for one in ("next_step_fresh", CLOSE_DATE)] == [
        Asking.RESTING,
        Asking.ASKED,
    ]
    assert (await shown(deps, to=MAYA)).asking is Asking.ASKED
    clock.now = until
    assert (await shown(deps)).asking is Asking.ASKED


@ON_SQLITE
async def test_until_when_is_counted_and_told_by_the_clock_of_whoever_snoozes(deps: Deps, clock: Clock) -> None:
    deps, _ = await with_deals(deps)
    await is_in_slack(deps, RITA_OWNS, RITA, ZoneInfo("Pacific/Auckland"))
    clock.now = datetime(2026, 11, 23, 20, tzinfo=UTC)  # nine on Tuesday morning there

    snoozed = await snooze(deps)

    assert isinstance(snoozed, Resting)
    assert snoozed.rest.until == datetime(2026, 11, 24, 11, tzinfo=UTC)
    said = [
        resting_line(one, snoozed.rest) for one in (await shown(deps), (await home_standing(deps, RITA)).resting[0])
    ]
    assert said == ["⏸ *Next step* is snoozed until Wed 25 Nov 2026."] * 2
    assert snoozed.zone == ZoneInfo("Pacific/Auckland")


@pytest.mark.parametrize(
    ("scope", "asked"),
    [
        (Scope.CRITERION, [False, True, False, True]),
        (Scope.DEAL, [False, False, True, True]),
        (Scope.EVERYTHING, [False, False, False, False]),
    ],
)
async def test_what_is_muted_is_not_asked_and_the_rest_is(deps: Deps, scope: Scope, asked: list[bool]) -> None:
    deps, _ = await with_deals(deps)

    muted = await mute(deps, scope)

    every = [(criterion, deal) for deal in (KESTREL, OSPREY) for criterion in ("next_step_fresh", CLOSE_DATE)]
    assert [(await shown(deps, *one)).asking is Asking.ASKED for one in every] == asked
    week = datetime(2026, 11, 30, 5, tzinfo=UTC)
    assert muted.rest.until == (week if scope is Scope.EVERYTHING else None)


async def test_asking_again_ends_it_once_and_only_for_whoever_let_it_rest(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    rest = (await mute(deps, Scope.DEAL)).rest

    assert isinstance(await asking.ask_again(deps, rest.id, by=MAYA, place=None), Refused)
    assert (await shown(deps)).asking is Asking.RESTING
    assert isinstance(await asking.ask_again(deps, rest.id, by=RITA, place=None), asking.AskedAgain)
    assert (await shown(deps)).asking is Asking.ASKED
    assert await asking.ask_again(deps, rest.id, by=RITA, place=None) == asking.ENDED_ALREADY
    assert await asking.ask_again(deps, RestId(4711), by=RITA, place=None) == asking.ENDED_ALREADY


async def test_an_admin_may_ask_again_for_somebody(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    rest = (await mute(deps, Scope.EVERYTHING)).rest

    assert isinstance(await asking.ask_again(deps, rest.id, by=ADA, place=None), asking.AskedAgain)


async def test_two_clicks_let_it_rest_once(deps: Deps) -> None:
    deps, _ = await with_deals(deps)

    twice = await asyncio.gather(*(snooze(deps, delivery="one") for _ in range(2)))
    await snooze(deps, Snooze.WEEK)

    assert sorted(type(one).__name__ for one in twice) == ["Repeated", "Resting"]
    async with deps.store.read() as tx:
        current = await asking_rests.current(tx, at=MONDAY)
    assert [rest.until for rest in current] == [datetime(2026, 11, 30, 5, tzinfo=UTC)]  # the last word counts


async def test_the_message_that_was_pressed_is_drawn_again(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    async with deps.begin() as tx:
        await posts.owe(tx, OwedPost(PostKey(PostKind.BUNDLE, "1", RITA)))
    await posted(deps, PostKind.BUNDLE, RITA, channel=MESSAGE[0], ts=MESSAGE[1])
    before = await owed(deps)

    snoozed = await snooze(deps)
    assert isinstance(snoozed, Resting)
    assert snoozed.drawn_again
    await asking.ask_again(deps, snoozed.rest.id, by=RITA, place=None)

    assert [(key.subject, count) for key, count in (await owed(deps) - before).items()] == [("1", 2)]


@pytest.mark.parametrize("person", [RAVI, UserId("U0STRANGER")])
async def test_a_stranger_lets_nothing_rest(deps: Deps, person: UserId) -> None:
    deps, _ = await with_deals(deps)

    assert isinstance(await snooze(deps, by=person), Refused)
    said = await not_yet.say_not_yet(deps, await finding(deps), "", by=person, delivery="one", place=None)
    assert isinstance(said, Refused)
    assert (await shown(deps)).asking is Asking.ASKED


async def test_what_rests_is_not_on_the_sheet_unless_it_was_pressed(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    await snooze(deps)

    other = await updating.open_sheet(deps, await finding(deps, CLOSE_DATE), by=RITA, place=None)
    pressed = await updating.open_sheet(deps, await finding(deps), by=RITA, place=None)

    assert isinstance(other, UpdateSheet)
    assert isinstance(pressed, UpdateSheet)
    assert "next_step" in {entry.field for entry in pressed.entries}
    asks = {entry.field: entry.ask for entry in other.entries}
    assert "Say what happens next" not in asks.get("next_step", "")


async def test_home_knows_what_rests_and_forgets_what_the_deal_has_left_behind(deps: Deps) -> None:
    deps, crm = await with_deals(deps)
    await snooze(deps)
    await mute(deps, Scope.CRITERION)
    await not_known(deps)

    home = await home_standing(deps, RITA)
    assert [one.rest and one.rest.scope for one in home.resting] == [Scope.FIELD, Scope.CRITERION, Scope.FINDING]
    assert [one.deal and one.deal.name for one in home.resting] == ["Deal 1"] * 3
    assert home.resting[0].ref == "F-1"
    assert (await home_standing(deps, MAYA)).resting == []

    crm.change(1, at=MONDAY + timedelta(hours=1), stage="appointment")
    await sync(deps, crm, at=MONDAY + timedelta(hours=2))
    moved = [one.rest and one.rest.scope for one in (await home_standing(deps, RITA)).resting]
    assert moved == [Scope.CRITERION, Scope.FINDING]
    crm.delete(1)
    await sync(deps, crm, at=MONDAY + timedelta(hours=3))
    gone = [one.rest and one.rest.scope for one in (await home_standing(deps, RITA)).resting]
    assert gone == [Scope.CRITERION]
    assert (await shown(deps)).asking is Asking.GONE


async def test_what_is_long_over_is_forgotten(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    await snooze(deps)
    kept = (await mute(deps, Scope.DEAL)).rest

    await tidy(deps, at=MONDAY + timedelta(days=402))

    async with deps.store.read() as tx:
        assert [rest.id for rest in await asking_rests.current(tx, at=MONDAY)] == [kept.id]
