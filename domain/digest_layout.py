"""Which part of a digest stands in which message: nothing is cut, and no message is longer than Slack takes.

Slack refuses a message of about 13,000 characters in all (slackapi/bolt-js#2509) or of more than 50 blocks. What a line
comes to when it is drawn is estimated here from above; the views keep to it, as their tests say.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from domain.digest import Chapter, Content, Followed, HeldBack, ListedDeal, Moved, Reason, Shipped, Slice
from domain.texts import label_of

LINE: Final = 60
"""Characters of ours in one line: bullets, marks, counts, dates."""

HEADING: Final = 300
"""Characters of the heading over a chapter, or over the deals of one owner."""


@dataclass(frozen=True, slots=True)
class Room:
    """What fits into one message. A chapter and an owner begin a block of their own."""

    characters: int
    blocks: int

    def holds(self, taken: "Room") -> bool:
        return taken.characters <= self.characters and taken.blocks <= self.blocks

    def without(self, taken: "Room") -> "Room":
        return Room(self.characters - taken.characters, self.blocks - taken.blocks)


IN_HEAD: Final = Room(4500, 22)
"""Beside the figures, the largest deals and the buttons. A head is read in a minute."""

IN_REPLY: Final = Room(9000, 30)

FULL_BLOCK: Final = 1400
"""Characters of a block on average, at the least: one holds 3,000, and a line is never parted."""

Item = ListedDeal | HeldBack | Moved | Followed | Shipped


def laid_out(content: Content) -> Content:
    """With every item either in the head or in one reply. A chapter that fits into the head stands there whole."""
    head: list[Slice] = []
    rest: list[Chapter] = []
    left = IN_HEAD
    for chapter in Chapter:
        if not (last := len(items_of(content, chapter))):
            continue
        if left.holds(taken := _taken(chapter, content, 0, last)):
            head.append(Slice(chapter, 0, last))
            left = left.without(taken)
        else:
            rest.append(chapter)
    return replace(content, head=tuple(head), replies=tuple(_replies(content, rest)))


def items_of(content: Content, chapter: Chapter) -> Sequence[Item]:
    by_chapter: Mapping[Chapter, Sequence[Item]] = {
        Chapter.NOT_READY: content.not_ready,
        Chapter.HELD: content.held,
        Chapter.HELD_DEALS: content.held_deals,
        Chapter.MOVED: content.moved,
        Chapter.RECOVERED: content.recovered,
        Chapter.FOLLOWED: content.followed,
        Chapter.SHIPPED: content.shipped,
    }
    return by_chapter[chapter]


def _replies(content: Content, chapters: Sequence[Chapter]) -> Iterator[tuple[Slice, ...]]:
    reply: list[Slice] = []
    left = IN_REPLY
    for chapter in chapters:
        items, start = items_of(content, chapter), 0
        while start < len(items):
            stop = _fits_until(chapter, content, start, left)
            if stop == start:
                yield tuple(reply)
                reply, left = [], IN_REPLY
                continue
            reply.append(Slice(chapter, start, stop))
            left = left.without(_taken(chapter, content, start, stop))
            start = stop
    if reply:
        yield tuple(reply)


def _fits_until(chapter: Chapter, content: Content, start: int, room: Room) -> int:
    """Up to where the items from `start` on fit into `room`; in a message of their own, at least one does."""
    stop, items = start, items_of(content, chapter)
    while stop < len(items) and room.holds(_taken(chapter, content, start, stop + 1)):
        stop += 1
    return max(stop, start + 1) if room is IN_REPLY else stop


def _taken(chapter: Chapter, content: Content, start: int, stop: int) -> Room:
    items = items_of(content, chapter)[start:stop]
    headings = 1 + sum(1 for _ in groupby(items, key=_owner)) if chapter is Chapter.NOT_READY else 1
    characters = headings * HEADING + sum(drawn_length(item) for item in items)
    return Room(characters, headings + characters // FULL_BLOCK)


def _owner(item: Item) -> object:
    return item.owner if isinstance(item, ListedDeal) else None


def drawn_length(item: Item) -> int:
    """At most so many characters when it is drawn."""
    match item:
        case ListedDeal():
            return linked_length(item.name, item.link) + sum(map(reason_length, item.reasons)) + 2 * LINE
        case HeldBack():
            return len(label_of(item.field)) + 2 * LINE
        case Moved():
            return linked_length(item.name, item.link) + sum(escaped_length(one) + LINE for one in item.sentences)
        case Followed():
            return linked_length(item.name, item.link) + escaped_length(item.why) + 2 * LINE
        case Shipped():
            return escaped_length(item.title) + LINE


def reason_length(reason: Reason) -> int:
    return escaped_length(reason.because) + escaped_length(reason.say) + LINE


def escaped_length(text: str) -> int:
    """Slack's control characters are shown as entities."""
    return len(text) + 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))


def linked_length(name: str, link: str) -> int:
    """In an address, some signs are written with three."""
    return escaped_length(name) + escaped_length(link) + 2 * (link.count("|") + link.count(" ")) + LINE
