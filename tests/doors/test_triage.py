"""Triage decides on the card: each button, its form, and what comes of it."""

from datetime import date, timedelta

import pytest

from tests.doors.steps import NEXT_STEP, decided, fixing, reported, shipped
from tests.filling import Fill
from tests.workspace import ADA, MAYA, RAVI, RITA, THEO, TRIAGE, Workspace

OTHER = "The champion field is required before I can save the deal"

OPTION = {"text": {"type": "plain_text", "text": "F-1 · the very same"}}

FORMS = {
    "Fix": ["Fix owner", "Due", "Link"],
    "Reject": ["Why", "What would change our mind"],
    "Defer": ["Revisit on", "Why"],
    "Needs context": ["Question"],
    "Same as…": ["Same as"],
    "Add diagnosis": [
        "Likely cause",
        "Role affected",
        "Manager inspection",
        "What the gap costs in reporting",
        "Fix owner",
    ],
}


async def test_a_new_card_offers_every_decision(workspace: Workspace) -> None:
    card = await reported(workspace)

    assert card.buttons == ["Fix", "Reject", "Defer", "Needs context", "Same as…", "Add diagnosis"]
    assert "<@U0THEO> decides on this" in card.raw_text


@pytest.mark.parametrize(("button", "labels"), FORMS.items(), ids=FORMS)
async def test_each_button_opens_its_form(workspace: Workspace, button: str, labels: list[str]) -> None:
    card = await reported(workspace)

    assert (await workspace.press(card, button, THEO)).ok

    form = await workspace.modal(THEO)
    assert form.labels == labels
    assert "F-1" in form.title
    assert NEXT_STEP in form.text


async def test_fix_names_owner_date_and_link(workspace: Workspace) -> None:
    card = await reported(workspace)
    due = await workspace.today() + timedelta(days=9)
    values: dict[str, Fill] = {"Fix owner": "Ada Novak", "Due": due, "Link": "https://tracker.example/CRM-1"}

    card = await decided(workspace, card, "Fix", values)

    assert f"Being fixed by <@U0ADA>, due {due:%a} {due.day} {due:%b %Y}" in card.raw_text
    assert "https://tracker.example/CRM-1|Follow the work" in card.raw_text
    assert card.buttons == ["Mark as shipped", "Add diagnosis"]
    word = await workspace.message_in(RITA, containing="will fix this")
    assert "You will hear from us when it ships" in word.text


async def test_reject_says_why_and_what_would_change_our_mind(workspace: Workspace) -> None:
    card = await reported(workspace)
    values = {"Why": "The review reads it.", "What would change our mind": "A review without it."}

    card = await decided(workspace, card, "Reject", values)

    reply = await workspace.message_in(TRIAGE, containing="The review reads it.", thread_ts=card.ts)
    word = await workspace.message_in(RITA, containing="The review reads it.")
    for told in (card, reply, word):
        assert "<@U0THEO> decided that this stays as it is" in told.raw_text
        assert "A review without it." in told.text
    assert word.buttons == ["Appeal"]
    assert card.buttons == ["Reconsider"]


async def test_both_reasons_of_a_rejection_are_asked_for(workspace: Workspace) -> None:
    card = await reported(workspace)
    await workspace.press(card, "Reject", THEO)

    sent = await workspace.fill_and_submit(THEO, {"Why": "  ", "What would change our mind": "\u200b"})

    assert sent.errors is not None
    assert set(sent.errors) == {"Why", "What would change our mind"}
    assert "New, waiting for a decision" in (await workspace.now_as(card)).text


async def test_defer_names_the_day(workspace: Workspace) -> None:
    card = await reported(workspace)
    day = await workspace.today() + timedelta(days=14)

    card = await decided(workspace, card, "Defer", {"Revisit on": day, "Why": "After the migration."})

    said = f"{day:%a} {day.day} {day:%b %Y}"
    assert f"Deferred until {said}" in card.text
    word = await workspace.message_in(RITA, containing="After the migration.")
    assert f"It comes back for a decision on {said}, or on the first working day after it, by itself" in word.text
    assert word.buttons == ["Withdraw"]


