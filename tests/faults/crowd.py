"""People who report, decide, ship and confirm while everything breaks; who is not answered does something else next."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

import httpx

from tests.faults.book import Book
from tests.filling import Fill
from tests.seen import Message, label_in
from tests.workspace import ADA, BOT, CARL, CLEO, EAST, MAYA, RAVI, RITA, THEO, TRIAGE, Outcome, Workspace

COMMAND: Final = "/crm-friction"
REPORTERS: Final = (RITA, RAVI, MAYA, CLEO, CARL)
PAUSE_S: Final = (0.02, 0.2)
LOOKS_BACK: Final = 40
NUMBER: Final = re.compile(r"\bF-(\d+)\b")
FRICTION: Final = (
    "The champion field is required before I can save deal {}",
    "The next step field is required before I can move deal {} to Proposal, so I type tbd into it",
    "I have to type the amount of deal {} twice because the quote does not fill it in",
    "The close date of deal {} moves by itself whenever I save the record",
)
CHOICES: Final[Mapping[str, str]] = {
    "Fix": "fix",
    "Reject": "reject",
    "Defer": "defer",
    "Needs context": "ask",
    "Mark as shipped": "ship",
}
ANSWERS: Final[Mapping[str, str]] = {"Answer": "answer", "Appeal": "appeal", "Withdraw": "withdraw"}


def filled_in(label: str) -> dict[str, Fill]:
    """What is written into the form behind a button."""
    week = (datetime.now(UTC) + timedelta(days=7)).date()
    forms: dict[str, dict[str, Fill]] = {
        "Fix": {"Fix owner": ADA},
        "Reject": {"Why": "Finance reads it.", "What would change our mind": "A number."},
        "Defer": {"Revisit on": week, "Why": "After the migration."},
        "Needs context": {"Question": "On which page?"},
        "Mark as shipped": {"Title": "Asked later", "What changed": "Nobody is asked before Proposal."},
        "Answer": {"Your answer": "On the deal page."},
        "Appeal": {"What is new": "It took an hour."},
        "Withdraw": {},
        "Still broken": {"What is still wrong": "It asks again."},
    }
    return forms[label]


class Person:
    """Does one thing at a time, and writes into the book what was promised."""

    def __init__(self, workspace: Workspace, user: str, dice: Random, book: Book) -> None:
        self.user = user
        self._workspace = workspace
        self._dice = dice
        self._book = book

    async def act(self, over: asyncio.Event) -> None:
        wishes = self._of_a_reporter() if self.user in REPORTERS else self._of_an_owner()
        while not over.is_set():
            wish = self._dice.choice(wishes)
            with suppress(AssertionError, httpx.HTTPError):  # what is not there any more, or never was
                await wish()
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), self._dice.uniform(*PAUSE_S))

    def _of_a_reporter(self) -> list[Callable[[], Awaitable[None]]]:
        return [*[self.report] * 3, self.support, self.mention, *[self.look_at_words] * 2]

    def _of_an_owner(self) -> list[Callable[[], Awaitable[None]]]:
        return [self.decide]

    # What reporters do

    async def report(self) -> None:
        text = self._dice.choice(FRICTION).format(f"{self.user[2:]}-{len(self._book.typed)}")
        self._book.typed.append(text)
        sent_at = time.monotonic()
        said = await self._workspace.command(COMMAND, text, user=self.user)
        self._count(said)
        number = NUMBER.search(said.text)
        if said.ok and number and "is filed" in said.text:
            self._book.report_accepted(int(number[1]), text, sent_at)

    async def support(self) -> None:
        if not self._book.reports:
            return
        number = self._dice.choice(list(self._book.reports))
        shown = await self._workspace.command(COMMAND, f"F-{number}", user=self.user)
        self._count(shown)
        if shown.message is None or "Me too" not in shown.message.buttons:
            return
        self._count(await self._press(shown.message, "Me too"))
        for told in await self._latest(EAST):
            if told.ephemeral and f"You support F-{number} now" in told.text:
                self._book.supports.add((number, self.user))

    async def mention(self) -> None:
        """Whether it was received, the traffic tells."""
        text = f"<@{BOT}> {self._dice.choice(FRICTION).format(self._dice.randrange(10**9))}"
        await self._workspace.post("message", user=self.user, channel=EAST, text=text)

    async def look_at_words(self) -> None:
        """Uses a button in the messages with the bot."""
        for message in reversed(await self._latest(self.user)):
            number = NUMBER.search(message.text)
            buttons = [b for b in message.buttons if b in {*ANSWERS, "It works now", "Still broken"}]
            if number is None or not buttons or message.ephemeral:
                continue
            label = self._dice.choice(buttons)
            if label == "It works now":
                return await self._say_it_works(message, int(number[1]))
            verb = "reopen" if label == "Still broken" else ANSWERS[label]
            return await self._decide_on(message, label, int(number[1]), verb)

    async def _say_it_works(self, message: Message, number: int) -> None:
        pressed = await self._press(message, "It works now")
        self._count(pressed)
        told_no = [m for m in await self._latest(self.user) if m.ephemeral]
        if pressed.ok and not told_no:
            self._book.decisions.append((number, "confirm", self.user))

    # What owners do

    async def decide(self) -> None:
        cards = [m for m in await self._latest(TRIAGE) if m.user == BOT and not m.ephemeral]
        self._dice.shuffle(cards)
        for card in cards:
            number = NUMBER.search(card.text)
            labels = [label for label in card.buttons if label in CHOICES]
            if number and labels:
                label = self._dice.choice([*labels, *({"Fix", "Mark as shipped"} & set(labels))])
                return await self._decide_on(card, label, int(number[1]), CHOICES[label])

    async def _decide_on(self, message: Message, label: str, number: int, verb: str) -> None:
        """Presses, fills in the form that opens, and closes whatever stays open: also the form of an earlier try."""
        self._count(await self._press(message, label))
        try:
            if await self._sees_form_of(number):
                sent = await self._workspace.fill_and_submit(self.user, filled_in(label))
                self._count(sent)
                if sent.ok and sent.closed:
                    self._book.decisions.append((number, verb, self.user))
        finally:
            if await self._workspace.has_modal(self.user):
                await self._workspace.close_modal(self.user, everything=True)

    async def _sees_form_of(self, number: int) -> bool:
        if not await self._workspace.has_modal(self.user):
            return False
        form = await self._workspace.modal(self.user)
        about = NUMBER.search(f"{form.title} {form.text}")
        return about is not None and int(about[1]) == number

    # Both

    async def _press(self, message: Message, label: str) -> Outcome:
        what = label_in(message.blocks, label)
        ids = {"block_id": what.block_id, "action_id": what.action_id, "element": what.element}
        where = {"channel": message.channel, "ts": message.ts}
        return Outcome(**await self._workspace.post("action", user=self.user, **where, **ids))

    async def _latest(self, channel: str) -> list[Message]:
        place = self._workspace.place(channel)
        seen = await self._workspace.get("messages", user=self.user, channel=place, limit=LOOKS_BACK)
        return [Message(json, self.user) for json in seen["messages"]]

    def _count(self, outcome: Outcome) -> None:
        self._book.gestures += 1
        self._book.unanswered += outcome.error is not None


def crowd(workspace: Workspace, book: Book, dice: Random) -> list[Person]:
    """Five who report, and two owners who are often in each other's way."""
    return [Person(workspace, user, Random(dice.random()), book) for user in (*REPORTERS, THEO, ADA)]
