"""How fast posts may go, by a clock that only the test moves."""

import pytest

from delivery.pacing import AHEAD_S, Pace, Pacer
from domain.ending import POST, UPDATE, Waiting
from domain.ids import PostId
from domain.post import PostKind


class Monotonic:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def waits(number: int, place: str, kind: PostKind = PostKind.REPORT_CARD, *, is_new: bool = True) -> Waiting:
    return Waiting(PostId(number), kind, place, is_new)


@pytest.fixture
def clock() -> Monotonic:
    return Monotonic()


def ids(chosen: list[Waiting]) -> list[int]:
    return [one.id for one in chosen]


def test_a_place_rests_for_a_second_after_each_new_message(clock: Monotonic) -> None:
    pacer = Pacer(Pace(), clock)

    first = pacer.choose([waits(1, "C0A"), waits(2, "C0B")], 8)
    clock.seconds += 0.4
    meanwhile = pacer.choose([waits(3, "C0A")], 8)
    held_s = pacer.held_s
    clock.seconds += 0.6
    then = pacer.choose([waits(3, "C0A")], 8)

    assert (ids(first), ids(meanwhile), ids(then)) == ([1, 2], [], [3])
    assert held_s == pytest.approx(0.6 - AHEAD_S)
    assert pacer.held_s is None


def test_an_update_needs_no_rest_of_its_place(clock: Monotonic) -> None:
    pacer = Pacer(Pace(), clock)
    pacer.posting("C0A")

    assert ids(pacer.choose([waits(1, "C0A", is_new=False)], 8)) == [1]


def test_slacks_wait_holds_one_method_only(clock: Monotonic) -> None:
    pacer = Pacer(Pace(), clock)
    pacer.pause(POST, 30)
    pacer.pause(POST, 5)

    chosen = pacer.choose([waits(1, "C0A"), waits(2, "C0A", is_new=False)], 8)

    assert ids(chosen) == [2]
    assert (pacer.paused_s(POST), pacer.paused_s(UPDATE), pacer.held_s) == (30, 0, 30)


def test_a_workspace_gets_its_share_of_a_minute_after_a_burst(clock: Monotonic) -> None:
    pacer = Pacer(Pace(posts_a_minute=60), clock)
    everybody = [waits(n, f"C{n:05}") for n in range(100)]

    burst = len(pacer.choose(everybody, 100))
    sent = 0
    for _ in range(60):
        clock.seconds += 1
        sent += len(pacer.choose(everybody, 100))

    assert burst == 12
    assert 59 <= sent <= 60


def test_answers_go_before_bulk_and_quiet_places_before_busy_ones(clock: Monotonic) -> None:
    pacer = Pacer(Pace(), clock)
    pacer.posting("C0BUSY")
    clock.seconds += 2
    waiting = [waits(1, "U0A", PostKind.NOTE_WORD), waits(2, "C0BUSY"), waits(3, "U0B", PostKind.DECISION_WORD)]

    assert ids(pacer.choose(waiting, 8)) == [3, 2, 1]


def test_without_a_pace_only_slacks_wait_counts(clock: Monotonic) -> None:
    pacer = Pacer(Pace(0, posts_a_minute=1), clock)

    chosen = [pacer.choose([waits(n, "C0A")], 8) for n in range(5)]
    pacer.pause(POST, 1)

    assert [ids(c) for c in chosen] == [[n] for n in range(5)]
    assert pacer.choose([waits(9, "C0A")], 8) == []


def test_pauses_grow_to_a_limit_and_differ() -> None:
    pace = Pace()

    pauses = [[pace.pause_s(failures) for _ in range(50)] for failures in (1, 4, 9, 500)]

    for middle, drawn in zip((1, 8, 256, 300), pauses, strict=True):
        assert all(0.8 * middle <= pause <= 1.2 * middle for pause in drawn)
        assert len(set(drawn)) > 1


def test_what_other_processes_have_seen_counts_as_much_as_what_we_have(clock: Monotonic) -> None:
    pacer = Pacer(Pace(), clock)

    chosen = pacer.choose([Waiting(PostId(1), PostKind.REPORT_CARD, "C0A", True, rest_s=0.7), waits(2, "C0B")], 8)

    assert ids(chosen) == [2]
    assert pacer.held_s == pytest.approx(0.7)


def test_others_are_told_once_what_rests(clock: Monotonic) -> None:
    pacer = Pacer(Pace(), clock)
    pacer.posting("C0A")
    pacer.pause(UPDATE, 30)
    clock.seconds += 0.4

    news = pacer.news()
    nothing_new = pacer.news()
    pacer.not_told(news)
    clock.seconds += 0.7
    again = pacer.news()

    assert [(rest.what, round(rest.seconds, 1)) for rest in news] == [("C0A", 0.6), (UPDATE, 29.6)]
    assert nothing_new == []
    assert [(rest.what, round(rest.seconds, 1)) for rest in again] == [(UPDATE, 28.9)]


def test_without_a_pace_nobody_is_told_of_places(clock: Monotonic) -> None:
    pacer = Pacer(Pace(0), clock)
    pacer.posting("C0A")

    assert pacer.news() == []


def test_a_post_is_claimed_a_little_early_and_goes_on_time(clock: Monotonic) -> None:
    pacer = Pacer(Pace(), clock)
    pacer.posting("C0A")
    clock.seconds += 1 - AHEAD_S / 2

    early = pacer.choose([waits(1, "C0A")], 8)
    wait_s = pacer.until_turn_s("C0A")
    clock.seconds += wait_s
    pacer.posting("C0A")
    clock.seconds += 1 - 2 * AHEAD_S

    assert ids(early) == [1]
    assert wait_s == pytest.approx(AHEAD_S / 2)
    assert pacer.choose([waits(2, "C0A")], 8) == []
