"""The manifest is one that Slack takes, and asks for what the bot needs and for nothing else."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

HERE = Path(__file__).parent
MANIFEST = HERE.parent.parent / "manifest.yml"
SCHEMA = json.loads((HERE / "manifest.schema.json").read_text())

NEEDED_BY_EVENT = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "subteam_members_changed": {"usergroups:read"},
}
"""docs.slack.dev/reference/events; an event that is not here yet is looked up there and added."""


@pytest.fixture
def manifest() -> dict[str, Any]:
    return YAML(typ="safe").load(MANIFEST)


def complaints(manifest: dict[str, Any]) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(manifest)]


def test_the_manifest_keeps_to_slacks_schema(manifest):
    assert complaints(manifest) == []


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("display_information.name", "x" * 36),
        ("display_information.long_description", "Too short."),
        ("features.slash_commands.0.command", "crm-friction"),
        ("features.shortcuts.0.name", "Report friction in the CRM"),
        ("features.shortcuts.0.type", "channel"),
        ("oauth_config.scopes.bot", ["chat:write", "chat:write"]),
        ("settings.socket_mode", True),
    ],
)
def test_the_schema_refuses_what_slack_would_refuse(manifest, path, wrong):
    *parents, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    broken = deepcopy(manifest)
    place = broken
    for key in parents:
        place = place[key]

    place[last] = wrong

    assert len(complaints(broken)) == 1


def test_every_event_has_the_scope_that_it_needs(manifest):
    granted = set(manifest["oauth_config"]["scopes"]["bot"])

    for event in manifest["settings"]["event_subscriptions"]["bot_events"]:
        assert NEEDED_BY_EVENT[event] <= granted


def test_every_scope_and_every_event_says_why(manifest):
    asked_for = [*manifest["oauth_config"]["scopes"]["bot"], *manifest["settings"]["event_subscriptions"]["bot_events"]]

    explained = dict(re.findall(r"^ +- ([\w:.]+) +# (.+)$", MANIFEST.read_text(), re.MULTILINE))

    assert [name for name in asked_for if len(explained.get(name, "").split()) < 3] == []


def test_a_shortcut_is_told_apart_by_its_callback_id(manifest):
    callback_ids = [shortcut["callback_id"] for shortcut in manifest["features"]["shortcuts"]]

    assert len(set(callback_ids)) == len(callback_ids)


def test_the_bot_runs_without_a_public_address(manifest):
    assert manifest["settings"]["socket_mode_enabled"]
    assert "url" not in re.sub("#.*", "", MANIFEST.read_text())
