"""What is said in the channels of a busy workspace, as events of Slack's: mostly talk, some bots, a few signals."""

import hashlib
import hmac
import json
import random
import time
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from bench.load import DATA, SECRET
from bot.judging import as_thread
from domain.signal_gate import may_matter

SIGNALS, LIKE_SIGNALS, BOTS, EDITS = 0.01, 0.04, 0.20, 0.04
"""Shares of all events: of threads that are signals; of others that pass the gate; of bots; of edits of plain talk."""
REPLIES = 0.6
"""Share of the messages that stand in a thread of the last few hundred."""
CHANNELS = 40

SMALL_TALK = """
thanks! | ok | lgtm | on it | standup in 5 | who is in today? | lol | nice work team | lunch at 12?
+1 | done :white_check_mark: | the build is red again, looking
I'll be 10 min late to the call | moved the meeting to 3pm | out sick today
does anyone have the wifi password for the new floor? | happy birthday Sam :tada: | timesheets are due on friday
can you have a look at my pull request when you find a minute? <https://github.com/northwind/app/pull/4411|#4411>
great demo today, they asked a lot about single sign-on and the audit log. I'll write it up on the opportunity tonight
sent the contract to legal, should hear back tomorrow | the new pricing page is live | please approve my holiday request
"""


def _rows() -> list[dict[str, Any]]:
    lines = (DATA / "threads_voices.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


class Talk:
    """The same talk on every run."""

    def __init__(self, seed: int = 5) -> None:
        self._random = random.Random(seed)
        said = [(row["label"] != "none", m.text) for row in _rows() for m in as_thread(row).messages if not m.by_bot]
        self.signals = [text for is_signal, text in said if is_signal and may_matter(text)]
        self.like_signals = [text for is_signal, text in said if not is_signal and may_matter(text)]
        small = [text.strip() for text in SMALL_TALK.replace("\n", "|").split("|") if text.strip()]
        self.small_talk_passing = sum(map(may_matter, small)) / len(small)
        other = [text for is_signal, text in said if not is_signal and not may_matter(text)]
        self.plain = [text for text in small if not may_matter(text)] * 20 + other
        self._threads: list[tuple[str, str]] = []
        self._numbers = count(1)

    def events(self, many: int) -> Iterator[dict[str, Any]]:
        for _ in range(many):
            yield self._envelope(self._event())

    def _event(self) -> dict[str, Any]:
        draw = self._random.random()
        if draw < SIGNALS:
            return self._message(self._random.choice(self.signals))
        if draw < SIGNALS + LIKE_SIGNALS:
            return self._message(self._random.choice(self.like_signals))
        plain = self._message(self._random.choice(self.plain))
        if draw < SIGNALS + LIKE_SIGNALS + BOTS:
            return {**plain, "subtype": "bot_message", "bot_id": "B0DEPLOYS", "user": None}
        if draw < SIGNALS + LIKE_SIGNALS + BOTS + EDITS:
            now = {**plain, "text": plain["text"] + " (sorry)", "edited": {"user": plain["user"], "ts": plain["ts"]}}
            place = {key: plain[key] for key in ("type", "channel", "channel_type", "ts", "event_ts")}
            return {**place, "subtype": "message_changed", "hidden": True, "message": now, "previous_message": plain}
        return plain

    def _message(self, text: str) -> dict[str, Any]:
        number = next(self._numbers)
        ts = f"{1_795_000_000 + number // 50}.{number % 50:06}"
        channel = f"C0TALK{self._random.randrange(CHANNELS):03}"
        message = {
            "type": "message",
            "user": f"U0REP{self._random.randrange(400):03}",
            "client_msg_id": f"{number:032x}",
            "team": "T0NORTHWIND",
            "text": text,
            "blocks": [{"type": "rich_text", "block_id": "x1", "elements": [_rich(text)]}],
            "ts": ts,
            "event_ts": ts,
            "channel": channel,
            "channel_type": "channel",
        }
        if self._threads and self._random.random() < REPLIES:
            channel, parent = self._random.choice(self._threads)
            return {**message, "channel": channel, "thread_ts": parent, "parent_user_id": "U0REP001"}
        self._threads = [*self._threads[-299:], (channel, ts)]
        return message

    def _envelope(self, event: dict[str, Any]) -> dict[str, Any]:
        number = next(self._numbers)
        return {
            "token": "gone",
            "team_id": "T0NORTHWIND",
            "context_team_id": "T0NORTHWIND",
            "context_enterprise_id": None,
            "api_app_id": "A0ADOPTION",
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{number:09}",
            "event_time": 1_795_000_000,
            "authorizations": [{"team_id": "T0NORTHWIND", "user_id": "U0ADOPTION", "is_bot": True}],
            "is_ext_shared_channel": False,
            "event_context": "4-eyJldCI6Im1lc3NhZ2UiLCJ0aWQiOiJUME5PUlRIV0lORCJ9",
        }


def _rich(text: str) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}


def signed(bodies: Sequence[bytes]) -> list[bytes]:
    """As requests that Slack signed now; they are good for five minutes."""
    at = str(int(time.time()))
    return [_request(body, at) for body in bodies]


def _request(body: bytes, at: str) -> bytes:
    mark = hmac.new(SECRET.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"X-Slack-Request-Timestamp: {at}\r\nX-Slack-Signature: v0={mark}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
