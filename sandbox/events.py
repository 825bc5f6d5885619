"""What the app is told by event: to which it subscribes, in which envelope, again when it does not answer."""

import asyncio
import secrets
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from sandbox.clock import Clock
from sandbox.deliver import Answer, Courier, settle
from sandbox.manifest import Manifest
from sandbox.shapes import channel_type, message_json
from sandbox.state import Channel, Company, Json, Message

AT_ONCE = 64
"""Deliveries under way at the same time; Slack too does not wait for one before it sends the next."""
GATHER = 0.05
"""Seconds in which events are collected, to be delivered in reverse."""


@dataclass
class Switches:
    """How deliveries misbehave. `delay` is in seconds."""

    twice: bool = False
    reverse: bool = False
    delay: float = 0.0
    rate_limit: bool = False


class Events:
    def __init__(self, company: Company, manifest: Manifest, clock: Clock, courier: Courier) -> None:
        self.company = company
        self.switches = Switches()
        self._manifest = manifest
        self._clock = clock
        self._courier = courier
        self._tasks: set[asyncio.Task[None]] = set()
        self._under_way = asyncio.Semaphore(AT_ONCE)
        self._held: list[tuple[Json, asyncio.Future[Answer]]] = []

    async def stop(self) -> None:
        await settle(self._tasks)

    # What happened

    def message_posted(self, channel: Channel, message: Message) -> None:
        event = message_json(self.company, message, all_metadata=True)
        self._tell_channel(channel, event | {"event_ts": message.ts})
        mentioned = f"<@{self.company.bot_user}>" in message.text
        if mentioned and not message.bot_id and not channel.is_im and self._hears(channel):
            self.tell({**event, "type": "app_mention", "channel": channel.id, "event_ts": message.ts})

    def message_changed(self, channel: Channel, message: Message, previous: Json) -> None:
        event = {
            "type": "message",
            "subtype": "message_changed",
            "hidden": True,
            "message": message_json(self.company, message, all_metadata=True),
            "previous_message": previous,
        }
        self._tell_channel(channel, event | self._now())

    def message_deleted(self, channel: Channel, message: Message) -> None:
        event = {
            "type": "message",
            "subtype": "message_deleted",
            "hidden": True,
            "deleted_ts": message.ts,
            "previous_message": message_json(self.company, message, all_metadata=True),
        }
        self._tell_channel(channel, event | self._now())

    def member_joined(self, channel: Channel, user: str, inviter: str | None) -> None:
        if self._hears(channel):
            event = {"type": "member_joined_channel", "user": user, "channel": channel.id, "team": self.company.team_id}
            event["channel_type"] = "G" if channel.is_private else "C"
            self.tell(event | ({"inviter": inviter} if inviter else {}) | self._now())

    def home_opened(self, user: str, channel: Channel, tab: str, view: Json | None) -> asyncio.Future[Answer] | None:
        event = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": tab}
        return self.tell(event | ({"view": view} if view else {}) | self._now())

    def _now(self) -> Json:
        return {"event_ts": self._clock.next_ts()}

    def _hears(self, channel: Channel) -> bool:
        return self.company.bot_user in channel.members

    def _tell_channel(self, channel: Channel, event: Json) -> None:
        kind = channel_type(channel)
        if self._hears(channel) and self._manifest.subscribes(f"message.{kind}s" if kind != "im" else "message.im"):
            self._send(self._envelope(event | {"channel": channel.id, "channel_type": kind}))

    # On its way

    def tell(self, event: Json) -> asyncio.Future[Answer] | None:
        """The answer to the first delivery; None when the app does not subscribe to this event."""
        if not self._manifest.subscribes(event["type"]):
            return None
        return self._send(self._envelope(event))

    def _envelope(self, event: Json) -> Json:
        team = self.company.team_id
        authorization = {"enterprise_id": None, "team_id": team, "user_id": self.company.bot_user}
        return {
            "token": "sandbox",
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": self.company.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(6).upper()}",
            "event_time": int(self._clock.now().timestamp()),
            "authorizations": [{**authorization, "is_bot": True, "is_enterprise_install": False}],
            "is_ext_shared_channel": False,
            "event_context": secrets.token_hex(16),
        }

    def _send(self, envelope: Json) -> asyncio.Future[Answer]:
        first: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        if self.switches.reverse:
            self._held.append((envelope, first))
            if len(self._held) == 1:
                self._run(self._release())
        else:
            self._run(self._carry(envelope, first))
        if self.switches.twice:
            self._run(self._again(envelope, first))
        return first

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _release(self) -> None:
        """The last of those gathered goes first; each waits for the answer to the one before."""
        await asyncio.sleep(GATHER)
        gathered, self._held = self._held, []
        for envelope, first in reversed(gathered):
            self._run(self._carry(envelope, first))
            await asyncio.wait([first])

    async def _again(self, envelope: Json, first: asyncio.Future[Answer]) -> None:
        """As when Slack lost the app's answer."""
        await asyncio.wait([first])
        await self._courier.deliver("events_api", event_name(envelope), envelope, (1, "http_timeout"))

    async def _carry(self, envelope: Json, first: asyncio.Future[Answer]) -> None:
        """Delivers until it is answered, at most once more than there are pauses."""
        if self.switches.delay:
            await asyncio.sleep(self.switches.delay)
        retry: tuple[int, str] | None = None
        for number, pause in enumerate((*self._courier.settings.retry_after, None), start=1):
            async with self._under_way:
                answer = await self._courier.deliver("events_api", event_name(envelope), envelope, retry)
            if not first.done():
                first.set_result(answer)
            if answer.error is None or answer.no_retry or pause is None:
                return
            retry = (number, retry_reason(answer))
            await asyncio.sleep(pause)

    async def idle(self, timeout: float) -> bool:
        """True once nothing is on its way any more."""
        end = time.monotonic() + timeout
        while self._tasks and time.monotonic() < end:
            await asyncio.wait(list(self._tasks), timeout=end - time.monotonic())
        return not self._tasks


def event_name(envelope: Json) -> str:
    event = envelope["event"]
    subtype = event.get("subtype")
    return f"{event['type']}.{subtype}" if subtype else str(event["type"])


def retry_reason(answer: Answer) -> str:
    if answer.error == "operation_timeout":
        return "http_timeout"
    return "http_error" if answer.status else "connection_failed"
