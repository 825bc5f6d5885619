"""The tour, in the demo as people start it: played from beginning to end, stopped, and continued by hand."""

import re

from playwright.async_api import expect

from tests.browser.touring import card, step_done
from tests.browser.window import IN_BROWSER, ON_PHONE, NewWindow
from tests.doors.running import Company
from tests.workspace import RITA

pytestmark = IN_BROWSER

STEPS = 22


async def test_the_tour_goes_from_a_complaint_to_the_forecast_call_on_a_phone(demo: str, new_window: NewWindow) -> None:
    window = await new_window(demo, **ON_PHONE)
    await window.visit(RITA, query="?pace=fast")
    await window.button("Take the tour").click()

    for step in range(1, STEPS + 1):
        await card(window).get_by_role("button", name="One step" if step == 1 else "Next step").click()
        await step_done(window, step)
        await window.photograph(f"tour-phone-{step}")
        assert not await window.is_too_wide()

    await expect(window.button("Play again")).to_be_visible()


async def test_the_tour_is_played_to_its_end_by_one_key(demo: str, new_window: NewWindow) -> None:
    window = await new_window(demo)
    await window.visit(RITA, query="?pace=fast")

    await window.page.keyboard.press("Alt+p")

    await step_done(window, STEPS)
    await expect(window.button("Play again")).to_be_visible()


async def test_the_tour_stops_in_the_middle_and_goes_on(demo: str, new_window: NewWindow) -> None:
    window = await new_window(demo)
    await window.visit(RITA)
    await window.page.keyboard.press("Alt+p")
    await expect(window.composer).to_have_value(re.compile("^/crm-friction Impl"))

    await window.page.keyboard.press("Alt+p")

    await expect(card(window)).to_have_attribute("data-state", "ready")
    await expect(window.button("Continue")).to_be_visible()
    await card(window).get_by_role("button", name="One step").click()
    await step_done(window, 1)
    await window.button("Back to the start of the tour").click()
    await expect(window.button("Play")).to_be_visible()


async def test_whoever_comes_for_the_first_time_is_told_what_this_is(northwind: Company, new_window: NewWindow) -> None:
    window = await new_window(northwind.workspace.url)
    await window.page.goto(window.url)
    welcome = window.page.get_by_role("region", name="Welcome")
    await expect(welcome).to_contain_text("Try the CRM adoption bot in a Slack of its own")

    await window.button("Start the tour").click()

    await expect(welcome).to_be_hidden()
    await expect(card(window)).to_have_attribute("data-state", "playing")
    await window.page.goto("about:blank")
    await window.page.goto(window.url)
    await expect(window.button("Take the tour")).to_be_visible()
    await expect(welcome).to_be_hidden()


async def test_whoever_would_rather_look_around_can_write_at_once(northwind: Company, new_window: NewWindow) -> None:
    window = await new_window(northwind.workspace.url)
    await window.page.goto(window.url)

    await expect(window.composer).to_be_visible()
    await window.button("Look around").click()

    await expect(window.button("Look around")).to_be_hidden()
    await expect(window.composer).to_be_focused()


async def test_what_was_done_by_hand_is_not_done_again(demo: str, new_window: NewWindow) -> None:
    window = await new_window(demo)
    await window.visit(RITA, query="?pace=fast")
    await window.button("Take the tour").click()
    for step in (1, 2):
        await card(window).get_by_role("button", name="One step" if step == 1 else "Next step").click()
        await step_done(window, step)

    report = window.message("Implementation risk is required at proposal")
    await window.button("Fix", report).click()
    await window.submitted()
    await expect(window.button("Mark as shipped", report)).to_be_visible()
    await card(window).get_by_role("button", name="Next step").click()

    await step_done(window, 3)
    await expect(report.get_by_role("button", name="1 reply")).to_be_visible()
