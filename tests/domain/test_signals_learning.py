"""People's answers move the bar of a kind, slowly, the same way each time, and silence what is mostly wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.signals.judging import Policy
from domain.signals.learning import MOST_DOWN, MOST_UP, Answers, learn, moved

POLICY = Policy()
counts = st.integers(0, 500)


def bar(**answers: int) -> float:
    return moved(POLICY, learn(Answers(**answers))).note_at


def test_without_answers_nothing_moves():
    assert learn(Answers()).step == pytest.approx(0)
    assert bar() == pytest.approx(POLICY.note_at)


def test_one_dismissal_moves_less_than_three():
    assert POLICY.note_at < bar(dismissed=1) < bar(dismissed=3) < 1


def test_confirmed_ones_bring_the_bar_down_a_little():
    assert 0.6 < bar(confirmed=50) < bar(confirmed=5) < bar(confirmed=2) < POLICY.note_at


def test_what_people_had_to_point_out_brings_it_down_where_it_is_mostly_right():
    assert bar(confirmed=20, dismissed=2, flagged=10) < bar(confirmed=20, dismissed=2)
    assert bar(confirmed=2, dismissed=20, flagged=10) == bar(confirmed=2, dismissed=20)


def test_what_is_mostly_wrong_goes_quiet_and_reaches_neither_note_nor_list():
    learned = learn(Answers(confirmed=1, dismissed=9))

    policy = moved(POLICY, learned)

    assert learned.quiet
    assert policy.note_at > 1
    assert policy.list_at > 1


@pytest.mark.parametrize("answers", [Answers(dismissed=4), Answers(confirmed=3, dismissed=5), Answers(confirmed=9)])
def test_too_few_or_mixed_answers_silence_nothing(answers):
    assert not learn(answers).quiet


def test_the_more_answers_the_surer():
    few, many = learn(Answers(confirmed=9, dismissed=1)), learn(Answers(confirmed=90, dismissed=10))

    assert few.at_least < many.at_least < many.right < many.at_most < few.at_most


@given(counts, counts, counts)
def test_bars_stay_within_bounds_and_in_order(confirmed, dismissed, flagged):
    learned = learn(Answers(confirmed, dismissed, flagged))
    policy = moved(POLICY, learned)

    assert -MOST_DOWN <= learned.step <= MOST_UP
    assert 0 <= learned.at_least <= learned.right <= learned.at_most <= 1
    assert learned.quiet or 0 < policy.list_at < policy.note_at < 1


@given(counts, counts, counts)
def test_a_dismissal_never_lowers_the_bar(confirmed, dismissed, flagged):
    before, after = (learn(Answers(confirmed, dismissed + more, flagged)) for more in (0, 1))

    assert after.quiet or before.step <= after.step + 1e-9 or flagged > 0
