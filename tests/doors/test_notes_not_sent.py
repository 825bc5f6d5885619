"""Private notes that are not sent after all: what was judged is not there any more, or it is nobody's to hear."""

from tests.doors.running import Company
from tests.doors.test_signals_in_slack import ASKS
from tests.doors.test_watching import ASKED, quiet, signals_of
from tests.workspace import CLEO, HANDOFF

WAIT = {"method": "chat.postEphemeral", "kind": "rate_limited", "retry_after": 3}


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
