"""Where private notes stand, and that they are not sent when what was judged is not there any more."""

from tests.doors.running import Company
from tests.doors.test_signals_in_slack import ASKS
from tests.doors.test_watching import ASKED, quiet, signals_of
from tests.workspace import CLEO, HANDOFF

WAIT = {"method": "chat.postEphemeral", "kind": "rate_limited", "retry_after": 3}


async def test_below_a_message_that_nobody_answered_slack_shows_no_note_so_it_stands_in_the_channel(
    northwind: Company,
) -> None:
    asked = await northwind.workspace.say(HANDOFF, ASKED, user=CLEO)

    await quiet(northwind)

    note = await northwind.workspace.message_in(HANDOFF, containing=ASKS, user=CLEO)
    assert (note.ephemeral, note.thread_ts) == (True, None)
    assert asked.ts.replace(".", "") in note.raw_text


async def test_a_thread_deleted_between_judging_and_noting_is_not_told_of(northwind: Company) -> None:
    asked = await northwind.workspace.say(HANDOFF, ASKED, user=CLEO)
    await northwind.workspace.faults(WAIT)
    await quiet(northwind)
    assert [signal.state for signal in await signals_of(northwind)] == ["noted"]

    await northwind.workspace.delete(asked)
    await northwind.workspace.idle()
    await northwind.bot.thread_reader.look()

    assert [signal.state for signal in await signals_of(northwind)] == ["withdrawn"]
    await northwind.workspace.faults()
    await northwind.quiet()
    assert not [m for m in await northwind.workspace.messages(HANDOFF, CLEO) if ASKS in m.text]
