"""App Home: useful to whoever opens it for the first time, and to whoever comes back."""

from tests.doors.steps import FRICTION, NEXT_STEP, decided, fixing, reported, shipped
from tests.workspace import CARL, MAYA, RAVI, RITA, THEO, TRIAGE, Workspace


async def test_a_first_visit_says_what_this_is_for_and_begins_a_report(workspace: Workspace) -> None:
    home = await workspace.home(CARL)

    for said in ("Welcome", "One line is enough", "Your reports", "Open for everyone", "Shipped in the last 30 days"):
        assert said in home.text
    assert home.buttons == ["Report friction"]

    assert (await workspace.press(home, "Report friction")).ok
    assert (await workspace.fill_and_submit(CARL, {"What blocks you": "Kickoff date cannot be moved"})).ok
    await workspace.message_in(TRIAGE, containing="Kickoff date cannot be moved")
    shown = (await workspace.state(CARL))["home"]
    assert "Kickoff date cannot be moved" in str(shown), "Home is drawn anew without being opened again"


async def test_rita_sees_her_reports_what_is_open_and_what_shipped(workspace: Workspace) -> None:
    card = await reported(workspace, user=RITA)
    await decided(workspace, card, "Needs context", {"Question": "On which page?"})
    await reported(workspace, "The champion field is required before I can save the deal", user=RAVI)
    third = await reported(workspace, "The account search never finds a customer by billing name", user=MAYA)
    await shipped(workspace, await fixing(workspace, third, THEO), "Search finds billing names", by=THEO)

    home = await workspace.home(RITA, containing="Search finds billing names")

    assert "Waiting for your answer" in home.text
    assert "<@U0THEO> asks you a question" in home.raw_text
    assert NEXT_STEP in home.text
    assert "The champion field" in home.text
    assert "Nobody has said yet whether it works" in home.text
    assert home.buttons == ["Report friction", "Answer", "Me too"]
    assert (await workspace.press(home, "Answer")).ok
    assert (await workspace.fill_and_submit(RITA, {"Your answer": "On the deal page"})).closed
    await workspace.home(RITA, containing="New, waiting for a decision")


async def test_a_no_on_home_is_told_in_a_window(workspace: Workspace) -> None:
    await reported(workspace, user=RITA)
    home = await workspace.home(MAYA, containing=NEXT_STEP)
    said = await workspace.command(FRICTION, "F-1", user=MAYA)
    assert said.message
    await workspace.press(said.message, "Me too", MAYA)

    assert (await workspace.press(home, "Me too")).ok

    told = await workspace.modal(MAYA, containing="You support F-1 already")
    assert told.submit_label == ""
