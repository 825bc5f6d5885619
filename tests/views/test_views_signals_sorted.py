"""The form in which an owner takes threads off the weekly list: what it shows, and what it brings back."""

import pytest
from test_views_signals import PRIVATE, standing

from domain.ids import SignalId
from tests.views.view_values import accepted, submitted, words
from views.filled import Unreadable
from views.signals_sorted import AT_ONCE, NONE, read_sorted_form, sort_out, sorted_form, taken_off

WHY = "One team asks, another answers."


def test_each_thread_is_shown_with_what_spoke_for_it() -> None:
    numbers = range(1, AT_ONCE + 1)

    form = accepted(sorted_form([standing(number=number, evidence=(WHY,) * 4) for number in numbers]))

    assert words(form).count(WHY) == 4 * AT_ONCE
    assert all(f"*W-{number}*" in words(form) for number in numbers)


def test_of_a_private_channel_nothing_is_told() -> None:
    form = accepted(sorted_form([standing(private=True, channel=PRIVATE)]))

    assert "in a private channel" in words(form)
    assert PRIVATE not in str(form)


def test_the_form_brings_back_what_was_chosen() -> None:
    form = sorted_form([standing(number=7), standing(number=8)])

    assert read_sorted_form(submitted(form, **{NONE: ["8"]})) == [8]
    with pytest.raises(Unreadable):
        read_sorted_form(submitted(form, **{NONE: ["8; drop"]}))


def test_of_one_thread_the_answer_is_filled_in() -> None:
    assert read_sorted_form(submitted(sorted_form([standing(number=7)]))) == [7]


def test_a_button_carries_no_more_threads_than_the_form_shows() -> None:
    assert sort_out([SignalId(7)], about="Handoff in Slack")["text"]["text"] == "Not one"

    button = sort_out([SignalId(number) for number in range(1, 100)], about="Handoff in Slack")

    assert button["text"]["text"] == "Not all of these"
    assert button["value"].split(",") == [str(number) for number in range(1, AT_ONCE + 1)]


@pytest.mark.parametrize(("number", "said"), [(1, "1 thread is off the list."), (3, "3 threads are off the list.")])
def test_what_was_done_is_said(number: int, said: str) -> None:
    assert said in words(accepted(taken_off(number)))
