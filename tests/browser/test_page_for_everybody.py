"""The page for whoever cannot see it, for the phone, and for a machine without a network."""

import re

from playwright.async_api import expect

from tests.browser.senses import controls_without_a_name, too_small_for_a_thumb
from tests.browser.window import IN_BROWSER, Window
from tests.doors.steps import NEXT_STEP, fixing, reported, shipped
from tests.workspace import EAST, MAYA, RITA, THEO, TRIAGE, Workspace

pytestmark = IN_BROWSER


async def test_every_control_has_a_name(window: Window, workspace: Workspace) -> None:
    await shipped(workspace, await fixing(workspace, await reported(workspace)))
    await reported(workspace, "The champion field is required before I can save the deal", user=MAYA)

    async def all_named() -> None:
        assert await controls_without_a_name(window) == []

    await all_named()
    await window.go_to("#crm-triage")
    await all_named()
    await window.open_app("Home")
    await all_named()
    await window.open_app("Messages")
    await expect(window.message("Does it work for you?")).to_be_visible()
    await all_named()
    await window.button("Take the tour").click()
    await window.button("Traffic inspector").click()
    await expect(window.page.locator(".call-line").first).to_be_visible()
    await all_named()
    await window.button("Choose a time").click()
    await all_named()


async def test_every_field_of_every_form_has_a_name(window: Window, workspace: Workspace) -> None:
    await reported(workspace)
    await window.visit(THEO, TRIAGE)
    card = window.message(NEXT_STEP)

    for button in ("Fix", "Reject", "Defer", "Needs context", "Same as…", "Add diagnosis"):
        if button in ("Same as…", "Add diagnosis"):
            await window.button("More choices", card).click()
            assert await controls_without_a_name(window) == []
            await window.page.get_by_role("menuitem", name=button).click()
        else:
            await window.button(button, card).click()
        await expect(window.form).to_be_visible()
        assert await controls_without_a_name(window) == [], button
        await window.page.keyboard.press("Escape")
        await expect(window.form).to_have_count(0)


async def test_what_happens_is_said_aloud(window: Window, workspace: Workspace) -> None:
    await workspace.say(EAST, "Kessler called back", user=MAYA)

    await expect(window.page.locator("#announcer")).to_contain_text("Maya Lindqvist: Kessler called back")


async def test_the_core_path_fits_on_a_phone(phone: Window) -> None:
    async def fits() -> None:
        assert not await phone.is_too_wide()

    await phone.say(f"/crm-friction {NEXT_STEP}")
    await expect(phone.message("F-1 is filed")).to_be_visible()
    await fits()

    await phone.page.get_by_role("button", name=re.compile("^You are Rita Moreno")).click()
    await phone.person("Theo").click()
    await phone.button("Back to the channels").click()
    await fits()
    await phone.place("#crm-triage").click()
    card = phone.message(NEXT_STEP)
    await phone.button("Fix", card).click()
    await fits()
    await phone.choose("Fix owner", "Ada")
    await phone.submitted()
    await expect(card).to_contain_text("Being fixed by @Ada Novak")
    await card.get_by_role("button", name="1 reply").click()
    await expect(phone.message("will fix this", among=phone.replies).last).to_be_visible()
    await fits()

    await phone.button("Back to the messages").click()
    await expect(card).to_be_visible()
    await phone.page.get_by_role("button", name=re.compile("^It is ")).click()
    await phone.page.get_by_role("button", name=re.compile("^Next scheduled event")).click()
    await expect(phone.page.locator(".ran")).to_contain_text("release-notes")
    await fits()


async def test_a_press_beside_a_sheet_closes_it_and_presses_nothing_else(phone: Window) -> None:
    back = await phone.button("Back to the channels").bounding_box()
    assert back
    for opener, sheet in (("You are Rita", phone.person("Theo")), ("It is ", phone.button("+1 day"))):
        await phone.page.get_by_role("button", name=re.compile(f"^{opener}")).click()
        await expect(sheet).to_be_visible()

        await phone.page.mouse.click(back["x"] + 10, back["y"] + 10)

        await expect(sheet).to_be_hidden()
        await expect(phone.composer).to_be_visible()


async def test_every_thing_to_press_on_a_phone_is_large_enough_for_a_thumb(phone: Window, workspace: Workspace) -> None:
    await reported(workspace)
    assert await too_small_for_a_thumb(phone) == []
    await phone.visit(THEO, TRIAGE)
    await expect(phone.message(NEXT_STEP)).to_be_visible()
    assert await too_small_for_a_thumb(phone) == []
    await phone.visit(RITA)
    assert await too_small_for_a_thumb(phone) == []


async def test_nothing_but_the_sandbox_is_asked_for(window: Window) -> None:
    """Every window of these tests has no way out, and watches who is called; here the whole page is asked once."""
    asked: list[str] = []
    window.context.on("request", lambda request: asked.append(request.url))
    for place in ("#crm-triage", "#crm-updates", "#general"):
        await window.go_to(place)
    await window.open_app("Home")
    await window.page.reload()
    await expect(window.home).to_be_visible()

    assert asked
    assert [url for url in asked if not url.startswith((window.url, "data:"))] == []


async def test_what_was_written_is_kept_while_the_sandbox_does_not_answer(window: Window) -> None:
    await window.composer.fill("Written while nobody listened")
    await window.context.set_offline(True)
    await window.button("Send").click()
    await expect(window.page.get_by_role("alert")).to_contain_text("What you wrote is still here.")
    await expect(window.composer).to_have_value("Written while nobody listened")

    await window.context.set_offline(False)
    await window.button("Send").click()

    await expect(window.message("Written while nobody listened")).to_be_visible()
    window.trouble.clear()  # the browser logs the call that failed
