"""The CRM beside the chat: found, read, edited by its owner, and kept up to date."""

import re
from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, expect

from tests.browser.holding import held
from tests.browser.senses import controls_without_a_name, too_small_for_a_thumb
from tests.browser.window import IN_BROWSER, Window
from tests.workspace import EAST, MAYA, Workspace

pytestmark = IN_BROWSER

HARBOR = "Harbor Foods – Midwest lanes"
STEP = "Call their plant manager on Friday"


def crm(window: Window) -> Locator:
    return window.page.get_by_role("complementary", name="CRM")


def deals(window: Window) -> Locator:
    return crm(window).get_by_role("list", name="Deals").get_by_role("button")


def field(window: Window, label: str) -> Locator:
    return crm(window).locator(".record-field").filter(has=window.page.get_by_text(label, exact=True))


def newest_change(window: Window) -> Locator:
    return crm(window).get_by_role("list", name="History").locator(".change").first


async def open_record(window: Window, name: str) -> None:
    await window.button("CRM").click()
    await crm(window).get_by_label("Filter deals").fill(name)
    await deals(window).first.click()
    await expect(crm(window).get_by_role("heading", name=name)).to_be_focused()


async def id_of(workspace: Workspace, name: str) -> str:
    listed = (await workspace.get("crm/deals"))["deals"]
    return str(next(deal["id"] for deal in listed if deal["name"] == name))


async def test_a_deal_is_found_and_read_without_a_mouse(window: Window) -> None:
    keys = window.page.keyboard
    await window.composer.focus()
    await keys.press("Alt+c")
    await expect(crm(window).get_by_label("Filter deals")).to_be_focused()
    await keys.type("midwest")
    await keys.press("ArrowDown")
    await expect(deals(window).first).to_be_focused()
    await keys.press("ArrowDown")
    await expect(deals(window).nth(1)).to_be_focused()
    await keys.press("End")
    await expect(deals(window).last).to_be_focused()
    name = str(await deals(window).last.locator(".deal-name").inner_text())
    await keys.press("Enter")
    await expect(crm(window).get_by_role("heading", name=name)).to_be_focused()
    await expect(newest_change(window)).to_be_visible()

    await window.button("Back to the deals").press("Enter")
    await expect(deals(window).last).to_be_focused()
    await keys.press("Escape")

    await expect(crm(window)).to_be_hidden()
    await expect(window.composer).to_be_focused()


async def test_a_key_pressed_before_the_crm_answers_leads_to_what_was_found(window: Window) -> None:
    keys = window.page.keyboard
    async with held(window, "crm/deals"):
        await keys.press("Alt+c")
        await expect(crm(window)).to_contain_text("Looking…")
        await keys.type("midwest")
        await keys.press("ArrowDown")

    await expect(deals(window).first).to_be_focused()


async def test_a_key_leads_to_the_open_record_and_from_there_back(window: Window) -> None:
    await open_record(window, HARBOR)
    await window.composer.focus()

    await window.page.keyboard.press("Alt+c")
    await expect(crm(window).get_by_role("heading", name=HARBOR)).to_be_focused()
    await window.page.keyboard.press("Alt+c")

    await expect(crm(window)).to_be_hidden()


async def test_the_list_narrows_by_words_and_by_whose_they_are(window: Window) -> None:
    await window.button("CRM").click()
    await expect(crm(window).get_by_role("status")).to_have_text(re.compile(r"^1\d\d deals$"))

    await window.button("Mine", crm(window)).click()
    await expect(deals(window).first).to_contain_text("Rita Moreno")
    await expect(deals(window).filter(has_text="Ravi Shah")).to_have_count(0)
    await window.be("Theo")
    await expect(crm(window)).to_contain_text("You own no deals.")
    await window.button("All", crm(window)).click()
    await crm(window).get_by_label("Filter deals").fill("nowhere")

    await expect(crm(window)).to_contain_text("No deal says “nowhere”.")


async def test_its_owner_edits_a_field_and_it_stands_in_the_history(window: Window) -> None:
    await open_record(window, HARBOR)

    await window.button("Edit Next step").click()
    await window.page.keyboard.type(STEP)
    await window.page.keyboard.press("Enter")

    await expect(field(window, "Next step")).to_contain_text(STEP)
    await expect(window.button("Edit Next step")).to_be_focused()
    for words in ("Rita Moreno", "by hand", "Next step", STEP):
        await expect(newest_change(window)).to_contain_text(words)

    await window.button("Edit Forecast category").click()
    await crm(window).get_by_label("Forecast category").select_option("Best case")
    await window.button("Save", crm(window)).click()
    await expect(newest_change(window)).to_contain_text(re.compile("Forecast category.*Commit.*Best case"))


async def test_what_the_crm_does_not_take_is_said_under_the_field(window: Window) -> None:
    await open_record(window, HARBOR)
    await window.button("Edit Amount").click()
    await window.page.keyboard.type("a lot")
    await window.page.keyboard.press("Enter")

    await expect(crm(window).get_by_role("alert")).to_have_text("a lot was not a valid number.")
    amount = crm(window).get_by_role("textbox", name="Amount")
    await expect(amount).to_be_focused()
    await window.page.keyboard.press("Escape")
    await expect(amount).to_have_count(0)
    await expect(window.button("Edit Amount")).to_be_focused()
    window.trouble.clear()  # the browser logs the call that was refused


