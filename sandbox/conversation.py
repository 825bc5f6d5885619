"""Puts into the channels what the company's people said before the sandbox began."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from sandbox.clock import micros, stamp
from sandbox.state import Channel, Company, Message

WRITTEN = Path(__file__).parent / "conversation.yml"
SATURDAY = 5
STILL_NEW = 1
"""Working days: what was said since then nobody but its writer has read yet."""


@cache
def written() -> dict[str, list[dict[str, Any]]]:
    """By channel. Read once; nobody changes it."""
    return dict(YAML(typ="safe").load(WRITTEN.read_text(encoding="utf-8")))


def converse(company: Company, *, before: datetime) -> None:
    """Every conversation, dated in the working days before `before`, and read by everyone except the newest."""
    today = before.astimezone(ZoneInfo(company.timezone))
    fresh = micros(str(working_day_before(today, STILL_NEW).timestamp()))
    for channel_id, conversation in written().items():
        channel = company.channels[channel_id]
        said = [m for spoken in conversation for m in messages(company, channel, spoken, today)]
        for message in sorted(said, key=lambda m: micros(m.ts)):
            channel.add(message)
        read = max((m.ts for m in channel.messages.values() if micros(m.ts) < fresh), key=micros, default="0")
        for member in channel.members:
            channel.mark_read(member, read)
        for message in channel.messages.values():
            channel.mark_read(str(message.user), message.ts)


def working_day_before(day: datetime, working_days: int) -> datetime:
    """Midnight of that day."""
    while working_days:
        day -= timedelta(days=1)
        working_days -= day.weekday() < SATURDAY
    return datetime.combine(day.date(), time(), day.tzinfo)


def messages(company: Company, channel: Channel, spoken: Mapping[str, Any], today: datetime) -> list[Message]:
    """A message and the replies to it."""
    hour, minute = map(int, spoken["at"].split(":"))
    at = working_day_before(today, spoken["ago"]).replace(hour=hour, minute=minute)
    parent = message(company, channel, spoken, at, None)
    said = [parent]
    for reply in spoken.get("replies", []):
        at += timedelta(minutes=reply["after"])
        said.append(message(company, channel, reply, at, parent.ts))
    if len(said) > 1:
        parent.thread_ts = parent.ts
    return said


def message(
    company: Company, channel: Channel, spoken: Mapping[str, Any], at: datetime, thread_ts: str | None
) -> Message:
    # People do not write on the full second: the same message gets the same odd microseconds every time.
    ts = stamp(int(at.timestamp()) * 1_000_000 + sum(map(ord, spoken["text"])) * 37 % 1_000_000)
    ids = {person.name: person.id for person in company.people.values()}
    reactions = {name: [ids[who] for who in by] for name, by in spoken.get("reactions", {}).items()}
    return Message(ts, channel.id, ids[spoken["by"]], spoken["text"], thread_ts=thread_ts, reactions=reactions)
