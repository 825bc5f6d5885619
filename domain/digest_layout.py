"""Which part of a digest stands in which message: nothing is cut, and no message is longer than Slack takes.

Slack refuses a message of about 13,000 characters in all (slackapi/bolt-js#2509) or of more than 50 blocks. What a line
comes to when it is drawn is estimated here from above; the views keep to it, as their tests say.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.digest import Chapter, Content, Followed, HeldBack, ListedDeal, Moved, Reason, SeenAround, Shipped, Slice
from domain.ids import OwnerId
from domain.texts import label_of

MARKS: Final = 16
"""Characters of ours in one line: a bullet, an indent, brackets, the end of the line."""

WORDS: Final = 100
"""Words of ours in one line: numbers, dates, names of people, how things stand."""

HEADING: Final = 90
"""Characters of the heading over a chapter."""


@dataclass(frozen=True, slots=True)
class Room:
    """What fits into one message. A chapter and an owner begin a block of their own."""

    characters: int
    blocks: int

    def holds(self, taken: "Room") -> bool:
        return taken.characters <= self.characters and taken.blocks <= self.blocks

    def at_most(self, other: "Room") -> "Room":
        return Room(min(self.characters, other.characters), min(self.blocks, other.blocks))

    def without(self, taken: "Room") -> "Room":
        return Room(self.characters - taken.characters, self.blocks - taken.blocks)


IN_HEAD: Final = Room(7000, 30)
"""Beside the figures, the small print and the button: some 25 deals with their reasons. A head is read in a minute."""

IN_SHORT_HEAD: Final = Room(1500, 8)
"""Beside the largest deals, when all of them are in the thread: what is read there needs no second place."""

IN_REPLY: Final = Room(9000, 30)

ENDLESS: Final = 21
"""Digits from which on an amount is told by its size: nobody counts so many."""

FULL_BLOCK: Final = 1400
"""Characters of a block on average, at the least: one holds 3,000, and a line is never parted."""

PLACED: Final = (
    Chapter.HELD,
    Chapter.FOLLOWED,
    Chapter.NOT_READY,
    Chapter.RECOVERED,
    Chapter.SHIPPED,
    Chapter.AROUND,
    Chapter.MOVED,
    Chapter.DOUBTED,
    Chapter.HELD_DEALS,
)
"""Who gets the room of the head first: what is short and needed, then the deals that are not ready."""

Item = ListedDeal | HeldBack | Moved | Followed | Shipped | SeenAround


def laid_out(content: Content) -> Content:
    """With every item either in the head or in one reply. A chapter that fits into the head stands there whole."""
    there: set[Chapter] = set()
    left = IN_HEAD
    for chapter in PLACED:
        stop, taken = _fitting(chapter, content, 0, left)
        if stop == len(items_of(content, chapter)):
            there.add(chapter)
            left = left.without(taken)
        elif chapter is Chapter.NOT_READY:
            left = left.at_most(IN_SHORT_HEAD)
    head = (Slice(one, 0, len(items_of(content, one))) for one in Chapter if one in there)
    rest = [chapter for chapter in Chapter if chapter not in there]
    filled = tuple(part for part in head if part.stop)
    return replace(content, head=filled, replies=tuple(_replies(content, rest)))


def items_of(content: Content, chapter: Chapter) -> Sequence[Item]:
    by_chapter: Mapping[Chapter, Sequence[Item]] = {
        Chapter.NOT_READY: content.not_ready,
        Chapter.HELD: content.held,
        Chapter.HELD_DEALS: content.held_deals,
        Chapter.MOVED: content.moved,
        Chapter.DOUBTED: content.doubted,
        Chapter.RECOVERED: content.recovered,
        Chapter.FOLLOWED: content.followed,
        Chapter.SHIPPED: content.shipped,
        Chapter.AROUND: content.around,
    }
    return by_chapter[chapter]


def _replies(content: Content, chapters: Sequence[Chapter]) -> Iterator[tuple[Slice, ...]]:
    reply: list[Slice] = []
    left = IN_REPLY
    for chapter in chapters:
        start, last = 0, len(items_of(content, chapter))
        while start < last:
            stop, taken = _fitting(chapter, content, start, left)
            if stop > start:
                reply.append(Slice(chapter, start, stop))
                start, left = stop, left.without(taken)
            if start < last:
                yield tuple(reply)
                reply, left = [], IN_REPLY
    if reply:
        yield tuple(reply)


def _fitting(chapter: Chapter, content: Content, start: int, room: Room) -> tuple[int, Room]:
    """Until before which item those from `start` on fit into `room`, and what they take of it.

    An item by itself fits into a reply of its own: what it is made of is kept short enough.
    """
    items, by_owner = items_of(content, chapter), chapter is Chapter.NOT_READY
    characters, headings, taken = HEADING, 1, Room(0, 0)
    for stop in range(start, len(items)):
        item = items[stop]
        characters += drawn_length(item)
        if by_owner and (stop == start or _owner(item) != _owner(items[stop - 1])):
            headings, characters = headings + 1, characters + _owner_length(item, content)
        now = Room(characters, headings + characters // FULL_BLOCK)
        if not room.holds(now):
            return stop, taken
        taken = now
    return len(items), taken


def _owner(item: Item) -> OwnerId | None:
    return item.owner if isinstance(item, ListedDeal) else None


def _owner_length(item: Item, content: Content) -> int:
    return escaped_length(content.owner_name(_owner(item))) + 2 * MARKS


def drawn_length(item: Item) -> int:
    """At most so many characters when it is drawn."""
    match item:
        case ListedDeal():
            return linked_length(item.name, item.link) + _amount_length(item) + sum(map(reason_length, item.reasons))
        case HeldBack():
            return linked_length(label_of(item.field), item.link) + WORDS
        case Moved():
            return linked_length(item.name, item.link) + sum(MARKS + escaped_length(one) for one in item.sentences)
        case Followed():
            return linked_length(item.name, item.link) + escaped_length(item.why) + WORDS
        case Shipped():
            return 2 * MARKS + escaped_length(item.title)
        case SeenAround():
            return 2 * MARKS + escaped_length(item.kind) + escaped_length(item.meaning)


def _amount_length(deal: ListedDeal) -> int:
    """With the currency, or that there is none, and for how many calls it has not been ready."""
    digits = 0 if deal.amount is None else min(abs(deal.amount.adjusted()), ENDLESS)
    calls = 2 * MARKS if deal.calls > 1 or deal.more else 0
    return digits * 4 // 3 + escaped_length(deal.currency or "") + 2 * MARKS + calls


def reason_length(reason: Reason) -> int:
    return MARKS + escaped_length(reason.because) + escaped_length(reason.say)


def escaped_length(text: str) -> int:
    """Slack's control characters are shown as entities."""
    return len(text) + 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))


def linked_length(name: str, link: str) -> int:
    """In an address, some signs are written with three."""
    return escaped_length(name) + escaped_length(link) + 2 * (link.count("|") + link.count(" ")) + MARKS