async def test_nobody_but_its_owner_edits_a_deal(window: Window) -> None:
    await open_record(window, HARBOR)
    await window.be("Ravi")

    await expect(crm(window)).to_contain_text("Rita Moreno’s deal. Only its owner edits it.")
    await expect(window.button("Edit Amount")).to_have_count(0)
    await window.button("Be Rita").click()
    await expect(window.button("Edit Amount")).to_be_visible()


async def test_what_others_change_shows_at_once_and_so_does_what_time_brings(
    window: Window, workspace: Workspace
) -> None:
    await open_record(window, "Bluepeak Outdoor")
    bluepeak = await id_of(workspace, "Bluepeak Outdoor – Savannah lanes")

    values = {"hs_manual_forecast_category": "COMMIT"}
    await workspace.post("crm/change", deal=bluepeak, values=values, source="AUTOMATION_PLATFORM")
    await expect(field(window, "Forecast category")).to_contain_text("Commit")
    await expect(newest_change(window)).to_contain_text("workflow")

    await workspace.post("clock", days=4)
    await expect(field(window, "Next step")).to_contain_text("Site visit next Tuesday")


async def test_a_line_set_in_belongs_to_the_point_above_it(window: Window, workspace: Workspace) -> None:
    await workspace.say(EAST, "• Harbor Foods\n      closes in May\n• Ostrander\nnot more", user=MAYA)

    points = window.message("Harbor Foods", "not more").get_by_role("listitem")

    await expect(points).to_have_count(2)
    await expect(points.first).to_contain_text("closes in May")
    await expect(points.last).not_to_contain_text("not more")


async def test_a_link_in_a_message_opens_the_record(window: Window, workspace: Workspace) -> None:
    harbor = await id_of(workspace, HARBOR)
    page = f"{workspace.url}/hubspot/contacts/24680135/record/0-3/{harbor}"
    await workspace.say(EAST, f"Have a look at {page}", user=MAYA)

    await window.message("Have a look").get_by_role("link").click()

    await expect(crm(window).get_by_role("heading", name=HARBOR)).to_be_focused()
    await window.page.keyboard.press("Escape")
    await expect(window.message("Have a look").get_by_role("link")).to_be_focused()


async def test_a_record_that_is_not_there_is_told_in_a_sentence(window: Window, workspace: Workspace) -> None:
    await workspace.say(EAST, f"{workspace.url}/hubspot/contacts/24680135/record/0-3/5 is it", user=MAYA)

    await window.message("is it").get_by_role("link").click()

    await expect(crm(window).get_by_role("alert")).to_contain_text("There is no deal 5.")
    await window.button("Back to the deals").click()
    await expect(deals(window).first).to_be_visible()
    window.trouble.clear()  # the browser logs the call that was refused


async def test_a_crm_that_does_not_answer_is_asked_again(window: Window) -> None:
    await window.context.set_offline(True)
    await window.button("CRM").click()
    await expect(crm(window).get_by_role("alert")).to_contain_text("The CRM is not answering.")

    await window.context.set_offline(False)
    await window.button("Try again", crm(window)).click()

    await expect(deals(window).first).to_be_visible()
    window.trouble.clear()  # the browser logs the call that failed


async def test_a_deleted_deal_says_so(window: Window, workspace: Workspace) -> None:
    await open_record(window, HARBOR)
    await workspace.post("crm/archive", deal=await id_of(workspace, HARBOR))

    await expect(crm(window)).to_contain_text("This deal was deleted.")

    await window.button("Back to the deals").click()
    await expect(crm(window)).to_contain_text(f"No deal says “{HARBOR}”.")


async def test_a_thread_comes_to_the_front_of_the_record(window: Window) -> None:
    await open_record(window, HARBOR)

    await window.messages.get_by_role("button", name="7 replies").click()

    await expect(crm(window)).to_be_hidden()
    await expect(window.replies.get_by_role("article").first).to_be_visible()


async def look_through(window: Window, fits: Callable[[], Awaitable[None]]) -> None:
    """The list, a record, and its editor."""
    await window.button("CRM").click()
    await expect(deals(window).first).to_be_visible()
    await fits()
    await crm(window).get_by_label("Filter deals").fill(HARBOR)
    await deals(window).first.click()
    await expect(newest_change(window)).to_be_visible()
    await fits()
    await window.button("Edit Next step").click()
    await fits()
    await window.page.keyboard.press("Escape")
    await window.button("Close the CRM").click()
    await expect(crm(window)).to_be_hidden()
    await expect(window.button("CRM")).to_be_focused()


async def test_everything_in_it_has_a_name(window: Window) -> None:
    async def all_named() -> None:
        assert await controls_without_a_name(window) == []

    await look_through(window, all_named)


async def test_it_fits_on_a_phone_and_under_a_thumb(phone: Window) -> None:
    async def fits() -> None:
        assert not await phone.is_too_wide()
        assert await too_small_for_a_thumb(phone) == []
        assert await controls_without_a_name(phone) == []

    await look_through(phone, fits)


async def test_names_in_the_crm_are_no_markup(window: Window) -> None:
    await window.button("CRM").click()
    await crm(window).get_by_label("Filter deals").fill("Finch")

    await expect(deals(window).first).to_contain_text("<b>Alder & Finch</b> <img src=x")
    await expect(crm(window).locator("img")).to_have_count(0)
    await expect(crm(window).locator("b").filter(has_text="Alder")).to_have_count(0)
