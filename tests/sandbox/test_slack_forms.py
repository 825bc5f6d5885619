"""Modals: triggers, the stack, hashes, what the client checks, and what the app may answer."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.responses import JSONResponse, Response

from sandbox.settings import Settings
from tests.sandbox.recording_app import App
from tests.serving import running_sandbox
from tests.workspace import RITA, THEO, Workspace

Json = dict[str, Any]


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def form(title: str = "Form", *inputs: Json, **more: Any) -> Json:
    blocks = list(inputs) or [an_input("What")]
    return {
        "type": "modal",
        "callback_id": "form",
        "title": words(title),
        "submit": words("Send"),
        "blocks": blocks,
        **more,
    }


def an_input(label: str, kind: str = "plain_text_input", *, optional: bool = False, **more: Any) -> Json:
    element = {"type": kind, "action_id": "a", **more}
    return {"type": "input", "block_id": label.lower(), "label": words(label), "optional": optional, "element": element}


async def a_trigger(workspace: Workspace, app: App) -> str:
    await workspace.command("/crm-friction", user=RITA)
    return str(app.deliveries[-1].payload["trigger_id"])


async def opened(workspace: Workspace, app: App, slack: AsyncWebClient, view: Json) -> Json:
    return dict((await slack.views_open(trigger_id=await a_trigger(workspace, app), view=view))["view"])


async def error_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


async def test_a_form_is_open_for_whoever_acted(workspace: Workspace, app: App, slack: AsyncWebClient) -> None:
    await opened(workspace, app, slack, form("Report", private_metadata="secret"))

    assert (await workspace.modal(RITA)).title == "Report"
    assert not await workspace.has_modal(THEO)


async def test_a_trigger_opens_one_form(workspace: Workspace, app: App, slack: AsyncWebClient) -> None:
    trigger = await a_trigger(workspace, app)
    await slack.views_open(trigger_id=trigger, view=form())

    assert await error_of(slack.views_open(trigger_id=trigger, view=form())) == "exchanged_trigger_id"
    assert await error_of(slack.views_open(trigger_id="1.2.3", view=form())) == "invalid_trigger_id"


async def test_a_trigger_expires(settings: Settings, app: App) -> None:
    async with running_sandbox(replace(settings, trigger_for=0.0)) as workspace:
        slack = AsyncWebClient("xoxb-sandbox", base_url=workspace.api_url)
        trigger = await a_trigger(workspace, app)

        assert await error_of(slack.views_open(trigger_id=trigger, view=form())) == "expired_trigger_id"


async def test_what_is_required_is_asked_for_before_the_app_hears(
    workspace: Workspace, app: App, slack: AsyncWebClient
) -> None:
    await opened(workspace, app, slack, form("F", an_input("What"), an_input("Why", optional=True)))

    outcome = await workspace.fill_and_submit(RITA)

    assert outcome.errors == {"What": "Please complete this required field."}
    assert app.of_type("view_submission") == []


@pytest.mark.parametrize(
    ("element", "typed", "right"),
    [
        ({"kind": "plain_text_input", "max_length": 3}, "four", "abc"),
        ({"kind": "plain_text_input", "min_length": 3}, "ab", "abc"),
        ({"kind": "url_text_input"}, "crm.example", "https://crm.example/1"),
        ({"kind": "email_text_input"}, "ada", "ada@northwind.example"),
        ({"kind": "number_input", "is_decimal_allowed": False}, "1.5", "1"),
        ({"kind": "number_input", "is_decimal_allowed": True, "min_value": "2"}, "1", "2.5"),
        ({"kind": "datepicker"}, "30.11.2026", "2026-11-30"),
    ],
)
async def test_the_client_knows_what_an_element_takes(
    workspace: Workspace, app: App, slack: AsyncWebClient, element: Json, typed: str, right: str
) -> None:
    await opened(workspace, app, slack, form("F", an_input("What", **element)))

    refused = await workspace.fill_and_submit(RITA, {"What": typed})
    accepted = await workspace.fill_and_submit(RITA, {"What": right})

    assert list(refused.errors or {}) == ["What"]
    assert accepted.ok and accepted.closed


async def test_without_a_limit_any_length_is_sent(workspace: Workspace, app: App, slack: AsyncWebClient) -> None:
    await opened(workspace, app, slack, form())

    await workspace.fill_and_submit(RITA, {"What": "x" * 9000})

    values = (await app.one("view_submission")).payload["view"]["state"]["values"]
    assert values == {"what": {"a": {"type": "plain_text_input", "value": "x" * 9000}}}


async def test_the_app_finds_errors(workspace: Workspace, app: App, slack: AsyncWebClient) -> None:
    await opened(workspace, app, slack, form())
    app.answer = lambda _: JSONResponse({"response_action": "errors", "errors": {"what": "Say where it happens."}})

    outcome = await workspace.fill_and_submit(RITA, {"What": "x"})

    assert outcome.errors == {"What": "Say where it happens."}
    assert (await workspace.modal(RITA)).filled("What") == "x"


async def test_errors_for_an_input_that_is_not_there_are_trouble(
    workspace: Workspace, app: App, slack: AsyncWebClient
) -> None:
    await opened(workspace, app, slack, form())
    app.answer = lambda _: JSONResponse({"response_action": "errors", "errors": {"elsewhere": "?"}})

    outcome = await workspace.fill_and_submit(RITA, {"What": "x"})

    assert outcome.error and "invalid errors" in outcome.error
    assert await workspace.has_modal(RITA)


async def test_a_form_stays_open_when_the_app_fails(workspace: Workspace, app: App, slack: AsyncWebClient) -> None:
    await opened(workspace, app, slack, form())
    app.answer = lambda _: Response(status_code=500)

    outcome = await workspace.fill_and_submit(RITA, {"What": "x"})

    assert outcome.error == "dispatch_failed"
    assert (await workspace.modal(RITA)).filled("What") == "x"


@pytest.mark.parametrize(("action", "depth"), [("update", 1), ("push", 2)])
async def test_the_answer_may_show_another_form(
    workspace: Workspace, app: App, slack: AsyncWebClient, action: str, depth: int
) -> None:
    await opened(workspace, app, slack, form())
    app.answer = lambda _: JSONResponse({"response_action": action, "view": form("Next")})

    outcome = await workspace.fill_and_submit(RITA, {"What": "x"})

    assert outcome.ok and not outcome.closed
    shown = await workspace.modal(RITA, containing="Next")
    assert shown.depth == depth


async def test_closing_shows_what_lies_under_and_clearing_nothing(
    workspace: Workspace, app: App, slack: AsyncWebClient
) -> None:
    await opened(workspace, app, slack, form("First"))
    app.answer = lambda _: JSONResponse({"response_action": "push", "view": form("Second")})
    await workspace.fill_and_submit(RITA, {"What": "x"})

    app.answer = lambda _: Response()
    await workspace.fill_and_submit(RITA, {"What": "x"})
    assert (await workspace.modal(RITA)).title == "First"

    app.answer = lambda _: JSONResponse({"response_action": "clear"})
    await workspace.fill_and_submit(RITA, {"What": "x"})
    assert not await workspace.has_modal(RITA)


async def test_three_forms_lie_on_each_other(workspace: Workspace, app: App, slack: AsyncWebClient) -> None:
    button = {"type": "button", "text": words("More"), "action_id": "more"}
    with_button = form("F", {"type": "actions", "block_id": "b", "elements": [button]}, an_input("What", optional=True))
    await opened(workspace, app, slack, with_button)

    for depth in (2, 3):
        await workspace.press(await workspace.modal(RITA), "More")
        await slack.views_push(trigger_id=app.deliveries[-1].payload["trigger_id"], view=with_button)
        assert (await workspace.modal(RITA)).depth == depth

    await workspace.press(await workspace.modal(RITA), "More")
    trigger = app.deliveries[-1].payload["trigger_id"]
    assert await error_of(slack.views_push(trigger_id=trigger, view=with_button)) == "push_limit_reached"


async def test_an_update_with_an_old_hash_is_a_conflict(workspace: Workspace, app: App, slack: AsyncWebClient) -> None:
    view = await opened(workspace, app, slack, form())
    await slack.views_update(view_id=view["id"], hash=view["hash"], view=form("Second"))

    late = slack.views_update(view_id=view["id"], hash=view["hash"], view=form("Third"))

    assert await error_of(late) == "hash_conflict"
    assert (await workspace.modal(RITA)).title == "Second"


async def test_of_two_updates_at_once_with_one_hash_one_wins(
    workspace: Workspace, app: App, slack: AsyncWebClient
) -> None:
    view = await opened(workspace, app, slack, form())

    updates = (slack.views_update(view_id=view["id"], hash=view["hash"], view=form(t)) for t in ("One", "Two"))
    outcomes = await asyncio.gather(*updates, return_exceptions=True)

    assert sum(isinstance(o, SlackApiError) for o in outcomes) == 1


async def test_what_was_typed_survives_an_update(workspace: Workspace, app: App, slack: AsyncWebClient) -> None:
    view = await opened(workspace, app, slack, form("F", an_input("What"), an_input("Why")))
    await workspace.fill_and_submit(RITA, {"What": "kept"})

    await slack.views_update(view_id=view["id"], view=form("G", an_input("What"), an_input("How")))

    assert (await workspace.modal(RITA)).filled("What") == "kept"


async def test_closing_is_told_when_the_app_wants_to_know(
    workspace: Workspace, app: App, slack: AsyncWebClient
) -> None:
    await opened(workspace, app, slack, form(notify_on_close=True))
    await workspace.close_modal(RITA)
    await opened(workspace, app, slack, form())
    await workspace.close_modal(RITA)

    assert len(app.of_type("view_closed")) == 1
    assert not await workspace.has_modal(RITA)


async def test_a_form_that_is_gone_cannot_be_changed_or_sent(
    workspace: Workspace, app: App, slack: AsyncWebClient
) -> None:
    view = await opened(workspace, app, slack, form())
    await workspace.close_modal(RITA)

    assert await error_of(slack.views_update(view_id=view["id"], view=form())) == "not_found"
    with pytest.raises(AssertionError, match="not open any more"):
        await workspace.post("submit", user=RITA, view_id=view["id"], values={})


async def test_an_option_that_is_not_shown_cannot_be_chosen(
    workspace: Workspace, app: App, slack: AsyncWebClient
) -> None:
    select = an_input("What", "static_select", options=[{"text": words("A"), "value": "a"}])
    view = await opened(workspace, app, slack, form("F", select))
    chosen = {"selected_option": {"text": words("B"), "value": "b"}}

    with pytest.raises(AssertionError, match="not one of the options"):
        await workspace.post("submit", user=RITA, view_id=view["id"], values={"what": {"a": chosen}})
