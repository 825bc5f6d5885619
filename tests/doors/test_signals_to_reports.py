"""From threads to reports, in every window: the weekly list, a flag by hand, and an open report that says the same."""

import pytest

from domain.signal import SignalState
from tests.doors.running import Company
from tests.doors.test_signals_in_slack import noted
from tests.doors.test_watching import handed_over, quiet, signals_of
from tests.doors.wire import last_heard, send
from tests.seen import Message
from tests.workspace import BOT, CARL, CLEO, EAST, FINN, HANDOFF, RITA, THEO, TRIAGE
from views.signal_form import SIGNAL_FORM

SECRET = "G0SECRET"
BLOCKS = "In the closed-won handoff the implementation summary is required before I can know it"


async def listed(company: Company) -> Message:
    await company.workspace.clock(days=7)
    return await company.workspace.message_in(TRIAGE, containing="Work around the CRM", user=THEO)


async def filed(company: Company, by: str) -> None:
    said = await company.workspace.command("/crm-friction", BLOCKS, user=by)
    assert "is filed" in said.text


async def test_a_week_of_threads_is_merged_into_an_open_report_by_one_click(northwind: Company) -> None:
    await filed(northwind, CARL)
    await noted(northwind)
    week = await listed(northwind)
    assert week.buttons == ["Merge into F-1", "File friction", "Not one"]

    assert (await northwind.workspace.press(week, "Merge into F-1", THEO)).ok

    told = await northwind.workspace.message_in(TRIAGE, containing="1 thread is part of F-1 now", user=THEO)
    assert told.ephemeral
    now = await northwind.workspace.changed(week, containing="1 thread is part of F-1.")
    assert now.buttons == []
    card = await northwind.workspace.message_in(TRIAGE, containing="Reported by", user=THEO)
    await northwind.workspace.changed(card, containing="1 more person has this too")


async def test_a_report_is_filed_from_the_list(northwind: Company) -> None:
    await noted(northwind)
    week = await listed(northwind)

    assert (await northwind.workspace.press(week, "File friction", THEO)).ok
    assert (await northwind.workspace.fill_and_submit(THEO, {"What blocks you": BLOCKS})).ok

    await northwind.workspace.changed(week, containing="1 thread is part of F-1.")
    (signal,) = await signals_of(northwind)
    assert signal.state is SignalState.FILED


async def test_a_report_is_filed_once_though_its_form_is_sent_again(northwind: Company) -> None:
    await noted(northwind)
    await northwind.workspace.press(await listed(northwind), "File friction", THEO)
    await northwind.workspace.fill_and_submit(THEO, {"What blocks you": BLOCKS})
    submitted = await last_heard(northwind, SIGNAL_FORM)

    await send(northwind, submitted | {"trigger_id": "7.7.again"})

    assert len(await northwind.cards()) == 1


async def test_what_is_no_workaround_is_taken_off_the_list(northwind: Company) -> None:
    await noted(northwind)
    week = await listed(northwind)

    assert (await northwind.workspace.press(week, "Not one", THEO)).ok
    form = await northwind.workspace.modal(THEO, containing="Handoff in Slack")
    assert "Meridian" not in form.text
    assert (await northwind.workspace.fill_and_submit(THEO)).ok

    await northwind.workspace.modal(THEO, containing="1 thread is off the list")
    await northwind.workspace.changed(week, containing="no thread went around the CRM")
    (signal,) = await signals_of(northwind)
    assert signal.state is SignalState.DISMISSED


async def test_of_the_list_only_its_owners_dispose(northwind: Company) -> None:
    await filed(northwind, CARL)
    await noted(northwind)
    week = await listed(northwind)

    for button in ("Merge into F-1", "File friction", "Not one"):
        await northwind.workspace.press(week, button, FINN)

        no = await northwind.workspace.message_in(TRIAGE, containing="for the triage owners", user=FINN)
        assert f"<@{THEO}>" in no.raw_text
    assert not await northwind.workspace.has_modal(FINN)
    (signal,) = await signals_of(northwind)
    assert signal.state is SignalState.NOTED


async def test_from_a_flag_the_report_is_one_click_away(northwind: Company) -> None:
    said = await northwind.workspace.say(EAST, "See the usual place.", user=RITA)
    assert (await northwind.workspace.shortcut("Flag as workaround", user=CLEO, message=said)).ok
    assert (await northwind.workspace.fill_and_submit(CLEO, {"What kind is it?": "Notes kept elsewhere"})).ok
    done = await northwind.workspace.modal(CLEO, containing="on this week's list for")

    assert (await northwind.workspace.press(done, "File friction", CLEO)).ok
    await northwind.workspace.modal(CLEO, containing="Report friction")
    assert (await northwind.workspace.fill_and_submit(CLEO, {"What blocks you": "Notes cannot be found again."})).ok

    card = await northwind.workspace.message_in(TRIAGE, containing="F-1", user=THEO)
    assert "I keep notes on the customer outside the CRM." in card.text


@pytest.mark.parametrize("first_press", ["File friction", "It is a workaround"])
async def test_a_report_that_such_a_thread_became_is_supported_instead_of_a_second_one(
    northwind: Company, first_press: str
) -> None:
    """In the form, and in the note itself."""
    _, first = await noted(northwind)
    await northwind.workspace.press(first, "File friction", CLEO)
    assert (await northwind.workspace.fill_and_submit(CLEO, {"What blocks you": BLOCKS})).ok
    await northwind.workspace.close_modal(CLEO)
    await northwind.workspace.clock(days=1)
    asked = await handed_over(northwind, HANDOFF)
    await quiet(northwind)
    note = await northwind.workspace.message_in(HANDOFF, containing="make this hard", user=CLEO, thread_ts=asked.ts)

    assert (await northwind.workspace.press(note, first_press, CLEO)).ok
    if first_press == "File friction":
        form = await northwind.workspace.modal(CLEO, containing="*F-1* may say the same")
        assert (await northwind.workspace.press(form, "Support F-1 instead", CLEO)).ok
        await northwind.workspace.modal(CLEO, containing="1 thread is part of *F-1* now")
    else:
        assert (await northwind.workspace.press(note, "Support F-1 instead", CLEO)).ok

    ended = await northwind.workspace.changed(note, containing="1 thread is part of F-1 now")
    assert ended.buttons == []
    assert [(signal.state, signal.report) for signal in await signals_of(northwind)] == [(SignalState.FILED, 1)] * 2


async def test_a_flag_in_a_private_channel_leaves_no_name_of_it_elsewhere(northwind: Company) -> None:
    await northwind.workspace.change_channel(SECRET, name="deal-orion", is_private=True, invite=BOT)
    await northwind.workspace.change_channel(SECRET, invite=RITA)
    said = await northwind.workspace.say(SECRET, "See the usual place.", user=RITA)

    assert (await northwind.workspace.shortcut("Flag as workaround", user=RITA, message=said)).ok
    assert (await northwind.workspace.fill_and_submit(RITA, {"What kind is it?": "Notes kept elsewhere"})).ok
    week = await listed(northwind)

    assert "in a private channel · flagged by hand" in week.text
    assert SECRET not in str(week.blocks)
    assert "orion" not in str(week.json)


async def test_between_two_people_nothing_is_flagged(northwind: Company) -> None:
    said = await northwind.workspace.say(RITA, "See my sheet.", user=RITA)

    await northwind.workspace.shortcut("Flag as workaround", user=RITA, message=said)

    no = await northwind.workspace.message_in(RITA, containing="works on messages in channels")
    assert no.ephemeral
    assert await signals_of(northwind) == []
