"""The digest as the people of a meeting get it: posted before it begins, read, and marked as reviewed afterwards."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from flows.digest import make_digests
from store import deals
from tests.doors.processes import office
from tests.doors.running import Company, company
from tests.filling import Fill
from tests.flows.pipeline import DUE, FORECAST_CALL, a_deal, lacking, there_are
from tests.seen import Message
from tests.workspace import FORECAST, MAYA, RITA, Workspace

A_WEEK = timedelta(days=7)
MARK = "Mark reviewed"


@pytest.fixture
async def monday(store_file: Path) -> AsyncIterator[Company]:
    """An hour before the call, with no CRM to be read: the deals are those of each story."""
    async with company(f"sqlite:///{store_file}", now=DUE) as running:
        yield running


async def the_head(here: Company) -> Message:
    """Made and posted."""
    await make_digests(here.bot.deps, at=here.bot.deps.clock())
    await here.quiet()
    return await here.workspace.message_in(FORECAST, containing="Weekly forecast call")


async def filled(workspace: Workspace, head: Message, **values: Fill) -> None:
    """Maya opens the form and sends it."""
    assert (await workspace.press(head, MARK, MAYA)).ok
    sent = await workspace.fill_and_submit(MAYA, {label.replace("_", " "): value for label, value in values.items()})
    assert sent.ok, sent


async def test_from_the_crm_to_the_call_and_to_the_next_one(store_file: Path) -> None:
    """The sandbox's own pipeline, read by the clock; more deals than one list holds, so they are searched for."""
    async with company(f"sqlite:///{store_file}", crm=True) as here:
        workspace = here.workspace
        ran = await workspace.clock(to=DUE)
        await here.quiet()

        assert (ran[-1]["job"], len([one for one in ran if one["job"] == "pre-forecast-digest"])) == (
            "pre-forecast-digest",
            2,
        )
        heads = [m for m in await workspace.messages(FORECAST) if MARK in m.buttons]
        assert len(heads) == 1
        head = heads[0]
        assert "deals are ready" in head.text
        assert "Calloway Paper – port drayage" in head.text
        assert (await workspace.thread(head))[0].text.startswith("Weekly forecast call, part 1 of")

        await filled(workspace, head, Accepted=["Fern Hill"], Not_ready=["Calloway"])
        why = await workspace.modal(MAYA, containing="Why not ready")
        assert "1 deal is kept as accepted" in why.text
        sent = await workspace.fill_and_submit(MAYA, {"Calloway Paper – port drayage": "No date from their lawyers"})
        assert sent.closed
        await workspace.changed(head, containing="1 accepted, 1 not ready")

        await workspace.clock(to=DUE + A_WEEK)
        await here.quiet()
        following = [m for m in await workspace.messages(FORECAST) if MARK in m.buttons][-1]
        assert following.ts != head.ts
        assert "“No date from their lawyers” · still not ready" in following.raw_text
        assert "1 accepted, 1 not ready" in following.raw_text


async def test_the_head_is_updated_and_not_posted_again(monday: Company) -> None:
    await there_are(monday.bot.deps, lacking(1), lacking(2), a_deal(3))
    head, workspace = await the_head(monday), monday.workspace

    await filled(workspace, head, Accepted=["Deal 3", "Deal 1"])
    await workspace.changed(head, containing="Reviewed by <@U0MAYA>: 2 accepted, 0 not ready")
    await filled(workspace, head, Not_ready=["Deal 1"])
    assert (await workspace.fill_and_submit(MAYA, {"Deal 1": "Their budget is gone"})).ok
    await workspace.changed(head, containing="Reviewed by <@U0MAYA>: 1 accepted, 1 not ready")

    assert len([m for m in await workspace.messages(FORECAST) if MARK in m.buttons]) == 1


