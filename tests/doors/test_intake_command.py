"""`/crm-friction` and what can stand behind it."""

import pytest

from tests.doors.running import Company
from tests.doors.steps import FRICTION, NEXT_STEP, decided, fixing, reported
from tests.workspace import ADA, MAYA, RAVI, RITA, THEO, TRIAGE, Workspace

VAGUE = "the forecast page is annoying"


async def test_alone_it_opens_the_form(workspace: Workspace) -> None:
    said = await workspace.command(FRICTION, user=RITA)

    form = await workspace.modal(RITA)
    assert said.ok
    assert said.message is None
    assert form.title == "Report friction"
    assert form.labels == [
        "What blocks you",
        "Workflow",
        "Field or action",
        "When it happens",
        "What you do instead",
        "Link to the record",
        "Your name",
    ]


async def test_words_that_can_be_acted_on_are_filed_at_once(workspace: Workspace) -> None:
    said = await workspace.command(FRICTION, NEXT_STEP, user=RITA)

    card = await workspace.message_in(TRIAGE, containing=NEXT_STEP)
    assert "F-1 is filed" in said.text.replace("*", "")
    assert "<@U0THEO> will decide on it" in said.raw_text
    assert said.message is not None
    assert said.message.ephemeral
    assert not await workspace.has_modal(RITA)
    assert "Next step" in card.text


async def test_vague_words_open_the_form_with_what_is_there_and_ask_for_the_rest(workspace: Workspace) -> None:
    said = await workspace.command(FRICTION, VAGUE, user=RITA)

    form = await workspace.modal(RITA)
    assert said.message is None
    assert form.filled("What blocks you") == VAGUE
    assert form.filled("Workflow") == "Forecast"
    assert "what did you try, and what happened instead?" in form.text
    assert "Where does it happen" not in form.text
    assert "You can also file it as it is" in form.text

    sent = await workspace.fill_and_submit(RITA)

    assert sent.ok
    card = await workspace.message_in(TRIAGE, containing=VAGUE)
    assert "Forecast" in card.text
    assert "F-1 is filed" in (await workspace.modal(RITA, containing="Report filed")).text.replace("*", "")


async def test_a_form_closed_without_filing_gives_the_words_back(northwind: Company) -> None:
    workspace = northwind.workspace
    await workspace.command(FRICTION, VAGUE, user=RITA)
    await workspace.close_modal(RITA)

    kept = await workspace.message_in(RITA, containing="Not filed yet")
    assert VAGUE in kept.text
    assert "kept for 30 days" in kept.text
    assert kept.buttons == ["Open the form", "File it as it is", "Throw it away"]
    assert await northwind.cards() == []

    assert (await workspace.press(kept, "File it as it is", RITA)).ok

    await workspace.message_in(TRIAGE, containing=VAGUE)
    filed = await workspace.changed(kept, containing="F-1")
    assert not [m for m in await workspace.messages(RITA) if m.ephemeral]
    assert "File it as it is" not in filed.buttons


async def test_words_kept_can_be_taken_up_in_the_form_again(workspace: Workspace) -> None:
    await workspace.command(FRICTION, VAGUE, user=RITA)
    await workspace.close_modal(RITA)
    kept = await workspace.message_in(RITA, containing="Not filed yet")

    assert (await workspace.press(kept, "Open the form", RITA)).ok

    form = await workspace.modal(RITA)
    assert form.filled("What blocks you") == VAGUE
    assert (await workspace.fill_and_submit(RITA, {"What blocks you": NEXT_STEP})).ok
    await workspace.message_in(TRIAGE, containing=NEXT_STEP)
    await workspace.changed(kept, containing="F-1", without="Not filed yet")


@pytest.mark.parametrize("word", ["help", "HELP", "?", " help "])
async def test_help_says_what_can_be_typed(workspace: Workspace, word: str) -> None:
    said = await workspace.command(FRICTION, word, user=RITA)

    for typed in ("`/crm-friction mine`", "`/crm-friction F-12`", "Report CRM friction"):
        assert typed in said.text
    assert said.message is not None
    assert (await workspace.press(said.message, "Report friction", RITA)).ok
    assert (await workspace.modal(RITA)).title == "Report friction"


