"""Who I am, where I am, what is unread there, and what the page keeps."""

import re

from playwright.async_api import expect

from tests.browser.window import IN_BROWSER, NewWindow, Window
from tests.workspace import CARL, EAST, GENERAL, MAYA, RENEWALS, RITA, THEO, Workspace

pytestmark = IN_BROWSER

LINE_PX = 22.5


async def test_a_press_on_somebody_makes_me_that_person(window: Window) -> None:
    await window.be("Theo")
    await window.say("I looked at the risk field this morning")

    await expect(window.message("I looked at the risk field")).to_contain_text("Theo Brandt")
    await expect(window.person("Rita")).to_have_attribute("aria-pressed", "false")


async def test_a_number_makes_me_somebody_else_also_while_writing(window: Window) -> None:
    await window.composer.fill("half a thought")

    for key, name in (("Alt+2", "Ravi"), ("Alt+4", "Theo"), ("Alt+8", "Ada")):
        await window.page.keyboard.press(key)
        await expect(window.person(name)).to_have_attribute("aria-pressed", "true")
        await expect(window.composer).to_have_value("")

    await window.page.keyboard.press("Alt+1")
    await expect(window.composer).to_have_value("half a thought")


async def test_a_channel_opens_with_its_messages_by_press_and_by_key(window: Window) -> None:
    await window.go_to("#crm-triage")
    await expect(window.message("This channel is where we'll look")).to_be_visible()

    await window.page.keyboard.press("Alt+ArrowDown")

    await expect(window.place("#crm-updates")).to_have_attribute("aria-current", "page")
    await expect(window.page.get_by_role("heading", name="crm-updates")).to_be_visible()


async def test_what_is_unread_is_marked_until_it_is_read(window: Window, workspace: Workspace) -> None:
    await window.go_to("#renewals")
    await workspace.say(EAST, "Who has the Harbor Foods contract?", user=MAYA)
    await expect(window.page.get_by_role("button", name="#sales-east, 1 unread")).to_be_visible()
    await workspace.say(EAST, f"<@{RITA}> do you?", user=MAYA)
    await expect(window.page.get_by_role("button", name="#sales-east, 1 mention")).to_be_visible()

    await window.go_to("#sales-east")

    await expect(window.messages.get_by_role("separator", name="New")).to_be_visible()
    await window.go_to("#general")
    await expect(window.page.get_by_role("button", name="#sales-east", exact=True)).to_be_visible()


async def test_what_is_new_and_longer_than_the_page_is_read_from_its_start(
    window: Window, workspace: Workspace
) -> None:
    marlow = await workspace.say(RENEWALS, "\n".join(["Marlow Ceramics", *"abcdefghijklmnopqrstuvwxyz" * 2]), user=MAYA)
    await window.go_to("#renewals")
    await expect(window.messages.get_by_role("separator", name="New")).to_be_in_viewport()

    await window.page.locator("#main .scroller").evaluate("node => node.scrollTo(0, node.scrollHeight)")
    height = await window.page.locator("#main .scroller").evaluate("node => node.clientHeight")
    lines = ["and another line"] * int(height / LINE_PX)
    await workspace.say(RENEWALS, "\n".join(["Tidewater Grocers", *lines]), user=CARL)
    begins = window.message("Tidewater Grocers").get_by_text("Carl Jensen")
    await expect(begins).to_be_in_viewport()
    await workspace.say(RENEWALS, "Which of their plants?", user=RITA, thread_ts=marlow.ts)
    await expect(window.message("Marlow Ceramics").get_by_role("button", name="1 reply")).to_have_count(1)
    await expect(begins).to_be_in_viewport()


async def test_a_message_arrives_without_a_reload(window: Window, workspace: Workspace) -> None:
    await workspace.say(EAST, "Kessler called back", user=MAYA)

    await expect(window.message("Kessler called back")).to_be_visible()


async def test_a_reply_stands_in_its_thread_and_is_counted_on_the_message(window: Window) -> None:
    await window.say("Who updates the deals on Fridays?")
    asked = window.message("Who updates the deals on Fridays?")
    await asked.hover()
    await window.button("Reply in thread", asked).click()

    await window.page.get_by_role("textbox", name="Reply in thread").fill("I do")
    await window.page.keyboard.press("Enter")

    await expect(window.message("I do", among=window.replies)).to_be_visible()
    await window.button("Close thread").click()
    await expect(window.replies).to_be_hidden()
    await asked.get_by_role("button", name="1 reply").click()
    await expect(window.message("I do", among=window.replies)).to_be_visible()


async def test_a_reload_keeps_person_place_and_thread(window: Window, workspace: Workspace) -> None:
    parent = await workspace.say(GENERAL, "Lunch on Friday?", user=MAYA)
    await workspace.say(GENERAL, "With pleasure", user=RITA, thread_ts=parent.ts)
    await window.be("Theo")
    await window.go_to("#general")
    await window.message("Lunch on Friday?").get_by_role("button", name="1 reply").click()
    await expect(window.message("With pleasure", among=window.replies)).to_be_visible()

    await window.page.reload()

    await expect(window.person("Theo")).to_have_attribute("aria-pressed", "true")
    await expect(window.place("#general")).to_have_attribute("aria-current", "page")
    await expect(window.message("With pleasure", among=window.replies)).to_be_visible()
    assert re.search(rf"#/{THEO}/{GENERAL}/{parent.ts}$", window.page.url)


async def test_the_theme_goes_round_and_is_kept(window: Window) -> None:
    theme = window.page.get_by_role("button", name=re.compile("^Theme: "))
    surface = "getComputedStyle(document.body).backgroundColor"
    light = await window.page.evaluate(surface)

    await theme.click()
    await expect(theme).to_have_accessible_name("Theme: light. Switch to dark")
    await theme.click()
    await window.page.reload()

    await expect(theme).to_have_accessible_name("Theme: dark. Switch to as the system")
    assert await window.page.evaluate(surface) != light


async def test_where_motion_is_unwanted_another_theme_is_there_at_once(window: Window) -> None:
    """A transition on everything, however short, goes down from element to element, and the page stands still."""
    await window.page.emulate_media(color_scheme="dark", reduced_motion="reduce")

    moving = await window.page.evaluate("document.body.offsetHeight && document.getAnimations().length")

    assert moving == 0


async def test_dark_as_the_system_is_dark_from_the_first_look(workspace: Workspace, new_window: NewWindow) -> None:
    window = await new_window(workspace.url, color_scheme="dark")
    await window.visit(RITA, EAST)

    red, green, blue = await window.page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3).map(Number)"
    )
    assert max(red, green, blue) < 80
