"""A no is told politely to the person who tried, and to nobody else."""

import asyncio
import json
from copy import deepcopy

import pytest

from tests.doors.running import Company
from tests.doors.steps import NEXT_STEP, decided, fixing, reported, shipped
from tests.doors.wire import last_heard, send
from tests.workspace import ADA, FINN, MAYA, RAVI, RITA, THEO, TRIAGE, Workspace

REASONS = {"Why": "It is used.", "What would change our mind": "A number."}


@pytest.mark.parametrize("button", ["Fix", "Reject", "Defer", "Needs context", "Same as…", "Add diagnosis"])
async def test_a_stranger_is_told_who_decides(workspace: Workspace, button: str) -> None:
    card = await reported(workspace)

    assert (await workspace.press(card, button, MAYA)).ok

    told = await workspace.message_in(TRIAGE, containing="Nothing was changed", user=MAYA)
    assert told.ephemeral
    assert "You can ask <@U0THEO>" in told.raw_text
    assert not await workspace.has_modal(MAYA)
    assert not [m for m in await workspace.messages(TRIAGE, RAVI) if "Nothing was changed" in m.text]


async def test_owners_of_another_workflow_are_strangers_here(workspace: Workspace) -> None:
    card = await reported(workspace)

    await workspace.press(card, "Fix", FINN)

    told = await workspace.message_in(TRIAGE, containing="Nothing was changed", user=FINN)
    assert "<@U0THEO>" in told.raw_text


