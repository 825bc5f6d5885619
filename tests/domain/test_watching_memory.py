"""What is remembered of threads: bounded, and nothing is lost by forgetting."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.ids import ChannelId, MessageTs
from domain.watching import MANY, MARGIN, MOST_JUDGED, MOST_WAITING, QUIET, ThreadPlace, Watching

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_thread(number: int = 1) -> ThreadPlace:
    return ThreadPlace(ChannelId("C0EAST"), MessageTs(f"1795000000.{number:06}"))


def test_the_first_message_is_to_be_stored_and_those_that_follow_are_not() -> None:
    watching = Watching()
    assert watching.hear(a_thread(), NOON) == NOON + QUIET
    watching.stored(a_thread(), NOON + QUIET)

    assert watching.hear(a_thread(), NOON + timedelta(seconds=30)) is None
    assert watching.due(a_thread()) == NOON + timedelta(seconds=30) + QUIET


def test_what_was_not_stored_is_not_known() -> None:
    watching = Watching()
    watching.hear(a_thread(), NOON)

    assert not watching.knows(a_thread())
    assert watching.hear(a_thread(), NOON) == NOON + QUIET


def test_a_message_close_to_the_time_at_which_somebody_may_read_is_stored_again() -> None:
    watching = Watching()
    watching.stored(a_thread(), NOON + QUIET)
    last = NOON + QUIET - MARGIN

    assert watching.hear(a_thread(), last - timedelta(microseconds=1)) is None
    assert watching.hear(a_thread(), last) == last + QUIET


def test_the_tenth_message_is_due_at_once() -> None:
    watching = Watching()
    watching.stored(a_thread(), NOON + QUIET)

    due = [watching.hear(a_thread(), NOON) for _ in range(MANY)]

    assert due == [*[None] * (MANY - 2), NOON, None]


def test_an_older_message_does_not_make_a_thread_due_earlier() -> None:
    watching = Watching()
    watching.stored(a_thread(), NOON + QUIET)
    watching.hear(a_thread(), NOON - timedelta(days=1))

    assert watching.due(a_thread()) == NOON + QUIET


def test_memory_is_bounded_and_what_falls_out_is_stored_again() -> None:
    watching = Watching()
    for number in range(MOST_WAITING + 100):
        watching.stored(a_thread(number), NOON + QUIET)
    watching.judged(a_thread(-1 - number) for number in range(MOST_JUDGED + 100))

    assert watching.size == MOST_WAITING + MOST_JUDGED
    assert watching.hear(a_thread(0), NOON) == NOON + QUIET
    assert watching.hear(a_thread(MOST_WAITING), NOON) is None


def test_threads_that_were_due_long_ago_are_forgotten() -> None:
    watching = Watching()
    watching.stored(a_thread(1), NOON)
    watching.stored(a_thread(2), NOON + QUIET)

    watching.forget(before=NOON + QUIET)

    assert [watching.knows(a_thread(number)) for number in (1, 2)] == [False, True]


@given(st.lists(st.integers(0, 600), min_size=1, max_size=60))
def test_nothing_is_said_after_the_store_may_have_been_read_without_the_store_hearing_of_it(seconds: list[int]) -> None:
    """Whatever the order: what is kept in memory only was said before anybody could have read the thread."""
    watching, stored = Watching(), None
    for at in (NOON + timedelta(seconds=second) for second in seconds):
        due = watching.hear(a_thread(), at)
        if due is None:
            assert stored is not None
            assert at < stored - MARGIN
        else:
            stored = due
            watching.stored(a_thread(), due)