async def test_mine_is_inviting_when_there_is_nothing(workspace: Workspace) -> None:
    said = await workspace.command(FRICTION, "mine", user=RITA)

    assert "You have not reported anything yet" in said.text
    assert said.message is not None
    assert said.message.buttons == ["Report friction"]


async def test_mine_lists_state_age_and_decision(workspace: Workspace) -> None:
    card = await reported(workspace, user=RITA)
    await reported(workspace, "The account search never finds a customer by billing name", user=RAVI)
    await fixing(workspace, card, ADA)
    await reported(workspace, "The champion field is required before I can save the deal", user=RITA)

    said = await workspace.command(FRICTION, "Mine", user=RITA)

    assert "Your reports: 2" in said.text
    assert "Being fixed by <@U0ADA>" in said.raw_text
    assert "<@U0THEO> decided that <@U0ADA> will fix this" in said.raw_text
    assert "New, waiting for a decision" in said.text
    assert "just now" in said.text
    assert "billing name" not in said.text


@pytest.mark.parametrize("typed", ["F-1", "f-1", "F1", "f1"])
async def test_a_number_shows_one_report_to_anybody(workspace: Workspace, typed: str) -> None:
    await reported(workspace, user=RITA)

    said = await workspace.command(FRICTION, typed, user=MAYA)

    assert NEXT_STEP in said.text
    assert "Reported by <@U0RITA>" in said.raw_text
    assert said.message is not None
    assert said.message.buttons == ["Me too"]


async def test_a_number_shows_the_reporter_what_they_can_do(workspace: Workspace) -> None:
    await reported(workspace, user=RITA)

    said = await workspace.command(FRICTION, "F-1", user=RITA)

    assert "Reported by you" in said.text
    assert said.message is not None
    assert said.message.buttons == ["Withdraw"]


@pytest.mark.parametrize("typed", ["F-12", "f-999999999", "F-0"])
async def test_an_unknown_number_is_said_to_be_unknown(workspace: Workspace, typed: str) -> None:
    said = await workspace.command(FRICTION, typed, user=RITA)

    assert said.ok
    assert f"There is no F-{int(typed[2:])}" in said.text
    assert "`/crm-friction mine`" in said.text


@pytest.mark.parametrize("words", ["status", "F-12 is wrong", "mine is broken too", "F-", "F-1234567890"])
async def test_words_it_does_not_know_are_text(workspace: Workspace, words: str) -> None:
    await workspace.command(FRICTION, words, user=RITA)

    form = await workspace.modal(RITA)
    assert form.filled("What blocks you") == words


async def test_a_report_answers_who_decides_by_its_workflow(workspace: Workspace) -> None:
    said = await workspace.command(
        FRICTION, "Forecast category is required on deals that I only opened yesterday, before the call", user=RITA
    )

    assert "<@U0FINN> will decide on it" in said.raw_text


async def test_a_report_can_be_withdrawn_from_its_receipt(workspace: Workspace) -> None:
    said = await workspace.command(FRICTION, NEXT_STEP, user=RITA)
    card = await workspace.message_in(TRIAGE, containing="F-1", user=THEO)
    assert said.message is not None

    assert (await workspace.press(said.message, "Withdraw", RITA)).ok
    assert (await workspace.fill_and_submit(RITA)).closed

    card = await workspace.changed(card, containing="Withdrawn")
    assert card.buttons == []


async def test_rejected_reports_say_in_mine_what_would_change_our_mind(workspace: Workspace) -> None:
    card = await reported(workspace)
    values = {"Why": "It is used in the review.", "What would change our mind": "A review without it."}
    await decided(workspace, card, "Reject", values)

    said = await workspace.command(FRICTION, "F-1", user=RITA)

    assert "A review without it." in said.text
    assert said.message is not None
    assert said.message.buttons == ["Appeal"]
