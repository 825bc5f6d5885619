"""What is pressed and typed while the sandbox takes its time: nothing of it is lost, and nobody is led away by it."""

import asyncio
import re

from playwright.async_api import Locator, expect

from tests.browser.holding import held
from tests.browser.window import IN_BROWSER, Window
from tests.doors.steps import NEXT_STEP, reported
from tests.workspace import EAST, MAYA, THEO, TRIAGE, Workspace

pytestmark = IN_BROWSER

HARBOR, CALLOWAY = "Harbor Foods – Midwest lanes", "Calloway Paper – port drayage"


def crm(window: Window) -> Locator:
    return window.page.get_by_role("complementary", name="CRM")


async def open_record(window: Window, name: str) -> None:
    await crm(window).get_by_label("Filter deals").fill(name)
    await crm(window).get_by_role("list", name="Deals").get_by_role("button").first.click()
    await expect(crm(window).get_by_role("heading", name=name)).to_be_focused()


async def test_keys_that_are_pressed_before_the_page_knows_anybody_count_when_it_does(window: Window) -> None:
    async with held(window, "state"):
        await window.page.reload(wait_until="domcontentloaded")
        await window.page.keyboard.press("Alt+4")
        await window.page.keyboard.press("/")

    await expect(window.person("Theo")).to_have_attribute("aria-pressed", "true")
    await expect(window.composer).to_be_focused()
    await expect(window.button("+1 day")).to_be_enabled()


async def test_what_is_written_while_a_message_is_on_its_way_is_the_next_one(window: Window) -> None:
    keys = window.page.keyboard
    await window.composer.focus()
    async with held(window, "message"):
        for words in ("The dock is full", "Until Thursday"):
            await keys.type(words)
            await keys.press("Enter")
        await window.go_to("#general")
        await window.composer.fill("half a thought")

    await window.go_to("#sales-east")
    await expect(window.composer).to_have_value("")
    told = window.messages.get_by_role("article").filter(has_text=re.compile("The dock is full|Until Thursday"))
    await expect(told).to_contain_text(["The dock is full", "Until Thursday"])
    await window.go_to("#general")
    await expect(window.composer).to_have_value("half a thought")


async def test_first_direct_messages_open_also_before_the_page_knows_of_them(window: Window) -> None:
    async with held(window, "state"), window.page.expect_response(re.compile("/open_im$")):
        await window.place("Finn Okafor").click()

    await expect(window.place("Finn Okafor")).to_have_attribute("aria-current", "page")


async def test_whoever_went_on_before_direct_messages_opened_stays_there(window: Window) -> None:
    async with held(window, "open_im"):
        await window.place("Finn Okafor").click()
        await window.go_to("#general")

    await window.say("Good morning")
    await expect(window.message("Good morning")).to_be_visible()
    await expect(window.place("#general")).to_have_attribute("aria-current", "page")


async def test_a_field_that_is_saved_late_leaves_the_editor_of_another_deal_alone(window: Window) -> None:
    await window.button("CRM").click()
    await open_record(window, HARBOR)
    await window.button("Edit Next step").click()
    step = window.page.get_by_role("textbox", name="Next step")
    await step.fill("Call their plant manager")
    async with held(window, "crm/edit"):
        await window.button("Save").click()
        await window.button("Back to the deals").click()
        await open_record(window, CALLOWAY)
        await window.button("Edit Next step").click()
        await step.fill("Their buyer is back on Monday")
        saved = asyncio.ensure_future(window.page.wait_for_event("requestfinished", lambda of: "crm/edit" in of.url))

    await saved
    await expect(window.page.locator("#announcer")).to_contain_text("Next step is saved")
    await expect(step).to_have_value("Their buyer is back on Monday")


async def test_enter_takes_what_was_typed_also_when_the_choices_come_late(window: Window) -> None:
    await window.say("/crm-friction")
    async with held(window, "options"):
        async with window.page.expect_request(re.compile("/options$")):
            await window.field("Field or action").press_sequentially("champ")
        await window.page.keyboard.press("Enter")
        await window.page.keyboard.press("Tab")

    await expect(window.field("Field or action")).to_have_value("Champion")
    await expect(window.field("When it happens")).to_be_focused()


async def test_a_menu_stays_while_messages_arrive_and_gives_the_focus_back(
    window: Window, workspace: Workspace
) -> None:
    question = await workspace.say(EAST, "Who has the contract?", user=MAYA)
    asked = window.message("Who has the contract?")
    await asked.hover()
    await window.button("Message menu", asked).click()

    await workspace.say(EAST, "Harbor Foods, I mean", user=MAYA)
    await workspace.say(EAST, "It is in my drawer", user=MAYA, thread_ts=question.ts)
    await expect(asked.get_by_role("button", name="1 reply")).to_be_visible()
    await expect(window.message("Harbor Foods, I mean")).to_be_visible()

    await expect(window.page.get_by_role("menuitem", name="Copy link")).to_be_visible()
    await window.page.keyboard.press("Escape")
    await expect(window.button("Message menu", asked)).to_be_focused()


async def test_the_focus_returns_to_the_card_whose_button_went_while_its_form_was_open(
    window: Window, workspace: Workspace
) -> None:
    await reported(workspace)
    await window.visit(THEO, TRIAGE)
    card = window.message(NEXT_STEP)
    await window.button("Fix", card).click()
    await expect(window.field("Fix owner")).to_have_value("Theo Brandt")
    async with held(window, "state"):
        await window.submit()
        await expect(card).to_contain_text("Being fixed")

    await expect(card).to_be_focused()


async def test_the_page_stays_out_of_reach_under_a_form_when_the_crm_opens_beside_it(window: Window) -> None:
    await window.say("/crm-friction")
    await expect(window.form).to_be_visible()
    await window.page.keyboard.press("Alt+c")
    await expect(crm(window)).to_be_visible()

    await expect(window.page.locator("#main")).to_have_js_property("inert", value=True)


async def test_the_traffic_inspector_takes_words_before_it_has_calls(window: Window) -> None:
    async with held(window, "traffic"):
        await window.composer.focus()
        await window.page.keyboard.press("Alt+i")
        await window.page.keyboard.type("views")

    await expect(window.page.get_by_label("Filter calls")).to_have_value("views")
