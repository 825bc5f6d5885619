"""One call of a Web API method: its arguments, however they were sent, and who is allowed to make it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from sandbox.state import Channel, Json, Person
from sandbox.workspace import Workspace


class SlackError(Exception):
    """A refusal; `extra` stands beside `ok` and `error` in the answer."""

    def __init__(self, code: str, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra


@dataclass(frozen=True)
class Call:
    workspace: Workspace
    arguments: Mapping[str, Any]

    def text(self, name: str, default: str = "") -> str:
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.arguments.get(name)
        return default if value is None else str(value).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.arguments.get(name) or default)
        except ValueError as malformed:
            raise SlackError("invalid_arguments", response_metadata={"messages": [f"[ERROR] {name}"]}) from malformed

    def structured(self, name: str, wrong: str) -> Any:
        """An argument that is JSON, or a string of JSON. Raises SlackError with the code `wrong`."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as malformed:
            raise SlackError(wrong) from malformed

    def channel(self, name: str = "channel") -> Channel:
        """A channel that the bot may know of."""
        asked = self.text(name)
        company = self.workspace.company
        channel = company.channels.get(asked)
        if channel is None or (self.hidden(channel)):
            raise SlackError("channel_not_found")
        return channel

    def hidden(self, channel: Channel) -> bool:
        """Private channels and other people's direct messages do not exist for the bot."""
        return (channel.is_im or channel.is_private) and self.workspace.company.bot_user not in channel.members

    def person(self, user_id: str) -> Person:
        person = self.workspace.company.people.get(user_id)
        if person is None:
            raise SlackError("user_not_found")
        return person


@dataclass(frozen=True)
class Method:
    """`scopes`: any one of them is enough. `app_level`: needs the app's token, not the bot's."""

    run: Callable[[Call], Json]
    scopes: tuple[str, ...] = ()
    app_level: bool = False
    open_to_all: bool = False


async def read_arguments(request: Request) -> dict[str, Any]:
    """Query string and body together, the body winning, in any of the four encodings."""
    arguments: dict[str, Any] = dict(request.query_params)
    body = await request.body()
    content_type = request.headers.get("content-type", "")
    if not body:
        return arguments
    if content_type.startswith("application/json"):
        try:
            sent = json.loads(body)
        except ValueError as malformed:
            raise SlackError("invalid_json") from malformed
        if not isinstance(sent, dict):
            raise SlackError("json_not_object")
        return arguments | sent
    if content_type.startswith("multipart/form-data"):
        return arguments | dict(multipart_fields(content_type, body))
    return arguments | dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))


def multipart_fields(content_type: str, body: bytes) -> list[tuple[str, str]]:
    parsed = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    fields = []
    for part in parsed.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            fields.append((name, content.decode(errors="replace")))
    return fields


def token_of(request: Request, arguments: Mapping[str, Any]) -> str:
    header = request.headers.get("authorization", "")
    return header.removeprefix("Bearer ") if header.startswith("Bearer ") else str(arguments.get("token") or "")


def authorize(workspace: Workspace, method: Method, token: str) -> None:
    """Raises SlackError with Slack's word for a missing, unknown, wrong or too weak token."""
    if method.open_to_all:
        return
    settings = workspace.settings
    if not token:
        raise SlackError("not_authed")
    if token not in (settings.bot_token, settings.app_token):
        raise SlackError("invalid_auth")
    if (token == settings.app_token) != method.app_level:
        raise SlackError("not_allowed_token_type")
    require_scope(workspace, *method.scopes)


def require_scope(workspace: Workspace, *any_of: str) -> None:
    """Raises SlackError `missing_scope`, saying what is needed and what is there."""
    if any_of and not any(workspace.manifest.grants(scope) for scope in any_of):
        granted = ",".join(sorted(workspace.manifest.scopes or ()))
        raise SlackError("missing_scope", needed=any_of[0], provided=granted)
