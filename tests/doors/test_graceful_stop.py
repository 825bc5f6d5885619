"""How it stops: what runs is finished, what was not sent is left for the next, and nobody who asked is left waiting."""

import asyncio
import re
import signal
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from store.engine import open_store
from tests.conftest import TEAM
from tests.doors.balancer import Balancer
from tests.doors.processes import APP_TOKEN, Office, Serving, office, reserved_port
from tests.doors.steps import FRICTION, NEXT_STEP
from tests.serving import http_client
from tests.workspace import BOT, CARL, CLEO, EAST, MAYA, PATIENCE, RAVI, RITA, TRIAGE, Workspace, eventually


@pytest.fixture
async def northwind(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


def posts(of: Office) -> list[tuple[str, int]]:
    """State and whether it may stand in Slack already."""
    with closing(sqlite3.connect(of.store)) as db:
        return db.execute("SELECT state, unsure FROM posts").fetchall()


async def post_in(of: Office, state: str) -> None:
    async def look() -> bool | None:
        return state in [found for found, _ in posts(of)] or None

    await eventually(look, f"a post that is {state}")


async def asked(of: Office, path: str) -> httpx.Response:
    async with http_client(base_url=of.url) as http:
        return await http.get(path)


async def struck(workspace: Workspace) -> None:
    """The bot has met the trouble that waited for it, and waits itself."""

    async def look() -> bool | None:
        return (await workspace.state())["faults"] == [] or None

    await eventually(look, "a call to Slack")


async def not_ready(serving: Serving) -> None:
    async def look() -> bool | None:
        return await serving.readiness() != 200 or None

    await eventually(look, "a bot that is not ready")


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_who_waits_for_an_answer_gets_it(northwind: Office, mode: str) -> None:
    workspace = northwind.workspace
    token = APP_TOKEN if mode == "socket" else None
    serving = await northwind.start(SLACK_APP_TOKEN=token)
    await serving.ready()
    await workspace.faults({"method": "views.open", "kind": "hang", "seconds": 1.0})

    asking = asyncio.create_task(workspace.command(FRICTION, user=RITA))
    await struck(workspace)
    serving.tell()
    said = await asking
    ended = await serving.ended()

    assert said.error is None
    await workspace.modal(RITA)
    assert ended.code == 0
    assert "stopped" in ended.err


async def test_a_post_under_way_is_finished(northwind: Office) -> None:
    workspace = northwind.workspace
    serving = await northwind.start()
    await serving.ready()
    await workspace.faults({"method": "chat.postMessage", "kind": "hang", "seconds": 1.5})

    await workspace.command(FRICTION, NEXT_STEP, user=RITA)
    await post_in(northwind, "sending")
    serving.tell()
    ended = await serving.ended()

    assert ended.code == 0
    assert "sending" not in [state for state, _ in posts(northwind)]
    assert len([m for m in await workspace.messages(TRIAGE) if NEXT_STEP in m.text]) == 1


async def test_before_it_goes_it_says_so_and_still_answers(northwind: Office) -> None:
    serving = await northwind.start(DRAIN_SECONDS="2")
    await serving.ready()

    serving.tell()
    await not_ready(serving)
    ready, alive = await asked(northwind, "/readyz"), await asked(northwind, "/healthz")
    said = await northwind.workspace.command(FRICTION, NEXT_STEP, user=RITA)
    ended = await serving.ended()

    assert ready.status_code == 503
    assert "The bot is stopping" in ready.json()["problems"][0]
    assert ready.headers["connection"] == "close"
    assert alive.status_code == 200
    assert "F-1" in said.text
    assert ended.code == 0


async def test_a_second_signal_ends_it_at_once_and_the_next_one_goes_on(northwind: Office) -> None:
    workspace = northwind.workspace
    serving = await northwind.start()
    await serving.ready()
    await workspace.faults({"method": "chat.postMessage", "kind": "hang", "seconds": 8})
    await workspace.command(FRICTION, NEXT_STEP, user=RITA)
    await post_in(northwind, "sending")

    serving.tell()
    await not_ready(serving)
    serving.tell()
    ended = await serving.ended()

    assert ended.code == -signal.SIGTERM
    assert "sending" in [state for state, _ in posts(northwind)]


# --- three replicas, restarted one after the other while people go on ---

PEOPLE = (RITA, RAVI, MAYA, CLEO, CARL)
PAUSE_S = 0.3


@dataclass
class Said:
    """What people were told: by number the text that they filed, the threads that they began, and what went wrong."""

    filed: dict[int, str] = field(default_factory=dict)
    mentions: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def work(workspace: Workspace, user: str, over: asyncio.Event, said: Said) -> None:
    """Reports by command, and now and then in a channel."""
    number = 0
    while not over.is_set():
        number += 1
        await asyncio.sleep(PAUSE_S)
        words = f"The champion field is required before I can save deal {user}-{number}"
        if number % 5 == 0:
            said.mentions.append((await workspace.say(EAST, f"<@{BOT}> {words}", user=user)).ts)
            continue
        told = await workspace.command(FRICTION, words, user=user)
        found = re.search(r"\*F-(\d+)\* is filed", told.text)
        if told.error is None and found:
            said.filed[int(found[1])] = words
        else:
            said.errors.append(told.error or told.text)


@pytest.mark.parametrize("mode", ["http", "socket"])
@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
async def test_three_replicas_restarted_in_turn_lose_and_double_nothing(
    store_url: str, tmp_path: Path, mode: str
) -> None:
    async with AsyncExitStack() as stack:
        ports = [stack.enter_context(reserved_port()) for _ in range(3)]
        balancer = await stack.enter_async_context(Balancer(ports))
        northwind = await stack.enter_async_context(office(tmp_path, door=balancer.port, answer_within=PATIENCE))
        sockets = {"SLACK_APP_TOKEN": APP_TOKEN, "SOCKET_CONNECTIONS_EXPECTED": "6"} if mode == "socket" else {}
        start = partial(replica, northwind, {"DATABASE_URL": store_url, **sockets})
        started = await asyncio.gather(*(start(port) for port in ports))
        replicas = dict(zip(ports, started, strict=True))
        stack.callback(lambda: [serving.tell(signal.SIGKILL) for serving in replicas.values()])
        await used(balancer, *ports)
        over, said = asyncio.Event(), Said()
        people = [asyncio.create_task(work(northwind.workspace, user, over, said)) for user in PEOPLE]

        for port in ports:
            before = len(said.filed)
            replicas[port].tell()
            ended = await replicas[port].ended()
            assert ended.code == 0, ended.err
            replicas[port] = await start(port)
            await used(balancer, *ports)
            assert len(said.filed) > before, "nobody reported meanwhile"
        await filed(said, more_than=30)  # how many until now depends on how soon a replica is back
        over.set()
        await asyncio.gather(*people)

        # A socket cannot say that it will close: what comes in that moment is sent again, or the person presses again.
        assert set(said.errors) <= ({"dispatch_failed"} if sockets else set())
        await nothing_owed(store_url)
        await shown_once(northwind.workspace, said)
        for serving in replicas.values():
            serving.tell()
        assert [(await serving.ended()).code for serving in replicas.values()] == [0, 0, 0]


async def replica(office: Office, changed: Mapping[str, str], port: int) -> Serving:
    """As `adoption serve`, with shorter pauses between two posts."""
    serving = await office.at(port).start_module(
        "tests.faults.victim",
        DRAIN_SECONDS="2",
        FAULTS_CLOCK=str(office.folder / "clock"),
        FAULTS_DIED=str(office.folder / "died"),
        **changed,
    )
    await serving.ready()
    return serving


async def filed(said: Said, *, more_than: int) -> None:
    async def look() -> bool | None:
        return len(said.filed) > more_than or None

    await eventually(look, f"more than {more_than} reports", 60)


async def used(balancer: Balancer, *ports: int) -> None:
    async def look() -> bool | None:
        return set(ports) == set(balancer.in_use) or None

    await eventually(look, f"replicas at {ports}", 60)


async def nothing_owed(store_url: str) -> None:
    store = open_store(store_url, TEAM)

    async def look() -> bool | None:
        async with store.read() as tx:
            owed = await tx.execute(text("SELECT count(*) FROM posts WHERE state IN ('owed', 'sending')"))
        return owed.scalar_one() == 0 or None

    await eventually(look, "everything posted", 60)
    await store.close()


async def shown_once(workspace: Workspace, said: Said) -> None:
    """Each report that was accepted has one card, and there is no other card; each mention has one reply."""
    cards = [m.text for m in await workspace.messages(TRIAGE) if "Reported by" in m.text]
    shown = sorted(int(found[1]) for card in cards if (found := re.search(r"\bF-(\d+)\b", card)))
    assert shown == sorted(said.filed)
    replies = {ts: await workspace.messages(EAST, RITA, ts) for ts in said.mentions}
    assert {ts: len(seen) - 1 for ts, seen in replies.items()} == dict.fromkeys(said.mentions, 1)
