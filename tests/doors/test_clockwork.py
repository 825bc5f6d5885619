"""What the clock does: reminders, escalations, reports that come back, the day's posts, silence."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.conftest import EXAMPLE
from tests.doors.running import Company, company
from tests.doors.steps import NEXT_STEP, at_work, decided, fixing, reported, shipped
from tests.doors.wire import operators_read
from tests.workspace import RAVI, RITA, TRIAGE, UPDATES, Workspace

OTHER = "The champion field is required before I can save the deal"


async def test_an_undecided_report_is_brought_up_and_then_escalated_once_each(workspace: Workspace) -> None:
    card = await reported(workspace)

    await at_work(workspace, days=1, hour=9)
    assert await workspace.thread(card) == []
    await at_work(workspace, days=1, hour=9)
    reminder = await workspace.message_in(TRIAGE, containing="has waited 2 working days", thread_ts=card.ts)
    await at_work(workspace, days=7, hour=9)
    escalation = await workspace.message_in(TRIAGE, containing="and still has none", thread_ts=card.ts)
    await at_work(workspace, days=3, hour=9)

    assert "<@U0THEO>, please choose one on the card above" in reminder.raw_text
    assert "<@U0ADA>, can you decide" in escalation.raw_text
    assert len(await workspace.thread(card)) == 2
    assert "waiting for a decision since Mon 23 Nov 2026" in (await workspace.now_as(card)).text


async def test_weekends_and_holidays_age_nothing(workspace: Workspace) -> None:
    await at_work(workspace, days=2)
    card = await reported(workspace)

    await at_work(workspace, days=4)
    assert await workspace.thread(card) == []

    await at_work(workspace, days=1)
    await workspace.message_in(TRIAGE, containing="has waited 2 working days", thread_ts=card.ts)


async def test_a_reminder_overtaken_by_the_decision_says_so(workspace: Workspace) -> None:
    card = await reported(workspace)
    await at_work(workspace, days=2, hour=9)
    reminder = await workspace.message_in(TRIAGE, containing="has waited", thread_ts=card.ts)

    card = await fixing(workspace, card)

    assert "Being fixed" in card.text
    assert len(await workspace.thread(reminder)) == 2


async def test_a_deferred_report_comes_back_on_the_next_working_day(workspace: Workspace) -> None:
    card = await decided(workspace, await reported(workspace), "Defer", {"Revisit on": "2026-11-26", "Why": "Later."})

    await at_work(workspace, days=3, hour=18)
    assert "Deferred until" in (await workspace.now_as(card)).text
    ran = await at_work(workspace, days=1, hour=8, minute=30)

    assert "revisit-deferred" in ran
    card = await workspace.changed(card, containing="New, waiting for a decision")
    assert "Fix" in card.buttons
    word = await workspace.message_in(RITA, containing="New again")
    assert "You will hear what is decided" in word.text


async def test_the_days_decisions_are_one_post_and_without_any_there_is_none(workspace: Workspace) -> None:
    first, second = await reported(workspace), await reported(workspace, OTHER, user=RAVI)
    await fixing(workspace, first)
    await decided(workspace, second, "Reject", {"Why": "It is used.", "What would change our mind": "A number."})

    await at_work(workspace)
    await at_work(workspace, days=1)

    posts = [m for m in await workspace.messages(UPDATES) if "Decided on" in m.text]
    assert len(posts) == 1
    for said in ("Decided on Mon 23 Nov 2026", "F-1", "F-2", "It is used.", "A number.", "Pipeline review"):
        assert said in posts[0].text


async def test_the_days_notes_are_one_post(workspace: Workspace) -> None:
    cards = [await reported(workspace), await reported(workspace, OTHER, user=RAVI)]
    for card, title in zip(cards, ("Next step is free", "Champion is asked later"), strict=True):
        await shipped(workspace, await fixing(workspace, card), title)
    assert not [m for m in await workspace.messages(UPDATES) if "Shipped on" in m.text]

    await at_work(workspace)

    posts = [m for m in await workspace.messages(UPDATES) if "Shipped on" in m.text]
    assert len(posts) == 1
    for said in ("Next step is free", "Champion is asked later", "N-1", "N-2"):
        assert said in posts[0].text


async def test_the_days_posts_missed_over_days_without_work_are_told_after(workspace: Workspace) -> None:
    card = await reported(workspace)
    await at_work(workspace, days=2, hour=17)
    await fixing(workspace, card)

    await at_work(workspace, days=1, hour=17)
    assert not [m for m in await workspace.messages(UPDATES) if "Decided on" in m.text]

    await at_work(workspace, days=1, hour=17)
    await workspace.message_in(UPDATES, containing="Decided on Fri 27 Nov 2026")


@pytest.fixture
def immediate_model(tmp_path: Path) -> Path:
    yaml = YAML()
    model = yaml.load(EXAMPLE)
    model["release_notes"]["post"] = "immediately"
    written = tmp_path / "operating-model.yml"
    yaml.dump(model, written)
    return written


async def test_notes_can_be_posted_immediately(store_file: Path, immediate_model: Path) -> None:
    async with company(f"sqlite:///{store_file}", model=immediate_model) as northwind:
        workspace = northwind.workspace
        card = await fixing(workspace, await reported(workspace))

        await shipped(workspace, card, "Next step is free")

        note = await workspace.message_in(UPDATES, containing="Next step is free")
        told = await workspace.message_in(RITA, containing="Does it work for you?")
        await workspace.press(told, "It works now", RITA)
        await workspace.changed(note, containing="Works for 1 person")
        await at_work(workspace)
        assert len([m for m in await workspace.messages(UPDATES) if "Next step is free" in m.text]) == 1


async def test_two_weeks_of_silence_close_a_report_and_are_no_confirmation(workspace: Workspace) -> None:
    card = await fixing(workspace, await reported(workspace))
    await shipped(workspace, card)
    told = await workspace.message_in(RITA, containing="Does it work for you?")

    await at_work(workspace, days=15)

    card = await workspace.changed(card, containing="Shipped and closed, nobody confirmed it")
    told = await workspace.changed(told, containing="This is closed")
    assert told.buttons == []
    assert "Works for" not in (await workspace.message_in(UPDATES, containing="Shipped on")).text


async def test_how_late_jobs_begin_can_be_read_by_operators(northwind: Company) -> None:
    await at_work(northwind.workspace, hour=12)
    before = await counted(northwind)

    await at_work(northwind.workspace)
    await at_work(northwind.workspace, days=1, hour=9)

    after = await counted(northwind)
    assert {name: n for name, count in after.items() if (n := count - before.get(name, 0))} == {
        "release-notes": 1,
        "revisit-deferred": 1,
        "triage-reminders": 1,
    }


async def counted(northwind: Company) -> dict[str, float]:
    """How many firings of each job ran; of each the lateness is known as well."""
    read = (await operators_read(northwind, "/metrics")).text
    ran = dict(re.findall(r'^adoption_jobs_total{job="([\w-]+)",outcome="ran"} (\S+)$', read, re.MULTILINE))
    late = dict(re.findall(r'^adoption_job_lateness_seconds_count{job="([\w-]+)"} (\S+)$', read, re.MULTILINE))
    assert ran == late
    return {job: float(count) for job, count in ran.items()}


@pytest.mark.parametrize(
    ("friday", "hours"),
    [("2026-10-30T10:05:00-04:00", (20, 21)), ("2027-03-12T10:05:00-05:00", (21, 20))],
    ids=["autumn", "spring"],
)
async def test_the_days_post_keeps_its_hour_when_the_clocks_change(
    store_file: Path, friday: str, hours: tuple[int, int]
) -> None:
    """In UTC it is an hour off after the weekend; in New York nobody notices."""
    async with company(f"sqlite:///{store_file}", now=datetime.fromisoformat(friday)) as northwind:
        workspace = northwind.workspace
        await at_work(workspace, hour=11)
        for hour, text, day in zip(hours, (NEXT_STEP, OTHER), ("Fri", "Mon"), strict=True):
            await fixing(workspace, await reported(workspace, text))
            ran = await at_work(workspace, hour=15, minute=59)
            assert "release-notes" not in ran
            due = (await workspace.state())["clock"]["next"]
            assert (due["job"], due["at"][11:16]) == ("release-notes", f"{hour}:00")
            assert await at_work(workspace, hour=16, minute=0) == ["release-notes"]
            await workspace.message_in(UPDATES, containing=f"Decided on {day}")
            if day == "Fri":
                await at_work(workspace, days=3, hour=11)


async def test_the_next_due_time_is_known(workspace: Workspace) -> None:
    due = (await workspace.state())["clock"]["next"]

    assert due["job"] == "release-notes"
    assert due["at"].startswith("2026-11-23T21:00")
