"""A signal in Slack: the private note, its answers, the report it becomes, flags by hand, and no more watching."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.signal_commands import report
from domain.draft import ReportDraft
from domain.ids import ChannelId, MessageTs, UserId
from domain.post import PostKind, PostState
from domain.signal import SignalState
from domain.signals.kinds import Kind
from domain.watching import ThreadPlace
from flows.signal_notes import note_starter
from flows.signals import file_from
from store import signals
from store.columns import table_of
from store.signals import Sighting
from store.tables import PostRow
from tests.doors.running import Company
from tests.doors.test_watching import handed_over, quiet, signals_of
from tests.seen import Message
from tests.workspace import ADA, BOT, CLEO, EAST, GENERAL, HANDOFF, RITA, THEO, TRIAGE

ASKS = "Does the CRM make this hard?"
BUTTONS = ["It is a workaround", "Not one", "File friction", "Stop watching this channel"]


async def noted(company: Company) -> tuple[Message, Message]:
    """A thread that Cleo started, and the note that she got."""
    asked = await handed_over(company)
    await quiet(company)
    return asked, await company.workspace.message_in(HANDOFF, containing=ASKS, user=CLEO, thread_ts=asked.ts)


async def test_only_who_started_the_thread_is_told_and_nothing_of_what_was_said(northwind: Company) -> None:
    asked, note = await noted(northwind)

    assert note.ephemeral
    assert note.thread_ts == asked.ts
    assert note.buttons == BUTTONS
    assert "Only you see this." in note.text
    assert "The handoff fields may ask for the wrong things" in note.text
    assert "Meridian" not in note.text
    for person in (RITA, THEO):
        seen = await northwind.workspace.messages(HANDOFF, person, asked.ts)
        assert not [m for m in seen if ASKS in m.text]


async def test_a_confirmation_takes_the_place_of_the_note_and_comes_to_the_weekly_list(northwind: Company) -> None:
    _, note = await noted(northwind)

    assert (await northwind.workspace.press(note, "It is a workaround", CLEO)).ok

    said = await northwind.workspace.changed(note, containing="on this week's list for")
    assert said.buttons == ["File friction", "Not one"]
    (signal,) = await signals_of(northwind)
    assert signal.state is SignalState.CONFIRMED

    ran = await northwind.workspace.clock(days=7)
    assert "signals-weekly" in [one["job"] for one in ran]
    listed = await northwind.workspace.message_in(TRIAGE, containing="Work around the CRM", user=THEO)
    assert "Handoff in Slack: 1 thread." in listed.text
    assert "confirmed" in listed.text
    assert "Meridian" not in listed.text


async def test_not_one_is_off_the_list_and_can_be_taken_back(northwind: Company) -> None:
    _, note = await noted(northwind)

    assert (await northwind.workspace.press(note, "Not one", CLEO)).ok
    off = await northwind.workspace.changed(note, containing="It is off the list")
    (signal,) = await signals_of(northwind)
    assert signal.state is SignalState.DISMISSED

    assert (await northwind.workspace.press(off, "It is a workaround", CLEO)).ok
    await northwind.workspace.changed(note, containing="on this week's list")
    (signal,) = await signals_of(northwind)
    assert signal.state is SignalState.CONFIRMED


async def test_friction_is_filed_from_it_with_the_thread_and_what_people_do_instead(northwind: Company) -> None:
    asked, note = await noted(northwind)

    assert (await northwind.workspace.press(note, "File friction", CLEO)).ok
    form = await northwind.workspace.modal(CLEO)
    assert "The handoff fields may ask for the wrong things" in form.text
    assert asked.ts.replace(".", "") in str(form.blocks)
    sent = await northwind.workspace.fill_and_submit(CLEO, {"What blocks you": "Promises are not in the deal."})

    assert sent.ok
    await northwind.workspace.modal(CLEO, containing="*F-1* is filed.")
    card = await northwind.workspace.message_in(TRIAGE, containing="F-1", user=THEO)
    assert "We ask each other in Slack what the customer was promised" in card.text
    (signal,) = await signals_of(northwind)
    assert (signal.state, signal.report) == (SignalState.FILED, 1)
    ended = await northwind.workspace.changed(note, containing="This thread is part of F-1 now.")
    assert ended.buttons == []


@pytest.mark.parametrize("press", ["Not one", "File friction"])
async def test_what_became_of_a_thread_elsewhere_is_said_by_the_next_press(northwind: Company, press: str) -> None:
    _, note = await noted(northwind)
    (signal,) = await signals_of(northwind)
    draft = ReportDraft("Promises are not in the deal.")
    await file_from(northwind.bot.deps, [signal.id], draft, by=UserId(THEO), delivery="1")

    assert (await northwind.workspace.press(note, press, CLEO)).ok

    ended = await northwind.workspace.changed(note, containing="W-1 is part of F-1.")
    assert ended.buttons == []


async def test_the_note_of_a_thread_that_is_gone_goes_with_the_next_press(northwind: Company) -> None:
    asked, note = await noted(northwind)
    said = [asked, *(m for m in await northwind.workspace.thread(asked, RITA) if not m.ephemeral)]
    # Below a message without replies nobody would see the note.
    await northwind.workspace.say(HANDOFF, "Thanks!", user=CLEO, thread_ts=asked.ts)
    for message in said:
        await northwind.workspace.delete(message)
    await northwind.workspace.idle()
    await northwind.bot.thread_reader.look()

    assert (await northwind.workspace.press(note, "It is a workaround", CLEO)).ok

    ended = await northwind.workspace.changed(note, containing="there is nothing left to say about it")
    assert ended.buttons == []


async def test_a_channel_is_left_alone_by_one_click_and_says_so(northwind: Company) -> None:
    _, note = await noted(northwind)

    assert (await northwind.workspace.press(note, "Stop watching this channel", CLEO)).ok

    told = await northwind.workspace.message_in(HANDOFF, containing="stop watching this channel", user=RITA)
    assert f"<@{CLEO}>" in told.raw_text
    await handed_over(northwind)
    await quiet(northwind)
    assert len(await signals_of(northwind)) == 1

    assert (await northwind.workspace.press(told, "Watch again", RITA)).ok
    await northwind.workspace.changed(told, containing="watch this channel again")
    await handed_over(northwind)
    await quiet(northwind)
    assert len(await signals_of(northwind)) == 2


async def test_a_button_works_only_in_the_channel_where_it_stands(northwind: Company) -> None:
    _, note = await noted(northwind)
    await northwind.bot.client.chat_postMessage(channel=EAST, text="Copied", blocks=note.blocks)
    copied = await northwind.workspace.message_in(EAST, containing="Copied", user=RITA)

    await northwind.workspace.press(copied, "Stop watching this channel", RITA)

    no = await northwind.workspace.message_in(EAST, containing="in the channel itself", user=RITA)
    assert no.ephemeral
    assert HANDOFF not in northwind.bot.deps.watching.stopped


async def test_what_the_bot_did_not_see_is_flagged_by_hand(northwind: Company) -> None:
    said = await northwind.workspace.say(EAST, "See the usual place.", user=RITA)

    assert (await northwind.workspace.shortcut("Flag as workaround", user=CLEO, message=said)).ok
    form = await northwind.workspace.modal(CLEO)
    assert form.title == "Flag as workaround"
    assert (await northwind.workspace.fill_and_submit(CLEO, {"What kind is it?": "Tracker of one's own"})).ok

    await northwind.workspace.modal(CLEO, containing="on this week's list for")
    (signal,) = await signals_of(northwind)
    assert (signal.starter, signal.flagged_by, signal.state) == (RITA, CLEO, SignalState.CONFIRMED)


async def test_a_flag_with_a_word_is_a_report_at_once(northwind: Company) -> None:
    said = await northwind.workspace.say(EAST, "See the usual place.", user=RITA)

    assert (await northwind.workspace.shortcut("Flag as workaround", user=CLEO, message=said)).ok
    filled = {"What kind is it?": "Tracker of one's own", "What in the CRM is in the way?": "No view by <region>."}
    assert (await northwind.workspace.fill_and_submit(CLEO, filled)).ok

    card = await northwind.workspace.message_in(TRIAGE, containing="F-1", user=THEO)
    assert "&lt;region&gt;" in card.raw_text
    (signal,) = await signals_of(northwind)
    assert signal.report == 1


async def test_a_channel_hears_once_what_is_watched_for(northwind: Company) -> None:
    for _ in range(2):
        await northwind.workspace.change_channel(GENERAL, kick=BOT)
        await northwind.workspace.change_channel(GENERAL, invite=BOT)
        await northwind.quiet()

    greetings = [m for m in await northwind.workspace.messages(GENERAL) if "no message is kept" in m.text]
    assert len(greetings) == 1
    assert greetings[0].buttons == ["Stop watching this channel"]


async def test_a_lost_answer_is_not_asked_for_again(northwind: Company, store_file: Path) -> None:
    """Nobody can look for a private note: rather none than two."""
    asked = await handed_over(northwind)
    await northwind.workspace.faults({"method": "chat.postEphemeral", "kind": "drop_after", "times": 1})

    await quiet(northwind)
    await northwind.quiet()

    assert len(await northwind.workspace.traffic("chat.postEphemeral")) == 1
    assert len([m for m in await northwind.workspace.messages(HANDOFF, CLEO, asked.ts) if ASKS in m.text]) <= 1


async def test_a_refused_note_alarms_nobody(northwind: Company) -> None:
    await handed_over(northwind)
    await northwind.workspace.faults({"method": "chat.postEphemeral", "kind": "error", "error": "user_not_in_channel"})

    await quiet(northwind)
    await northwind.quiet()

    assert len(await northwind.workspace.traffic("chat.postEphemeral")) == 1
    assert not [m for m in await northwind.workspace.messages(ADA) if "refuses" in m.text]


async def test_slack_asks_the_note_to_wait_and_it_comes_then(northwind: Company) -> None:
    asked = await handed_over(northwind)
    await northwind.workspace.faults({"method": "chat.postEphemeral", "kind": "rate_limited", "times": 2})

    await quiet(northwind)

    await northwind.workspace.message_in(HANDOFF, containing=ASKS, user=CLEO, thread_ts=asked.ts)


async def test_signals_are_told_on_the_command_line(northwind: Company) -> None:
    _, note = await noted(northwind)
    await northwind.workspace.press(note, "Not one", CLEO)
    await northwind.workspace.press(note, "Stop watching this channel", CLEO)
    await northwind.quiet()
    await northwind.workspace.clock(days=7)

    told = "\n".join(await report(northwind.bot.deps))

    assert re.search(r"slack_handoff +0 +1 +0 +82% +\d+% and \d+% +0\.9\d", told)
    assert re.search(r"C0HANDOFF +0 +1 +0 +82% .* as the kind", told)
    assert "Meridian" not in told


async def test_an_admin_has_a_channel_watched_again_from_home(northwind: Company) -> None:
    _, note = await noted(northwind)
    assert (await northwind.workspace.press(note, "Stop watching this channel", CLEO)).ok
    home = await northwind.workspace.home(ADA, containing="Channels that are not watched")
    assert "Channels that are not watched" not in (await northwind.workspace.home(RITA)).text

    assert (await northwind.workspace.press(home, "Watch again")).ok

    await northwind.workspace.message_in(HANDOFF, containing="watch this channel again")
    assert "not watched" not in (await northwind.workspace.home(ADA, containing="Open for everyone")).text


async def test_what_a_process_may_have_said_before_it_died_is_not_said_again(northwind: Company) -> None:
    seen_by_cleo = Sighting(
        ThreadPlace(ChannelId(HANDOFF), MessageTs("1764000000.000100")), Kind.SIDE_NOTES, None, UserId(CLEO), 0.99, ()
    )
    posts = table_of(PostRow)
    deps = northwind.bot.deps
    async with deps.begin() as tx:
        signal = await signals.add_signal(tx, seen_by_cleo, at=deps.clock())
        assert signal
        await note_starter(tx, deps, signal, deps.clock())
        await tx.execute(update(posts).where(posts.c.kind == PostKind.SIGNAL_NOTE.value).values(unsure=True))

    await northwind.quiet()

    assert await northwind.workspace.traffic("chat.postEphemeral") == []
    async with deps.store.read() as tx:
        assert (await tx.execute(select(posts.c.state))).scalars().all() == [PostState.POSTED.value]
