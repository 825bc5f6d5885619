"""A thread as its readers see it: who wrote what in which kind of channel, with which files."""

from dataclasses import dataclass
from enum import StrEnum


class ChannelKind(StrEnum):
    """What a channel is for; the operating model says it of each channel that is watched."""

    DEAL = "deal"
    TEAM = "team"
    FORECAST = "forecast"
    CS = "cs"
    RANDOM = "random"
    EXEC = "exec"
    SUPPORT = "support"
    OTHER = "other"

    @classmethod
    def _missing_(cls, _value: object) -> "ChannelKind":
        """What the operating model does not say, or in words that we do not know."""
        return cls.OTHER


@dataclass(frozen=True)
class SharedFile:
    name: str
    filetype: str = ""
    """As Slack names it: xlsx, gsheet, png."""


@dataclass(frozen=True)
class Message:
    author: str
    """Who wrote it; only compared with the other authors of the thread."""
    text: str
    """In Slack's markup."""
    files: tuple[SharedFile, ...] = ()
    by_bot: bool = False
    team: str = ""
    """The author's team, if the operating model names one."""


@dataclass(frozen=True)
class Thread:
    messages: tuple[Message, ...]
    """In the order in which they were written; a message that nobody answered is a thread of one."""
    channel_kind: ChannelKind = ChannelKind.OTHER