async def test_whoever_may_not_mark_them_is_told_privately(monday: Company) -> None:
    await there_are(monday.bot.deps, lacking(1))
    head = await the_head(monday)

    assert (await monday.workspace.press(head, MARK, RITA)).ok

    assert not await monday.workspace.has_modal(RITA)
    told = (await monday.workspace.messages(FORECAST, RITA))[-1]
    assert "Only the managers of the teams in this digest" in told.text
    assert all("Only the managers" not in m.text for m in await monday.workspace.messages(FORECAST, MAYA))


async def test_what_is_missing_or_contradicts_itself_is_said_in_the_form(monday: Company) -> None:
    await there_are(monday.bot.deps, lacking(1), lacking(2))
    head, workspace = await the_head(monday), monday.workspace
    assert (await workspace.press(head, MARK, MAYA)).ok

    nothing = await workspace.fill_and_submit(MAYA)
    both = await workspace.fill_and_submit(MAYA, {"Accepted": ["Deal 1"], "Not ready": ["Deal 1", "Deal 2"]})
    assert (await workspace.fill_and_submit(MAYA, {"Accepted": [], "Not ready": ["Deal 2"]})).ok
    long = await workspace.fill_and_submit(MAYA, {"Deal 2": "x" * 151})

    assert nothing.errors == {"Accepted": "Tick at least one deal that you went through."}
    assert both.errors == {"Not ready": "A deal is in both lists. Please leave it in one."}
    assert long.errors == {"Deal 2": "This has 151 characters; 150 fit. Please shorten it by 1."}


async def test_a_deal_that_the_crm_deleted_between_digest_and_click_is_named(monday: Company) -> None:
    deps = monday.bot.deps
    gone = lacking(1, name="Acme <old>")
    await there_are(deps, gone, lacking(2))
    head, workspace = await the_head(monday), monday.workspace
    async with deps.begin() as tx:
        await deals.mark_deleted(tx, [gone.id], at=DUE)

    await filled(workspace, head, Accepted=["Acme <old>", "Deal 2"])

    told = await workspace.modal(MAYA, containing="was deleted in the CRM")
    assert "“Acme <old>” was deleted in the CRM or moved to another pipeline, so nothing was kept of it." in told.text
    assert "1 other deal was kept." in told.text
    await workspace.changed(head, containing="1 accepted, 0 not ready")


async def test_a_digest_of_two_hundred_deals_stands_in_its_thread_in_order(monday: Company) -> None:
    await there_are(monday.bot.deps, *(lacking(n, amount=str(1000 - n)) for n in range(200)))

    head = await the_head(monday)

    replies = await monday.workspace.thread(head)
    assert [reply.text.split("\n")[0] for reply in replies] == [
        f"Weekly forecast call, part {n + 1} of {len(replies)}" for n in range(len(replies))
    ]
    told = [line.split(" · ")[0] for reply in replies for line in reply.text.split("\n") if line.startswith("•")]
    assert told == [f"• Deal {n}" for n in range(200)]


async def test_after_a_weekend_off_a_digest_that_was_missed_comes_until_the_call_begins(store_file: Path) -> None:
    async with company(f"sqlite:///{store_file}", crm=True, now=FORECAST_CALL - timedelta(minutes=10)) as here:
        await here.bot.ticker.tick()
        await here.quiet()

        assert len([m for m in await here.workspace.messages(FORECAST) if m.user == "U0ADOPTION"]) == 1


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-11-30T08:45-05:00", "Made: Weekly forecast call, Mon 2026-11-30 09:30 America/New_York."),
        ("2026-11-26T13:00-05:00", "Nothing is due then. Next is Weekly forecast call, Mon 2026-11-30 09:30"),
    ],
    ids=["a call ahead", "a holiday"],
)
async def test_by_hand_it_says_what_was_made_or_what_comes_next(tmp_path: Path, at: str, says: str) -> None:
    async with office(tmp_path) as here:
        ended = [await here.adoption("run", "pre-forecast-digest", "--at", at) for _ in range(2)]

        assert ended[0].code == 0, ended[0].said
        assert ended[0].out.startswith(says)
        assert ended[1].out.startswith(says.replace("Made: ", "Made before: "))
