"""Without a mouse: the loop from report to decision, and the focus, which always stands somewhere sensible."""

import pytest
from playwright.async_api import expect

from tests.browser.keys import tab_to
from tests.browser.window import IN_BROWSER, Window
from tests.doors.steps import NEXT_STEP, reported
from tests.workspace import EAST, MAYA, THEO, TRIAGE, Workspace

pytestmark = IN_BROWSER


async def test_report_and_decision_without_a_mouse(window: Window) -> None:
    keys = window.page.keyboard
    await keys.press("/")
    await expect(window.composer).to_be_focused()
    await keys.type("/crm")
    await keys.press("Tab")
    await keys.type("the forecast page is annoying")
    await keys.press("Enter")
    await expect(window.field("What blocks you")).to_be_focused()
    await keys.press("Control+End")
    await keys.type(", the category is locked on Mondays")
    await tab_to(window, "File report")
    await keys.press("Enter")
    await expect(window.form).to_contain_text("F-1 is filed")
    await keys.press("Escape")
    await expect(window.form).to_have_count(0)
    await expect(window.composer).to_be_focused()

    await keys.press("Alt+5")
    await keys.press("Alt+u")
    await expect(window.person("Finn")).to_be_focused()
    await tab_to(window, "#crm-triage")
    await keys.press("Enter")
    card = window.message("the category is locked on Mondays")
    await expect(card).to_be_visible()
    await tab_to(window, "Fix: F-1")
    await keys.press("Enter")
    await expect(window.page.get_by_role("dialog", name="Fix F-1")).to_be_visible()
    await expect(window.field("Fix owner")).to_be_focused()
    await keys.type("ada")
    await expect(window.suggestion("Ada Novak")).to_be_visible()
    await keys.press("Enter")
    await tab_to(window, "Fix")
    await keys.press("Enter")

    await expect(card).to_contain_text("Being fixed by @Ada Novak")
    await expect(window.form).to_have_count(0)


async def test_escape_closes_a_form_and_gives_the_focus_back(window: Window, workspace: Workspace) -> None:
    await reported(workspace)
    await window.visit(THEO, TRIAGE)
    reject = window.button("Reject", window.message(NEXT_STEP))
    await reject.press("Enter")
    await expect(window.field("Why")).to_be_focused()

    await window.page.keyboard.press("Escape")

    await expect(window.form).to_have_count(0)
    await expect(reject).to_be_focused()


@pytest.mark.parametrize("opened", ["Keyboard shortcuts", "Choose a time"])
async def test_escape_closes_a_dialog_of_the_page_and_gives_the_focus_back(window: Window, opened: str) -> None:
    button = window.page.get_by_role("button", name=opened, exact=True)
    await button.press("Enter")
    await expect(window.form).to_be_visible()

    await window.page.keyboard.press("Escape")

    await expect(window.form).to_have_count(0)
    await expect(button).to_be_focused()


async def test_tab_stays_inside_an_open_form(window: Window) -> None:
    await window.say("/crm-friction")
    await expect(window.field("What blocks you")).to_be_focused()

    await tab_to(window, "Close")
    await tab_to(window, "File report")
    await window.page.keyboard.press("Tab")

    await expect(window.form.locator(":focus")).to_have_count(1)


async def test_arrows_walk_through_the_messages_and_tab_reaches_what_can_be_done(window: Window) -> None:
    articles = window.messages.get_by_role("article")
    await articles.last.focus()
    await window.page.keyboard.press("ArrowUp")
    await expect(articles.nth(-2)).to_be_focused()
    await window.page.keyboard.press("Home")
    await expect(articles.first).to_be_focused()

    await tab_to(window, "Message menu")

    await expect(window.button("Message menu", articles.first)).to_be_focused()
    await window.page.keyboard.press("Enter")
    await expect(window.page.get_by_role("menuitem").first).to_be_focused()
    await window.page.keyboard.press("Escape")
    await expect(window.button("Message menu", articles.first)).to_be_focused()


async def test_the_focus_stays_among_the_messages_when_one_goes_and_in_another_channel(
    window: Window, workspace: Workspace
) -> None:
    await workspace.say(EAST, "First", user=MAYA)
    gone = await workspace.say(EAST, "Second", user=MAYA)
    await window.message("Second").focus()

    await workspace.delete(gone)
    await expect(window.message("First")).to_be_focused()

    await window.page.keyboard.press("Alt+ArrowDown")
    await expect(window.place("#general")).to_have_attribute("aria-current", "page")
    await expect(window.messages.get_by_role("article").last).to_be_focused()


async def test_a_question_mark_tells_the_keys_but_not_while_writing(window: Window) -> None:
    await window.composer.press("?")
    await expect(window.form).to_have_count(0)
    await window.page.get_by_role("button", name="Keyboard shortcuts").focus()

    await window.page.keyboard.press("?")

    await expect(window.page.get_by_role("dialog", name="Keys")).to_contain_text("Next scheduled event")
