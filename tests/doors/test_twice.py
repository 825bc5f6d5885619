"""Slack delivers again what it believes was lost: nothing is doubled by it."""

import asyncio

from tests.doors.running import Company
from tests.doors.steps import FRICTION, NEXT_STEP, SAME_AGAIN, at_work, decided, fixing, reported, shipped
from tests.doors.wire import last_heard, send
from tests.workspace import BOT, MAYA, RITA, THEO, TRIAGE, UPDATES


async def again(company: Company, name: str) -> None:
    """The last delivery under this name comes twice more, both at once."""
    payload = await last_heard(company, name)
    answers = await asyncio.gather(send(company, payload), send(company, payload))
    assert [one.status_code for one in answers] == [200, 200]
    await company.quiet()


async def test_a_command(northwind: Company) -> None:
    await reported(northwind.workspace)

    await again(northwind, FRICTION)

    await reported(northwind.workspace, "The champion field is required before I can save the deal")
    assert [m.text.split()[0] for m in await northwind.cards()] == ["*F-1*", "*F-2*"]


async def test_a_command_whose_words_are_kept(northwind: Company) -> None:
    workspace = northwind.workspace
    await workspace.command(FRICTION, "the forecast page is annoying", user=RITA)

    await again(northwind, FRICTION)

    await workspace.close_modal(RITA)
    await workspace.message_in(RITA, containing="Not filed yet")
    assert len([m for m in await workspace.messages(RITA) if "Not filed yet" in m.text]) == 1
    assert not await workspace.has_modal(RITA)


async def test_a_form(northwind: Company) -> None:
    workspace = northwind.workspace
    await workspace.shortcut("Report CRM friction", user=RITA)
    await workspace.fill_and_submit(RITA, {"What blocks you": NEXT_STEP})

    await again(northwind, "report_form")

    await workspace.message_in(TRIAGE, containing=NEXT_STEP)
    assert len(await northwind.cards()) == 1


async def test_a_form_submitted_again_because_its_answer_got_lost(northwind: Company) -> None:
    workspace = northwind.workspace
    await workspace.shortcut("Report CRM friction", user=RITA)
    await workspace.fill_and_submit(RITA, {"What blocks you": NEXT_STEP})
    submitted = await last_heard(northwind, "report_form")

    tries = [submitted | {"trigger_id": f"7.{number}.again"} for number in range(2)]
    answers = await asyncio.gather(*(send(northwind, one) for one in tries))

    assert all("*F-1* is filed" in one.text for one in answers)
    assert len(await northwind.cards()) == 1


