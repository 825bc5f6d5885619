"""Release notes: for everyone, as one post of the day, and in private to whoever asked."""

import json
from dataclasses import replace

import pytest

from domain.report import Status
from tests.views.view_values import (
    FINN,
    NASTY,
    RAVI,
    RITA,
    TEXTS,
    a_note_standing,
    a_report,
    accepted,
    button_labels,
    every,
    full_note,
    notes_day,
    words,
)
from views.escape import escape
from views.notes import NOTES_PER_POST, note_card, note_word, notes_of_day


@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_every_note(text):
    for n in (full_note(text), full_note(text, told=RITA), a_note_standing(text, reports=[], asked=0, named=[])):
        accepted(note_card(n))
        accepted(note_word(n))


@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_a_full_post_of_the_day(text):
    accepted(notes_of_day(notes_day(text, NOTES_PER_POST)))


def test_a_full_post_of_long_notes_in_ordinary_letters_is_not_too_long():
    post = notes_of_day(notes_day("word " * 600, NOTES_PER_POST))

    assert len(json.dumps(post["blocks"], ensure_ascii=False)) < 13_000


def test_what_changed_stands_whole_and_harmless():
    told = words(note_card(a_note_standing(NASTY)))

    assert escape(NASTY) in told
    assert "<!channel>" not in told


@pytest.mark.parametrize(
    ("asked", "named", "said"),
    [
        (4, [RITA], "Asked for by 4 people, among them <@U0RITA>"),
        (1, [RITA], "Asked for by <@U0RITA>"),
        (1, [], "Asked for by 1 person"),
        (3, [RITA, RAVI, FINN], "Asked for by <@U0RITA>, <@U0RAVI> and <@U0FINN>"),
        (7, [], "Asked for by 7 people"),
    ],
)
def test_only_those_are_named_who_may_be(asked, named, said):
    told = words(note_card(a_note_standing(asked=asked, named=named)))

    assert said in told.split("\n")


def test_whoever_reported_without_a_name_is_not_in_the_note():
    n = a_note_standing(reports=[a_report(Status.SHIPPED, anonymous=True)], named=[], works_for=[RITA])

    assert "U0RITA" not in json.dumps([note_card(n), note_word(replace(n, told=RAVI))])
    assert "Works for 1 person" in words(note_card(n))


def test_a_note_nobody_asked_for_does_not_say_so():
    assert "Asked for" not in words(note_card(a_note_standing(asked=0, named=[])))


@pytest.mark.parametrize(
    ("works", "broken", "said"),
    [
        (0, 0, "Nobody has said yet whether it works"),
        (1, 0, "✅ Works for 1 person"),
        (0, 2, "🔧 Still broken for 2 people"),
        (3, 1, "✅ Works for 3 people, 🔧 still broken for 1 person"),
    ],
)
def test_the_note_counts_what_people_say(works, broken, said):
    n = a_note_standing(works_for=[RITA] * works, broken_for=[RAVI] * broken)

    assert said in words(note_card(n)).split("\n")


def test_once_it_is_closed_nobody_is_waited_for():
    closed = words(note_card(a_note_standing(reports=[a_report(Status.CLOSED)])))

    assert "Nobody said whether it works" in closed.split("\n")


def test_who_asked_is_asked_whether_it_works():
    word = note_word(a_note_standing(told=RITA))

    assert button_labels(word) == ["It works now", "Still broken"]
    assert {element["value"] for element in every(word["blocks"], "button")} == {"7"}


@pytest.mark.parametrize(("said", "line"), [(True, "You said that it works now"), (False, "still broken. Your words")])
def test_after_an_answer_the_answer_stands_there(said, line):
    word = note_word(a_note_standing(told=RITA, told_said=said))

    assert button_labels(word) == []
    assert line in words(word)


@pytest.mark.parametrize(
    ("status", "labels"),
    [(Status.CONFIRMED, ["It works now"]), (Status.FIXING, []), (Status.CLOSED, []), (Status.WITHDRAWN, [])],
)
def test_the_buttons_go_when_they_lead_nowhere(status, labels):
    word = note_word(a_note_standing(told=RITA, reports=[a_report(status)]))

    assert button_labels(word) == labels


def test_only_what_the_reader_asked_for_decides_on_the_buttons():
    shipped, fixing = a_report(Status.SHIPPED), a_report(Status.FIXING)

    reopened = note_word(a_note_standing(told=RITA, reports=[shipped, fixing], told_about=[fixing]))
    shipped_again = note_word(a_note_standing(told=RITA, reports=[shipped, fixing], told_about=[]))

    assert button_labels(reopened) == button_labels(shipped_again) == []
    assert "it is open again" in words(reopened)
    assert "under the newer message" in words(shipped_again)


def test_whose_report_was_merged_finds_its_number():
    told = words(note_word(a_note_standing(told=RAVI, told_merged=["F-1", "F-2"])))

    assert "Your F-1 and F-2 had been merged into it." in told


def test_a_note_names_what_it_touches():
    told = words(note_card(a_note_standing()))

    for fact in ("*N-3* · *Next step is optional until Proposal*", "*Workflows*\nForecast", "*Roles*\nrep", "F-12"):
        assert fact in told
