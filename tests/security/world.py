"""A company with a report in every state, the bot in front of it, and a Slack that keeps what it was told."""

import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

import httpx
from pydantic import SecretStr
from sqlmodel import SQLModel
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.assembly import Bot, assembled
from bot.server import build_server
from bot.settings import Settings
from domain.ids import UserId
from domain.post import PostKind
from domain.report import Report, Status, Verb
from flows import ageing
from flows.deps import Deps
from sandbox.deliver import as_request
from store import notes, posts
from tests.conftest import ADA, BOT, CLEO, EXAMPLE, FINN, MAYA, MONDAY, RAVI, RITA, TEAM, THEO, Clock
from tests.doors.wire import kind_of, signed
from tests.flows.stories import a_report, confirm, decided, shipped, supported
from tests.security.payloads import Json
from tests.serving import http_client, serving

TOKEN: Final = "xoxb-watched-over-0001"
SECRET: Final = "5ec0ffee5ec0ffee5ec0ffee5ec0ffee"

TABLES: Final = sorted(set(SQLModel.metadata.tables) - {"receipts"})

Rows = dict[str, list[tuple[Any, ...]]]

WORKFLOW: Final = "forecast"
"""Finn decides about it; Theo about those that name no owner of their own."""


class Role(StrEnum):
    """What somebody is to a report of `WORKFLOW`."""

    REPORTER = "reporter"
    SUPPORTER = "supporter"
    TRIAGE_OWNER = "triage owner of its workflow"
    OTHER_OWNER = "triage owner of other workflows"
    FIX_OWNER = "fix owner"
    MANAGER = "manager of the reporter"
    ADMIN = "admin"
    STRANGER = "stranger"
    DEACTIVATED = "deactivated account"
    BOT = "bot"


WHO: Final[Mapping[Role, UserId]] = {
    Role.REPORTER: RITA,
    Role.SUPPORTER: RAVI,
    Role.TRIAGE_OWNER: FINN,
    Role.OTHER_OWNER: THEO,
    Role.FIX_OWNER: CLEO,
    Role.MANAGER: MAYA,
    Role.ADMIN: ADA,
    Role.STRANGER: UserId("U0STRANGER"),
    Role.DEACTIVATED: UserId("U0GONE"),
    Role.BOT: BOT,
}

WAYS: Final[Mapping[Status, tuple[Verb, ...]]] = {
    Status.NEW: (),
    Status.WAITING: (Verb.ASK,),
    Status.FIXING: (Verb.FIX,),
    Status.SHIPPED: (Verb.FIX, Verb.SHIP),
    Status.CONFIRMED: (Verb.FIX, Verb.SHIP, Verb.CONFIRM),
    Status.CLOSED: (Verb.FIX, Verb.SHIP, Verb.CLOSE),
    Status.REJECTED: (Verb.REJECT,),
    Status.DEFERRED: (Verb.DEFER,),
    Status.MERGED: (Verb.MERGE,),
    Status.WITHDRAWN: (Verb.WITHDRAW,),
}
"""How a report comes to stand where it stands."""


async def report_at(deps: Deps, status: Status, *, clock: Clock | None = None) -> Report:
    """A report by Rita that Ravi supports and Cleo fixes. `clock` is moved by a fortnight on the way to closed."""
    report = await a_report(deps, by=RITA, workflow=WORKFLOW)
    await supported(deps, report.id, RAVI)
    for verb in WAYS[status]:
        match verb:
            case Verb.SHIP:
                note = await shipped(deps, report.id, by=CLEO)
            case Verb.CONFIRM:
                await confirm(deps, note.id, by=RAVI)
            case Verb.CLOSE:
                assert clock, "only the clock closes a report"
                clock.move(days=14)
                await ageing.close_silent(deps, at=clock())
            case Verb.FIX:
                await decided(deps, report.id, verb, by=FINN, owner=CLEO)
            case Verb.MERGE:
                target = await a_report(deps, "Nothing is like this one", by=MAYA, workflow=WORKFLOW)
                await decided(deps, report.id, verb, by=FINN, target=target.id)
            case Verb.WITHDRAW:
                await decided(deps, report.id, verb, by=RITA)
            case Verb.DEFER:
                on = (clock() if clock else deps.clock()).date() + timedelta(days=14)
                await decided(deps, report.id, verb, by=FINN, revisit_on=on)
            case _:
                await decided(deps, report.id, verb, by=FINN)
    return report


async def one_in_every_state(deps: Deps, clock: Clock) -> dict[Status, Report]:
    """The closed one first: the fortnight that closes it would close any other that is shipped."""
    first = sorted(Status, key=lambda status: status is not Status.CLOSED)
    return {status: await report_at(deps, status, clock=clock) for status in first}


async def note_of(deps: Deps, report: Report) -> int:
    """The id of the note that resolves `report`."""
    async with deps.store.read() as tx:
        return (await notes.notes_on(tx, [report.id]))[report.id][-1].id