async def test_a_click_that_opens_a_form(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await reported(workspace)
    await workspace.press(card, "Fix", THEO)

    await again(northwind, "decide_fix")

    assert (await workspace.modal(THEO)).depth == 1
    assert not [m for m in await workspace.messages(TRIAGE, THEO) if m.ephemeral]


async def test_a_decision(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await fixing(workspace, await reported(workspace))

    await again(northwind, "decision_form")

    assert len(await workspace.thread(card)) == 1
    assert len([m for m in await workspace.messages(RITA) if "will fix this" in m.text]) == 1


async def test_a_decision_submitted_again_because_its_answer_got_lost(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await fixing(workspace, await reported(workspace))
    submitted = await last_heard(northwind, "decision_form")

    again = await send(northwind, submitted | {"trigger_id": "7.7.again"})
    await northwind.quiet()

    assert (again.status_code, again.text) == (200, "")
    assert len(await workspace.thread(card)) == 1


async def test_me_too(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await reported(workspace)
    said = await workspace.command(FRICTION, SAME_AGAIN, user=MAYA)
    assert said.message
    await workspace.press(said.message, "Me too", MAYA)

    await again(northwind, "me_too")

    await workspace.changed(card, containing="1 more person has this too")
    told = [m.text for m in await workspace.messages("C0EAST", MAYA) if "support F-1" in m.text]
    assert len(told) == 1


async def test_a_diagnosis_and_a_note(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await fixing(workspace, await reported(workspace))
    await workspace.press(card, "Add diagnosis", THEO)
    await workspace.fill_and_submit(THEO, {"Role affected": "rep"})
    await again(northwind, "diagnosis_form")
    await shipped(workspace, card)

    await again(northwind, "note_form")

    await at_work(workspace)
    day = await workspace.message_in(UPDATES, containing="Shipped on")
    assert day.text.count("N-1") == 1
    assert "N-2" not in day.text
    assert len([m for m in await workspace.messages(RITA) if "has shipped" in m.text]) == 1


async def test_a_verdict(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await fixing(workspace, await reported(workspace))
    await shipped(workspace, card)
    told = await workspace.message_in(RITA, containing="Does it work for you?")
    await workspace.press(told, "It works now", RITA)

    await again(northwind, "works_now")

    await workspace.changed(card, containing="Fixed and confirmed")
    assert len([m for m in await workspace.thread(card) if "Confirmed" in m.text]) == 1
    assert not [m for m in await workspace.messages(RITA) if m.ephemeral]


async def test_words_filed_as_they_are(northwind: Company) -> None:
    workspace = northwind.workspace
    await workspace.command(FRICTION, "the forecast page is annoying", user=RITA)
    await workspace.close_modal(RITA)
    kept = await workspace.message_in(RITA, containing="Not filed yet")
    await workspace.press(kept, "File it as it is", RITA)

    await again(northwind, "file_as_it_is")

    await workspace.message_in(TRIAGE, containing="the forecast page is annoying")
    assert len(await northwind.cards()) == 1


async def test_a_mention_a_message_and_a_visit(northwind: Company) -> None:
    workspace = northwind.workspace
    await workspace.deliver(twice=True)
    mention = await workspace.say("C0EAST", f"<@{BOT}> {NEXT_STEP}", user=RITA)
    message = await workspace.say(RITA, NEXT_STEP, user=RITA)
    await workspace.home(RITA)
    await northwind.quiet()

    for said, place in ((mention, "C0EAST"), (message, RITA)):
        await workspace.message_in(place, containing="Shall we report this", thread_ts=said.ts)
        assert len([m for m in await workspace.thread(said, RITA) if m.user == BOT]) == 1


async def test_an_answer_by_message(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await decided(workspace, await reported(workspace), "Needs context", {"Question": "On which page?"})
    question = await workspace.message_in(RITA, containing="On which page?")
    await workspace.deliver(twice=True)

    await workspace.say(RITA, "On the deal page", user=RITA, thread_ts=question.ts)

    await workspace.changed(card, containing="On the deal page")
    await northwind.quiet()
    assert len([m for m in await workspace.thread(card) if "answered the question" in m.text]) == 1
    assert not [m for m in await workspace.thread(question, RITA) if m.user == BOT]


async def test_an_answer_by_message_that_is_too_long(northwind: Company) -> None:
    workspace = northwind.workspace
    await decided(workspace, await reported(workspace), "Needs context", {"Question": "On which page?"})
    question = await workspace.message_in(RITA, containing="On which page?")
    await workspace.deliver(twice=True)

    await workspace.say(RITA, "w" * 3001, user=RITA, thread_ts=question.ts)

    await workspace.message_in(RITA, containing="3,001 characters", thread_ts=question.ts)
    await northwind.quiet()
    assert len([m for m in await workspace.thread(question, RITA) if m.user == BOT]) == 1


async def test_an_invitation(northwind: Company) -> None:
    workspace = northwind.workspace
    await workspace.change_channel(TRIAGE, kick=BOT)
    await workspace.command(FRICTION, NEXT_STEP, user=RITA)
    await workspace.message_in("U0ADA", containing="Slack refuses our posts")
    await workspace.deliver(twice=True)

    await workspace.change_channel(TRIAGE, invite=BOT)

    await workspace.message_in(TRIAGE, containing=NEXT_STEP)
    await northwind.quiet()
    assert len(await northwind.cards()) == 1
