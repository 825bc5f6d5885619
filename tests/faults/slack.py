"""Slack for one run: the sandbox, with its faults counted when they strike and its deliveries of mentions noted."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Final

from sandbox.app import create_app
from sandbox.faults import Fault, Faults
from sandbox.settings import Settings
from sandbox.state import Message
from sandbox.workspace import Workspace as Sandbox
from tests.faults.book import Book
from tests.serving import MANIFEST, address, free_socket, http_client, serving
from tests.workspace import Workspace

TOKEN: Final = "xoxb-northwind-0001"
SECRET: Final = "0123456789abcdef0123456789abcdef"
RETRY_AFTER_S: Final = (0.1, 1.5, 4.0)
"""Slack's are nearly at once, a minute and five."""


class CountedFaults(Faults):
    def __init__(self, dice: Random) -> None:
        super().__init__()
        self.struck: Counter[str] = Counter()
        self._dice = dice

    def strike(self, method: str, channel: str | None) -> Fault | None:
        fault = super().strike(method, channel)
        if fault:
            self.struck[f"Slack: {fault.kind.replace('_', ' ')}"] += 1
        return fault


@dataclass(slots=True)
class Slack:
    """`workspace` drives it; what the bot posted is read from its memory."""

    sandbox: Sandbox
    workspace: Workspace
    faults: CountedFaults
    deliveries: Counter[str] = field(default_factory=Counter)
    _seen: int = 0

    def note_mentions(self, book: Book) -> None:
        """Of the deliveries since the last look: which mentions were received, and how often events came again."""
        for entry in self.sandbox.traffic.after(self._seen):
            self._seen = entry["id"]
            if entry["direction"] == "in" and entry["name"] == "app_mention" and entry["status"] == 200:
                ts = entry["request"]["event"]["ts"]
                self.deliveries["event again after it was received"] += ts in book.mentions
                book.mentions.add(ts)

    def posted(self) -> Iterator[Message]:
        """Everything that the bot posted and that stands there now, oldest first in each place."""
        for channel in self.sandbox.company.channels.values():
            yield from (m for m in channel.messages.values() if m.user == self.sandbox.company.bot_user)


@asynccontextmanager
async def slack(app_port: int, dice: Random) -> AsyncIterator[Slack]:
    """Its time is the real one, as the bot compares Slack's with its own when it looks something up."""
    listening = free_socket()
    settings = Settings(
        public_url=address(listening),
        app_url=f"http://127.0.0.1:{app_port}/slack/events",
        manifest=MANIFEST,
        bot_token=TOKEN,
        signing_secret=SECRET,
        retry_after=RETRY_AFTER_S,
    )
    sandbox = Sandbox(settings)
    faults = CountedFaults(dice)
    sandbox.faults = faults
    async with (
        serving(create_app(sandbox), listening) as url,
        http_client(base_url=f"{url}/_control/", timeout=30) as http,
    ):
        try:
            yield Slack(sandbox, Workspace(http), faults)
        finally:
            sandbox.bus.close()
