"""What the app declared about itself: commands, shortcuts, subscribed events, granted scopes."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


@dataclass(frozen=True)
class Manifest:
    """`scopes` and `events` are None when there is no manifest: then everything is granted and subscribed.

    Except for `chat:write.public`, which few apps have: posting still needs an invitation.
    """

    commands: tuple[dict[str, Any], ...] = ()
    shortcuts: tuple[dict[str, Any], ...] = ()
    scopes: frozenset[str] | None = None
    events: frozenset[str] | None = None
    bot_name: str = "Adoption"

    def grants(self, scope: str) -> bool:
        return scope in self.scopes if self.scopes is not None else scope != "chat:write.public"

    def subscribes(self, event: str) -> bool:
        return self.events is None or event in self.events

    def find_command(self, command: str) -> dict[str, Any] | None:
        """The declared command; without a manifest every command exists."""
        if self.scopes is None:
            return {"command": command}
        return next((c for c in self.commands if c["command"] == command), None)

    def find_shortcut(self, callback_id: str) -> dict[str, Any] | None:
        if self.scopes is None:
            return {"callback_id": callback_id}
        return next((s for s in self.shortcuts if s["callback_id"] == callback_id), None)


def read_manifest(path: Path | None) -> Manifest:
    """An absent file is the manifest that allows everything."""
    if path is None or not path.exists():
        return Manifest()
    return _read(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def _read(text: str) -> Manifest:
    """Once: tests start hundreds of sandboxes with the same one."""
    written: dict[str, Any] = YAML(typ="safe").load(text) or {}
    features = written.get("features") or {}
    scopes = (written.get("oauth_config") or {}).get("scopes") or {}
    subscriptions = (written.get("settings") or {}).get("event_subscriptions") or {}
    return Manifest(
        commands=tuple(features.get("slash_commands") or ()),
        shortcuts=tuple(features.get("shortcuts") or ()),
        scopes=frozenset([*(scopes.get("bot") or ()), *(scopes.get("bot_optional") or ())]),
        events=frozenset(subscriptions.get("bot_events") or ()),
        bot_name=(features.get("bot_user") or {}).get("display_name", "Adoption"),
    )
