"""How one try to bring a post to Slack ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.ids import ChannelId, MessageTs, PostId
from domain.post import Post, PostKind

RATE_LIMITED: Final = "ratelimited"
UNREACHABLE: Final = "unreachable"
OUTAGES: Final = frozenset({RATE_LIMITED, UNREACHABLE})
"""Troubles of Slack as a whole: what stands behind such a post waits with it. Any other trouble is the post's own."""

POST: Final = "chat.postMessage"
UPDATE: Final = "chat.update"
"""The methods of Slack's by which new posts and changed ones go."""

WHISPER: Final = "chat.postEphemeral"
WHISPERED: Final = frozenset({PostKind.SIGNAL_NOTE})
"""Seen by one person in a channel. Slack gives them no time stamp: nobody can look for them or change them."""

BULK: Final = frozenset(
    {
        PostKind.CONTROL_STEPS,
        PostKind.DECIDED_DIGEST,
        PostKind.DIGEST_PART,
        PostKind.ESCALATION,
        PostKind.NOTE_WORD,
        PostKind.NOTES_OF_DAY,
        PostKind.REMINDER,
        PostKind.SIGNALS_QUIET,
        PostKind.SIGNALS_WEEK,
    }
)
"""Sent by a clock or to many at once: whoever has just clicked does not wait behind them."""


@dataclass(frozen=True, slots=True)
class Posted:
    """It is shown as it was wanted; `ts` is None when there was nothing to show."""

    ts: MessageTs | None = None
    channel: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An earlier try had reached Slack. It may show an older state, so it is updated next."""

    ts: MessageTs
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody deleted the message: it is posted once more."""


@dataclass(frozen=True, slots=True)
class ThreadGone:
    """Somebody deleted the message in whose thread this was to stand: our parent is shown again first."""

    pause_s: float


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing was shown for certain; `unsure` when this or an earlier try may have reached Slack all the same."""

    pause_s: float
    error: str
    unsure: bool = False
    channel: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """Slack will not take it, however often it is tried. `alert`: an admin can do something about it."""

    error: str
    unsure: bool = False
    alert: bool = True


Ending = Posted | Found | Gone | ThreadGone | Later | TurnedDown


@dataclass(frozen=True, slots=True)
class Ended:
    """`post` as it was claimed: its attempt fences the ending."""

    post: Post
    ending: Ending


@dataclass(frozen=True, slots=True)
class Waiting:
    """A post that could be claimed now. `is_new` when it is not in Slack yet and so takes its place's next turn.

    `rest_s` is how long other processes have seen that its place or its method still needs to rest.
    """

    id: PostId
    kind: PostKind
    place: str
    is_new: bool
    rest_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Stuck:
    """`count` posts of one kind that `place` has not been shown since `since` at the latest, and what is in the way.

    `error` is a word of Slack's or of ours, None when nothing went wrong with them: they wait behind others.
    `refused`: Slack will not take them, and they wait until somebody has them tried again.
    """

    place: str
    kind: PostKind
    count: int
    since: datetime
    error: str | None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """`what`, a place or a method of Slack's, takes nothing more for `seconds` from now."""

    what: str
    seconds: float
