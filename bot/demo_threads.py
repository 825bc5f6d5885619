"""What people of the demo said in channels before it begins, heard as it would have been, and what they answered."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any, Final

import httpx

from bot.assembly import Bot
from bot.demo_clock import deliver
from domain.ids import ChannelId, MessageTs, UserId
from domain.occasions import moment_at
from domain.signal import SignalState
from domain.signal_verdict import Verdict
from domain.watching import QUIET, ThreadPlace
from flows import signals
from flows.watching import Heard, hear, is_watched
from handlers.messages import is_written_by_a_person
from views.signals import IS_NONE, IS_ONE

Happening = Callable[[], Awaitable[object]]

EVENING: Final = time(17, 30)
BEGUN_WITHIN: Final = timedelta(days=4)

ANSWERS: Final[Mapping[str, Verdict]] = {
    "Kickoff with Kessler Pharma": Verdict.CONFIRMED,
    "How do you two keep your follow-ups": Verdict.CONFIRMED,
    "I've built myself a Trello board": Verdict.CONFIRMED,
    "The win rate report says": Verdict.CONFIRMED,
    "Does anybody have the current fuel surcharge": Verdict.DISMISSED,
    "Can we talk about the implementation risk": Verdict.DISMISSED,
}
"""By how a thread begins: what whoever started it says, if it became a signal. The others have not come to it."""

BUTTONS: Final = {Verdict.CONFIRMED: IS_ONE, Verdict.DISMISSED: IS_NONE}


def threads_told(bot: Bot, slack: httpx.AsyncClient, days: Iterable[date]) -> Iterator[tuple[datetime, Happening]]:
    """On the evening of each day, what was said since the evening before: read, judged, and answered.

    `slack` is where people are driven.
    """
    heard_until = datetime.fromtimestamp(0, UTC)
    for day in days:
        evening = moment_at(day, EVENING, bot.deps.model.timezone)
        yield evening, partial(_hear, bot, slack, heard_until)
        heard_until = evening


async def _hear(bot: Bot, slack: httpx.AsyncClient, since: datetime) -> None:
    begun: dict[ThreadPlace, str] = {}
    async for thread in _threads(bot, since):
        place = ThreadPlace(ChannelId(thread[0]["channel"]), MessageTs(thread[0]["ts"]))
        begun[place] = str(thread[0]["text"])
        for message in thread:
            heard = Heard(place, str(message["text"]))
            if (mark := hear(bot.deps, heard, at=bot.deps.clock() - QUIET)) is not None:
                await mark
    await bot.thread_reader.look()
    await deliver(bot)
    for place, text in begun.items():
        if verdict := next((said for begins, said in ANSWERS.items() if text.startswith(begins)), None):
            await _answer(bot, slack, place, verdict)


async def _threads(bot: Bot, since: datetime) -> AsyncIterator[Sequence[Mapping[str, Any]]]:
    """In the channels that are watched: those in which something was said since, each with its answers.

    They may have begun some days before.
    """
    oldest = (bot.deps.clock() - BEGUN_WITHIN).timestamp()
    found = await bot.client.users_conversations(types="public_channel", exclude_archived=True)
    for channel in (one["id"] for one in found["channels"]):
        if not is_watched(bot.deps, ChannelId(channel)):
            continue
        history = await bot.client.conversations_history(channel=channel, oldest=f"{oldest:.6f}", limit=200)
        for message in filter(is_written_by_a_person, history["messages"]):
            if float(message.get("latest_reply") or message["ts"]) <= since.timestamp():
                continue
            said = [message]
            if message.get("reply_count"):
                answers = await bot.client.conversations_replies(channel=channel, ts=message["ts"])
                said = answers["messages"]
            yield [{**one, "channel": channel} for one in said]


async def _answer(bot: Bot, slack: httpx.AsyncClient, place: ThreadPlace, verdict: Verdict) -> None:
    """By a press on the note, which shows the answer from then on. Who got no note is asked by somebody else."""
    signal = await signals.signal_of(bot.deps, place)
    if signal is None or signal.starter is None:
        return
    if signal.state is SignalState.NOTED:
        await _press(slack, place, signal.starter, BUTTONS[verdict])
    else:
        await signals.answer(bot.deps, signal.id, verdict, by=signal.starter)


async def _press(slack: httpx.AsyncClient, place: ThreadPlace, person: UserId, action_id: str) -> None:
    where = {"user": person, "channel": place.channel}
    seen = await slack.get("_control/messages", params={**where, "thread_ts": place.ts})
    for message in seen.raise_for_status().json()["messages"]:
        for block in message["blocks"]:
            if action_id in [element.get("action_id") for element in block.get("elements", ())]:
                ids = {"ts": message["ts"], "block_id": block["block_id"], "action_id": action_id}
                (await slack.post("_control/action", json={**where, **ids})).raise_for_status()
                return
