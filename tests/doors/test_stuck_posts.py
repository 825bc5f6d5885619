"""What an admin sees in Slack when posts have been stuck for a quarter of an hour."""

import asyncio

import pytest
from sqlalchemy import update

from domain.ending import RATE_LIMITED, UNREACHABLE, Stuck
from domain.post import PostKind
from flows.alarms import look_for_stoppages
from schedules.watch import keep_watch
from store import clock
from store.claims import posts
from tests.conftest import MONDAY
from tests.doors.running import Company
from tests.doors.steps import reported
from tests.seen import Message
from tests.workspace import ADA, MAYA, TRIAGE, UPDATES, eventually
from views.alarms import stuck_alarm, stuck_remedy

TOLD = "could not be posted since"


async def stuck_for_twenty_minutes(northwind: Company, card: Message) -> None:
    """Slack takes no changes of messages any more, and the card has one."""
    workspace, deps = northwind.workspace, northwind.bot.deps
    await workspace.faults({"method": "chat.update", "kind": "http_500", "times": None})
    said = await workspace.command("/crm-friction", "F-1", user=MAYA)
    assert said.message
    assert (await workspace.press(said.message, "Me too", MAYA)).ok

    async def tried() -> bool | None:
        async with deps.begin() as tx:
            its_trouble = (posts.c.ts == card.ts) & posts.c.error.is_not(None)
            since = clock.after(-20 * 60.0, sqlite=tx.is_sqlite)
            return (await tx.execute(update(posts).where(its_trouble).values(owed_at=since))).rowcount == 1 or None

    await eventually(tried, "a try that failed")


async def alarms(northwind: Company) -> list[Message]:
    return [m for m in await northwind.workspace.messages(ADA) if TOLD in m.text]


async def test_an_admin_is_told_once_and_the_message_says_when_it_is_over(northwind: Company) -> None:
    workspace, deps = northwind.workspace, northwind.bot.deps
    card = await reported(workspace)
    await stuck_for_twenty_minutes(northwind, card)

    await look_for_stoppages(deps)
    alarm = await workspace.message_in(ADA, containing=TOLD)
    await look_for_stoppages(deps)

    assert "1 post could not be posted since" in alarm.text
    assert f"<#{TRIAGE}>" in alarm.raw_text
    assert "Slack does not answer us" in alarm.text
    assert "What to do:" in alarm.text
    assert not [m for m in await workspace.messages(MAYA) if TOLD in m.text]

    await workspace.faults()
    await workspace.changed(card, containing="1 more person has this too")
    await northwind.quiet()
    await look_for_stoppages(deps)

    over = await workspace.changed(alarm, containing="They are not any more")
    assert over.ts == alarm.ts
    assert await alarms(northwind) == []


async def test_the_watch_looks_by_itself(northwind: Company) -> None:
    workspace, deps = northwind.workspace, northwind.bot.deps
    card = await reported(workspace)
    watch = asyncio.create_task(keep_watch(deps, every_s=0.02))

    await stuck_for_twenty_minutes(northwind, card)
    await workspace.message_in(ADA, containing=TOLD)
    watch.cancel()

    assert len(await alarms(northwind)) == 1


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (UNREACHABLE, "https://slack-status.com"),
        (RATE_LIMITED, "another program"),
        ("not_drawn", "report it"),
        ("thread_not_found", "posts that message again"),
        ("a_word_of_2031", "adoption doctor"),
    ],
)
def test_every_trouble_comes_with_what_to_do(error: str, says: str) -> None:
    stuck = [Stuck(place, PostKind.REPORT_CARD, 2, MONDAY, error) for place in (TRIAGE, UPDATES)]

    shown = str(stuck_alarm(stuck, MONDAY, MONDAY.tzinfo))  # type: ignore[arg-type]

    assert says in stuck_remedy(error)
    assert says in shown
    assert "4 posts could not be posted since" in shown
    assert f"<#{TRIAGE}> (2) and <#{UPDATES}> (2)" in shown


def test_fifty_channels_are_counted_not_listed() -> None:
    stuck = [Stuck(f"C0{n:03}", PostKind.REPORT_CARD, 1, MONDAY, UNREACHABLE) for n in range(50)]

    shown = str(stuck_alarm(stuck, MONDAY, MONDAY.tzinfo))  # type: ignore[arg-type]

    assert "50 posts" in shown
    assert "40 other channels" in shown
