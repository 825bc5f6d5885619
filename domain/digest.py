"""The digest before a meeting: which deals are ready for it, what the others lack, what is held back, what is new.

It is a document, made once and kept as it was told; what is inspected afterwards is shown beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from domain.ids import ChannelId, DealId, DigestId, OwnerId

READ_WITHIN: Final = timedelta(hours=2)
"""What was read from the CRM longer ago than this is told together with its age."""

LARGEST: Final = 5
"""Deals that the head names when all of them are in the thread."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A demand that a deal does not meet: what is the matter, and what to do."""

    because: str
    say: str = ""


@dataclass(frozen=True, slots=True)
class ListedDeal:
    """A deal as a digest lists it. `calls` is for how many meetings in a row it has not been ready, this one included.

    `more` is true of a further part of a deal that lacks too much to be told in one.
    """

    id: DealId
    name: str
    link: str
    owner: OwnerId | None
    amount: Decimal | None
    currency: str | None
    reasons: tuple[Reason, ...] = ()
    calls: int = 1
    more: bool = False


@dataclass(frozen=True, slots=True)
class Worth:
    """What some deals are worth: a sum for each currency, those of most deals first, never one of two currencies.

    A CRM that knows only one currency names none: then their sum stands under "". In no sum are the deals without an
    amount, which `unknown` counts, and those that name no currency beside others that do, which `unnamed` counts.
    """

    deals: int = 0
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    unknown: int = 0
    unnamed: int = 0

    @classmethod
    def of(cls, deals: Iterable[ListedDeal], currencies: Mapping[str, int]) -> "Worth":
        """`currencies` gives their order."""
        sums: dict[str, Decimal] = {}
        count = unknown = unnamed = 0
        for deal in deals:
            count += 1
            currency = deal.currency or ""
            if deal.amount is None:
                unknown += 1
            elif currency not in currencies:
                unnamed += 1
            else:
                sums[currency] = sums.get(currency, Decimal()) + deal.amount
        return cls(count, dict(sorted(sums.items(), key=lambda one: currencies[one[0]])), unknown, unnamed)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A field that nobody is asked for, because its report is open; how many deals would be asked for it.

    `link` leads to the report's card; "" while it does not stand in Slack.
    """

    field: str
    report: int
    since: datetime
    deals: int
    link: str = ""

    @property
    def ref(self) -> str:
        return f"F-{self.report}"


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A criterion that could not be judged on so many deals: the CRM's history does not reach back far enough."""

    field: str
    deals: int


@dataclass(frozen=True, slots=True)
class Moved:
    """What happened to a deal, or has not for long: sentences without a full stop."""

    name: str
    link: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """A deal that was found not ready in the last meeting. `ready` is None when it is not in this one's scope."""

    name: str
    link: str
    why: str
    ready: bool | None


@dataclass(frozen=True, slots=True)
class LastTime:
    """What was inspected in the last meeting. By whom stands on its own digest: here they would be called by name.

    `words` are those on the deals that were accepted, each once.
    """

    meeting_at: datetime
    accepted: int
    not_ready: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shipped:
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class SeenAround:
    """A kind of workaround that was seen in so many threads, and what it may say about the CRM."""

    kind: str
    meaning: str
    threads: int


@dataclass(frozen=True, slots=True)
class LeftInPeace:
    """Somebody who owns deals here and is not asked about them, as nothing that they were asked had a reaction."""

    owner: OwnerId
    until: datetime


class Chapter(StrEnum):
    """What a digest tells one after the other; all of them are lists."""

    NOT_READY = "not_ready"
    HELD = "held"
    HELD_DEALS = "held_deals"
    FOLLOWED = "followed"
    MOVED = "moved"
    DOUBTED = "doubted"
    RECOVERED = "recovered"
    SHIPPED = "shipped"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class Slice:
    """Items of one chapter, from `start` until before `stop`."""

    chapter: Chapter
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a digest tells.

    `not_ready` is in the order of owners, `held_deals` are those that lack nothing but what is held back, `moved` is
    what happened since the last meeting, `doubted` what is worth a question however old it is, `recovered` are the
    deals that were not ready for the last meeting. `untold` says of what the CRM keeps no history; `unseen` when it has
    deals in stages of other names than ours. `last_call_at` is when the last meeting was, `read_at` when the CRM was
    last read, None for never. `head` is what stands in the first post, `replies` what each reply in its thread tells.
    """

    meeting: str
    total: Worth
    ready: Worth
    lacking: Worth
    resting: Worth
    owners: Mapping[OwnerId, str] = field(default_factory=dict)
    not_ready: tuple[ListedDeal, ...] = ()
    held: tuple[HeldBack, ...] = ()
    held_deals: tuple[ListedDeal, ...] = ()
    moved: tuple[Moved, ...] = ()
    doubted: tuple[Moved, ...] = ()
    recovered: tuple[ListedDeal, ...] = ()
    followed: tuple[Followed, ...] = ()
    shipped: tuple[Shipped, ...] = ()
    around: tuple[SeenAround, ...] = ()
    unjudged: tuple[Unjudged, ...] = ()
    untold: tuple[str, ...] = ()
    unseen: bool = False
    largest: tuple[ListedDeal, ...] = ()
    left_in_peace: tuple[LeftInPeace, ...] = ()
    last_time: LastTime | None = None
    last_call_at: datetime | None = None
    read_at: datetime | None = None
    is_stale: bool = False
    head: tuple[Slice, ...] = ()
    replies: tuple[tuple[Slice, ...], ...] = ()

    @property
    def is_all_in_head(self) -> bool:
        return not self.replies

    def owner_name(self, owner: OwnerId | None) -> str:
        return self.owners.get(owner, f"Owner {owner}") if owner is not None else "Without an owner"


@dataclass(frozen=True, slots=True)
class Digest:
    id: DigestId
    workflow: str
    meeting_at: datetime
    made_at: datetime
    channel: ChannelId
    content: Content


def deals_told(content: Content, ready: Iterable[ListedDeal]) -> tuple[ListedDeal, ...]:
    """All deals of a digest, each once, those that are not ready first. Their places in it never change."""
    return (*(deal for deal in (*content.not_ready, *content.held_deals) if not deal.more), *ready)


def is_stale(read_at: datetime | None, at: datetime) -> bool:
    """Whether the CRM was never read, or too long ago to pass over it in silence."""
    return read_at is None or at - read_at > READ_WITHIN