@pytest.mark.parametrize("days", [0, -1, -400])
async def test_a_day_that_is_not_ahead_is_refused_in_the_form(workspace: Workspace, days: int) -> None:
    card = await reported(workspace)
    await workspace.press(card, "Defer", THEO)
    day = await workspace.today() + timedelta(days=days)

    sent = await workspace.fill_and_submit(THEO, {"Revisit on": day, "Why": "Later."})

    assert sent.errors is not None
    assert "choose a day after today" in sent.errors["Revisit on"]


async def test_a_due_date_in_the_past_is_refused(workspace: Workspace) -> None:
    card = await reported(workspace)
    await workspace.press(card, "Fix", THEO)

    sent = await workspace.fill_and_submit(THEO, {"Due": date(2026, 11, 20), "Fix owner": "Ada Novak"})

    assert sent.errors == {"Due": "This date has passed. Please choose today or a later day."}


async def test_a_question_goes_to_the_reporter_and_waits(workspace: Workspace) -> None:
    card = await reported(workspace)

    card = await decided(workspace, card, "Needs context", {"Question": "On which page?"})

    assert "Waiting for an answer from the reporter" in card.text
    asked = await workspace.message_in(RITA, containing="On which page?")
    assert asked.buttons == ["Answer", "Withdraw"]
    assert "or reply to this message" in asked.text
    assert card.buttons == ["Same as…", "Add diagnosis"]


async def test_a_diagnosis_stands_on_the_card_and_can_be_added_to(workspace: Workspace) -> None:
    card = await reported(workspace)
    await workspace.press(card, "Add diagnosis", THEO)
    first = (await workspace.modal(THEO)).options("Likely cause")[0]
    values = {"Likely cause": first, "Role affected": "rep", "What the gap costs in reporting": "The next-step report"}

    assert (await workspace.fill_and_submit(THEO, {**values, "Fix owner": "Ada Novak"})).closed

    card = await workspace.changed(card, containing="Diagnosis so far, by <@U0THEO>")
    for said in (first, "rep", "The next-step report"):
        assert said in card.text
    assert "Fix" in card.buttons
    await workspace.press(card, "Add diagnosis", THEO)
    form = await workspace.modal(THEO)
    assert form.filled("Likely cause") == first
    assert form.filled("Role affected") == "rep"
    await workspace.close_modal(THEO)
    await workspace.press(card, "Fix", THEO)
    assert (await workspace.modal(THEO)).filled("Fix owner") == ADA


async def test_an_empty_diagnosis_is_refused(workspace: Workspace) -> None:
    card = await reported(workspace)
    await workspace.press(card, "Add diagnosis", THEO)

    sent = await workspace.fill_and_submit(THEO)

    assert sent.errors
    assert not sent.closed


async def test_merging_into_itself_is_not_offered_and_refused(workspace: Workspace) -> None:
    card = await reported(workspace)
    await reported(workspace, OTHER, user=RAVI)
    await workspace.press(card, "Same as…", THEO)
    form = await workspace.modal(THEO)

    offered = [o["text"]["text"] for o in await workspace.options(form, "Same as", "")]
    own = [o["text"]["text"] for o in await workspace.options(form, "Same as", "F-1")]

    assert [one.partition(" ")[0] for one in offered] == ["F-2"]
    assert own == []
    itself = {"target": {"same_as_report": {"selected_option": {**OPTION, "value": "1"}}}}
    sent = await workspace.post("submit", user=THEO, view_id=form.id, values=itself)
    assert "cannot be the same as itself" in sent["errors"]["target"]


