"""What a sandbox is started with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

KEEP_ALIVE_S: Final = 60
"""Longer than any client keeps a connection: whoever closes it while the other side just uses it loses a request."""


@dataclass(frozen=True)
class Settings:
    """Everything has a default, so a test names only what it cares about.

    `begin` lets the workspace's time begin before `now`: what people said in between arrives as time passes.
    `has_deals` is whether the CRM has a pipeline from the start; otherwise it has people and stages.
    Times are in seconds: `trigger_for` how long a form may be opened after a gesture, `retry_after` the pauses before
    an event is delivered again.
    """

    public_url: str = "http://127.0.0.1:8700"
    app_url: str | None = None
    clock_url: str | None = None
    manifest: Path | None = None
    now: datetime | None = None
    begin: datetime | None = None
    has_deals: bool = True
    socket_mode: bool = False
    bot_token: str = "xoxb-sandbox"  # noqa: S105 - a fixed development value, good for this sandbox alone
    app_token: str = "xapp-sandbox"  # noqa: S105 - as above
    signing_secret: str = "sandbox-signing-secret"  # noqa: S105 - as above
    hubspot_token: str = "pat-sandbox"  # noqa: S105 - as above
    answer_within: float = 3.0
    trigger_for: float = 3.0
    retry_after: tuple[float, ...] = (0.1, 60.0, 300.0)


def tokens_from(environment: Mapping[str, str]) -> dict[str, Any]:
    """The keyword arguments of `Settings` that the environment sets."""
    names = {
        "bot_token": "SLACK_BOT_TOKEN",
        "app_token": "SLACK_APP_TOKEN",
        "signing_secret": "SLACK_SIGNING_SECRET",
        "hubspot_token": "HUBSPOT_TOKEN",
    }
    return {field: environment[name] for field, name in names.items() if environment.get(name)}
