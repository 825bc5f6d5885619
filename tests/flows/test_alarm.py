"""When posts are stuck the admins hear of it: once, and again only after it was over."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.ending import Ending, Later, Posted, TurnedDown
from domain.ids import ChannelId, MessageTs
from domain.post import PostKey, PostKind
from flows.alarms import look_for_stoppages, read_subject, stoppage_now
from flows.deps import Deps
from flows.posting import retry_refused
from store import clock
from store.claims import posts
from tests.conftest import ADA, CLEO, RITA, THEO, TRIAGE, UPDATES
from tests.flows.post_steps import card, claimed, end, owing, wait_over

NO_ANSWER = Later(3600.0, "unreachable")


async def owed_for(deps: Deps, minutes: float) -> None:
    """Everything that is owed has been for so long."""
    async with deps.begin() as tx:
        since = clock.after(-60 * minutes, sqlite=tx.is_sqlite)
        alarms = posts.c.kind == PostKind.STUCK_ALARM.value
        await tx.execute(update(posts).where(~alarms).values(owed_at=since))


async def tried(deps: Deps, *endings: tuple[str, Ending]) -> None:
    """One try of whatever is next, ended by its place; alarms stay untried."""
    by_place = dict(endings)
    for post in await claimed(deps):
        if post.key.kind is not PostKind.STUCK_ALARM:
            await end(deps, post, by_place[post.key.place])


async def stuck_for(deps: Deps, minutes: float = 20, ending: Ending = NO_ANSWER) -> None:
    """A card that the triage channel could not be shown."""
    await owing(deps, card(1))
    await tried(deps, (TRIAGE, ending))
    await owed_for(deps, minutes)


async def told(deps: Deps) -> list[tuple[str, str]]:
    """(trouble, to whom) of every alarm that is owed or shown."""
    async with deps.store.read() as tx:
        found = await tx.execute(posts.select().where(posts.c.kind == PostKind.STUCK_ALARM.value).order_by(posts.c.id))
        return [(read_subject(row["subject"])[0], row["place"]) for row in found.mappings()]


async def show_alarms(deps: Deps) -> list[PostKey]:
    """Slack takes the alarms that are owed; which those were."""
    shown = [post for post in await claimed(deps) if post.key.kind is PostKind.STUCK_ALARM]
    for post in shown:
        await end(deps, post, Posted(MessageTs("9.9"), ChannelId("D0ADA")))
    return [post.key for post in shown]


async def test_admins_are_told_once_however_often_one_looks(deps: Deps) -> None:
    await stuck_for(deps)

    await look_for_stoppages(deps)
    await owing(deps, card(2), card(3, UPDATES))
    await owed_for(deps, 25)
    await look_for_stoppages(deps)

    assert await told(deps) == [("outage", ADA)]


async def test_replicas_that_look_at_once_tell_once(deps: Deps) -> None:
    await stuck_for(deps)

    await asyncio.gather(*(look_for_stoppages(deps) for _ in range(4)))

    assert await told(deps) == [("outage", ADA)]


@pytest.mark.parametrize("minutes", [1, 14])
async def test_nobody_is_told_before_a_quarter_of_an_hour(deps: Deps, minutes: int) -> None:
    await stuck_for(deps, minutes)

    await look_for_stoppages(deps)

    assert await told(deps) == []


async def test_a_person_who_cannot_be_reached_is_no_alarm(deps: Deps) -> None:
    await owing(deps, card(1, RITA))
    await tried(deps, (RITA, NO_ANSWER))
    await owed_for(deps, 20)

    await look_for_stoppages(deps)

    assert await told(deps) == []


async def test_a_long_line_that_moves_is_no_alarm(deps: Deps) -> None:
    await owing(deps, card(1), card(2))
    await owed_for(deps, 20)

    await look_for_stoppages(deps)

    assert await told(deps) == []


async def test_what_slack_refused_has_an_alert_of_its_own(deps: Deps) -> None:
    await stuck_for(deps, ending=TurnedDown("not_in_channel"))

    await look_for_stoppages(deps)

    assert await told(deps) == []


async def test_an_outage_is_one_alarm_and_a_trouble_of_its_own_another(deps: Deps) -> None:
    await owing(deps, card(1), card(2, UPDATES), card(3, "C0EAST"))
    own = Later(3600.0, "not_drawn")
    await tried(deps, (TRIAGE, NO_ANSWER), (UPDATES, Later(3600.0, "ratelimited")), ("C0EAST", own))
    await owed_for(deps, 20)

    await look_for_stoppages(deps)

    assert sorted(await told(deps)) == [("C0EAST!not_drawn", ADA), ("outage", ADA)]


async def test_what_is_over_and_happens_again_is_told_again(deps: Deps) -> None:
    await stuck_for(deps, minutes=40)
    await look_for_stoppages(deps)
    await show_alarms(deps)
    await wait_over(deps)
    await tried(deps, (TRIAGE, Posted(MessageTs("1.1"), ChannelId(TRIAGE))))
    await look_for_stoppages(deps)

    await owing(deps, card(2))
    await tried(deps, (TRIAGE, NO_ANSWER))
    await owed_for(deps, 20)
    await look_for_stoppages(deps)

    assert await told(deps) == [("outage", ADA), ("outage", ADA)]


async def test_when_it_is_over_nothing_is_sent_and_the_message_says_so(deps: Deps) -> None:
    await stuck_for(deps)
    await look_for_stoppages(deps)
    (key,) = await show_alarms(deps)
    during = await stoppage_now(deps, key)
    await wait_over(deps)
    await tried(deps, (TRIAGE, Posted(MessageTs("1.1"), ChannelId(TRIAGE))))

    await look_for_stoppages(deps)
    after = await stoppage_now(deps, key)

    assert during and [(one.place, one.count, one.error) for one in during.stuck] == [(TRIAGE, 1, "unreachable")]
    assert after and not after.stuck
    assert after.since == during.since
    assert await show_alarms(deps) == [key]
    assert await told(deps) == [("outage", ADA)]


async def test_what_was_over_before_the_message_arrived_is_not_told(deps: Deps) -> None:
    await stuck_for(deps)
    await look_for_stoppages(deps)
    await wait_over(deps)
    (alarm,) = [p for p in await claimed(deps) if p.key.kind is PostKind.STUCK_ALARM]
    await end(deps, alarm, NO_ANSWER)
    await wait_over(deps)
    await owed_for(deps, 0)

    await look_for_stoppages(deps)

    assert await stoppage_now(deps, alarm.key) is None


async def test_posts_tried_again_after_a_refusal_are_judged_anew(deps: Deps) -> None:
    await stuck_for(deps, ending=TurnedDown("is_archived", alert=False))
    await retry_refused(deps, TRIAGE)
    await tried(deps, (TRIAGE, NO_ANSWER))
    await owed_for(deps, 16)

    await look_for_stoppages(deps, longer_than=timedelta(minutes=15))

    assert await told(deps) == [("outage", ADA)]


async def test_every_admin_is_told(deps: Deps) -> None:
    deps.roster = replace(deps.roster, admins=frozenset({ADA, CLEO, THEO}))
    await stuck_for(deps)

    await look_for_stoppages(deps)

    assert await told(deps) == [("outage", person) for person in sorted([ADA, CLEO, THEO])]
