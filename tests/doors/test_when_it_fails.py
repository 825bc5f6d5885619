"""Trouble in the middle of a gesture: whoever made it is told where they are, and nothing is lost or half done."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.doors.running import Company, company
from tests.doors.steps import FRICTION, NEXT_STEP, fixing, reported
from tests.doors.wire import last_heard, send
from tests.seen import Json
from tests.workspace import BOT, MAYA, RITA, THEO, TRIAGE, Workspace, eventually

VAGUE = "the forecast page is annoying"
STORE_IS_AWAY = "The bot cannot reach its store at the moment. Nothing was changed"
INCIDENT = re.compile(r"give an admin this number: `[0-9a-f]{8}`")


@contextmanager
def store_away(store_file: Path, table: str = "reports") -> Iterator[None]:
    """Somebody took a table away for a while."""
    with closing(sqlite3.connect(store_file, isolation_level=None)) as db:
        db.execute("PRAGMA legacy_alter_table=ON")
        db.execute(f"ALTER TABLE {table} RENAME TO away")
        yield
        db.execute(f"ALTER TABLE away RENAME TO {table}")


async def test_a_command_without_a_store_says_so_with_a_number_to_quote(workspace: Workspace, store_file: Path) -> None:
    with store_away(store_file):
        said = await workspace.command(FRICTION, NEXT_STEP, user=RITA)

    assert STORE_IS_AWAY in said.text
    assert INCIDENT.search(said.text)
    assert said.message
    assert said.message.ephemeral
    again = await workspace.command(FRICTION, NEXT_STEP, user=RITA)
    assert "F-1" in again.text


async def test_a_store_locked_by_another_process_is_said_in_time(workspace: Workspace, store_file: Path) -> None:
    with closing(sqlite3.connect(store_file, isolation_level=None)) as backup:
        backup.execute("BEGIN IMMEDIATE")
        said = await workspace.command(FRICTION, NEXT_STEP, user=RITA)
        backup.execute("ROLLBACK")

    assert STORE_IS_AWAY in said.text
    assert "F-1" in (await workspace.command(FRICTION, NEXT_STEP, user=RITA)).text


async def test_a_form_without_a_store_says_so_and_keeps_what_was_filled_in(
    workspace: Workspace, store_file: Path
) -> None:
    await workspace.shortcut("Report CRM friction", user=RITA)
    with store_away(store_file):
        await workspace.fill_and_submit(RITA, {"What blocks you": NEXT_STEP})

    told = await workspace.modal(RITA, containing=STORE_IS_AWAY)
    assert INCIDENT.search(told.text)
    assert told.depth == 2
    await workspace.close_modal(RITA)
    assert (await workspace.modal(RITA)).filled("What blocks you") == NEXT_STEP
    assert (await workspace.fill_and_submit(RITA)).ok
    await workspace.message_in(TRIAGE, containing=NEXT_STEP)


async def test_a_click_without_a_store_says_so_beside_the_button(workspace: Workspace, store_file: Path) -> None:
    card = await reported(workspace)
    with store_away(store_file):
        await workspace.press(card, "Fix", THEO)

    told = await workspace.message_in(TRIAGE, containing=STORE_IS_AWAY, user=THEO)
    assert told.ephemeral
    assert INCIDENT.search(told.text)
    assert (await workspace.now_as(card)).buttons == card.buttons


async def test_a_click_on_home_without_a_store_is_told_in_a_message(workspace: Workspace, store_file: Path) -> None:
    await reported(workspace, user=RITA)
    home = await workspace.home(MAYA, containing=NEXT_STEP)
    with store_away(store_file, "receipts"):
        await workspace.press(home, "Me too")

    await workspace.message_in(MAYA, containing=STORE_IS_AWAY)


async def refused(workspace: Workspace) -> list[Json] | None:
    return [entry for entry in await workspace.traffic("app_mention") if entry["status"] == 500] or None


async def test_an_event_without_a_store_is_answered_with_an_error_and_comes_again(
    northwind: Company, store_file: Path
) -> None:
    workspace = northwind.workspace
    with store_away(store_file, "drafts"):
        mention = await workspace.say("C0EAST", f"<@{BOT}> {NEXT_STEP}", user=RITA)
        heard = await eventually(lambda: refused(workspace), "an event answered with an error")
    await workspace.message_in("C0EAST", containing="Shall we report this", thread_ts=mention.ts)

    assert heard[0]["response"] in ("", None, "dispatch_failed")
    assert len([m for m in await workspace.thread(mention) if m.user == BOT]) == 1


async def test_a_form_that_slack_opens_too_late_is_explained(store_file: Path) -> None:
    async with company(f"sqlite:///{store_file}", trigger_for=0.0) as northwind:
        workspace = northwind.workspace

        said = await workspace.command(FRICTION, user=RITA)

        assert "Slack waited too long for us. Nothing was changed; please try once more." in said.text


async def test_words_are_kept_when_their_form_comes_too_late(store_file: Path) -> None:
    async with company(f"sqlite:///{store_file}", trigger_for=0.0) as northwind:
        workspace = northwind.workspace

        said = await workspace.command(FRICTION, VAGUE, user=RITA)

        assert "Not filed yet." in said.text
        assert VAGUE in said.text
        assert said.message
        assert (await workspace.press(said.message, "File it as it is", RITA)).ok
        await workspace.message_in(TRIAGE, containing=VAGUE)


@pytest.mark.parametrize("kind", ["http_500", "drop_before", "error"])
async def test_words_are_kept_when_slack_opens_no_forms(workspace: Workspace, kind: str) -> None:
    await workspace.faults({"method": "views.open", "kind": kind, "times": None})

    said = await workspace.command(FRICTION, VAGUE, user=RITA)

    assert VAGUE in said.text
    assert "what did you try, and what happened instead?" in said.text
    assert said.message
    await workspace.faults()
    assert (await workspace.press(said.message, "Open the form", RITA)).ok
    assert (await workspace.modal(RITA)).filled("What blocks you") == VAGUE


@pytest.mark.parametrize("kind", ["http_500", "drop_before", "error"])
async def test_without_forms_the_empty_command_says_when_to_try_again(workspace: Workspace, kind: str) -> None:
    await workspace.faults({"method": "views.open", "kind": kind, "times": None})

    said = await workspace.command(FRICTION, user=RITA)

    assert "Slack is not answering us at the moment. Please try again in a minute." in said.text


async def test_a_card_button_without_forms_is_told_beside_the_card(workspace: Workspace) -> None:
    card = await reported(workspace)
    await workspace.faults({"method": "views.open", "kind": "http_500", "times": None})

    await workspace.press(card, "Reject", THEO)

    await workspace.message_in(TRIAGE, containing="Slack is not answering us", user=THEO)


@pytest.mark.parametrize("kind", ["http_500", "drop_before", "drop_after"])
async def test_me_too_counts_although_nobody_can_be_told(workspace: Workspace, kind: str) -> None:
    card = await reported(workspace, user=RITA)
    said = await workspace.command(FRICTION, "F-1", user=MAYA)
    assert said.message
    await workspace.faults({"method": "response_url", "kind": kind, "times": None})

    assert (await workspace.press(said.message, "Me too", MAYA)).ok

    await workspace.changed(card, containing="1 more person has this too")


async def test_what_a_click_on_home_did_is_told_in_a_message_when_no_window_opens(workspace: Workspace) -> None:
    await reported(workspace, user=RITA)
    home = await workspace.home(MAYA, containing=NEXT_STEP)
    await workspace.faults({"method": "views.open", "kind": "http_500", "times": None})

    assert (await workspace.press(home, "Me too")).ok

    await workspace.message_in(MAYA, containing="You support F-1 now")
    assert not [m for m in await workspace.messages(MAYA) if "try again" in m.text]


async def test_a_button_of_a_report_that_is_not_there_is_told_so(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await fixing(workspace, await reported(workspace))
    click = await last_heard(northwind, "decide_fix")
    click["actions"][0]["value"] = "4711"

    answer = await send(northwind, click | {"trigger_id": "3.3.other"})

    assert answer.status_code == 200
    await workspace.message_in(TRIAGE, containing="That report is not here (any more)", user=THEO)
    assert "Being fixed" in (await workspace.now_as(card)).text


async def test_a_gesture_that_nobody_knows_is_acknowledged(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await fixing(workspace, await reported(workspace))
    click = await last_heard(northwind, "decide_fix")
    click["actions"][0]["action_id"] = "of_a_later_version"

    answer = await send(northwind, click)

    assert answer.status_code == 200
    assert "Being fixed" in (await workspace.now_as(card)).text
