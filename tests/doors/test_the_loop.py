"""The whole loop, as people live through it: reported, decided, shipped, told, confirmed or not."""

from tests.doors.steps import FRICTION, NEXT_STEP, at_work, fixing, reported, shipped
from tests.workspace import ADA, RITA, THEO, TRIAGE, UPDATES, Workspace


async def test_a_report_travels_from_command_to_confirmation(workspace: Workspace) -> None:
    said = await workspace.command(FRICTION, NEXT_STEP, user=RITA)
    assert "F-1 is filed" in said.text.replace("*", "")

    card = await workspace.message_in(TRIAGE, containing="F-1", user=THEO)
    assert "<@U0RITA>" in card.raw_text
    card = await fixing(workspace, card, ADA)

    assert "Being fixed by <@U0ADA>" in card.raw_text
    reply = await workspace.message_in(TRIAGE, containing="will fix this", thread_ts=card.ts)
    word = await workspace.message_in(RITA, containing="About your report F-1")
    assert "<@U0THEO> decided that <@U0ADA> will fix this" in reply.raw_text
    assert "<@U0THEO> decided that <@U0ADA> will fix this" in word.raw_text

    await shipped(workspace, card, "Next step is asked later")
    asked = await workspace.message_in(RITA, containing="Does it work for you?")
    assert asked.buttons == ["It works now", "Still broken"]
    assert "release-notes" in await at_work(workspace)

    note = await workspace.message_in(UPDATES, containing="Next step is asked later")
    assert "Asked for by <@U0RITA>" in note.raw_text
    assert "Nobody has said yet whether it works" in note.text
    assert (await workspace.press(asked, "It works now", RITA)).ok

    await workspace.changed(note, containing="Works for 1 person")
    await workspace.changed(card, containing="Fixed and confirmed")
    thanked = await workspace.changed(asked, containing="You said that it works now")
    assert thanked.buttons == []


async def test_a_fix_that_does_not_work_opens_the_report_again(workspace: Workspace) -> None:
    card = await fixing(workspace, await reported(workspace), ADA)
    await shipped(workspace, card)
    asked = await workspace.message_in(RITA, containing="Does it work for you?")

    assert (await workspace.press(asked, "Still broken", RITA)).ok
    sent = await workspace.fill_and_submit(RITA, {"What is still wrong": "It still asks on the second page"})

    assert sent.closed
    card = await workspace.changed(card, containing="It still asks on the second page")
    assert "Being fixed by <@U0ADA>" in card.raw_text
    assert "Mark as shipped" in card.buttons
    reply = await workspace.message_in(TRIAGE, containing="Still broken", thread_ts=card.ts)
    assert "It is back with <@U0ADA>" in reply.raw_text
    await workspace.changed(asked, containing="Your words went to whoever is fixing it")
