"""What stands at the bot's address: who is let in, and what operators are told."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from pydantic import SecretStr

from bot.server import build_server
from store.engine import open_store
from tests.conftest import TEAM
from tests.doors.running import SECRET, Company
from tests.doors.steps import FRICTION, reported
from tests.doors.wire import last_heard, operators_read, send, send_raw, signed
from tests.serving import free_socket, http_client, serving
from tests.workspace import PATIENCE, RITA, TRIAGE

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def test_what_slack_did_not_sign_is_turned_away_without_detail(northwind: Company) -> None:
    await reported(northwind.workspace)
    command = await last_heard(northwind, FRICTION)

    wrong = await send(northwind, command | {"trigger_id": "1.1.new"}, secret="f" * 32)

    assert wrong.status_code == 401
    assert wrong.json() == {"error": "invalid request"}
    assert len([m for m in await northwind.workspace.messages(TRIAGE) if "Reported by" in m.text]) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"payload={}", b"command=%2Fcrm-friction&text=x", b"ssl_check=1", b"\xff\xfe", b"payload=%7B"],
)
async def test_nothing_without_a_signature_gets_in(northwind: Company, body: bytes) -> None:
    answer = await send_raw(northwind, body, FORM)

    assert answer.status_code == 401
    assert answer.json() == {"error": "invalid request"}


@pytest.mark.parametrize(
    "changes",
    [
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=é".encode().decode("latin-1")},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "1"},
    ],
)
async def test_a_malformed_signature_is_no_signature(northwind: Company, changes: dict[str, str]) -> None:
    body = b"command=%2Fcrm-friction&text=help"
    headers = signed(body) | changes

    answer = await send_raw(northwind, body, FORM | {k: v.encode("latin-1") for k, v in headers.items()})  # type: ignore[arg-type]

    assert answer.status_code == 401
    assert answer.json() == {"error": "invalid request"}


async def test_a_request_older_than_five_minutes_is_a_replay(northwind: Company) -> None:
    await northwind.workspace.command(FRICTION, "help", user=RITA)
    command = await last_heard(northwind, FRICTION)

    old = await send(northwind, command, age_s=301)
    young = await send(northwind, command, age_s=290)

    assert old.status_code == 401
    assert young.status_code == 200


async def test_a_signature_is_for_one_body(northwind: Company) -> None:
    answer = await send_raw(northwind, b"command=%2Fcrm-friction&text=other", FORM | signed(b"command=x"))

    assert answer.status_code == 401


async def test_a_body_over_a_mebibyte_is_not_read(northwind: Company) -> None:
    body = b"x" * (1024 * 1024 + 1)

    async def in_parts() -> AsyncIterator[bytes]:
        for at in range(0, len(body), 65_536):
            yield body[at : at + 65_536]

    whole = await send_raw(northwind, body, FORM | signed(body))
    async with http_client(base_url=northwind.url) as http:
        parts = await http.post("/slack/events", content=in_parts(), headers=FORM | signed(body))

    assert (whole.status_code, parts.status_code) == (413, 413)


async def test_a_body_of_a_mebibyte_is_read(northwind: Company) -> None:
    body = b"command=%2Fcrm-friction&text=help&x=".ljust(1024 * 1024, b"x")

    answer = await send_raw(northwind, body, FORM | signed(body, "f" * 32))

    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["/", "/slack", "/slack/install", "/docs", "/_control/state"])
async def test_there_is_nothing_else(northwind: Company, path: str) -> None:
    assert (await operators_read(northwind, path)).status_code == 404


async def test_slack_can_verify_the_address(northwind: Company) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a", "token": "x"}).encode()

    answer = await send_raw(northwind, body, signed(body, SECRET) | {"Content-Type": "application/json"})

    assert answer.status_code == 200
    assert "3eZbrw1a" in answer.text


async def test_a_healthy_bot_says_so(northwind: Company) -> None:
    health = await operators_read(northwind, "/healthz")
    ready = await operators_read(northwind, "/readyz")

    assert (health.status_code, health.text) == (200, "ok")
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "problems": []})


async def test_it_is_not_ready_while_slack_refuses_its_token(northwind: Company) -> None:
    await northwind.workspace.faults({"method": "auth.test", "kind": "error", "error": "token_revoked", "times": None})

    ready = await operators_read(northwind, "/readyz")

    assert ready.status_code == 503
    assert ready.json() == {"ready": False, "problems": ["Slack refuses the bot token: token_revoked."]}
    await northwind.workspace.faults()
    assert (await operators_read(northwind, "/readyz")).status_code == 200


@pytest.mark.parametrize("kind", ["drop_before", "http_500", "rate_limited"])
async def test_it_is_not_ready_while_slack_does_not_answer(northwind: Company, kind: str) -> None:
    await northwind.workspace.faults({"method": "auth.test", "kind": kind, "times": None})

    ready = await operators_read(northwind, "/readyz")

    assert ready.status_code == 503
    assert ready.json()["problems"] == ["Slack does not answer."]


async def test_what_is_counted_can_be_read_and_names_nobody(northwind: Company) -> None:
    await reported(northwind.workspace)

    metrics = await operators_read(northwind, "/metrics")

    assert metrics.status_code == 200
    assert "# HELP" in metrics.text
    assert "U0RITA" not in metrics.text
    assert "tbd" not in metrics.text


async def test_it_is_not_ready_once_it_is_stopping_although_it_still_lives(northwind: Company) -> None:
    told: list[bool] = []
    bot = northwind.bot
    server = build_server(bot.app, SecretStr(SECRET), bot.deps, bot.client, stopping=lambda: bool(told))

    async with serving(server) as url, http_client(base_url=url) as http:
        before = await http.get("/readyz")
        told.append(True)
        after, alive = await http.get("/readyz"), await http.get("/healthz")

    assert (before.status_code, after.status_code, alive.status_code) == (200, 503, 200)
    assert after.json() == {
        "ready": False,
        "problems": ["The bot is stopping: what runs is finished, and no more is taken in."],
    }


async def test_it_is_not_ready_while_its_connections_have_a_problem(northwind: Company) -> None:
    bot, wrong = northwind.bot, "Slack has closed every connection."
    server = build_server(bot.app, None, bot.deps, bot.client, problem=lambda: wrong)

    async with serving(server) as url, http_client(base_url=url) as http:
        ready = await http.get("/readyz")

    assert (ready.status_code, ready.json()["problems"]) == (503, [wrong])


async def test_it_is_not_ready_while_the_store_says_nothing_at_all(northwind: Company) -> None:
    """A host that swallows packets neither refuses nor answers: the probe must not wait with it."""
    silent, bot = free_socket(), northwind.bot
    store = open_store(f"postgresql://bot@127.0.0.1:{silent.getsockname()[1]}/adoption", TEAM)
    server = build_server(bot.app, None, replace(bot.deps, store=store), bot.client)

    async with serving(server) as url, http_client(base_url=url, timeout=PATIENCE) as http:
        ready = await http.get("/readyz")
    await store.close()
    silent.close()

    assert (ready.status_code, ready.json()["problems"]) == (503, ["The store cannot be reached."])
