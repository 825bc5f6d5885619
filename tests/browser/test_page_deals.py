"""In the demo, without a mouse: a deal is put in order from Slack, and a meeting's deals are marked as reviewed."""

import re

from playwright.async_api import expect

from tests.browser.keys import tab_to
from tests.browser.window import IN_BROWSER, NewWindow, Window
from tests.workspace import FORECAST, MAYA, RAVI

pytestmark = IN_BROWSER

ASKED = re.compile(r"of your deals? (is|are) not ready")


async def test_a_deal_is_put_in_order_and_its_record_shows_by_whom(demo: str, new_window: NewWindow) -> None:
    window = await new_window(demo)
    keys = window.page.keyboard
    await window.visit(RAVI, "D0RAVI")
    message = window.messages.get_by_role("article").filter(has_text=ASKED).last
    await message.focus()

    await tab_to(window, "Update now")
    await keys.press("Enter")
    await expect(window.page.get_by_role("dialog", name="Update the deal")).to_be_visible()
    deal = await window.form.locator(".record-link").inner_text()
    field = window.form.locator(".input-block").first
    await expect(field.locator("input, textarea").first).to_be_focused()
    await fill_by_keys(window)
    await tab_to(window, "Save to the CRM")
    await keys.press("Enter")
    await expect(window.form).to_contain_text("is saved in the CRM")
    await keys.press("Escape")
    await expect(window.form).to_have_count(0)

    await keys.press("Alt+c")
    await keys.type(deal)
    await expect(window.page.get_by_role("list", name="Deals").get_by_role("button")).to_have_count(1)
    await keys.press("Enter")
    history = window.page.get_by_role("list", name="History")
    await expect(history.locator(".change").first).to_contain_text("CRM adoption")
    await keys.press("Escape")
    await expect(window.page.get_by_role("complementary", name="CRM")).to_be_hidden()


async def fill_by_keys(window: Window) -> None:
    """Whatever the field is: a day, a choice, or words."""
    keys = window.page.keyboard
    kind = await window.page.evaluate("document.activeElement.getAttribute('role') || document.activeElement.type")
    if kind == "date":
        await keys.type("12312027")
    elif kind == "combobox":
        await keys.press("ArrowDown")
        await expect(window.page.get_by_role("option").first).to_be_visible()
        await keys.press("Enter")
    else:
        await keys.type("Ines Duarte")


async def test_what_a_meeting_went_through_is_marked(demo: str, new_window: NewWindow) -> None:
    window = await new_window(demo)
    keys = window.page.keyboard
    await window.visit(MAYA, FORECAST)
    digest = window.message("Weekly forecast call", "Mark reviewed")
    await digest.focus()

    await tab_to(window, "Mark reviewed")
    await keys.press("Enter")
    await expect(window.field("Accepted")).to_be_focused()
    await keys.type("Harbor")
    await expect(window.suggestion("Harbor Foods")).to_be_visible()
    await keys.press("Enter")
    await tab_to(window, "Save")
    await keys.press("Enter")

    await expect(window.form).to_have_count(0)
    await expect(digest).to_contain_text("Reviewed by @Maya Lindqvist")
