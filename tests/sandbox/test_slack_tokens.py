"""Who may call which method, and how the workspace looks through the others."""

from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.settings import Settings
from tests.serving import running_sandbox
from tests.workspace import ADA, BOT, EAST, GENERAL, RITA, THEO, TRIAGE, Workspace


async def refused(call: Any) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as error:
        await call
    return dict(error.value.response.data)


@pytest.mark.parametrize(
    ("token", "error"),
    [(None, "not_authed"), ("xoxb-other", "invalid_auth"), ("xapp-sandbox", "not_allowed_token_type")],
)
async def test_a_wrong_token_is_refused(workspace: Workspace, token: str | None, error: str) -> None:
    client = AsyncWebClient(token, base_url=workspace.api_url)

    assert (await refused(client.auth_test()))["error"] == error


async def test_the_bot_learns_who_it_is(slack: AsyncWebClient) -> None:
    who = await slack.auth_test()

    assert (who["team_id"], who["user_id"]) == ("T0NORTHWIND", BOT)
    assert "chat:write" in who.headers["x-oauth-scopes"].split(",")


async def test_a_scope_that_the_manifest_does_not_ask_for_is_missing(slack: AsyncWebClient) -> None:
    answer = await refused(slack.reactions_add(channel=TRIAGE, name="eyes", timestamp="1.0"))

    assert answer["error"] == "missing_scope"
    assert answer["needed"] == "reactions:write"
    assert "chat:write" in answer["provided"].split(",")


async def test_each_kind_of_conversation_has_its_own_scope_for_history(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.yml"
    manifest.write_text("oauth_config: {scopes: {bot: [chat:write, channels:history]}}")
    async with running_sandbox(Settings(manifest=manifest)) as workspace:
        slack = AsyncWebClient("xoxb-sandbox", base_url=workspace.api_url)
        direct = (await slack.chat_postMessage(channel=RITA, text="x"))["channel"]

        assert (await slack.conversations_history(channel=TRIAGE))["ok"]
        assert (await refused(slack.conversations_history(channel=direct)))["needed"] == "im:history"


async def test_without_a_manifest_everything_is_granted_but_posting_uninvited() -> None:
    async with running_sandbox(Settings()) as workspace:
        slack = AsyncWebClient("xoxb-sandbox", base_url=workspace.api_url)
        ts = (await slack.chat_postMessage(channel=TRIAGE, text="x"))["ts"]

        assert (await slack.reactions_add(channel=TRIAGE, name="eyes", timestamp=ts))["ok"]
        assert (await refused(slack.chat_postMessage(channel=GENERAL, text="x")))["error"] == "not_in_channel"


async def test_an_unknown_method_says_so(slack: AsyncWebClient) -> None:
    answer = await refused(slack.api_call("chat.explode"))
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.explode")


async def test_channels_are_listed_in_pages(slack: AsyncWebClient) -> None:
    seen: list[str] = []
    async for page in await slack.conversations_list(limit=3):
        assert len(page["channels"]) <= 3
        seen += [channel["id"] for channel in page["channels"]]

    assert len(seen) == len(set(seen)) == 8
    mine = (await slack.users_conversations())["channels"]
    assert {c["id"] for c in mine} == set(seen) - {GENERAL}


async def test_history_is_read_only_where_the_bot_is_a_member(slack: AsyncWebClient) -> None:
    assert (await refused(slack.conversations_history(channel=GENERAL)))["error"] == "not_in_channel"
    assert (await slack.conversations_info(channel=GENERAL))["channel"]["is_member"] is False
    assert BOT in (await slack.conversations_members(channel=EAST))["members"]


async def test_people_are_found_by_id_but_by_email_only_with_the_scope(slack: AsyncWebClient) -> None:
    ada = (await slack.users_info(user=ADA))["user"]

    assert ada["real_name"] == "Ada Novak"
    assert "email" not in ada["profile"]
    assert (await refused(slack.users_lookupByEmail(email="ada.novak@northwind.example")))["error"] == "missing_scope"
    assert (await refused(slack.users_info(user="U0NOBODY")))["error"] == "user_not_found"


async def test_with_the_scope_people_are_found_by_email() -> None:
    async with running_sandbox(Settings()) as workspace:
        slack = AsyncWebClient("xoxb-sandbox", base_url=workspace.api_url)

        assert (await slack.users_lookupByEmail(email="Ada.Novak@northwind.example"))["user"]["id"] == ADA
        assert (await refused(slack.users_lookupByEmail(email="x@y.example")))["error"] == "users_not_found"


async def test_user_groups_have_members(workspace: Workspace, slack: AsyncWebClient) -> None:
    await workspace.post("groups", groups={"S0OWNERS": [THEO, ADA]})

    assert (await slack.usergroups_users_list(usergroup="S0OWNERS"))["users"] == [THEO, ADA]
    assert [g["id"] for g in (await slack.usergroups_list())["usergroups"]] == ["S0OWNERS"]
    assert (await refused(slack.usergroups_users_list(usergroup="S0NONE")))["error"] == "no_such_subteam"


async def test_two_sandboxes_in_one_process_know_nothing_of_each_other() -> None:
    async with running_sandbox(Settings()) as one, running_sandbox(Settings()) as other:
        slack = AsyncWebClient("xoxb-sandbox", base_url=one.api_url)
        await slack.chat_postMessage(channel=TRIAGE, text="only here")

        assert (await one.message_in(TRIAGE, containing="only here")).text
        assert "only here" not in [m.text for m in await other.messages(TRIAGE)]
