"""What may be said through a response_url, how often, and what it replaces."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.sandbox.recording_app import App
from tests.workspace import EAST, GENERAL, RITA, THEO, TRIAGE, Workspace

BUTTON = [
    {
        "type": "actions",
        "elements": [{"type": "button", "action_id": "fix", "text": {"type": "plain_text", "text": "Fix"}}],
    }
]


async def after_a_command(workspace: Workspace, app: App, channel: str = EAST) -> AsyncWebhookClient:
    await workspace.command("/crm-friction", user=RITA, channel=channel)
    return AsyncWebhookClient(app.deliveries[-1].payload["response_url"])


async def test_it_speaks_to_one_person_even_where_the_bot_is_not(workspace: Workspace, app: App) -> None:
    hook = await after_a_command(workspace, app, GENERAL)

    answer = await hook.send(text="Filed F-1")

    assert (answer.status_code, answer.body) == (200, "ok")
    assert (await workspace.message_in(GENERAL, containing="Filed F-1", user=RITA)).ephemeral
    assert "Filed F-1" not in [m.text for m in await workspace.messages(GENERAL, THEO)]


async def test_it_may_speak_to_the_channel(workspace: Workspace, app: App) -> None:
    hook = await after_a_command(workspace, app)

    await hook.send(text="Filed F-1", response_type="in_channel")

    assert not (await workspace.message_in(EAST, containing="Filed F-1", user=THEO)).ephemeral


async def test_it_works_five_times(workspace: Workspace, app: App) -> None:
    hook = await after_a_command(workspace, app)

    answers = [await hook.send(text=f"{n}") for n in range(6)]

    assert [a.status_code for a in answers] == [200] * 5 + [404]
    assert "used_url" in answers[-1].body


async def test_an_unknown_one_has_expired(workspace: Workspace) -> None:
    answer = await AsyncWebhookClient(f"{workspace.url}/response/elsewhere").send(text="x")

    assert (answer.status_code, "expired_url" in answer.body) == (404, True)


@pytest.mark.parametrize("ephemeral", [True, False])
async def test_the_message_that_was_pressed_is_replaced_or_deleted(
    workspace: Workspace, app: App, slack: AsyncWebClient, ephemeral: bool
) -> None:
    if ephemeral:
        await slack.chat_postEphemeral(channel=TRIAGE, user=RITA, text="F-1", blocks=BUTTON)
    else:
        await slack.chat_postMessage(channel=TRIAGE, text="F-1", blocks=BUTTON)
    card = next(m for m in await workspace.messages(TRIAGE, RITA) if m.raw_text.startswith("F-1"))
    await workspace.press(card, "Fix", RITA)
    hook = AsyncWebhookClient(app.of_type("block_actions")[0].payload["response_url"])

    await hook.send(text="Being fixed", replace_original=True)
    assert (await workspace.changed(card, containing="Being fixed")).buttons == []

    await hook.send(delete_original=True)
    assert card.ts not in [m.ts for m in await workspace.messages(TRIAGE, RITA)]


async def test_wrong_blocks_are_refused(workspace: Workspace, app: App) -> None:
    hook = await after_a_command(workspace, app)

    answer = await hook.send(text="x", blocks=[{"type": "section"}])

    assert (answer.status_code, "invalid_blocks" in answer.body) == (400, True)
