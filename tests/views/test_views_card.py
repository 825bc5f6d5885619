"""The card of a report: what it says, which buttons it has, and what it never says."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.decision import Diagnosis
from domain.ids import ReportId, UserId
from domain.report import MOVES, Status, Verb
from tests.views.view_values import (
    FINN,
    MAXIMAL,
    NASTY,
    NOW,
    RAVI,
    RITA,
    TEXTS,
    THEO,
    a_decision,
    a_report,
    a_standing,
    accepted,
    button_labels,
    every,
    full,
    full_standing,
    menu,
    words,
)
from views.blocks import posted
from views.escape import escape
from views.report_card import ADD_DIAGNOSIS, SAME_AS, VERB_OF, read_card_menu, report_card


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_the_card_of_every_report(status, text):
    accepted(report_card(full_standing(text, status)))
    accepted(report_card(a_standing(a_report(status, text=text))))


@given(st.text(min_size=1, max_size=3000).filter(lambda t: any(c.isprintable() and not c.isspace() for c in t)))
@settings(max_examples=50, deadline=None)
def test_slack_takes_the_card_of_any_text(text):
    accepted(report_card(full_standing(text)))


@pytest.mark.parametrize("text", [NASTY, MAXIMAL])
def test_the_text_stands_whole_on_the_card_and_does_nothing(text):
    told = words(report_card(a_standing(a_report(text=text))))

    assert escape(text).replace("\n", "") in told.replace("\n", "")
    assert "<!channel>" not in told
    assert "<https://evil" not in told


BUTTONS = {
    Status.NEW: (["Fix", "Reject", "Defer", "Needs context"], ["Same as…", "Add diagnosis"]),
    Status.WAITING: ([], ["Same as…", "Add diagnosis"]),
    Status.FIXING: (["Mark as shipped"], ["Add diagnosis"]),
    Status.REJECTED: (["Reconsider"], []),
    Status.DEFERRED: (["Reconsider"], []),
}


@pytest.mark.parametrize("status", list(Status))
def test_the_buttons_are_those_of_the_status(status):
    card = report_card(a_standing(a_report(status)))

    assert (button_labels(card), menu(card)) == BUTTONS.get(status, ([], []))


@pytest.mark.parametrize("status", list(Status))
def test_every_button_leads_to_a_move_that_the_status_allows(status):
    card = report_card(a_standing(a_report(status)))

    for element in every(card["blocks"], "button"):
        assert element["value"] == "12"
        assert (status, VERB_OF[element["action_id"]]) in MOVES


def test_the_menu_says_what_was_chosen_and_for_which_report():
    card = report_card(a_standing())

    chosen = [o["value"] for element in every(card["blocks"], "overflow") for o in element["options"]]

    assert [read_card_menu(value) for value in chosen] == [(SAME_AS, ReportId(12)), (ADD_DIAGNOSIS, ReportId(12))]


def test_fix_is_the_one_that_stands_out():
    styles = {b["text"]["text"]: b.get("style") for b in every(report_card(a_standing())["blocks"], "button")}

    assert styles == {"Fix": "primary", "Reject": None, "Defer": None, "Needs context": None}


@pytest.mark.parametrize("status", list(Status))
def test_whoever_reports_without_a_name_is_nowhere_on_the_card(status):
    ghost = UserId("U0GHOST")
    acts = [a_decision(v, ghost, words="w") for v in (Verb.ANSWER, Verb.APPEAL, Verb.REOPEN, Verb.WITHDRAW)]
    report = full("text", status, reporter=ghost, anonymous=True)

    for decisions in (acts[:n] for n in range(len(acts) + 1)):
        card = accepted(report_card(a_standing(report, decisions=decisions, from_team="East")))
        assert "U0GHOST" not in json.dumps(card)
        assert "someone in East" in words(card)


def test_without_a_team_somebody_is_just_someone():
    card = report_card(a_standing(a_report(anonymous=True)))

    assert "Reported by someone," in words(card)


def test_the_link_to_a_message_stays_away_from_a_report_without_a_name():
    named, unnamed = (words(report_card(a_standing(full("t", anonymous=hidden)))) for hidden in (False, True))

    assert "|See the message>" in named
    assert "See the message" not in unnamed
    assert "|Open the record>" in unnamed


def test_a_triage_owner_who_reported_without_a_name_is_named_as_the_one_who_decides():
    report = a_report(Status.REJECTED, reporter=THEO, anonymous=True)

    told = words(report_card(a_standing(report, decisions=[a_decision(Verb.REJECT, THEO, words="no")])))

    assert "<@U0THEO> decided that this stays as it is" in told
    assert "Reported by someone" in told


def test_the_facts_are_on_the_card():
    report = full("It asks too early", stage="Qualified", instead="My sheet", field="next_step")
    s = a_standing(
        report, workflow_name="Forecast", field_name="Next step", supporters=[RAVI, FINN], merged_here=["F-3"]
    )

    told = words(report_card(s))

    for fact in ("*F-12*", "It asks too early", "Forecast", "Next step", "Qualified", "My sheet", "<@U0RITA>"):
        assert fact in told
    assert "2 more people have this too" in told
    assert "Includes F-3" in told
    assert "U0RAVI" not in told


def test_one_supporter_is_one_person():
    assert "1 more person has this too" in words(report_card(a_standing(supporters=[RAVI])))


def test_an_undecided_report_shows_since_when_which_stays_true_while_nobody_draws_it_again():
    waiting, fixing = a_standing(undecided_for=3), a_standing(a_report(Status.FIXING), undecided_for=3)

    assert re.search(r"waiting for a decision since \w{3} \d+ Nov 2026\n", words(report_card(waiting)))
    assert "since" not in words(report_card(a_standing()))
    assert "since" not in words(report_card(fixing))


def test_a_new_card_says_who_decides_and_later_ones_do_not():
    s = a_standing(triage_owners=[THEO, FINN])

    assert "<@U0THEO> and <@U0FINN> decide on this." in words(report_card(s))
    assert "decide on this" not in words(report_card(replace(s, report=a_report(Status.FIXING))))


def test_the_latest_decision_says_who_why_and_when():
    rejected = a_decision(Verb.REJECT, words="Legal needs it", change_mind="Another way to *know*")

    told = words(report_card(a_standing(a_report(Status.REJECTED), decisions=[rejected])))

    assert "🚫 *Rejected.* <@U0THEO> decided that this stays as it is." in told
    assert "*Why*\nLegal needs it" in told
    assert "*What would change our mind*\nAnother way to *know*" in told
    assert "Mon 23 Nov 2026 at 10:30 EST" in told


def test_an_answer_stays_on_the_card_after_the_decision_that_follows():
    asked, answered = a_decision(Verb.ASK, question="Which screen?"), a_decision(Verb.ANSWER, RITA, words="The phone")
    fix = a_decision(Verb.FIX, owner=FINN)

    told = words(report_card(a_standing(a_report(Status.FIXING), decisions=[asked, answered, fix])))

    assert "Which screen?" in told
    assert "The phone" in told
    assert "<@U0FINN> will fix this" in told


def test_a_long_reason_begins_on_the_card_and_points_to_the_thread():
    long = a_decision(Verb.REJECT, words="because " * 300)

    told = words(report_card(a_standing(a_report(Status.REJECTED), decisions=[long])))

    assert "…" in told
    assert "_The whole of it is in the thread._" in told


def test_the_diagnosis_is_in_plain_words():
    found = Diagnosis(ReportId(12), THEO, NOW, cause="required_too_early", role="Rep", inspection="Nobody asks")

    told = words(report_card(a_standing(diagnosis=found)))

    assert "Asked for before anybody can know it" in told
    assert "Nobody asks" in told
    assert "reporting" not in told


def test_the_longest_card_in_ordinary_letters_stays_within_what_slack_takes():
    card = report_card(full_standing("word " * 600, Status.REJECTED))

    assert len(json.dumps(card["blocks"])) < 13_000


@pytest.mark.parametrize("text", ["&" * 3000, "<a>\n" * 750])
def test_a_card_full_of_signs_that_are_escaped_is_still_taken_and_says_that_it_is_cut(text):
    card = report_card(full_standing(text, Status.NEW))

    shown = accepted(posted(card))

    assert len(json.dumps(shown["blocks"])) < 13_200
    assert button_labels(shown) == button_labels(card)
    assert "There is more than Slack lets us show here." in words(shown)
    assert "…" in words(shown)
    assert "&am…" not in words(shown)


def test_what_slack_takes_is_left_as_it_is():
    card = report_card(full_standing("word " * 600, Status.REJECTED))

    assert posted(card) is card


def test_a_notification_reads_as_one_sentence():
    assert report_card(a_standing())["text"] == (
        "F-12: New, waiting for a decision. “The next step field is asked before I can know it”"
    )
