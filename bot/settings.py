"""The settings: read from the environment once, with everything that is missing or malformed named together."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, cast

from pydantic import SecretStr

from domain.texts import is_link
from store.engine import DEFAULT_ADDRESS, url_of
from store.postgres import POOL_SIZE

DEFAULT_MODEL: Final = "operating-model.yml"
SLACK_API: Final = "https://slack.com/api/"
MOST_CONNECTIONS: Final = 100
"""Of one replica to PostgreSQL, which allows a hundred in all unless it is told otherwise."""
SOCKETS_AT_MOST: Final = 10
"""Of one app, at a time (docs.slack.dev/apis/events-api/using-socket-mode)."""


class SettingsInvalid(Exception):  # noqa: N818 - told to whoever starts the bot, line by line
    """`problems` are whole sentences, each beginning with the variable that it is about. None holds a secret."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    bot_token: SecretStr
    signing_secret: SecretStr | None
    app_token: SecretStr | None
    api_url: str = SLACK_API
    database_url: SecretStr = field(default_factory=lambda: SecretStr(DEFAULT_ADDRESS))
    pool_size: int = POOL_SIZE
    model: Path = Path(DEFAULT_MODEL)
    host: str = "127.0.0.1"
    port: int = 3000
    drain_s: int = 0
    """Between a SIGTERM and the last request taken in: how long a load balancer needs to notice."""
    socket_connections: int = 2
    socket_connections_expected: int = 2
    """Of all processes together; more than that are ghosts."""
    log_level: str = "INFO"
    log_format: Literal["text", "json"] = "text"

    @property
    def socket_mode(self) -> bool:
        return self.app_token is not None


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Raises SettingsInvalid, naming every variable that is missing or malformed."""
    env = {name: value.strip() for name, value in (environ if environ is not None else os.environ).items()}
    problems = [told for name, check in CHECKS.items() if (told := check(name, env))]
    if problems:
        raise SettingsInvalid(problems)
    return Settings(
        bot_token=SecretStr(env["SLACK_BOT_TOKEN"]),
        signing_secret=_secret(env, "SLACK_SIGNING_SECRET"),
        app_token=_secret(env, "SLACK_APP_TOKEN"),
        api_url=_api_url(env),
        database_url=SecretStr(env.get("DATABASE_URL") or DEFAULT_ADDRESS),
        pool_size=int(env.get("DATABASE_POOL_SIZE") or POOL_SIZE),
        model=Path(env.get("ADOPTION_MODEL") or DEFAULT_MODEL),
        host=env.get("HOST") or "127.0.0.1",
        port=int(env.get("PORT") or 3000),
        drain_s=int(env.get("DRAIN_SECONDS") or 0),
        socket_connections=(connections := int(env.get("SOCKET_CONNECTIONS") or 2)),
        socket_connections_expected=int(env.get("SOCKET_CONNECTIONS_EXPECTED") or connections),
        log_level=(env.get("LOG_LEVEL") or "INFO").upper(),
        log_format=cast(Literal["text", "json"], env.get("LOG_FORMAT") or "text"),
    )


def _secret(env: Mapping[str, str], name: str) -> SecretStr | None:
    return SecretStr(env[name]) if env.get(name) else None


def _api_url(env: Mapping[str, str]) -> str:
    url = env.get("SLACK_API_URL") or SLACK_API
    return url if url.endswith("/") else f"{url}/"


# --- what each variable must look like; no sentence repeats a value that could be a secret ---


def _bot_token(name: str, env: Mapping[str, str]) -> str:
    if not env.get(name):
        return f"{name} is missing. It is the Bot User OAuth Token on the app's page “OAuth & Permissions”."
    return "" if env[name].startswith("xoxb-") else f"{name} is no bot token: it should begin with xoxb-."


def _signing_secret(name: str, env: Mapping[str, str]) -> str:
    if not env.get(name):
        if env.get("SLACK_APP_TOKEN"):
            return ""
        return f"{name} is missing, and so is SLACK_APP_TOKEN. HTTP needs the first, Socket Mode the second."
    return "" if re.fullmatch(r"[0-9a-f]{32}", env[name]) else f"{name} should be 32 characters of 0-9 and a-f."


def _app_token(name: str, env: Mapping[str, str]) -> str:
    ok = not env.get(name) or env[name].startswith("xapp-")
    return "" if ok else f"{name} is no app-level token: it should begin with xapp-."


def _api(name: str, env: Mapping[str, str]) -> str:
    ok = not env.get(name) or is_link(env[name])
    return "" if ok else f"{name} is no web address. Leave it out for Slack itself."


def _database(name: str, env: Mapping[str, str]) -> str:
    try:
        url_of(env.get(name) or DEFAULT_ADDRESS)
    except ValueError as error:
        return f"{name}: {error}"
    return ""


def _model(name: str, env: Mapping[str, str]) -> str:
    path = Path(env.get(name) or DEFAULT_MODEL)
    if path.is_file():
        return ""
    return f"{name}: there is no file {path}. Copy operating-model.example.yml and make it yours."


def _whole(least: int, most: int) -> Callable[[str, Mapping[str, str]], str]:
    def check(name: str, env: Mapping[str, str]) -> str:
        value = env.get(name) or str(least)
        ok = value.isascii() and value.isdigit() and least <= int(value[:20]) <= most
        return "" if ok else f"{name} should be a number from {least} to {most}, not “{value}”."

    return check


def _one_of(*allowed: str) -> Callable[[str, Mapping[str, str]], str]:
    def check(name: str, env: Mapping[str, str]) -> str:
        ok = not env.get(name) or env[name].lower() in allowed
        return "" if ok else f"{name} should be one of {', '.join(allowed)}, not “{env[name]}”."

    return check


CHECKS: Final[Mapping[str, Callable[[str, Mapping[str, str]], str]]] = {
    "SLACK_BOT_TOKEN": _bot_token,
    "SLACK_SIGNING_SECRET": _signing_secret,
    "SLACK_APP_TOKEN": _app_token,
    "SLACK_API_URL": _api,
    "DATABASE_URL": _database,
    "DATABASE_POOL_SIZE": _whole(2, MOST_CONNECTIONS),
    "ADOPTION_MODEL": _model,
    "PORT": _whole(1, 65535),
    "DRAIN_SECONDS": _whole(0, 60),
    "SOCKET_CONNECTIONS": _whole(1, SOCKETS_AT_MOST),
    "SOCKET_CONNECTIONS_EXPECTED": _whole(1, SOCKETS_AT_MOST),
    "LOG_LEVEL": _one_of("debug", "info", "warning", "error"),
    "LOG_FORMAT": _one_of("text", "json"),
}
