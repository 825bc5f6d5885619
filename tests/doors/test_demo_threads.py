"""Threads of before the demo begins: heard as they would have been, answered by whoever was asked, and of each kind."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.demo_threads import ANSWERS, threads_told
from domain.ids import ChannelId, UserId
from domain.signal_verdict import Verdict
from domain.signals.judging import Judged, judge
from domain.signals.kinds import Kind
from domain.signals.thread import Message as ThreadMessage
from domain.signals.thread import Thread
from domain.thread_read import Place, channel_kind
from flows.deps import Deps
from tests.doors.running import Company
from tests.doors.test_watching import ASKED, TOLD, handed_over, signals_of
from tests.flows.stories import ON_SQLITE
from tests.serving import http_client
from tests.workspace import CLEO, EAST, HANDOFF, RITA

CONVERSATION = Path(__file__).parents[2] / "sandbox" / "conversation.yml"


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


# --- what was said there ---------------------------------------------------------------------------------------------

TWINS = (
    "Does anybody have the current fuel surcharge sheet",
    "To-do list for Friday's team lunch",
    "My notes from the Ostrander call are on the deal",
    "The board for the office move is up",
)
"""Threads that only look like a workaround, by how they begin."""


def seeded(deps: Deps) -> Iterator[tuple[str, Judged]]:
    """Each thread that the demo's people wrote, by how it begins, as it is judged where it stands."""
    for channel, threads in YAML(typ="safe").load(CONVERSATION).items():
        kind = channel_kind(deps.model, Place(ChannelId(channel)))
        for thread in threads:
            said = [_message(deps, one) for one in (thread, *thread.get("replies", ()))]
            yield thread["text"], judge(Thread(tuple(said), kind))


def _message(deps: Deps, one: Mapping[str, Any]) -> ThreadMessage:
    author = UserId(f"U0{one['by'].upper()}")
    team = deps.roster.team_of(author)
    return ThreadMessage(author, one["text"], team=team.role if team else "")


@ON_SQLITE
def test_the_seeded_channels_hold_each_kind_and_its_innocent_twins(deps: Deps) -> None:
    judged = dict(seeded(deps))

    assert {one.kind for one in judged.values() if one.list} == set(Kind)
    for begins in TWINS:
        (twin,) = [one for text, one in judged.items() if text.startswith(begins)]
        assert not twin.list, begins
