"""The clock's three ways forward, and the inspector that shows what was said."""

import re

from playwright.async_api import Locator, expect

from tests.browser.window import IN_BROWSER, Window
from tests.doors.steps import NEXT_STEP
from tests.workspace import Workspace

pytestmark = IN_BROWSER


def clock(window: Window) -> Locator:
    return window.page.get_by_role("group", name="Clock")


async def arrived(window: Window, day: str, time: str) -> Locator:
    """What the page says that ran."""
    await expect(window.page.get_by_role("button", name=re.compile(f"^It is .*{day}.*{time}"))).to_be_visible()
    await expect(window.page.locator("#topbar[aria-busy]")).to_have_count(0)
    ran = window.page.locator(".ran")
    await expect(ran).to_contain_text(day[:3])
    return ran


async def test_the_clock_moves_to_what_is_due_next_by_press_and_by_key(window: Window) -> None:
    following = clock(window).get_by_role("button", name=re.compile("^Next scheduled event"))
    await expect(following).to_contain_text("release-notes · Today, 4:00 PM")

    await following.click()

    ran = await arrived(window, "Monday, November 23", "4:00 PM")
    await expect(ran.get_by_role("list", name="What ran")).to_contain_text("release-notes")
    await expect(following).not_to_contain_text("release-notes · Today")
    await window.page.keyboard.press("Alt+n")
    await expect(window.page.get_by_role("button", name=re.compile("^It is .*Tuesday, November 24"))).to_be_visible()


async def test_a_day_later_what_came_due_has_run(window: Window) -> None:
    await window.button("+1 day").click()

    ran = await arrived(window, "Tuesday, November 24", "10:05 AM")
    await expect(ran).to_contain_text("release-notes")
    await window.button("Dismiss what ran").click()
    await expect(ran).to_be_hidden()


async def test_the_clock_moves_to_a_chosen_time_and_never_back(window: Window, workspace: Workspace) -> None:
    await window.button("Choose a time").click()
    wanted = window.form.get_by_label(re.compile("^Date and time"))
    await wanted.fill("2026-11-20T09:00")
    await window.button("Move the clock").click()
    await expect(window.form.get_by_role("alert")).to_have_text("That time has passed. Choose a later one.")

    await wanted.fill("2026-11-25T11:30")
    await window.button("Move the clock").click()

    await arrived(window, "Wednesday, November 25", "11:30 AM")
    assert (await workspace.now()).isoformat().startswith("2026-11-25T16:30")


async def test_the_inspector_shows_request_answer_and_time(window: Window) -> None:
    await window.say(f"/crm-friction {NEXT_STEP}")
    await expect(window.message("F-1 is filed")).to_be_visible()
    await window.page.keyboard.press("Alt+i")
    lines = window.page.get_by_role("region", name="Traffic").locator(".call-line")
    search = window.page.get_by_role("searchbox", name="Filter calls")
    await expect(search).to_be_focused()

    await search.fill("chat.postmessage")

    await expect(lines.first).to_contain_text(re.compile(r"App → Slack.*chat\.postMessage.*200.*\d+ ms"))
    await lines.first.click()
    await expect(window.page.get_by_label("Request", exact=True)).to_contain_text("Next step")
    await expect(window.page.get_by_label("Answer", exact=True)).to_contain_text("ok")
    await search.fill("nothing says this")
    await expect(window.page.get_by_text("No call matches this filter.")).to_be_visible()


async def test_the_inspector_can_show_one_direction_or_trouble_only(window: Window, workspace: Workspace) -> None:
    await workspace.faults({"method": "chat.postMessage", "kind": "error", "error": "fatal_error"})
    await window.say(f"/crm-friction {NEXT_STEP}")
    await window.button("Traffic inspector").click()
    traffic = window.page.get_by_role("region", name="Traffic")
    lines = traffic.locator(".call-line")

    await traffic.get_by_role("button", name="Slack → app", exact=True).click()
    await expect(lines.filter(has_text="App → Slack")).to_have_count(0)
    await expect(lines.filter(has_text="/crm-friction")).not_to_have_count(0)
    await traffic.get_by_role("button", name="App → Slack", exact=True).click()
    await traffic.get_by_label("Only trouble").check()

    await expect(lines.filter(has_text="fatal_error")).not_to_have_count(0)
    await window.page.keyboard.press("Escape")
    await expect(traffic).to_be_hidden()
    await expect(window.button("Traffic inspector")).to_be_focused()
