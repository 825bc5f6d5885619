"""What the app says to whoever acted: in its answer to a command, or later through a response_url."""

import json
import time

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sandbox.blocks.checks import blocks_problems, named
from sandbox.dropping import drop_connection
from sandbox.passes import ResponseUrl
from sandbox.state import Channel, Json, Message
from sandbox.web_api.endpoint import instead
from sandbox.workspace import Workspace


class NotSaidError(Exception):
    """What is wrong with the message, in Slack's word."""


def say(ws: Workspace, said: Json, *, user: str, channel: Channel, thread_ts: str | None = None) -> Message | None:
    """Shows it to `user` alone, or to the channel where it asks for that; None when there is nothing to show.

    Works in channels that the bot is not in. Raises NotSaidError.
    """
    text, blocks = str(said.get("text") or ""), checked(said)
    if not text.strip() and not blocks:
        return None
    if said.get("response_type") == "in_channel":
        # As a command's answer: only a response_url that names the thread reaches it.
        return ws.posting.post_by_bot(channel, text, blocks=blocks, thread_ts=said.get("thread_ts"))
    return ws.posting.whisper(channel, user, text, blocks=blocks, thread_ts=said.get("thread_ts") or thread_ts)


def checked(said: Json) -> list[Json]:
    blocks = said.get("blocks") or []
    if isinstance(blocks, str):
        blocks = json.loads(blocks)
    if blocks_problems(blocks):
        raise NotSaidError("invalid_blocks")
    return named(blocks)


class ResponseUrls:
    """`/response/KEY`."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def answer(self, request: Request) -> Response:
        begun = time.perf_counter()
        raw = await request.body()
        fault = self._workspace.faults.strike("response_url", None)
        response = await instead(request, fault) if fault else None
        if response is None:
            response = self._use(request.path_params["key"], raw)
        if fault and fault.kind == "drop_after":
            response = await drop_connection(request)
        self._workspace.traffic.record(
            "out",
            "response_url",
            status=response.status_code,
            ms=(time.perf_counter() - begun) * 1000,
            request=raw.decode(errors="replace"),
            response=bytes(response.body).decode(),
        )
        return response

    def _use(self, key: str, raw: bytes) -> Response:
        try:
            said = json.loads(raw)
        except ValueError:
            return refusal("invalid_payload", 400)
        pass_ = self._workspace.response_urls.use(key)
        if isinstance(pass_, str):
            return refusal(pass_, 404)
        try:
            self._carry_out(pass_, said)
        except NotSaidError as wrong:
            return refusal(str(wrong), 400)
        return PlainTextResponse("ok")

    def _carry_out(self, pass_: ResponseUrl, said: Json) -> None:
        ws = self._workspace
        channel = ws.company.channels[pass_.channel]
        message = channel.find(pass_.message_ts, seen_by=pass_.user) if pass_.message_ts else None
        if said.get("delete_original"):
            if message:
                ws.posting.delete(channel, message)
        elif said.get("replace_original") and message:
            text, blocks = str(said.get("text") or ""), checked(said)
            ws.posting.change(channel, message, text=text, blocks=blocks, metadata=None)
        elif say(ws, said, user=pass_.user, channel=channel, thread_ts=pass_.thread_ts) is None:
            raise NotSaidError("no_text")


def refusal(code: str, status: int) -> Response:
    return JSONResponse({"ok": False, "error": code}, status)
