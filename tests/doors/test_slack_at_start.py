"""A Slack in trouble while the bot starts, or looks who is in a group: it is waited for, and nobody loses a right."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot import directory, starting
from bot.cannot_start import CannotStart
from bot.directory import Directory, look_up_people, roster_now
from bot.starting import answered, meet_slack
from delivery.client import open_client
from delivery.outcomes import word_of
from domain.operating_model import OperatingModel
from flows.deps import Deps
from tests.conftest import ADA, THEO
from tests.serving import serving
from tests.workspace import eventually

ME = {"ok": True, "team_id": "T0NORTHWIND", "user_id": "U0BOT", "url": "https://northwind.slack.com/"}
GROUP = {"ok": True, "users": [THEO, ADA]}

BAD_GATEWAY = HTMLResponse("<html>Bad gateway</html>", 502)
FAILED = JSONResponse({"ok": False, "error": "internal_error"}, 500)
LIMITED = JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": "0"})
NOT_THERE = JSONResponse({"ok": False, "error": "no_such_subteam"})


@asynccontextmanager
async def slack_that_answers(*answers: Response) -> AsyncIterator[AsyncWebClient]:
    """Each call with the next answer; the last one for good."""
    left = list(answers)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await Request(scope, receive).body()
            await (left.pop(0) if len(left) > 1 else left[0])(scope, receive, send)

    async with serving(app) as url, open_client("xoxb-1", base_url=f"{url}/api/") as client:
        yield client


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "PAUSE_S", 0.01)


@pytest.mark.parametrize(
    "before",
    [[BAD_GATEWAY], [FAILED], [LIMITED], [BAD_GATEWAY, LIMITED, FAILED]],
    ids=["no JSON", "fails", "asks to wait", "all of it"],
)
async def test_it_is_waited_for(before: Sequence[Response]) -> None:
    async with slack_that_answers(*before, JSONResponse(ME)) as client:
        workspace = await meet_slack(client)

    assert (workspace.team, workspace.bot_user) == ("T0NORTHWIND", "U0BOT")


async def test_a_minute_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "PATIENCE_S", 0.1)

    async with slack_that_answers(BAD_GATEWAY) as client:
        with pytest.raises(CannotStart, match=r"Slack does not answer at http.* Is the network up\?"):
            await meet_slack(client)


async def test_a_token_that_it_refuses_is_not_tried_again() -> None:
    async with slack_that_answers(JSONResponse({"ok": False, "error": "token_revoked"}), JSONResponse(ME)) as client:
        with pytest.raises(CannotStart, match=r"Slack refuses SLACK_BOT_TOKEN \(token_revoked\)"):
            await meet_slack(client)


@pytest.mark.parametrize("trouble", [BAD_GATEWAY, FAILED, LIMITED], ids=["no JSON", "fails", "asks to wait"])
async def test_who_cannot_be_looked_up_is_not_nobody(trouble: Response) -> None:
    async with slack_that_answers(trouble, JSONResponse(GROUP)) as client:
        with pytest.raises(SlackApiError):
            await look_up_people(client, ["S0OWNERS"])

        assert await answered(client, lambda: look_up_people(client, ["S0OWNERS"])) == {"S0OWNERS": {THEO, ADA}}


async def test_a_group_that_is_not_there_is_nobody() -> None:
    async with slack_that_answers(NOT_THERE) as client:
        assert await look_up_people(client, ["S0OWNERS"]) == {"S0OWNERS": frozenset()}


async def test_while_slack_has_trouble_owners_keep_their_rights(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "AGAIN_AFTER_S", 0.01)
    deps.model = with_owners(deps.model, "S0OWNERS")
    later = JSONResponse({"ok": True, "users": [ADA]})
    async with slack_that_answers(JSONResponse(GROUP), FAILED, BAD_GATEWAY, later) as client:
        deps.roster = await roster_now(client, deps.model)
        people = Directory(deps, client)
        looking = asyncio.create_task(people.run())
        seen = []

        async def ada_alone() -> bool | None:
            seen.append(deps.roster.general_owners)
            return deps.roster.general_owners == {ADA} or None

        people.look_again()
        await eventually(ada_alone, "the group as it is now")
        looking.cancel()

    assert set(map(frozenset, seen)) <= {frozenset({THEO, ADA}), frozenset({ADA})}


def with_owners(model: OperatingModel, reference: str) -> OperatingModel:
    people = model.people.model_copy(update={"triage_owners": [reference]})
    return model.model_copy(update={"people": people})


@pytest.mark.parametrize(
    ("answer", "word"), [(BAD_GATEWAY, "502"), (FAILED, "internal_error"), (NOT_THERE, "no_such_subteam")]
)
async def test_every_refusal_has_a_word(answer: Response, word: str) -> None:
    async with slack_that_answers(answer) as client:
        with pytest.raises(SlackApiError) as refused:
            await client.auth_test()

    assert word_of(refused.value) == word
