"""Private answers: complete, harmless, and with a next step."""

import json
from dataclasses import replace

import pytest

from domain.ids import ReportId, UserId
from domain.report import Status, Verb
from domain.standing import Begun
from tests.views.view_values import (
    ADA,
    NASTY,
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
    some_likely,
    words,
)
from views.escape import escape
from views.likely import ME_TOO, read_me_too
from views.open_form import read_open_form
from views.replies import (
    MINE_LIMIT,
    alert_over,
    filed,
    help_text,
    kept,
    mention_reply,
    mine,
    one_report,
    refused_alert,
    supported,
    too_long_answer,
    trouble,
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("status", list(Status))
def test_slack_takes_every_answer(text, status):
    s = full_standing(text, status)

    accepted(filed(s, some_likely(text), remind_after_working_days=2))
    accepted(kept(3, text, "Where does it happen?"))
    accepted(mine([s] * 40, drafts=[Begun(1, NASTY), Begun(2, NASTY * 20)]))
    accepted(supported(s.report))
    for viewer in (RITA, RAVI):
        accepted(one_report(s, viewer=viewer))


def test_slack_takes_the_fixed_answers():
    for payload in (
        help_text(),
        mine([]),
        mine([], drafts=[Begun(1, NASTY)]),
        trouble("Something went wrong.", "a1b2"),
        mention_reply(4),
        refused_alert("C0TRIAGE", "not_in_channel", "Type /invite @Adoption there, then try again.", 2),
        alert_over("C0TRIAGE"),
    ):
        accepted(payload)


def test_the_receipt_says_who_decides_by_when_and_that_no_name_is_shown():
    s = a_standing(a_report(anonymous=True), triage_owners=[THEO])

    told = words(filed(s, remind_after_working_days=2))

    assert "✅ *F-12* is filed." in told
    assert "<@U0THEO> will decide on it." in told
    assert "After 2 working days without a decision they are reminded." in told
    assert "Your name is not shown to anybody." in told
    assert "U0RITA" not in told


def test_up_to_three_likely_ones_each_have_me_too():
    reply = filed(a_standing(), some_likely())

    offered = [b["value"] for b in every(reply["blocks"], "button") if b["action_id"] == ME_TOO]
    assert [read_me_too(value) for value in offered] == [(ReportId(n), ReportId(12)) for n in (1, 2, 3)]
    assert button_labels(reply)[-1] == "Withdraw"


def test_me_too_outside_a_receipt_stands_for_itself():
    reply = one_report(a_standing(), viewer=RAVI)

    assert [read_me_too(b["value"]) for b in every(reply["blocks"], "button")] == [(ReportId(12), None)]


def test_without_likely_ones_nothing_is_asked():
    assert button_labels(filed(a_standing())) == ["Withdraw"]


def test_what_is_kept_stands_there_whole_with_all_ways_on():
    reply = kept(3, NASTY, "Where does it happen?")

    assert escape(NASTY) in words(reply)
    assert "*Not filed yet.* Where does it happen?" in words(reply)
    assert {b["text"]["text"]: b["value"] for b in every(reply["blocks"], "button")} == {
        "Open the form": "3",
        "File it as it is": "3",
        "Throw it away": "3",
    }


def test_of_a_message_too_long_to_be_filed_its_beginning_is_shown():
    reply = accepted(kept(3, "word " * 8000, "Where?"))

    assert "40,000 characters; 3,000 fit" in words(reply)
    assert button_labels(reply) == ["Open the form", "Throw it away"]
    assert len(json.dumps(reply["blocks"])) < 13_000


@pytest.mark.parametrize("typed", ["x" * 40_000, "&" * 40_000, "a line of words\n" * 2500])
def test_a_text_that_is_too_long_comes_back_whole(typed):
    answers = [accepted(answer) for answer in too_long_answer(typed, 3000)]

    told = "".join(words(answer) for answer in answers)
    assert len(answers) <= 2
    assert "40,000 characters; 3,000 fit" in told
    assert told.count("&amp;") == typed.count("&")
    assert told.count("a line of words") == typed.count("a line of words")
    assert typed[0] == "&" or told.count("x") >= typed.count("x")


def test_my_reports_show_state_age_and_decision():
    s = a_standing(a_report(Status.REJECTED), decisions=[a_decision(Verb.REJECT, words="no")])

    told = words(mine([s]))

    assert "*F-12* · 🚫 Rejected" in told
    assert "Reported 3 days ago" in told
    assert "<@U0THEO> decided that this stays as it is" in told


def test_my_reports_show_the_question_that_waits_for_me():
    s = a_standing(a_report(Status.WAITING), decisions=[a_decision(Verb.ASK, question="On <which> page?")])

    assert "<@U0THEO> asks you a question" in words(mine([s]))
    assert ">On &lt;which&gt; page?" in words(mine([s])).split("\n")


@pytest.mark.parametrize(
    ("status", "labels"), [(Status.WAITING, ["Answer"]), (Status.REJECTED, ["Appeal"]), (Status.NEW, [])]
)
def test_where_it_is_my_turn_the_list_has_the_button(status, labels):
    assert button_labels(mine([a_standing(a_report(status))])) == labels


def test_a_long_list_says_that_it_is_longer():
    told = words(mine([a_standing()] * MINE_LIMIT, total=1200))

    assert "Your reports: 1,200" in told
    assert "And 1,185 older." in told
    assert "And 5 older." in words(mine([a_standing()] * (MINE_LIMIT + 5)))
    assert "older" not in words(mine([a_standing()] * MINE_LIMIT))


def test_who_has_no_reports_is_asked_for_one():
    reply = mine([])

    assert "You have not reported anything yet" in words(reply)
    assert button_labels(reply) == ["Report friction"]


def test_the_button_that_opens_the_form_may_have_a_draft():
    opened = [b["value"] for reply in (mine([]), mention_reply(4)) for b in every(reply["blocks"], "button")]

    assert [read_open_form(value) for value in opened] == [None, 4]


@pytest.mark.parametrize("status", list(Status))
def test_others_never_see_who_reported_without_a_name(status):
    ghost = UserId("U0GHOST")
    acts = [a_decision(v, ghost, words="w") for v in (Verb.ANSWER, Verb.APPEAL, Verb.REOPEN, Verb.WITHDRAW)]
    report = full("text", status, reporter=ghost, anonymous=True)

    for decisions in (acts[:n] for n in range(len(acts) + 1)):
        reply = one_report(a_standing(report, decisions=decisions, from_team="East"), viewer=RAVI)
        assert "U0GHOST" not in json.dumps(reply)
        assert "someone in East" in words(reply)


def test_the_reporter_sees_what_can_be_done_about_it():
    reply = one_report(a_standing(a_report(Status.WAITING, anonymous=True)), viewer=RITA)

    assert "Reported by you," in words(reply)
    assert button_labels(reply) == ["Answer", "Withdraw"]


@pytest.mark.parametrize(
    ("status", "supporters", "labels"),
    [(Status.NEW, [], ["Me too"]), (Status.NEW, [RAVI], []), (Status.SHIPPED, [], []), (Status.MERGED, [], [])],
)
def test_others_can_support_what_is_open(status, supporters, labels):
    reply = one_report(a_standing(a_report(status), supporters=supporters), viewer=RAVI)

    assert button_labels(reply) == labels
    assert ("You support it" in words(reply)) == bool(supporters)


def test_the_alert_names_the_place_the_error_and_the_remedy():
    told = refused_alert("C0TRIAGE", "not_in_channel", "Type `/invite @Adoption` there.", 1)

    assert "<#C0TRIAGE>: not_in_channel. 1 post is waiting." in words(told)
    assert "*What to do:* Type `/invite @Adoption` there." in words(told)
    assert "<@U0ADA>" in words(refused_alert(ADA, "user_disabled", "Nothing.", 2))
    assert [b["value"] for b in every(told["blocks"], "button")] == ["C0TRIAGE!not_in_channel"]


def test_trouble_quotes_its_number():
    assert "`a1b2`" in words(trouble("Something went wrong.", "a1b2"))


def test_everything_a_person_typed_is_harmless_in_every_answer():
    s = replace(full_standing(NASTY), supporters=[])
    answers = [
        filed(s, some_likely(NASTY)),
        kept(1, NASTY, "Why?"),
        mine([s]),
        one_report(s, viewer=RAVI),
        supported(s.report, s.report),
    ]

    for answer in answers:
        assert "<!channel>" not in answer["text"] + words(answer)
        assert "<@U0ADA>" not in answer["text"] + words(answer)
