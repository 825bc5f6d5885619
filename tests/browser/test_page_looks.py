"""Pictures of the main views of the demo, for eyes to judge: wide and on the phone, light and dark."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import pytest
from playwright.async_api import expect

from tests.browser.window import IN_BROWSER, ON_PHONE, NewWindow, Window
from tests.workspace import CARL, EAST, FORECAST, MAYA, RAVI, RITA, THEO, TRIAGE, UPDATES

pytestmark = IN_BROWSER


async def channel(window: Window) -> None:
    await window.visit(RITA, EAST)


async def channels(window: Window) -> None:
    await window.visit(RITA)
    await expect(window.place("#sales-east")).to_be_visible()


async def triage(window: Window) -> None:
    await window.visit(THEO, TRIAGE)
    await expect(window.button("Fix").first).to_be_visible()


async def thread(window: Window) -> None:
    await window.visit(THEO, TRIAGE)
    await window.message("Waiting for an answer").locator(".replies").click()
    await expect(window.replies.get_by_role("article").nth(1)).to_be_visible()


async def updates(window: Window) -> None:
    await window.visit(RITA, UPDATES)


async def home(window: Window) -> None:
    await window.visit(RITA, "home")
    await expect(window.home).to_contain_text("Shipped in the last 30 days")


async def report_form(window: Window) -> None:
    await window.visit(RAVI, EAST)
    await window.say("/crm-friction the forecast page is annoying")
    await expect(window.form).to_contain_text("You can also file it as it is")


async def mistakes(window: Window) -> None:
    await triage(window)
    await window.button("Reject").first.click()
    await window.submit()
    await expect(window.form.locator(".error").first).to_be_visible()


async def completion(window: Window) -> None:
    await window.visit(RITA, FORECAST)
    await window.composer.press_sequentially("/")
    await expect(window.page.get_by_role("listbox", name="Suggestions")).to_be_visible()


async def traffic(window: Window) -> None:
    await window.button("Close the CRM").click()
    await window.visit(THEO, TRIAGE)
    await window.button("Traffic inspector").click()
    await window.page.locator(".call-line").first.click()
    await expect(window.page.get_by_label("Request", exact=True)).to_be_visible()


async def digest(window: Window) -> None:
    await window.visit(MAYA, FORECAST)
    await expect(window.message("Weekly forecast call", "Mark reviewed")).to_be_visible()


async def asked(window: Window) -> None:
    await window.visit(CARL, "D0CARL")
    await expect(window.button("Update now", window.messages).last).to_be_visible()


async def deals(window: Window) -> None:
    await window.visit(RITA, EAST)
    await window.button("CRM").click()
    await expect(window.page.get_by_role("list", name="Deals").get_by_role("button").first).to_be_visible()


async def record(window: Window) -> None:
    """In the list that `deals` opened."""
    await window.page.get_by_label("Filter deals").fill("Harbor Foods")
    await window.page.keyboard.press("Enter")
    await window.button("Edit Next step").click()
    await expect(window.page.get_by_role("textbox", name="Next step")).to_be_focused()


NARROW: Final[Any] = {"width": 1200, "height": 900}
NARROWER: Final[Any] = {"width": 1000, "height": 900}
ONE_LINE_PX: Final = 44

CHAT = (channel, channels, triage, thread, updates, home, report_form, mistakes, completion)
CRM = (digest, asked, deals, record)
THEMES: Final[Any] = ("light", "dark")
VIEWS: dict[str, Callable[[Window], Awaitable[None]]] = {view.__name__: view for view in (*CHAT, *CRM, traffic)}


@pytest.mark.parametrize("screen", ["wide", "phone"])
async def test_every_view_fits_its_screen(demo: str, new_window: NewWindow, screen: str) -> None:
    window = await new_window(demo, **(ON_PHONE if screen == "phone" else {}))

    for name, show in VIEWS.items():
        await show(window)
        await window.page.mouse.move(0, 0)
        for theme in THEMES:
            await window.page.emulate_media(color_scheme=theme)
            await window.photograph(f"{name}-{screen}-{theme}")
            assert not await window.is_too_wide(), f"{name}, {theme}"
        if await window.form.count():  # the sandbox keeps an open form open, on the next page too
            await window.page.keyboard.press("Escape")
            await expect(window.form).to_have_count(0)


async def test_a_select_keeps_one_line_and_a_form_dims_everything_but_the_people(
    demo: str, new_window: NewWindow
) -> None:
    window = await new_window(demo, viewport=NARROW)
    await asked(window)
    await window.button("CRM").click()
    selects = window.messages.locator(".block-actions .combobox")
    heights = await selects.evaluate_all("found => found.map((node) => node.offsetHeight)")
    assert heights
    assert max(heights) < ONE_LINE_PX

    await window.button("Close the CRM").click()
    await window.page.set_viewport_size(NARROWER)
    await triage(window)
    await window.button("Reject").first.click()
    dimmed = await window.page.locator(".modal-backdrop").bounding_box()
    sidebar = await window.page.locator("#sidebar").bounding_box()
    await window.page.keyboard.press("Escape")
    await expect(window.form).to_have_count(0)

    assert dimmed
    assert sidebar
    assert dimmed["x"] == sidebar["x"]
    assert dimmed["x"] + dimmed["width"] == NARROWER["width"]
