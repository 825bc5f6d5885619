"""The same friction reported twice: suggested, never decided by itself; supporters hear what reporters hear, once."""

from tests.doors.running import Company
from tests.doors.steps import FRICTION, NEXT_STEP, SAME_AGAIN, decided, fixing, reported, shipped, supported
from tests.workspace import ADA, CLEO, MAYA, RAVI, RITA, TRIAGE, Workspace


async def test_me_too_beside_the_receipt_takes_the_own_report_back(workspace: Workspace) -> None:
    card = await reported(workspace, NEXT_STEP, user=RITA)
    said = await workspace.command(FRICTION, SAME_AGAIN, user=RAVI)
    assert "This one may be the same" in said.text
    assert said.message

    assert (await workspace.press(said.message, "Me too", RAVI)).ok

    await workspace.changed(card, containing="1 more person has this too")
    own = await workspace.message_in(TRIAGE, containing="F-2")
    await workspace.changed(own, containing="Withdrawn")
    told = await workspace.message_in("C0EAST", containing="You support F-1 now", user=RAVI)
    assert told.ephemeral


async def test_me_too_in_the_form_that_was_just_filed(workspace: Workspace) -> None:
    card = await reported(workspace, NEXT_STEP, user=RITA)
    await workspace.shortcut("Report CRM friction", user=RAVI)
    assert (await workspace.fill_and_submit(RAVI, {"What blocks you": SAME_AGAIN})).ok
    filed = await workspace.modal(RAVI, containing="This one may be the same")

    assert (await workspace.press(filed, "Me too")).ok

    await workspace.modal(RAVI, containing="You support F-1 now")
    await workspace.changed(card, containing="1 more person has this too")


async def test_me_too_on_app_home(workspace: Workspace) -> None:
    card = await reported(workspace, user=RITA)
    home = await workspace.home(MAYA, containing=NEXT_STEP)

    assert (await workspace.press(home, "Me too")).ok

    await workspace.changed(card, containing="1 more person has this too")
    assert (await workspace.modal(MAYA)).text.startswith("You support F-1 now")
    await workspace.home(MAYA, containing="You support it")


async def test_me_too_beside_one_report_and_only_once(workspace: Workspace) -> None:
    card = await reported(workspace, user=RITA)
    said = await workspace.command(FRICTION, "F-1", user=MAYA)
    assert said.message

    assert (await workspace.press(said.message, "Me too", MAYA)).ok
    assert (await workspace.press(said.message, "Me too", MAYA)).ok

    await workspace.message_in("C0EAST", containing="You support F-1 already", user=MAYA)
    card = await workspace.changed(card, containing="1 more person has this too")
    assert "You support it" in (await workspace.command(FRICTION, "F-1", user=MAYA)).text


async def test_nobody_is_asked_to_support_their_own_report(workspace: Workspace) -> None:
    await reported(workspace, user=RITA)

    home = await workspace.home(RITA, containing="Yours.")
    shown = await workspace.command(FRICTION, "F-1", user=RITA)

    assert "Me too" not in home.buttons
    assert shown.message
    assert "Me too" not in shown.message.buttons


async def test_a_supporter_is_told_once_what_the_reporter_is_told(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await reported(workspace, user=RITA)
    card = await fixing(workspace, await supported(workspace, card, MAYA, CLEO))
    await shipped(workspace, card)

    for person in (RITA, MAYA, CLEO):
        await workspace.message_in(person, containing="Does it work for you?")
        await northwind.quiet()
        told = [m.text for m in await workspace.messages(person) if "F-1" in m.text]
        assert len([text for text in told if "will fix this" in text]) == 1
        assert len([text for text in told if "Does it work" in text]) == 1
    assert "which you support" in (await workspace.message_in(MAYA, containing="will fix this")).text


async def test_something_else_is_not_suggested(workspace: Workspace) -> None:
    await reported(workspace, NEXT_STEP, user=RITA)

    said = await workspace.command(FRICTION, "The account search never finds a customer by billing name", user=RAVI)

    assert "may be the same" not in said.text


async def test_a_triage_owner_puts_two_together_and_supporters_move_along(workspace: Workspace) -> None:
    target = await reported(workspace, NEXT_STEP, user=RITA)
    card = await reported(workspace, "The champion field is required before I can save the deal", user=RAVI)

    await decided(workspace, card, "Same as…", {"Same as": "F-1"})

    await workspace.changed(target, containing="Includes F-2")
    await workspace.changed(card, containing="Same as F-1")
    word = await workspace.message_in(RAVI, containing="About your report F-2")
    assert "You will hear what is decided about F-1" in word.text
    await fixing(workspace, target, ADA)
    about = await workspace.message_in(RAVI, containing="About F-1, which you support")
    assert "<@U0THEO>" in about.raw_text
