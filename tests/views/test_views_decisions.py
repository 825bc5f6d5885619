"""Decisions as people hear of them: in the thread, in private, in reminders, in the daily post."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from domain.ids import DecisionId, UserId
from domain.report import Status, Verb
from domain.standing import DecidedDay
from tests.views.view_values import (
    ADA,
    FINN,
    RAVI,
    RITA,
    TEXTS,
    THEO,
    a_day,
    a_decision,
    a_decision_standing,
    a_report,
    a_standing,
    accepted,
    button_labels,
    every,
    full_decision,
    full_standing,
    words,
)
from views.decisions import (
    DECISIONS_PER_POST,
    decided_digest,
    decision_reply,
    decision_word,
    escalation,
    reminder,
    reporter_buttons,
)

LED_TO = {
    Verb.FIX: Status.FIXING,
    Verb.REJECT: Status.REJECTED,
    Verb.DEFER: Status.DEFERRED,
    Verb.ASK: Status.WAITING,
    Verb.MERGE: Status.MERGED,
    Verb.RECONSIDER: Status.NEW,
    Verb.REVISIT: Status.NEW,
    Verb.CLOSE: Status.CLOSED,
}


@pytest.mark.parametrize("verb", list(Verb))
@pytest.mark.parametrize("by", [THEO, RITA, None])
@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_the_words_of_every_decision(verb, by, text):
    standing = full_standing(text)
    for told in (None, RITA, RAVI):
        d = a_decision_standing(verb, Status.NEW, told, decision=full_decision(verb, text, by), standing=standing)
        accepted(decision_reply(d))
        accepted(decision_word(d))


@pytest.mark.parametrize("verb", [Verb.ANSWER, Verb.APPEAL, Verb.WITHDRAW, Verb.CONFIRM, Verb.REOPEN])
def test_in_the_thread_a_reporter_without_a_name_is_the_reporter(verb):
    ghost = UserId("U0GHOST")
    standing = a_standing(a_report(Status.NEW, reporter=ghost, anonymous=True), from_team="East")
    d = a_decision_standing(verb, Status.NEW, decision=a_decision(verb, ghost, words="w"), standing=standing)

    reply = decision_reply(d)

    assert "U0GHOST" not in json.dumps(reply)
    assert "The reporter" in words(reply)
    assert "U0GHOST" not in json.dumps(decision_word(replace(d, told=RAVI)))
    assert "U0GHOST" not in json.dumps(decided_digest(DecidedDay(date(2026, 11, 23), [d])))


def test_a_named_reporter_is_named():
    assert "<@U0RITA> answered" in words(decision_reply(a_decision_standing(Verb.ANSWER, Status.NEW)))


def test_a_fix_says_who_by_when_and_where():
    fix = a_decision(Verb.FIX, owner=FINN, due_on=date(2026, 11, 30), link="https://work.example/1")

    told = words(decision_reply(a_decision_standing(Verb.FIX, Status.FIXING, decision=fix)))

    assert "<@U0THEO> decided that <@U0FINN> will fix this, due Mon 30 Nov 2026. <https://work.example/1|Follow" in told


def test_whoever_fixes_it_alone_is_said_once():
    own = a_decision_standing(Verb.FIX, Status.FIXING, decision=a_decision(Verb.FIX, owner=THEO))

    assert words(decision_reply(own)).count("U0THEO") == 1


@pytest.mark.parametrize(
    ("verb", "told", "expected"),
    [
        (Verb.ASK, RITA, ["Answer", "Withdraw"]),
        (Verb.REJECT, RITA, ["Appeal"]),
        (Verb.DEFER, RITA, ["Withdraw"]),
        (Verb.FIX, RITA, []),
        (Verb.MERGE, RITA, []),
        (Verb.ASK, RAVI, []),
        (Verb.REJECT, RAVI, []),
        (Verb.DEFER, RAVI, []),
    ],
)
def test_only_the_reporter_gets_buttons_that_apply(verb, told, expected):
    word = decision_word(a_decision_standing(verb, LED_TO[verb], told))

    assert button_labels(word) == expected
    assert all(element["value"] == "12" for element in every(word["blocks"], "button"))


@pytest.mark.parametrize("verb", [Verb.ASK, Verb.REJECT, Verb.DEFER, Verb.FIX])
def test_when_the_report_moved_on_the_buttons_go_and_a_line_says_what_came_next(verb):
    moved_on = decision_word(a_decision_standing(verb, Status.SHIPPED, RITA))
    overtaken = decision_word(a_decision_standing(verb, LED_TO[verb], RITA, is_latest=False))

    for word in (moved_on, overtaken):
        assert button_labels(word) == []
        assert "*Since then:*" in words(word)


def test_a_question_is_put_to_you_or_to_the_reporter():
    d = a_decision_standing(Verb.ASK, Status.WAITING)

    assert "<@U0THEO> asks you a question" in words(decision_word(replace(d, told=RITA)))
    assert "<@U0THEO> asks the reporter a question" in words(decision_word(replace(d, told=RAVI)))
    assert "<@U0THEO> asks the reporter a question" in words(decision_reply(d))


def test_who_appealed_once_is_not_offered_it_again():
    d = a_decision_standing(Verb.REJECT, Status.REJECTED, RITA)
    again = replace(d, standing=a_standing(a_report(Status.REJECTED, appealed=True)))

    assert button_labels(decision_word(again)) == []
    assert "decided a second time" in words(decision_word(again))


def test_reporter_and_supporter_are_each_told_which_report():
    d = a_decision_standing(Verb.FIX, Status.FIXING)

    to_reporter, to_supporter = (words(decision_word(replace(d, told=told))) for told in (RITA, RAVI))

    assert "About your report F-12:\n>The next step field" in to_reporter
    assert "About F-12, which you support:\n>The next step field" in to_supporter


@pytest.mark.parametrize("verb", list(LED_TO))
def test_every_word_says_what_happens_next(verb):
    told = words(decision_word(a_decision_standing(verb, LED_TO[verb], RITA)))

    assert re.search(r"\b[Yy]ou[r]?\b.*\.", told)
    assert "How it stands now" not in told


def test_who_supports_a_withdrawn_report_is_not_told_to_wait_for_a_decision():
    told = words(decision_word(a_decision_standing(Verb.WITHDRAW, Status.WITHDRAWN, RAVI)))

    assert "It will not be decided on" in told
    assert "You will hear" not in told


def test_a_reminder_names_who_can_decide_and_an_escalation_an_admin():
    s = a_standing(undecided_for=2, triage_owners=[THEO, FINN])

    reminded, escalated = accepted(reminder(s)), accepted(escalation(s, [ADA]))

    assert "F-12 has waited 2 working days for a decision. <@U0THEO> and <@U0FINN>, please choose" in words(reminded)
    assert "<@U0ADA>, can you decide" in words(escalated)
    assert "U0RITA" not in json.dumps([reminded, escalated])


@pytest.mark.parametrize("draw", [reminder, lambda s: escalation(s, [THEO])])
def test_a_reminder_of_a_waiting_report_does_not_press_who_asked(draw):
    told = words(draw(a_standing(a_report(Status.WAITING), undecided_for=2, triage_owners=[THEO])))

    assert "has not answered it yet" in told
    assert "U0THEO" not in told


@pytest.mark.parametrize("draw", [reminder, lambda s: escalation(s, [ADA])])
def test_a_reminder_that_comes_too_late_says_so(draw):
    told = accepted(draw(a_standing(a_report(Status.WITHDRAWN))))

    assert "does not wait for a decision any more" in words(told)
    assert "U0ADA" not in words(told)


@pytest.mark.parametrize("text", TEXTS)
def test_a_full_day_of_decisions_fits_one_post(text):
    post = accepted(decided_digest(a_day(text, DECISIONS_PER_POST)))

    assert len(json.dumps(post["blocks"], ensure_ascii=False)) < 13_000
    assert "part 1 of 2" in words(post)


def test_a_decision_that_was_taken_back_the_same_day_is_not_told_as_if_it_stood():
    rejected = a_decision_standing(Verb.REJECT, Status.REJECTED)
    reopened = replace(a_decision(Verb.RECONSIDER), id=DecisionId(99))
    standing = a_standing(a_report(Status.NEW), decisions=[rejected.decision, reopened])
    taken_back = replace(rejected, standing=standing, is_latest=False)

    stands, moved_on = (words(decided_digest(DecidedDay(date(2026, 11, 23), [d]))) for d in (rejected, taken_back))
    fixed = a_decision_standing(Verb.FIX, Status.SHIPPED, is_latest=False)

    assert "Since then" not in stands
    assert "Since then" not in words(decided_digest(DecidedDay(date(2026, 11, 23), [fixed])))
    assert "_Since then:_ 🆕 *Open again.* <@U0THEO> put this up for a new decision." in moved_on


def test_buttons_of_the_reporter_follow_the_status():
    offered = {status: [b["text"]["text"] for b in reporter_buttons(a_standing(a_report(status)))] for status in Status}

    assert {status: labels for status, labels in offered.items() if labels} == {
        Status.NEW: ["Withdraw"],
        Status.WAITING: ["Answer", "Withdraw"],
        Status.REJECTED: ["Appeal"],
        Status.DEFERRED: ["Withdraw"],
    }
