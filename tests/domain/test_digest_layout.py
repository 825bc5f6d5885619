"""A digest is split over messages without cutting anything, and no message becomes longer than Slack takes."""

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given, settings

from domain.digest import Chapter, Content, HeldBack, ListedDeal, Moved, Slice, Worth
from domain.digest_layout import (
    FULL_BLOCK,
    HEADING,
    IN_HEAD,
    IN_REPLY,
    MARKS,
    Room,
    drawn_length,
    escaped_length,
    items_of,
    laid_out,
)
from tests.conftest import MONDAY
from tests.domain.digest_values import a_listed, contents, told_in

NOTHING = Content("Forecast call", Worth(), Worth(), Worth(), Worth())


def with_deals(many: int) -> Content:
    return laid_out(replace(NOTHING, not_ready=tuple(a_listed(n) for n in range(many))))


def taken(content: Content, parts: tuple[Slice, ...]) -> Room:
    """Counted anew, a heading for each chapter and each owner."""
    characters = blocks = 0
    for part in parts:
        items = items_of(content, part.chapter)[part.start : part.stop]
        deals = [item for item in items if isinstance(item, ListedDeal)] if part.chapter is Chapter.NOT_READY else []
        owners = [name for name, _ in groupby(content.owner_name(deal.owner) for deal in deals)]
        length = HEADING + sum(map(drawn_length, items)) + sum(escaped_length(name) + 2 * MARKS for name in owners)
        characters, blocks = characters + length, blocks + 1 + len(owners) + length // FULL_BLOCK
    return Room(characters, blocks)


@settings(max_examples=40)
@given(contents())
def test_however_much_there_is_to_say(content: Content) -> None:
    """One test for what is true of any digest: to make up one takes longer than to look at it."""
    everything_is_told_once_and_in_order(content)
    no_message_takes_more_than_its_room(content)
    a_chapter_in_the_head_stands_there_whole(content)


def everything_is_told_once_and_in_order(content: Content) -> None:
    for chapter in Chapter:
        assert told_in(content, chapter) == list(items_of(content, chapter))


def no_message_takes_more_than_its_room(content: Content) -> None:
    assert IN_HEAD.holds(taken(content, content.head))
    for reply in content.replies:
        assert reply
        assert IN_REPLY.holds(taken(content, reply))


def a_chapter_in_the_head_stands_there_whole(content: Content) -> None:
    for part in content.head:
        assert (part.start, part.stop) == (0, len(items_of(content, part.chapter)))


def test_a_digest_that_says_little_has_no_thread() -> None:
    assert with_deals(12).is_all_in_head
    assert with_deals(0).head == ()


def test_a_long_chapter_goes_into_the_thread_and_what_is_short_stays_in_the_head() -> None:
    content = laid_out(replace(with_deals(300), recovered=(a_listed(1000, reasons=()),)))

    assert [part.chapter for part in content.head] == [Chapter.RECOVERED]
    assert {part.chapter for reply in content.replies for part in reply} == {Chapter.NOT_READY}


def test_a_head_that_names_only_the_largest_is_short() -> None:
    """What is held back stands there; what would fit into a head by itself goes into the thread with the deals."""
    doubted = tuple(Moved(f"Deal {n}", "", ("Close date pushed 3 times, by 42 days in all",)) for n in range(40))
    full = replace(NOTHING, held=(HeldBack("champion", 12, MONDAY, 6),), doubted=doubted)

    alone, among_many = laid_out(full), laid_out(replace(full, not_ready=with_deals(300).not_ready))

    assert [part.chapter for part in alone.head] == [Chapter.HELD, Chapter.DOUBTED]
    assert [part.chapter for part in among_many.head] == [Chapter.HELD]


@pytest.mark.parametrize("many", [20, 100, 500])
def test_replies_are_filled_before_another_one_begins(many: int) -> None:
    """Each but the last has no room for the deal that follows."""
    content = with_deals(many)

    for reply in content.replies[:-1]:
        (part,) = reply
        longer = Slice(part.chapter, part.start, part.stop + 1)
        assert not IN_REPLY.holds(taken(content, (longer,)))
