"""Triage on the page: every button of a card with its form, and what the reporter answers by direct message."""

from datetime import timedelta

import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.browser.window import IN_BROWSER, Window
from tests.doors.steps import NEXT_STEP, at_work, decided, fixing, reported, shipped
from tests.workspace import ADA, RAVI, RITA, THEO, TRIAGE, Workspace

pytestmark = IN_BROWSER

OTHER = "The champion field is required before I can save the deal"


@pytest_asyncio.fixture(loop_scope="session")
async def card(window: Window, workspace: Workspace) -> Locator:
    """A new report's, before Theo."""
    await reported(workspace)
    await window.visit(THEO, TRIAGE)
    return window.message(NEXT_STEP)


async def in_menu(window: Window, card: Locator, choice: str) -> None:
    await window.button("More choices", card).click()
    await window.page.get_by_role("menuitem", name=choice).click()


async def test_fix_names_owner_day_and_link(window: Window, workspace: Workspace, card: Locator) -> None:
    day = await workspace.today() + timedelta(days=9)
    await window.button("Fix", card).click()
    await expect(window.page.get_by_role("dialog", name="Fix F-1")).to_be_visible()
    await expect(window.field("Fix owner")).to_have_value("Theo Brandt")
    await window.choose("Fix owner", "Ada")
    await window.field("Due").fill(day.isoformat())
    await window.field("Link").fill("https://tracker.northwind.example/CRM-1")

    await window.submitted()

    await expect(card).to_contain_text("Being fixed by @Ada Novak, due")
    await card.get_by_role("button", name="1 reply").click()
    await expect(window.message("will fix this", among=window.replies).last).to_be_visible()


async def test_reject_says_why_and_what_would_change_our_mind(window: Window, card: Locator) -> None:
    await window.button("Reject", card).click()
    await window.field("Why").fill("The review reads it.")
    await window.submit()
    await expect(window.error("What would change our mind")).to_be_visible()
    await window.field("What would change our mind").fill("A review without it.")

    await window.submitted()

    await expect(card).to_contain_text("A review without it.")
    await expect(window.button("Reconsider", card)).to_be_visible()


async def test_defer_names_the_day(window: Window, workspace: Workspace, card: Locator) -> None:
    today = await workspace.today()
    await window.button("Defer", card).click()
    await window.field("Why").fill("After the migration.")
    await window.field("Revisit on").fill((today - timedelta(days=3)).isoformat())
    await window.submit()
    await expect(window.error("Revisit on")).to_be_visible()
    await window.field("Revisit on").fill((today + timedelta(days=14)).isoformat())

    await window.submitted()

    await expect(card).to_contain_text("Deferred until")


async def test_a_question_is_answered_by_direct_message(window: Window, card: Locator) -> None:
    await window.button("Needs context", card).click()
    await window.field("Question").fill("On which page?")
    await window.submitted()
    await expect(card).to_contain_text("Waiting for an answer")

    await window.be("Rita")
    await window.open_app("Messages")
    await window.button("Answer", window.message("On which page?")).click()
    await window.field("Your answer").fill("On the second one")
    await window.submitted()

    await window.be("Theo")
    await window.go_to("#crm-triage")
    await expect(card).to_contain_text("On the second one")


async def test_same_as_puts_two_together(window: Window, workspace: Workspace, card: Locator) -> None:
    await reported(workspace, OTHER, user=RAVI)
    other = window.message(OTHER)
    await in_menu(window, other, "Same as…")
    await window.choose("Same as", "F-1")

    await window.submitted()

    await expect(other).to_contain_text("Same as F-1")
    await expect(card).to_contain_text("Includes F-2")


async def test_a_diagnosis_stands_on_the_card(window: Window, card: Locator) -> None:
    await in_menu(window, card, "Add diagnosis")
    await window.field("Likely cause").press("ArrowDown")
    await window.page.get_by_role("option").first.click()
    await window.field("Manager inspection").fill("Nobody asks for it on Wednesdays")

    await window.submitted()

    await expect(card).to_contain_text("Nobody asks for it on Wednesdays")


async def test_marked_as_shipped_confirmed_and_counted(window: Window, workspace: Workspace) -> None:
    await fixing(workspace, await reported(workspace), THEO)
    await window.visit(THEO, TRIAGE)
    card = window.message(NEXT_STEP)
    await window.button("Mark as shipped", card).click()
    await window.field("Title").fill("Next step is asked later")
    await window.field("What changed").fill("Nobody has to name a next step before Proposal.")
    await window.submitted()
    await expect(card).to_contain_text("Shipped, waiting to be confirmed")

    await window.be("Rita")
    await window.open_app("Messages")
    asked = window.message("Does it work for you?")
    await window.button("It works now", asked).click()

    await expect(window.messages.get_by_text("You said that it works now")).to_be_visible()
    await at_work(workspace)
    await window.go_to("#crm-updates")
    await expect(window.message("Next step is asked later")).to_contain_text("Works for 1 person")


async def test_still_broken_asks_what_is_wrong_and_opens_the_report_again(window: Window, workspace: Workspace) -> None:
    await shipped(workspace, await fixing(workspace, await reported(workspace), ADA))
    await window.visit(RITA)
    await window.open_app("Messages")
    await window.button("Still broken", window.message("Does it work for you?")).click()
    await window.field("What is still wrong").fill("It still asks on the second page")
    await window.submitted()

    await window.go_to("#crm-triage")
    await expect(window.message(NEXT_STEP)).to_contain_text("It still asks on the second page")


async def test_a_rejection_is_appealed_by_direct_message(window: Window, workspace: Workspace) -> None:
    card = await reported(workspace)
    await decided(
        workspace, card, "Reject", {"Why": "The review reads it.", "What would change our mind": "Another one."}
    )
    await window.visit(RITA)
    await window.open_app("Messages")
    await window.button("Appeal", window.message("The review reads it.")).click()
    await window.field("What is new").fill("The review has not read it since May")

    await window.submitted()

    await window.go_to("#crm-triage")
    await expect(window.message(NEXT_STEP)).to_contain_text("New, waiting for a decision")


async def test_a_report_is_withdrawn_from_its_receipt(window: Window) -> None:
    await window.say(f"/crm-friction {NEXT_STEP}")
    await window.button("Withdraw", window.message("F-1 is filed")).click()
    await expect(window.form).to_contain_text("Take F-1 back?")

    await window.submitted()

    await window.go_to("#crm-triage")
    await expect(window.message(NEXT_STEP)).to_contain_text("Withdrawn")


async def test_whoever_may_not_decide_is_told_so_alone(window: Window, card: Locator) -> None:
    await window.be("Ravi")
    await window.button("Fix", card).click()

    told = window.message("Only visible to you")
    await expect(told).to_contain_text("Theo Brandt")
    await expect(window.form).to_have_count(0)
    await window.be("Theo")
    await expect(card).to_be_visible()
    await expect(told).to_have_count(0)
