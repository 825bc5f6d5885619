"""Blocks and views are refused where Slack refuses them, with a pointer to the place."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.blocks.checks import blocks_problems, named, view_problems
from tests.workspace import RITA, TRIAGE

Json = dict[str, Any]


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: Any) -> Json:
    return {"type": "section", "text": marked(text), **more}


def option(value: str = "v", text: str = "V") -> Json:
    return {"text": words(text), "value": value}


def button(**more: Any) -> Json:
    return {"type": "button", "text": words("Fix"), "action_id": "fix", **more}


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "a", "options": [option()], **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def an_input(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": words("Why"), "element": {"action_id": "a", **element}, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    filled = list(blocks) or [section()]
    return {"type": "modal", "title": words("T"), "submit": words("S"), "blocks": filled, **more}


RIGHT = [
    section(fields=[marked("a"), words("b")], accessory=button(value="1", style="primary")),
    section(accessory={"type": "overflow", "action_id": "o", "options": [option("1"), option("2")]}),
    {"type": "header", "text": words("H" * 150)},
    {"type": "divider"},
    {
        "type": "context",
        "elements": [marked("a"), {"type": "image", "image_url": "https://x.example/i", "alt_text": "i"}],
    },
    actions(button(confirm={"title": words("?"), "text": marked("?"), "confirm": words("y"), "deny": words("n")})),
    actions(select(initial_option=option(), placeholder=words("Choose"))),
    actions({"type": "datepicker", "action_id": "d", "initial_date": "2026-11-30"}),
    an_input({"type": "plain_text_input", "multiline": True, "max_length": 3000}, optional=True, hint=words("h")),
    an_input({"type": "external_select", "min_query_length": 0}),
    an_input({"type": "static_select", "option_groups": [{"label": words("G"), "options": [option()]}]}),
    an_input({"type": "checkboxes", "options": [{"text": marked("*b*"), "value": "b"}]}),
    an_input({"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}),
    an_input({"type": "multi_users_select", "initial_users": ["U0RITA"], "max_selected_items": 3}),
    an_input({"type": "url_text_input"}, dispatch_action=True),
    {"type": "image", "image_url": "https://x.example/i.png", "alt_text": "chart"},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}]},
    {"type": "data_visualization", "title": "Open by age"},
]


@pytest.mark.parametrize("block", RIGHT, ids=lambda block: block["type"])
def test_what_slack_takes_is_taken(block: Json) -> None:
    assert blocks_problems([block]) == []


WRONG = {
    "text of 3,001": (section("x" * 3001), "/blocks/0/text/text"),
    "an empty text": (section(""), "/blocks/0/text/text"),
    "no text at all": ({"type": "section"}, "/blocks/0"),
    "a field of 2,001": (section(fields=[marked("x" * 2001)]), "/blocks/0/fields/0/text"),
    "eleven fields": (section(fields=[marked("x")] * 11), "/blocks/0/fields"),
    "a header of 151": ({"type": "header", "text": words("x" * 151)}, "/blocks/0/text/text"),
    "a formatted header": ({"type": "header", "text": marked("x")}, "/blocks/0/text/type"),
    "a button of 76": (actions(button(text=words("x" * 76))), "/blocks/0/elements/0/text/text"),
    "a formatted button": (actions(button(text=marked("x"))), "/blocks/0/elements/0/text/type"),
    "a button's value of 2,001": (actions(button(value="x" * 2001)), "/blocks/0/elements/0/value"),
    "an unknown style": (actions(button(style="loud")), "/blocks/0/elements/0/style"),
    "26 buttons": (actions(*(button(action_id=str(n)) for n in range(26))), "/blocks/0/elements"),
    "no buttons": (actions(), "/blocks/0/elements"),
    "one action_id twice": (actions(button(), button()), "/blocks/0/elements"),
    "an action_id of 256": (actions(button(action_id="x" * 256)), "/blocks/0/elements/0/action_id"),
    "a block_id of 256": (section(block_id="x" * 256), "/blocks/0/block_id"),
    "an option of 76": (actions(select(options=[option(text="x" * 76)])), "/blocks/0/elements/0/options/0/text/text"),
    "an option's value of 151": (actions(select(options=[option("x" * 151)])), "/blocks/0/elements/0/options/0/value"),
    "101 options": (actions(select(options=[option(str(n)) for n in range(101)])), "/blocks/0/elements/0/options"),
    "no options": (actions(select(options=[])), "/blocks/0/elements/0/options"),
    "an initial option that is not offered": (
        actions(select(initial_option=option("other"))),
        "/blocks/0/elements/0/initial_option",
    ),
    "options and groups": (
        actions(select(option_groups=[{"label": words("G"), "options": [option()]}])),
        "/blocks/0/elements/0",
    ),
    "six overflow options": (
        section(accessory={"type": "overflow", "action_id": "o", "options": [option(str(n)) for n in range(6)]}),
        "/blocks/0/accessory/options",
    ),
    "eleven radio buttons": (
        an_input({"type": "radio_buttons", "options": [option(str(n)) for n in range(11)]}),
        "/blocks/0/element/options",
    ),
    "a date written otherwise": (
        actions({"type": "datepicker", "action_id": "d", "initial_date": "30.11.2026"}),
        "/blocks/0/elements/0/initial_date",
    ),
    "an input without a label": (
        {"type": "input", "element": {"type": "plain_text_input", "action_id": "a"}},
        "/blocks/0/label",
    ),
    "a formatted label": (an_input({"type": "plain_text_input"}, label=marked("x")), "/blocks/0/label/type"),
    "max_length of 3,001": (an_input({"type": "plain_text_input", "max_length": 3001}), "/blocks/0/element/max_length"),
    "a button as an input": (an_input(button()), "/blocks/0/element/type"),
    "an unknown block": ({"type": "sections"}, "/blocks/0/type"),
    "an unknown field": (section(colour="red"), "/blocks/0"),
    "an image without words": ({"type": "image", "image_url": "https://x.example"}, "/blocks/0/alt_text"),
    "eleven context elements": ({"type": "context", "elements": [marked("x")] * 11}, "/blocks/0/elements"),
    "something that is no block": ("words", "/blocks/0"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_slack_refuses_is_refused_with_a_pointer(what: str) -> None:
    block, pointer = WRONG[what]

    problems = blocks_problems([block])

    assert any(problem.endswith(f"[json-pointer:{pointer}]") for problem in problems), problems


async def test_a_post_with_a_wrong_block_is_refused_with_the_pointer(slack: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        await slack.chat_postMessage(channel=TRIAGE, text="x", blocks=[section(), section("")])

    answer = refused.value.response
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"][0].endswith("[json-pointer:/blocks/1/text/text]")


def test_a_message_has_fifty_blocks_and_a_view_a_hundred() -> None:
    assert blocks_problems([section()] * 50) == []
    assert blocks_problems([section()] * 51) == ["[ERROR] no more than 50 items allowed [json-pointer:/blocks]"]
    assert view_problems(modal(*[section()] * 100)) == []
    assert "/view/blocks" in view_problems(modal(*[section()] * 101))[0]


def test_a_block_id_comes_once() -> None:
    twice = [section(block_id="a"), section(block_id="b"), section(block_id="a")]

    assert blocks_problems(twice) == ["[ERROR] block_id 'a' already exists [json-pointer:/blocks/2/block_id]"]


def test_every_block_and_element_gets_a_name() -> None:
    sent = [section(), actions({"type": "button", "text": words("x")})]

    got = named(sent)

    assert len({block["block_id"] for block in got}) == 2
    assert got[1]["elements"][0]["action_id"]
    assert "block_id" not in sent[0]


WRONG_VIEWS = {
    "a title of 25": (modal(title=words("x" * 25)), "/view/title/text"),
    "a submit of 25": (modal(submit=words("x" * 25)), "/view/submit/text"),
    "private_metadata of 3,001": (modal(private_metadata="x" * 3001), "/view/private_metadata"),
    "no title": ({"type": "modal", "blocks": [section()]}, "/view/title"),
    "an input without submit": (modal(an_input({"type": "plain_text_input"}), submit=None), "/view/submit"),
    "a home with submit": ({"type": "home", "blocks": [section()], "submit": words("S")}, "/view"),
    "a wrong block": (modal(section(), section("")), "/view/blocks/1/text/text"),
    "an unknown type": (modal(type="page"), "/view/type"),
}


@pytest.mark.parametrize("what", WRONG_VIEWS)
def test_a_view_is_refused_with_a_pointer(what: str) -> None:
    view, pointer = WRONG_VIEWS[what]
    assert any(p.endswith(f"[json-pointer:{pointer}]") for p in view_problems(view)), view_problems(view)


async def test_a_wrong_view_is_an_invalid_argument(slack: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        await slack.views_publish(user_id=RITA, view={"type": "home", "blocks": [section("")]})

    assert refused.value.response["error"] == "invalid_arguments"
    assert "/view/blocks/0/text/text" in refused.value.response["response_metadata"]["messages"][0]


async def test_blocks_can_be_checked_without_posting_them(slack: AsyncWebClient) -> None:
    good = await slack.api_call("blocks.validate", json={"blocks": [section()]})
    bad = await slack.api_call("blocks.validate", json={"view": modal(section(""))})

    assert good["valid"] and not bad["valid"]
    assert bad["errors"][0]["pointer"] == "/view/blocks/0/text/text"