async def shown(deps: Deps, decision: str, person: UserId, *, channel: str, ts: str) -> None:
    """The private word about `decision` stands in Slack, as if delivered."""
    table = posts.posts
    word = table.c.kind == PostKind.DECISION_WORD.value, table.c.subject == decision, table.c.place == person
    async with deps.begin() as tx:
        await tx.execute(table.update().where(*word).values(channel=channel, ts=ts, state="posted", shown=1))


@dataclass
class FakeSlack:
    """Answers every method with what the bot reads of it, and keeps what it was told."""

    told: list[tuple[str, Json]] = field(default_factory=list)
    url: str = ""

    @property
    def response_url(self) -> str:
        return f"{self.url}/response/1"

    def app(self) -> Starlette:
        answers = [
            Route("/api/{method}", self._method, methods=["POST", "GET"]),
            Route("/response/{what:path}", self._response, methods=["POST"]),
        ]
        return Starlette(routes=answers)

    def forget(self) -> None:
        self.told.clear()

    async def _method(self, request: Request) -> JSONResponse:
        if request.headers.get("content-type", "").startswith("application/json"):
            asked = await request.json()
        else:
            asked = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        method = request.path_params["method"]
        self.told.append((method, asked))
        return JSONResponse({"ok": True, **ANSWERS.get(method, {})})

    async def _response(self, request: Request) -> JSONResponse:
        self.told.append(("response_url", await request.json()))
        return JSONResponse({"ok": True})


ANSWERS: Final[Mapping[str, Json]] = {
    "auth.test": {"url": "https://northwind.slack.com/", "team_id": TEAM, "user_id": BOT, "bot_id": "B0ADOPTION"},
    "chat.postMessage": {"ts": "1764000001.000100", "channel": "D0SOMEBODY"},
    "views.open": {"view": {"id": "V0OPENED"}},
}


@dataclass
class World:
    bot: Bot
    slack: FakeSlack
    http: httpx.AsyncClient
    clock: Clock
    db: sqlite3.Connection
    reports: Mapping[Status, Report]
    target: Report
    """Open for ever: others are merged into it."""
    _rows: Rows = field(default_factory=dict)
    _written: dict[str, int] = field(default_factory=dict)

    def rows(self) -> Rows:
        """Everything in the store but the receipts of deliveries: what a refusal must leave as it was.

        A table is read again only when a row of it was written: to read all each time takes longer than the gestures.
        """
        written = dict(self.db.execute("SELECT name, times FROM written").fetchall())
        anew = [table for table, times in written.items() if self._written.get(table) != times]
        if anew:
            self._written = written
            self._rows = self._rows | {table: self.db.execute(f"SELECT * FROM {table}").fetchall() for table in anew}  # noqa: S608
        return self._rows

    @property
    def deps(self) -> Deps:
        return self.bot.deps

    async def send(self, payload: Mapping[str, Any]) -> httpx.Response:
        """Signed and posted as Slack would."""
        body, content_type = as_request(kind_of(payload), payload)
        return await self.post(body, signed(body, SECRET) | {"Content-Type": content_type})

    async def post(self, body: bytes, headers: Mapping[str, str]) -> httpx.Response:
        return await self.http.post("/slack/events", content=body, headers=dict(headers))


def count_what_is_written(db: sqlite3.Connection) -> None:
    """From now on the store itself counts in `written` each row of `TABLES` that anybody writes."""
    db.execute("CREATE TABLE written (name TEXT PRIMARY KEY, times INTEGER)")
    db.executemany("INSERT INTO written VALUES (?, 1)", [(table,) for table in TABLES])
    for table in TABLES:
        for how in ("INSERT", "UPDATE", "DELETE"):
            then = f"BEGIN UPDATE written SET times = times + 1 WHERE name = '{table}'; END"  # noqa: S608 - ours
            db.execute(f"CREATE TRIGGER {table}_{how} AFTER {how} ON {table} {then}")
    db.commit()


@asynccontextmanager
async def running_world(store_file: Path) -> AsyncIterator[World]:
    """The bot on `store_file`, an empty store at head, without anything running in the background: only doors."""
    slack, clock = FakeSlack(), Clock(MONDAY)
    async with AsyncExitStack() as stack:
        slack.url = await stack.enter_async_context(serving(slack.app()))
        settings = Settings(
            bot_token=SecretStr(TOKEN),
            signing_secret=SecretStr(SECRET),
            app_token=None,
            api_url=f"{slack.url}/api/",
            database_url=SecretStr(f"sqlite:///{store_file}"),
            model=EXAMPLE,
        )
        bot = await stack.enter_async_context(assembled(settings, clock=clock))
        server = build_server(bot.app, settings.signing_secret, bot.deps, bot.client)
        http = await stack.enter_async_context(
            http_client(transport=httpx.ASGITransport(server), base_url="http://bot")
        )
        db = stack.enter_context(closing(sqlite3.connect(store_file)))
        count_what_is_written(db)
        reports = await one_in_every_state(bot.deps, clock)
        target = await a_report(bot.deps, "Nothing is like this one", by=MAYA, workflow=WORKFLOW)
        yield World(bot, slack, http, clock, db, reports, target)
