"""Slack refuses, stumbles or forgets: what people see of it, from the doors."""

import pytest

from tests.doors.running import Company
from tests.doors.steps import FRICTION, NEXT_STEP, fixing, reported, supported
from tests.seen import Message
from tests.workspace import ADA, BOT, MAYA, RAVI, RITA, THEO, TRIAGE, Workspace

OTHER = "The champion field is required before I can save the deal"


async def alerts(northwind: Company) -> list[Message]:
    await northwind.quiet()
    return [m for m in await northwind.workspace.messages(ADA) if "Slack refuses our posts" in m.text]


async def test_outside_of_the_triage_channel_admins_are_told_once_and_an_invitation_mends_it(
    northwind: Company,
) -> None:
    workspace = northwind.workspace
    await workspace.change_channel(TRIAGE, kick=BOT)
    first = await workspace.command(FRICTION, NEXT_STEP, user=RITA)
    alert = await workspace.message_in(ADA, containing="Slack refuses our posts to <#C0TRIAGE>")
    second = await workspace.command(FRICTION, OTHER, user=RAVI)
    await workspace.changed(alert, containing="2 posts are waiting")

    assert "is filed" in first.text
    assert "is filed" in second.text
    assert "/invite" in alert.text
    assert len(await alerts(northwind)) == 1
    assert not [m for m in await workspace.messages(MAYA) if "Slack refuses" in m.text]

    await workspace.change_channel(TRIAGE, invite=BOT)

    for text in (NEXT_STEP, OTHER):
        await workspace.message_in(TRIAGE, containing=text)
    assert len(await northwind.cards()) == 2
    await workspace.changed(alert, containing="None is waiting any more")


async def test_an_archived_channel_waits_for_its_return(northwind: Company) -> None:
    workspace = northwind.workspace
    await workspace.change_channel(TRIAGE, archived=True)
    said = await workspace.command(FRICTION, NEXT_STEP, user=RITA)
    alert = await workspace.message_in(ADA, containing="is_archived")
    assert "is filed" in said.text
    assert "Unarchive the channel and press *Try again*" in alert.text

    await workspace.change_channel(TRIAGE, archived=False)
    assert (await workspace.press(alert, "Try again", ADA)).ok

    await workspace.message_in(TRIAGE, containing=NEXT_STEP)
    await workspace.message_in(ADA, containing="Trying again: 1 post.")
    assert len(await northwind.cards()) == 1


async def test_slack_asking_to_wait_delays_a_card_and_doubles_none(northwind: Company) -> None:
    workspace = northwind.workspace
    await workspace.faults({"method": "chat.postMessage", "kind": "rate_limited", "times": 2, "retry_after": 1})

    first = await workspace.command(FRICTION, NEXT_STEP, user=RITA)
    second = await workspace.command(FRICTION, OTHER, user=RAVI)

    assert "is filed" in first.text
    assert "is filed" in second.text
    await workspace.message_in(TRIAGE, containing=NEXT_STEP)
    await workspace.message_in(TRIAGE, containing=OTHER)
    assert [("F-1" in m.text, "F-2" in m.text) for m in await northwind.cards()] == [(True, False), (False, True)]
    assert await alerts(northwind) == []


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "http_500"])
async def test_a_lost_answer_doubles_nothing(northwind: Company, kind: str) -> None:
    workspace = northwind.workspace
    await workspace.faults({"method": "chat.postMessage", "kind": kind, "times": 2})

    await workspace.command(FRICTION, NEXT_STEP, user=RITA)
    await workspace.command(FRICTION, OTHER, user=RAVI)

    await workspace.message_in(TRIAGE, containing=NEXT_STEP)
    await workspace.message_in(TRIAGE, containing=OTHER)
    assert len(await northwind.cards()) == 2


async def test_a_lost_answer_to_an_update_shows_the_latest(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await reported(workspace)
    await workspace.faults({"method": "chat.update", "kind": "drop_after", "times": 2})

    card = await fixing(workspace, card)

    assert "Being fixed" in card.text
    assert len(await northwind.cards()) == 1


async def test_a_reporter_who_left_stops_nobody_else(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await reported(workspace, user=RITA)
    card = await supported(workspace, card, MAYA)
    await workspace.deactivate(RITA)

    card = await fixing(workspace, card)

    await workspace.message_in(MAYA, containing="will fix this")
    await workspace.message_in(TRIAGE, containing="will fix this", thread_ts=card.ts)
    await reported(workspace, OTHER, user=RAVI)
    assert await alerts(northwind) == []


async def test_a_card_that_somebody_deleted_is_posted_again_once(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await reported(workspace)
    await workspace.press(card, "Fix", THEO)
    await workspace.delete(card)
    await workspace.fill_and_submit(THEO, {"Fix owner": "Ada Novak"})

    again = await workspace.message_in(TRIAGE, containing="Being fixed by <@U0ADA>", user=ADA)
    assert again.ts != card.ts
    await workspace.press(again, "Add diagnosis", ADA)
    await workspace.delete(again)
    await workspace.fill_and_submit(ADA, {"Role affected": "rep"})

    await workspace.message_in(RITA, containing="will fix this")
    await workspace.idle()
    assert await northwind.cards() == []


async def test_a_word_to_somebody_arrives_although_the_channel_is_closed(workspace: Workspace) -> None:
    card = await reported(workspace)
    await workspace.press(card, "Fix", THEO)
    await workspace.change_channel(TRIAGE, kick=BOT)

    assert (await workspace.fill_and_submit(THEO, {"Fix owner": "Ada Novak"})).closed

    await workspace.message_in(RITA, containing="will fix this")
    await workspace.message_in(ADA, containing="Slack refuses our posts")
