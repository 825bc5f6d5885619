"""The permission matrix at the doors: every gesture, every role, our workspace and another one, signed over HTTP."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from ruamel.yaml import YAML

from handlers import routes
from handlers.gesture import NOBODY_WAITS
from tests.conftest import ROOT, TEAM
from tests.security.gestures import BUTTONS, CLOSED, COMMANDS, EVENTS, EVERY, FORMS, OPTIONS, SHORTCUTS, Rule
from tests.security.payloads import ELSEWHERE, Json
from tests.security.world import SECRET, TOKEN, Role, World
from views.decision_forms import DECISION_FORM, WITH_FORM
from views.notice import NOTICE

pytestmark = pytest.mark.asyncio(loop_scope="module")


SILENT = {"event_callback", "view_closed"}
"""Nobody waits for an answer to these."""


def named(rules: Any) -> set[str]:
    return {name.partition("/")[0] for name in rules}


async def test_every_gesture_has_a_rule() -> None:
    manifest = YAML(typ="safe").load(Path(ROOT / "manifest.yml"))
    declared = manifest["features"]["shortcuts"]

    assert named(BUTTONS) == set(routes.BUTTONS)
    assert named(FORMS) == set(routes.FORMS)
    assert {name for name in FORMS if name.startswith(f"{DECISION_FORM}/")} == {
        f"{DECISION_FORM}/{verb}" for verb in WITH_FORM
    }
    assert set(OPTIONS) == set(routes.OPTIONS)
    assert set(SHORTCUTS) == set(routes.SHORTCUTS) == {one["callback_id"] for one in declared}
    assert [one["command"] for one in manifest["features"]["slash_commands"]] == [routes.COMMAND]
    assert named(EVENTS) == set(manifest["settings"]["event_subscriptions"]["bot_events"])
    assert COMMANDS
    assert CLOSED


@pytest.mark.parametrize("gesture", EVERY)
async def test_a_gesture_is_for_whom_the_rules_say(world: World, gesture: str) -> None:
    for role in Role:
        await _is_for_whom_the_rule_says(world, EVERY[gesture], role)


@pytest.mark.parametrize("gesture", EVERY)
async def test_a_gesture_from_another_workspace_is_for_nobody(world: World, gesture: str) -> None:
    for role in Role:
        await _is_refused_from_elsewhere(world, EVERY[gesture], role)


async def _is_for_whom_the_rule_says(world: World, rule: Rule, role: Role) -> None:
    payload = await rule.made(world, role, team=TEAM)
    before = world.rows()
    world.slack.forget()

    answer = await world.send(payload)

    assert answer.status_code == 200
    assert nothing_internal(answer, world)
    if role not in rule.who:
        assert world.rows() == before
        assert forms_opened(world) == []
        assert only_told_to(payload, world)
        assert said(answer, world) or payload.get("type") in SILENT, "a refusal is said"
        return
    assert "Only " not in said(answer, world)
    assert (world.rows() != before) is (rule.does == "changes")
    assert rule.does != "opens" or len(forms_opened(world)) == 1
    assert rule.does != "tells" or said(answer, world)


async def _is_refused_from_elsewhere(world: World, rule: Rule, role: Role) -> None:
    payload = await rule.made(world, role, team=ELSEWHERE)
    before = world.rows()
    world.slack.forget()

    answer = await world.send(payload)

    assert answer.status_code == 200
    assert nothing_internal(answer, world)
    assert world.rows() == before
    assert forms_opened(world) == []
    assert only_told_to(payload, world)
    if payload.get("type") in NOBODY_WAITS | {"event_callback"}:
        assert said(answer, world) == ""
    else:
        assert "This belongs to another workspace" in said(answer, world)


def forms_opened(world: World) -> list[Json]:
    opened = [asked for method, asked in world.slack.told if method == "views.open"]
    return [asked for asked in opened if f'"{NOTICE}"' not in str(asked["view"]).replace("'", '"')]


def said(answer: httpx.Response, world: World) -> str:
    return answer.text + "".join(str(asked) for _, asked in world.slack.told)


def only_told_to(payload: Json, world: World) -> bool:
    """Whoever made the gesture sees it, and nobody else."""
    for method, asked in world.slack.told:
        match method:
            case "views.open":
                assert asked["trigger_id"] == payload["trigger_id"]
            case "views.update":
                assert asked["view_id"] == payload["view"]["id"]
            case "response_url":
                assert asked["response_type"] == "ephemeral"
                assert asked["replace_original"] is False
            case "chat.postMessage" if "event" in payload:
                assert asked["channel"] == payload["event"]["channel"]
                assert asked["channel"].startswith("D")
            case "chat.postMessage":
                assert asked["channel"] == payload["user"]["id"]
            case _:
                pytest.fail(f"{method} was called for somebody who may not")
    return True


def nothing_internal(answer: httpx.Response, world: World) -> bool:
    words = said(answer, world)
    return not any(word in words for word in (TOKEN, SECRET, "Traceback", "Error(", "site-packages", "sqlalchemy"))
