"""A thread as it was read in Slack, and what it is about: the place, the first author, the fingerprint of its state."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s
from typing import Final
from urllib.parse import urlsplit

from domain.ids import ChannelId, UserId
from domain.operating_model import OperatingModel
from domain.signals.kinds import Kind
from domain.signals.thread import ChannelKind, Message
from domain.watching import ThreadPlace


@dataclass(frozen=True, slots=True)
class Place:
    """A channel as Slack describes it at present. `name` is for telling what it is for, and goes nowhere."""

    channel: ChannelId
    name: str = ""
    private: bool = False
    archived: bool = False
    shared: bool = False
    """With another company, or about to be."""
    direct: bool = False


@dataclass(frozen=True, slots=True)
class ThreadRead:
    """`messages` are the first and the last ones of people; `count` and `fingerprint` are of all that there are."""

    thread: ThreadPlace
    starter: UserId | None
    messages: tuple[Message, ...]
    count: int
    last_at: datetime
    fingerprint: str
    to_us: bool = False
    """Somebody turned to the bot in it: whatever they have to say about the CRM is being said."""


def fingerprint_of(stamps: Iterable[str]) -> str:
    """Of each message its ts and when it was last edited, in order: any change of the thread gives another one."""
    digest = blake2s(digest_size=16)
    for stamp in stamps:
        digest.update(stamp.encode() + b"\n")
    return digest.hexdigest()


# --- what a channel is for -------------------------------------------------------------------------------------------

_BY_WORDS: Final[tuple[tuple[ChannelKind, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(rf"(?:^|[-_])(?:{words})(?:[-_]|$)"))
    for kind, words in {
        ChannelKind.RANDOM: "random|lunch|pets|jokes|watercooler|fantasy|stationery|social|fun|excel-help",
        ChannelKind.FORECAST: r"forecast\w*|commit|fc|pipeline|pipe|previs\w+|landing|weekly-numbers|close-of-month",
        ChannelKind.EXEC: r"exec\w*|board|leadership|leads|council|investor\w*|town-hall|steering",
        ChannelKind.SUPPORT: r"support|p\d|incident|tier\d?|escalations|gdpr",
        ChannelKind.CS: r"cs|csm\w*|success|onboard\w*|handoffs?|handovers?|kickoffs?|renewals?|implementation"
        r"|customers?|clients|nrr|traspaso|launch|health",
        ChannelKind.DEAL: r"deals?|won|wins?|bid|rfp|tenders?|proj\w*|map|rollout|bell",
        ChannelKind.TEAM: "ae|bdr|sdr|sales|reps?|team|pod|inbound|field|accounts?|emea|channel|marketing|campaigns?",
    }.items()
)
"""Words of names, as companies give them; the first that fits."""


def channel_kind(model: OperatingModel, place: Place) -> ChannelKind:
    """As the operating model says, else by the channel's name; a meeting without words for it is a forecast's."""
    if place.channel in model.workarounds.handoff_channels:
        return ChannelKind.CS
    if workflow := _meeting_in(model, place.channel):
        said = _by_words(workflow.replace("_", "-"))
        return ChannelKind.FORECAST if said is ChannelKind.OTHER else said
    return _by_words(place.name)


def _by_words(name: str) -> ChannelKind:
    plain = name.lower().strip()
    return next((kind for kind, words in _BY_WORDS if words.search(plain)), ChannelKind.OTHER)


# --- which workflow --------------------------------------------------------------------------------------------------

_OF_KIND: Final[Mapping[Kind, re.Pattern[str]]] = {
    Kind.SLACK_HANDOFF: re.compile("hand.?o|onboard|closed.?won|won", re.IGNORECASE),
    Kind.MANAGER_SPREADSHEET: re.compile("forecast|pipeline|review", re.IGNORECASE),
    Kind.REPORT_REBUILD: re.compile("forecast|pipeline|report", re.IGNORECASE),
}


def workflow_of(model: OperatingModel, kind: Kind, channel: ChannelId) -> str | None:
    """The one that the kind is about, or that meets in the channel; None when neither says it."""
    words = _OF_KIND.get(kind)
    here = _meeting_in(model, channel)
    if words is None or (here and _is_called(model, here, words)):
        return here
    if kind is Kind.SLACK_HANDOFF:
        won = (key for key, workflow in model.workflows.items() if workflow.records.won_within_days is not None)
        if key := next(won, None):
            return key
    return next((key for key in model.workflows if _is_called(model, key, words)), here)


def _is_called(model: OperatingModel, key: str, words: re.Pattern[str]) -> bool:
    return bool(words.search(key) or words.search(model.workflows[key].name))


def _meeting_in(model: OperatingModel, channel: ChannelId) -> str | None:
    return next((key for key, workflow in model.workflows.items() if workflow.meeting.channel == channel), None)


# --- which deal ------------------------------------------------------------------------------------------------------

_LINK: Final = re.compile(r"<(https?://[^<>|\s]{4,1000})")
_ID: Final = re.compile(r"[A-Za-z0-9]{5,40}")
MOST_IDS: Final = 50


def ids_in_links(messages: Iterable[Message]) -> dict[str, str]:
    """What may be a record's id in the links of a thread, with the host of its link; in their order."""
    found: dict[str, str] = {}
    for message in messages:
        for host, part in _parts(message.text):
            found.setdefault(part, host)
    return dict(list(found.items())[:MOST_IDS])


def _parts(text: str) -> Iterator[tuple[str, str]]:
    for link in _LINK.findall(text[:40_000]):
        try:
            address = urlsplit(link)
        except ValueError:
            continue
        for part in _ID.findall(address.path):
            if any(character.isdigit() for character in part):
                yield address.hostname or "", part


def is_host_of(link: str, host: str) -> bool:
    """Whether the record's own link leads to `host`; a record without a link is believed."""
    try:
        return not link or urlsplit(link).hostname == host
    except ValueError:
        return False