async def choose_target(workspace: Workspace, user: str, ref: str) -> None:
    """Picks the report while it is still offered; the form stays open."""
    form = await workspace.modal(user)
    option = next(o for o in await workspace.options(form, "Same as", ref))
    block = form.input("Same as")
    ids = {"block_id": block["block_id"], "action_id": block["element"]["action_id"]}
    await workspace.post("action", user=user, view_id=form.id, element={"selected_option": option}, **ids)


async def test_no_circle_can_be_made(workspace: Workspace) -> None:
    first = await reported(workspace)
    second = await reported(workspace, OTHER, user=RAVI)
    await workspace.press(first, "Same as…", THEO)
    await workspace.press(second, "Same as…", ADA)
    await choose_target(workspace, ADA, "F-1")
    assert (await workspace.fill_and_submit(THEO, {"Same as": "F-2"})).closed

    late = await workspace.fill_and_submit(ADA)

    assert late.errors == {"Same as": "F-1 is no longer open. Please choose a report that is."}
    await workspace.changed(first, containing="Same as F-2")
    assert "New, waiting for a decision" in (await workspace.now_as(second)).text


async def test_mark_as_shipped_offers_what_else_it_resolves(workspace: Workspace) -> None:
    await workspace.shortcut("Report CRM friction", user=RITA)
    field = {"Field or action": "Next step", "Workflow": "Pipeline review"}
    await workspace.fill_and_submit(RITA, {"What blocks you": "Asked too early", **field})
    await workspace.close_modal(RITA)
    await workspace.shortcut("Report CRM friction", user=RAVI)
    await workspace.fill_and_submit(RAVI, {"What blocks you": "Cannot be emptied again", **field})
    await workspace.close_modal(RAVI)
    card = await fixing(workspace, await workspace.message_in(TRIAGE, containing="Asked too early", user=THEO))
    other = await workspace.message_in(TRIAGE, containing="Cannot be emptied", user=THEO)

    await workspace.press(card, "Mark as shipped", THEO)
    form = await workspace.modal(THEO)
    also = form.options("Also resolves")
    assert [one.partition(" ")[0] for one in also] == ["F-2"]
    assert form.filled("Workflows") == ["Pipeline review"]
    values = {"Title": "Next step is free", "What changed": "It is asked never.", "Also resolves": also}
    assert (await workspace.fill_and_submit(THEO, values)).closed

    await workspace.changed(card, containing="Shipped")
    await workspace.changed(other, containing="Shipped")
    for person in (RITA, RAVI):
        await workspace.message_in(person, containing="Does it work for you?")


async def test_a_note_without_title_is_refused_in_its_form(workspace: Workspace) -> None:
    card = await fixing(workspace, await reported(workspace))
    await workspace.press(card, "Mark as shipped", ADA)

    blank = await workspace.fill_and_submit(ADA, {"Title": " ", "What changed": "\u200b"})
    long = await workspace.fill_and_submit(ADA, {"Title": "t" * 151, "What changed": "c" * 3001})

    assert blank.errors is not None
    assert set(blank.errors) == {"Title", "What changed"}
    assert long.errors is not None
    assert "151 characters; 150 fit" in long.errors["Title"]
    assert "3,001 characters; 3,000 fit" in long.errors["What changed"]


async def test_the_fix_owner_may_ship_without_owning_triage(workspace: Workspace) -> None:
    card = await fixing(workspace, await reported(workspace), MAYA)

    card = await shipped(workspace, card, by=MAYA)

    assert "<@U0MAYA> says that the fix is out" in card.raw_text


async def test_what_was_rejected_can_be_reconsidered(workspace: Workspace) -> None:
    card = await reported(workspace)
    card = await decided(workspace, card, "Reject", {"Why": "No.", "What would change our mind": "A number."})

    assert (await workspace.press(card, "Reconsider", THEO)).ok
    assert (await workspace.fill_and_submit(THEO)).closed

    card = await workspace.changed(card, containing="New, waiting for a decision")
    assert "Fix" in card.buttons
    word = await workspace.message_in(RITA, containing="You will hear what is decided")
    assert "<@U0THEO> put this up for a new decision" in word.raw_text
