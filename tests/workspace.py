"""Drives a sandbox as its people do: by visible labels, one method a gesture."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

import httpx

from tests.filling import Fill, fill
from tests.seen import Clickable, Json, Message, View, label_in, shown
from tests.straight import Answer, Straight

RITA, RAVI, MAYA, THEO = "U0RITA", "U0RAVI", "U0MAYA", "U0THEO"
FINN, CLEO, CARL, ADA = "U0FINN", "U0CLEO", "U0CARL", "U0ADA"
BOT = "U0ADOPTION"
TRIAGE, UPDATES, PIPELINE, FORECAST = "C0TRIAGE", "C0UPDATES", "C0PIPELINE", "C0FORECAST"
HANDOFF, RENEWALS, EAST, GENERAL = "C0HANDOFF", "C0RENEWALS", "C0EAST", "C0GENERAL"

PATIENCE = 20.0
"""Seconds after which a condition will not come true any more."""

Found = TypeVar("Found")


@dataclass(frozen=True)
class Outcome:
    """What came of a gesture. `errors` of a form go by the visible label of the input."""

    status: int | None
    ms: float
    error: str | None
    errors: Mapping[str, str] | None = None
    closed: bool = False

    @property
    def ok(self) -> bool:
        return self.error is None and not self.errors


@dataclass(frozen=True)
class Said(Outcome):
    """What a command was answered; `message` is None when nothing was said."""

    message: Message | None = None

    @property
    def text(self) -> str:
        return self.message.text if self.message else ""

    @property
    def raw_text(self) -> str:
        return self.message.raw_text if self.message else ""


async def eventually(look: Callable[[], Awaitable[Found | None]], what: str, timeout: float = PATIENCE) -> Found:
    """What `look` finds as soon as it finds something."""
    end = time.monotonic() + timeout
    while True:
        found = await look()
        if found is not None:
            return found
        assert time.monotonic() < end, f"{what} within {timeout} s"
        await asyncio.sleep(0.02)


class Workspace:
    def __init__(self, http: httpx.AsyncClient | Straight) -> None:
        self._http = http

    # The two ways of asking

    async def get(self, call: str, **query: Any) -> Json:
        return self._read(await self._http.get(call, params={k: v for k, v in query.items() if v is not None}))

    async def post(self, call: str, **body: Any) -> Json:
        return self._read(await self._http.post(call, json=body))

    @staticmethod
    def _read(answer: httpx.Response | Answer) -> Json:
        body: Json = answer.json()
        assert answer.is_success, body
        return body

    @property
    def url(self) -> str:
        return str(self._http.base_url).removesuffix("/_control/")

    @property
    def api_url(self) -> str:
        """For `SLACK_API_URL`."""
        return f"{self.url}/api/"

    async def state(self, user: str = ADA) -> Json:
        return await self.get("state", user=user)

    # Reading

    @staticmethod
    def place(channel: str) -> str:
        """A channel; a person's id stands for their messages with the bot."""
        return "D0" + channel.removeprefix("U0") if channel.startswith("U") else channel

    async def messages(self, channel: str, user: str | None = None, thread_ts: str | None = None) -> list[Message]:
        """Oldest first; of a person's direct messages they are what that person sees."""
        reader = user or (channel if channel.startswith("U") else ADA)
        said = await self.get("messages", user=reader, channel=self.place(channel), thread_ts=thread_ts)
        return [Message(json, reader) for json in said["messages"]]

    async def message_in(
        self,
        channel: str,
        *,
        containing: str = "",
        user: str | None = None,
        thread_ts: str | None = None,
        by_bot: bool = True,
        timeout: float = PATIENCE,
    ) -> Message:
        """The newest message there that contains these words, as soon as there is one."""

        async def look() -> Message | None:
            seen = await self.messages(channel, user, thread_ts)
            seen = [m for m in seen if m.user == BOT] if by_bot else seen
            return next((m for m in reversed(seen) if containing in m.text or containing in m.raw_text), None)

        return await eventually(look, f"{containing!r} in {channel}", timeout)

    async def now_as(self, message: Message) -> Message:
        """The message as it stands now."""
        thread_ts = message.thread_ts if message.is_reply else None
        seen = await self.messages(message.channel, message.seen_by, thread_ts)
        found = next((m for m in seen if m.ts == message.ts), None)
        assert found is not None, "the message is gone"
        return found

    async def changed(
        self, message: Message, *, containing: str = "", without: str | None = None, timeout: float = PATIENCE
    ) -> Message:
        """The same message, as soon as it says these words (and not those `without`)."""

        async def look() -> Message | None:
            now = await self.now_as(message)
            says = containing in now.text or containing in now.raw_text
            return now if says and (without is None or without not in now.raw_text) else None

        return await eventually(look, f"{containing!r} on the message {message.ts}", timeout)

    async def thread(self, message: Message, user: str | None = None) -> list[Message]:
        """The replies, without the message itself."""
        parent = message.thread_ts or message.ts
        return [m for m in await self.messages(message.channel, user, parent) if m.ts != parent]

    # Acting

    async def say(self, channel: str, text: str, *, user: str, thread_ts: str | None = None) -> Message:
        body = {"user": user, "channel": self.place(channel), "text": text, "thread_ts": thread_ts}
        ts = (await self.post("message", **body))["ts"]
        seen = await self.messages(self.place(channel), user, thread_ts)
        return next(m for m in seen if m.ts == ts)

    async def command(self, command: str, text: str = "", *, user: str, channel: str = EAST) -> Said:
        place = self.place(channel)
        answer = await self.post("command", user=user, channel=place, command=command, text=text)
        ts = answer.pop("ts", None)
        seen = await self.messages(place, user) if ts else []
        return Said(**answer, message=next((m for m in seen if m.ts == ts), None))

    async def shortcut(self, name: str, *, user: str, message: Message | None = None) -> Outcome:
        """By its visible name, or by its callback_id."""
        kind = "message" if message else "global"
        declared = (await self.state(user))["shortcuts"]
        ids = [s["callback_id"] for s in declared if s["name"] == name and s["type"] == kind]
        where = {"channel": message.channel, "ts": message.ts} if message else {}
        return Outcome(**await self.post("shortcut", user=user, callback_id=ids[0] if ids else name, **where))

    async def press(self, where: Message | View, label: str, user: str | None = None) -> Outcome:
        """A button, or an option of a menu, by what it says. A message is looked at anew, as people do."""
        actor = user or where.seen_by
        if isinstance(where, Message):
            here = await self.now_as(Message(where.json, actor))
            place = {"channel": here.channel, "ts": here.ts}
        else:
            here, place = where, {"view_id": where.id}  # type: ignore[assignment]
        return await self.click(label_in(here.blocks, label), place, actor)

    async def click(self, what: Clickable, place: Mapping[str, str], user: str) -> Outcome:
        """For a click on what may not be there any more."""
        ids = {"block_id": what.block_id, "action_id": what.action_id}
        return Outcome(**await self.post("action", user=user, element=what.element, **ids, **place))

    # Forms and Home

    async def modal(self, user: str, *, containing: str = "", timeout: float = PATIENCE) -> View:
        """The form on top, as soon as it is open and says these words in its title or body."""

        async def look() -> View | None:
            modal = (await self.state(user))["modal"]
            view = View(modal["view"], user, modal["depth"]) if modal else None
            return view if view and containing in f"{view.title}\n{view.text}" else None

        return await eventually(look, f"a form {containing!r} for {user}", timeout)

    async def has_modal(self, user: str) -> bool:
        return (await self.state(user))["modal"] is not None

    async def fill_and_submit(self, user: str, values: Mapping[str, Fill] | None = None) -> Outcome:
        """Fills in the form on top by visible labels; what is not named stays as it is."""
        view = await self.modal(user)
        filled: Json = {}
        for label, value in (values or {}).items():
            block = view.input(label)
            action_id = block["element"]["action_id"]
            filled[block["block_id"]] = {action_id: await fill(self, view, block, value)}
        answer = await self.post("submit", user=user, view_id=view.id, values=filled)
        labels = {block["block_id"]: shown(block["label"]["text"]) for block in view.inputs}
        errors = {labels[block_id]: sentence for block_id, sentence in (answer.pop("errors") or {}).items()}
        return Outcome(**answer, errors=errors or None)

    async def close_modal(self, user: str, *, everything: bool = False) -> None:
        view = await self.modal(user)
        await self.post("close", user=user, view_id=view.id, all=everything)

    async def options(self, view: View, label: str, typed: str = "") -> list[Json]:
        """What an input that asks the app offers for what was typed."""
        block = view.input(label)
        ids = {"block_id": block["block_id"], "action_id": block["element"]["action_id"]}
        offered = await self.post("options", user=view.seen_by, view_id=view.id, value=typed, **ids)
        grouped = [option for group in offered["option_groups"] for option in group["options"]]
        return [*offered["options"], *grouped]

    async def home(self, user: str, *, containing: str = "", timeout: float = PATIENCE) -> View:
        """Opens the app's Home tab and waits until it says these words."""
        await self.post("open_home", user=user)

        async def look() -> View | None:
            home = (await self.state(user))["home"]
            view = View(home, user) if home else None
            return view if view and containing in view.text else None

        return await eventually(look, f"{containing!r} on the Home of {user}", timeout)

    # The world around

    async def clock(self, *, to: datetime | str | None = None, days: float | None = None) -> list[Json]:
        """Moves to a time, by days, or to what is due next; answers what ran, as `{at, job}`."""
        if to is not None:
            body: Json = {"to": to.isoformat() if isinstance(to, datetime) else to}
        else:
            body = {"days": days} if days else {"next": True}
        return list((await self.post("clock", **body))["ran"])

    async def now(self) -> datetime:
        return datetime.fromisoformat((await self.state())["now"])

    async def today(self) -> date:
        return (await self.now()).date()

    async def faults(self, *faults: Json) -> None:
        """Replaces all; none clears them."""
        await self.post("faults", faults=list(faults))

    async def deliver(self, **switches: bool | float) -> None:
        await self.post("delivery", **switches)

    async def idle(self, timeout: float = 10) -> None:
        """Every event has been delivered."""
        assert (await self.post("idle", timeout=timeout))["idle"], "events are still on their way"

    async def traffic(self, name: str | None = None, *, after: int = 0) -> list[Json]:
        seen: list[Json] = (await self.get("traffic", after=after))["traffic"]
        return [entry for entry in seen if name in (None, entry["name"])]

    async def delete(self, message: Message) -> None:
        """Somebody deletes it."""
        await self.post("delete_message", channel=message.channel, ts=message.ts)

    async def change_channel(self, channel: str, **changes: Any) -> None:
        await self.post("channel", channel=channel, **changes)

    async def deactivate(self, user: str) -> None:
        await self.post("user", user=user, deleted=True)

    async def set_presence(self, user: str, **presence: str | int) -> None:
        """`status_text`, `status_emoji`, `status_expiration`, `quiet_until`: what is not named stays."""
        await self.post("user", user=user, **presence)

    async def reset(self) -> None:
        await self.post("reset")
