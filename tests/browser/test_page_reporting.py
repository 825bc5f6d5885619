"""Friction reported on the page: by command, by form, and from where people talk."""

import pytest
from playwright.async_api import expect

from tests.browser.window import IN_BROWSER, Window
from tests.doors.steps import NEXT_STEP, SAME_AGAIN, reported
from tests.workspace import EAST, MAYA, RAVI, RITA, Workspace

pytestmark = IN_BROWSER

VAGUE = "the forecast page is annoying"
BLOCKS = "What blocks you"
SHORTCUT = "Report CRM friction"


async def test_a_command_is_completed_and_its_answer_is_seen_by_one_person_only(window: Window) -> None:
    await window.composer.press_sequentially("/crm")
    await expect(window.page.get_by_role("listbox", name="Suggestions")).to_contain_text("/crm-friction")
    await window.page.keyboard.press("Enter")
    await expect(window.composer).to_have_value("/crm-friction ")
    await window.page.keyboard.type(NEXT_STEP)
    await window.page.keyboard.press("Enter")

    answer = window.message("F-1 is filed")
    await expect(answer).to_contain_text("Only visible to you")
    await window.be("Ravi")
    await window.say("Morning")
    await expect(window.message("Morning")).to_be_visible()
    await expect(answer).to_have_count(0)
    await window.go_to("#crm-triage")
    await expect(window.message(NEXT_STEP)).to_contain_text("Reported by @Rita Moreno")


async def test_vague_words_open_the_form_with_them_and_the_question(window: Window) -> None:
    await window.say(f"/crm-friction {VAGUE}")

    await expect(window.form).to_contain_text("what did you try, and what happened instead?")
    await expect(window.field(BLOCKS)).to_have_value(VAGUE)
    await expect(window.field("Workflow")).to_have_value("Forecast")
    await window.submit()
    await expect(window.form).to_contain_text("F-1 is filed")
    await window.button("Done").click()
    await expect(window.form).to_have_count(0)


async def test_what_is_wrong_is_said_under_the_field_and_the_focus_goes_there(window: Window) -> None:
    await window.say("/crm-friction")
    await window.field("What you do instead").fill("My spreadsheet")

    await window.submit()

    await expect(window.error(BLOCKS)).to_be_visible()
    await expect(window.error("What you do instead")).to_be_hidden()
    await expect(window.field(BLOCKS)).to_be_focused()
    await expect(window.field("What you do instead")).to_have_value("My spreadsheet")
    await window.field(BLOCKS).fill("x")
    await expect(window.error(BLOCKS)).to_be_hidden()


async def test_what_only_the_app_can_know_to_be_wrong_is_said_there_too(window: Window) -> None:
    await window.say("/crm-friction")
    await window.field(BLOCKS).fill("x" * 3001)
    await window.submit()

    await expect(window.error(BLOCKS)).to_contain_text("3,001 characters; 3,000 fit")
    await expect(window.field(BLOCKS)).to_be_focused()


async def test_fields_are_suggested_while_typing_and_the_form_is_filed(window: Window) -> None:
    await window.say("/crm-friction")
    await window.field(BLOCKS).fill("I cannot know it before the site visit")
    await window.field("Field or action").fill("impl")
    await expect(window.suggestion("Implementation risk")).to_be_visible()
    await window.page.keyboard.press("Enter")
    await expect(window.field("Field or action")).to_have_value("Implementation risk")
    await window.choose("Workflow", "Closed-won handoff")
    await window.field("When it happens").fill("At Proposal")
    await window.form.get_by_label("Report without my name").check()

    await window.submit()

    await expect(window.form).to_contain_text("F-1 is filed")
    await expect(window.form).to_contain_text("Your name is not shown to anybody")
    await window.button("Done").click()
    await window.go_to("#crm-triage")
    card = window.message("I cannot know it before the site visit")
    for words in ("Closed-won handoff", "Implementation risk", "At Proposal", "someone in East"):
        await expect(card).to_contain_text(words)
    await expect(card).not_to_contain_text("Rita")


async def test_a_message_is_reported_from_its_menu_with_the_mouse(window: Window, workspace: Workspace) -> None:
    await workspace.say(EAST, NEXT_STEP, user=RAVI)
    said = window.message(NEXT_STEP)
    await said.hover()
    await window.button("Message menu", said).click()
    await window.page.get_by_role("menuitem", name=SHORTCUT).click()

    await expect(window.field(BLOCKS)).to_have_value(NEXT_STEP)
    await expect(window.form).to_contain_text("The report links to the message")


