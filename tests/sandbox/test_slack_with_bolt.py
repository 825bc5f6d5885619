"""The sandbox and the driver together, against a real Bolt app."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.settings import Settings
from tests.serving import address, free_socket, running_sandbox, serving
from tests.workspace import RITA, THEO, TRIAGE, Workspace


def words(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def option(text: str) -> dict[str, Any]:
    return {"text": words(text), "value": text.lower()}


def an_input(block_id: str, label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block_id,
        "label": words(label),
        "element": {**element, "action_id": "a"},
        **more,
    }


FORM = {
    "type": "modal",
    "callback_id": "friction",
    "title": words("Report friction"),
    "submit": words("Send"),
    "blocks": [
        an_input("what", "What blocks you", {"type": "plain_text_input", "multiline": True, "max_length": 3000}),
        an_input("workflow", "Workflow", {"type": "static_select", "options": [option("Forecast"), option("Renewal")]}),
        an_input("field", "Field or action", {"type": "external_select", "min_query_length": 1}),
        an_input(
            "roles", "Roles", {"type": "checkboxes", "options": [option("Rep"), option("Manager")]}, optional=True
        ),
        an_input("how", "How often", {"type": "radio_buttons", "options": [option("Daily"), option("Weekly")]}),
        an_input("who", "Fix owner", {"type": "users_select"}),
        an_input("due", "Due", {"type": "datepicker"}),
        an_input("link", "Link", {"type": "url_text_input"}, optional=True),
        an_input("also", "Also", {"type": "multi_static_select", "options": [option("F-1"), option("F-2")]}),
    ],
}


def bolt_app(client: AsyncWebClient) -> AsyncApp:
    app = AsyncApp(client=client, signing_secret="sandbox-signing-secret", process_before_response=True)

    @app.command("/crm-friction")
    async def on_command(ack: Any, body: Any) -> None:
        if body["text"]:
            await ack(f"Filed: {body['text']}")
            return
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    @app.options("a")
    async def on_options(ack: Any, payload: Any) -> None:
        await ack(options=[option(f"{payload['value']} {n}") for n in ("one", "two")])

    @app.view("friction")
    async def on_submitted(ack: Any, view: Any, body: Any) -> None:
        values = {block: state["a"] for block, state in view["state"]["values"].items()}
        if values["due"]["selected_date"] < "2026-11-23":
            await ack(response_action="errors", errors={"due": "Choose a day to come."})
            return
        await client.chat_postMessage(
            channel=TRIAGE,
            text=f"F-1: {values['what']['value']}",
            blocks=[
                {"type": "section", "text": {"type": "mrkdwn", "text": f"*F-1* {values}"}},
                {
                    "type": "actions",
                    "elements": [
                        {"type": "button", "text": words("Fix"), "action_id": "fix"},
                        {"type": "overflow", "action_id": "more", "options": [option("Same as…"), option("Diagnose")]},
                    ],
                },
            ],
        )
        await ack()

    @app.action("fix")
    @app.action("more")
    async def on_pressed(ack: Any, respond: Any, payload: Any) -> None:
        await ack()
        await respond(f"You chose {payload.get('selected_option', payload)['text']['text']}", replace_original=False)

    return app


@pytest.fixture
async def workspace(manifest: Path) -> AsyncIterator[Workspace]:
    here, there = free_socket(), free_socket()
    client = AsyncWebClient("xoxb-sandbox", base_url=f"{address(here)}/api/", retry_handlers=[])
    handler = AsyncSlackRequestHandler(bolt_app(client))

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    app = Starlette(routes=[Route("/slack/events", events, methods=["POST"])])
    settings = Settings(app_url=f"{address(there)}/slack/events", manifest=manifest)
    async with serving(app, there), running_sandbox(settings, listening=here) as workspace:
        yield workspace


async def test_what_a_command_answers_is_told_to_whoever_typed_it(workspace: Workspace) -> None:
    said = await workspace.command("/crm-friction", "Risk comes too <early>", user=RITA)

    assert said.text == "Filed: Risk comes too <early>"
    assert said.raw_text == "Filed: Risk comes too &lt;early&gt;"
    assert said.message and said.message.ephemeral
    assert not [m for m in await workspace.messages("C0EAST", THEO) if "Filed" in m.text]


async def test_a_form_is_filled_in_by_what_its_inputs_are_called(workspace: Workspace) -> None:
    await workspace.command("/crm-friction", user=RITA)

    outcome = await workspace.fill_and_submit(
        RITA,
        {
            "What blocks you": "The risk field",
            "Workflow": "Renewal",
            "Field or action": "risk",
            "Roles": ["Rep", "Manager"],
            "How often": "Weekly",
            "Fix owner": "Ada Novak",
            "Due": "2026-12-01",
            "Link": "https://crm.example/deals/1",
            "Also": ["F-2"],
        },
    )

    assert outcome.ok and outcome.closed, outcome
    card = await workspace.message_in(TRIAGE, containing="F-1")
    for value in (
        "The risk field",
        "renewal",
        "risk one",
        "manager",
        "weekly",
        "U0ADA",
        "2026-12-01",
        "deals/1",
        "f-2",
    ):
        assert value in card.raw_text
    assert card.buttons == ["Fix", "Same as…", "Diagnose"]


async def test_errors_go_by_the_label_of_the_input(workspace: Workspace) -> None:
    await workspace.command("/crm-friction", user=RITA)
    values = {"What blocks you": "Risk", "Workflow": "Renewal", "Field or action": "risk", "How often": "Daily"}

    unfinished = await workspace.fill_and_submit(RITA, values)
    refused = await workspace.fill_and_submit(RITA, {"Fix owner": THEO, "Due": "2026-01-01", "Also": ["F-1"]})

    assert unfinished.errors == dict.fromkeys(("Fix owner", "Due", "Also"), "Please complete this required field.")
    assert unfinished.status is None
    assert refused.errors == {"Due": "Choose a day to come."}
    assert (await workspace.modal(RITA)).filled("Workflow") == "Renewal"


@pytest.mark.parametrize("label", ["Fix", "Same as…"])
async def test_buttons_and_menus_are_pressed_by_what_they_say(workspace: Workspace, label: str) -> None:
    await workspace.command("/crm-friction", user=RITA)
    everything = {"What blocks you": "x", "Workflow": "Renewal", "Field or action": "risk", "How often": "Daily"}
    await workspace.fill_and_submit(RITA, {**everything, "Fix owner": THEO, "Due": "2026-12-01", "Also": ["F-1"]})
    card = await workspace.message_in(TRIAGE, containing="F-1")

    outcome = await workspace.press(card, label, THEO)

    assert outcome.ok
    told = await workspace.message_in(TRIAGE, containing="You chose", user=THEO)
    assert told.text == f"You chose {label}"
    assert told.ephemeral
