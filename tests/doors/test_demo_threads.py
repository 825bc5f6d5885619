"""Threads of before the demo begins: heard as they would have been, and answered by whoever was asked."""

from datetime import timedelta

from bot.demo_threads import ANSWERS, threads_told
from domain.signal_verdict import Verdict
from domain.signals.kinds import Kind
from tests.doors.running import Company
from tests.doors.test_watching import ASKED, TOLD, handed_over, signals_of
from tests.serving import http_client
from tests.workspace import CLEO, EAST, HANDOFF, RITA


async def test_what_people_said_before_the_demo_begins_is_heard_once(northwind: Company) -> None:
    asked = await handed_over(northwind)
    await northwind.workspace.say(EAST, "One-on-ones move to the afternoon.", user=RITA)
    now = await northwind.workspace.now()

    async with http_client(base_url=northwind.workspace.url, timeout=10) as slack:
        for at, hear in threads_told(northwind.bot, slack, [now.date(), now.date() + timedelta(days=1)]):
            await northwind.workspace.clock(to=at)
            await hear()

    (signal,) = [signal for signal in await signals_of(northwind) if signal.thread_ts == asked.ts]
    assert signal.kind is Kind.SLACK_HANDOFF


async def test_a_note_of_before_the_demo_shows_its_answer(northwind: Company) -> None:
    begins = next(begins for begins, verdict in ANSWERS.items() if verdict is Verdict.CONFIRMED)
    asked = await northwind.workspace.say(HANDOFF, f"{begins}: {ASKED}", user=CLEO)
    await northwind.workspace.say(HANDOFF, TOLD, user=RITA, thread_ts=asked.ts)

    async with http_client(base_url=northwind.workspace.url, timeout=10) as slack:
        ((at, hear),) = threads_told(northwind.bot, slack, [(await northwind.workspace.now()).date()])
        await northwind.workspace.clock(to=at)
        await hear()

    note = await northwind.workspace.message_in(HANDOFF, containing="list for", user=CLEO, thread_ts=asked.ts)
    assert note.ephemeral
    assert "It is a workaround" not in note.buttons