async def test_a_reply_is_reported_from_its_menu_with_the_keyboard(window: Window, workspace: Workspace) -> None:
    parent = await workspace.say(EAST, "What is in the way?", user=MAYA)
    await workspace.say(EAST, NEXT_STEP, user=RAVI, thread_ts=parent.ts)
    keys = window.page.keyboard
    await window.message("What is in the way?").get_by_role("button", name="1 reply").press("Enter")
    reply = window.message(NEXT_STEP, among=window.replies)
    await expect(reply).to_be_visible()
    await expect(window.page.get_by_role("textbox", name="Reply in thread")).to_be_focused()

    await keys.press("Shift+Tab")
    await expect(window.button("Message menu", reply)).to_be_focused()
    await keys.press("Enter")
    await expect(window.page.get_by_role("menuitem", name=SHORTCUT)).to_be_focused()
    await keys.press("Enter")

    await expect(window.field(BLOCKS)).to_have_value(NEXT_STEP)


async def test_the_shortcut_behind_the_bolt_opens_an_empty_form(window: Window) -> None:
    await window.page.get_by_role("main").get_by_role("button", name="Shortcuts", exact=True).click()
    await window.page.get_by_role("menuitem", name=SHORTCUT).click()

    await expect(window.page.get_by_role("dialog", name="Report friction")).to_be_visible()
    await expect(window.field(BLOCKS)).to_have_value("")
    await expect(window.field(BLOCKS)).to_be_focused()


async def test_a_mention_in_a_thread_is_answered_there_with_the_form(window: Window, workspace: Workspace) -> None:
    parent = await workspace.say(EAST, "What is in the way?", user=MAYA)
    await workspace.say(EAST, "Let me think", user=RAVI, thread_ts=parent.ts)
    await window.message("What is in the way?").get_by_role("button", name="1 reply").click()
    write = window.page.get_by_role("textbox", name="Reply in thread")
    await write.press_sequentially("@Adop")
    await window.suggestion("Adoption").click()
    await window.page.keyboard.type(NEXT_STEP)
    await window.page.keyboard.press("Enter")

    answer = window.message("Shall we report this", among=window.replies)
    await window.button("Report friction", answer).click()

    await expect(window.field(BLOCKS)).to_have_value(NEXT_STEP)
    await window.submit()
    await expect(window.form).to_contain_text("F-1 is filed")


async def test_a_direct_message_is_offered_the_form(window: Window) -> None:
    await window.open_app("Messages")
    await window.say(NEXT_STEP)
    await window.message(NEXT_STEP).get_by_role("button", name="1 reply").click()

    answer = window.message("Shall we report this", among=window.replies)
    await window.button("Report friction", answer).click()

    await expect(window.field(BLOCKS)).to_have_value(NEXT_STEP)


@pytest.mark.parametrize("where", ["receipt", "home"])
async def test_me_too_supports_what_somebody_else_reported(window: Window, workspace: Workspace, where: str) -> None:
    await reported(workspace, NEXT_STEP, user=RAVI)
    if where == "receipt":
        await window.say(f"/crm-friction {SAME_AGAIN}")
        await window.button("Me too", window.message("This one may be the same")).click()
        await expect(window.message("You support F-1 now")).to_be_visible()
    else:
        await window.open_app("Home")
        await window.button("Me too", window.home).click()
        await expect(window.form).to_contain_text("You support F-1 now")
        await window.button("Close").first.click()
        await expect(window.home).to_contain_text("You support it.")

    await window.go_to("#crm-triage")
    await expect(window.messages.get_by_text("1 more person has this too")).to_be_visible()


async def test_home_greets_who_opens_it_first_and_then_shows_the_own_report(window: Window) -> None:
    await window.open_app("Home")
    await expect(window.home).to_contain_text("Welcome. What gets in your way?")

    await window.button("Report friction", window.home).click()
    await window.field(BLOCKS).fill(NEXT_STEP)
    await window.submit()
    await expect(window.form).to_contain_text("F-1 is filed")
    await window.button("Done").click()

    await window.go_to("#sales-east")
    await window.open_app("Home")
    await expect(window.home).to_contain_text("Your reports")
    await expect(window.home).to_contain_text(NEXT_STEP[:60])
    assert RITA in window.page.url