async def test_of_two_owners_at_once_one_decides_and_the_other_is_told_who(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await reported(workspace)
    await workspace.press(card, "Fix", THEO)
    await workspace.press(card, "Reject", ADA)

    sent = await asyncio.gather(
        workspace.fill_and_submit(THEO, {"Fix owner": "Theo Brandt"}), workspace.fill_and_submit(ADA, REASONS)
    )

    assert sorted(one.closed for one in sent) == [False, True]
    winner, loser = (THEO, ADA) if sent[0].closed else (ADA, THEO)
    told = await workspace.modal(loser, containing="F-1 is")
    assert f"You can ask <@{winner}>" in str(told.json)
    await workspace.changed(card, without="New, waiting for a decision")
    await northwind.quiet()
    assert len(await workspace.thread(card)) == 1


async def test_a_form_opened_before_the_report_changed_says_how_it_stands(workspace: Workspace) -> None:
    card = await reported(workspace)
    await workspace.press(card, "Reject", ADA)
    await fixing(workspace, card)

    late = await workspace.fill_and_submit(ADA, REASONS)

    told = await workspace.modal(ADA, containing="F-1 is being fixed, so this no longer applies")
    assert "You can ask <@U0THEO>" in str(told.json)
    assert not late.closed
    await workspace.close_modal(ADA)
    assert (await workspace.modal(ADA)).filled("Why") == REASONS["Why"]


async def test_a_click_on_an_old_card_is_told_how_it_stands(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await reported(workspace)
    await fixing(workspace, card)
    click = await last_heard(northwind, "decide_fix")

    answer = await send(northwind, click | {"trigger_id": "9.9.late"})

    assert answer.status_code == 200
    told = await workspace.message_in(TRIAGE, containing="F-1 is being fixed", user=THEO)
    assert told.ephemeral
    assert "Nothing was changed" in told.text


async def test_a_report_shipped_twice_has_one_note(workspace: Workspace) -> None:
    card = await fixing(workspace, await reported(workspace))
    await workspace.press(card, "Mark as shipped", THEO)
    await shipped(workspace, card, by=ADA)

    assert not (await workspace.fill_and_submit(THEO, {"Title": "Second", "What changed": "Nothing."})).closed

    await workspace.modal(THEO, containing="F-1 is shipped")
    assert "Second" not in (await workspace.now_as(card)).text


@pytest.mark.parametrize("gesture", ["decide_fix", "/crm-friction", "decision_form"])
async def test_a_gesture_from_another_workspace_is_refused(northwind: Company, gesture: str) -> None:
    workspace = northwind.workspace
    card = await reported(workspace)
    await decided(workspace, card, "Fix")
    forged = json.loads(json.dumps(await last_heard(northwind, gesture)).replace("T0NORTHWIND", "T0ELSEWHERE"))

    answer = await send(northwind, forged | {"trigger_id": "1.2.forged"})
    await northwind.quiet()

    assert answer.status_code == 200
    seen = answer.text + str(await workspace.messages(TRIAGE, THEO))
    assert "This belongs to another workspace" in seen
    assert len(await northwind.cards()) == 1
    assert "Being fixed" in (await workspace.now_as(card)).text


async def test_an_event_of_another_workspace_is_not_looked_at(northwind: Company) -> None:
    workspace = northwind.workspace
    mention = await workspace.say("C0EAST", f"<@U0ADOPTION> {NEXT_STEP}", user=RITA)
    await workspace.message_in("C0EAST", containing="Shall we report this", thread_ts=mention.ts)
    forged = deepcopy(await last_heard(northwind, "app_mention"))
    forged |= {"team_id": "T0ELSEWHERE", "event_id": "Ev0FORGED"}
    forged["authorizations"] = [forged["authorizations"][0] | {"team_id": "T0ELSEWHERE"}]

    answer = await send(northwind, forged)
    await northwind.quiet()

    assert answer.status_code == 200
    replies = await workspace.thread(mention)
    assert len([m for m in replies if "Shall we report this" in m.text]) == 1


async def test_somebody_who_never_asked_cannot_say_that_it_works(northwind: Company) -> None:
    workspace = northwind.workspace
    await shipped(workspace, await fixing(workspace, await reported(workspace)))
    asked = await workspace.message_in(RITA, containing="Does it work for you?")
    await workspace.press(asked, "It works now", RITA)
    click = await last_heard(northwind, "works_now")
    forged = click | {"trigger_id": "1.2.other", "user": click["user"] | {"id": RAVI}}
    forged.pop("response_url")

    await send(northwind, forged)

    await northwind.quiet()
    said = [str(entry["request"]) for entry in await workspace.traffic() if entry["direction"] == "out"]
    assert any("Only somebody who reported or supported it can say that" in one for one in said)


async def test_whoever_did_not_report_cannot_withdraw(northwind: Company) -> None:
    workspace = northwind.workspace
    card = await reported(workspace, user=RITA)
    said = await workspace.command("/crm-friction", "F-1", user=RITA)
    assert said.message
    await workspace.press(said.message, "Withdraw", RITA)
    await workspace.fill_and_submit(RITA)
    await workspace.changed(card, containing="Withdrawn")
    card = await reported(workspace, "The champion field is required before I can save the deal", user=RITA)
    form = await last_heard(northwind, "decision_form")
    theirs = form | {"trigger_id": "7.7.x", "user": form["user"] | {"id": RAVI}}
    theirs["view"] = form["view"] | {"private_metadata": form["view"]["private_metadata"].replace(": 1", ": 2")}

    answer = await send(northwind, theirs)

    assert "Only somebody who reported it can say that about F-2" in answer.text
    assert "New, waiting for a decision" in (await workspace.now_as(card)).text


@pytest.mark.parametrize(("button", "heard"), [("Fix", "decide_fix"), ("Add diagnosis", "report_menu")])
async def test_the_card_of_a_lost_report_decides_about_no_other(northwind: Company, button: str, heard: str) -> None:
    """An older copy of the store was restored, and the number of what came since is given again."""
    workspace = northwind.workspace
    await workspace.press(await reported(workspace), button, THEO)
    await workspace.close_modal(THEO)
    click = await last_heard(northwind, heard)

    await send(northwind, click | {"message": click["message"] | {"ts": "1700000000.000100"}, "trigger_id": "9.9.old"})

    told = await workspace.message_in(TRIAGE, containing="an older copy of its store was restored", user=THEO)
    assert told.ephemeral
    assert not await workspace.has_modal(THEO)
