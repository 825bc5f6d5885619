"""The forms of triage and of the reporter: labels of the contract, and what was filled in comes back."""

from dataclasses import fields as dataclass_fields
from datetime import date

import pytest

from domain.decision import DecisionDraft, Diagnosis
from domain.diagnosis import CAUSES, PART_LIMIT, DiagnosisDraft
from domain.ids import ReportId
from domain.note import NoteDraft
from domain.report import Status, Verb
from tests.views.view_values import (
    FINN,
    NASTY,
    NOW,
    RITA,
    TEXTS,
    THEO,
    WORKFLOWS,
    a_decision,
    a_report,
    a_standing,
    accepted,
    blocks_of,
    full,
    full_standing,
    label,
    submitted,
    words,
)
from views.decision_forms import (
    WITH_FORM,
    decision_form,
    read_decision,
    report_of,
    report_options,
)
from views.diagnosis_form import diagnosis_form, read_diagnosis
from views.note_form import note_form, read_note

LABELS = {
    Verb.FIX: {"owner": "Fix owner", "due_on": "Due", "link": "Link"},
    Verb.REJECT: {"words": "Why", "change_mind": "What would change our mind"},
    Verb.DEFER: {"revisit_on": "Revisit on", "words": "Why"},
    Verb.ASK: {"question": "Question"},
    Verb.MERGE: {"target": "Same as"},
    Verb.RECONSIDER: {"words": "Why"},
    Verb.ANSWER: {"words": "Your answer"},
    Verb.APPEAL: {"words": "What is new"},
    Verb.WITHDRAW: {},
}


@pytest.mark.parametrize("verb", sorted(WITH_FORM))
def test_each_form_asks_under_the_labels_of_the_contract(verb):
    form = decision_form(verb, a_standing(), by=THEO)

    assert {part: label(form, part) for part in blocks_of(form)} == LABELS[verb]


@pytest.mark.parametrize("verb", sorted(WITH_FORM))
def test_every_question_is_a_part_of_the_draft(verb):
    parts = {part.name for part in dataclass_fields(DecisionDraft)}

    assert set(blocks_of(decision_form(verb, a_standing(), by=THEO))) <= parts


@pytest.mark.parametrize("verb", sorted(WITH_FORM))
@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_every_form(verb, text):
    accepted(decision_form(verb, full_standing(text, number=1_234_567), by=THEO))


FILLED = {
    "words": NASTY,
    "change_mind": NASTY,
    "question": NASTY,
    "owner": FINN,
    "due_on": "2026-11-30",
    "link": "https://work.example/1",
    "revisit_on": "2026-12-01",
    "target": "3",
}


@pytest.mark.parametrize("verb", sorted(WITH_FORM))
def test_what_was_filled_in_comes_back(verb):
    form = decision_form(verb, a_standing(), by=THEO)

    draft = read_decision(submitted(form, **FILLED))

    read = {**FILLED, "due_on": date(2026, 11, 30), "revisit_on": date(2026, 12, 1), "target": ReportId(3)}
    assert draft == DecisionDraft(ReportId(12), verb, **{part: read[part] for part in LABELS[verb]})


@pytest.mark.parametrize("verb", sorted(WITH_FORM))
def test_nothing_filled_in_comes_back_as_nothing(verb):
    form = decision_form(verb, a_standing(), by=THEO)

    draft = read_decision(submitted(form))

    assert draft == DecisionDraft(ReportId(12), verb, owner=THEO if verb is Verb.FIX else None)


def test_the_form_remembers_which_report_it_is_about():
    form = decision_form(Verb.ANSWER, a_standing(a_report(Status.WAITING)), by=RITA)

    assert report_of(form) == ReportId(12)


def test_who_could_fix_it_by_the_diagnosis_is_chosen_already():
    s = a_standing(diagnosis=Diagnosis(ReportId(12), THEO, NOW, fix_owner=FINN))

    assert read_decision(submitted(decision_form(Verb.FIX, s, by=THEO))).owner == FINN


def test_an_answer_is_given_below_its_question():
    s = a_standing(decisions=[a_decision(Verb.ASK, question="Which screen?")])

    assert "*The question*\nWhich screen?" in words(decision_form(Verb.ANSWER, s, by=RITA))


def test_an_appeal_is_written_below_what_would_change_our_mind():
    s = a_standing(decisions=[a_decision(Verb.REJECT, words="No", change_mind="Numbers")])

    assert "*What would change our mind*\nNumbers" in words(decision_form(Verb.APPEAL, s, by=RITA))


def test_withdrawing_says_what_it_means_for_the_others():
    assert "those who support it" not in words(decision_form(Verb.WITHDRAW, a_standing(), by=RITA))
    assert "those who support it" in words(decision_form(Verb.WITHDRAW, a_standing(supporters=[FINN]), by=RITA))


def found(typed):
    reports = [
        a_report(number=n, id=ReportId(n), text=text) for n, text in ((1, "Next step"), (12, NASTY), (2, "Amount"))
    ]
    return [o["value"] for o in report_options(typed, reports)["options"]]


def test_an_open_report_is_found_by_number_or_by_words():
    assert found("") == ["1", "12", "2"]
    assert found("f-12") == ["12"]
    assert found("STEP next") == ["1"]
    assert found("nothing of that") == []


@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_many_reports_to_choose_from(text):
    options = report_options("", [full(text)] * 300)["options"]

    assert len(options) == 100
    assert all(0 < len(o["text"]["text"]) <= 75 for o in options)


# --- the diagnosis ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_known_of_the_diagnosis_comes_back(text):
    known = Diagnosis(ReportId(12), THEO, NOW, "mobile", text[:150], text[:500], text[:500], FINN)

    form = accepted(diagnosis_form(a_standing(diagnosis=known)))

    draft = DiagnosisDraft(ReportId(12), "mobile", text[:150], text[:500], text[:500], FINN)
    assert read_diagnosis(submitted(form)) == draft
    assert draft.problems() == {}


def test_a_first_diagnosis_begins_empty_and_is_refused_empty():
    draft = read_diagnosis(submitted(accepted(diagnosis_form(a_standing()))))

    assert draft == DiagnosisDraft(ReportId(12))
    assert draft.problems().keys() == {"cause"}


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        ({"cause": "laziness"}, "cause"),
        ({"role": "r" * 151}, "role"),
        ({"inspection": "i" * (PART_LIMIT + 1)}, "inspection"),
        ({"reporting_gap": "g" * (PART_LIMIT + 1)}, "reporting_gap"),
        ({"role": "\u200b "}, "cause"),
    ],
)
def test_a_diagnosis_says_what_is_wrong_with_it(parts, wrong):
    assert DiagnosisDraft(ReportId(12), **parts).problems().keys() == {wrong}


@pytest.mark.parametrize("parts", [{"cause": cause} for cause in CAUSES] + [{"role": "Rep"}, {"fix_owner": FINN}])
def test_one_part_of_a_diagnosis_is_enough(parts):
    assert DiagnosisDraft(ReportId(12), **parts).problems() == {}


# --- the release note ------------------------------------------------------------------------------------------------


def a_note_form(text="t", also=3, **parts):
    others = [full(text, id=ReportId(n), number=n) for n in range(20, 20 + also)]
    s = full_standing(text, Status.FIXING)
    return accepted(note_form(s, **{"workflows": WORKFLOWS, "roles": ["rep", "manager"], "also": others, **parts}))


@pytest.mark.parametrize("also", [0, 3, 10, 11, 150])
@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_the_form_of_a_note(text, also):
    a_note_form(text, also)
    a_note_form(text, also, workflows=[], roles=[])


@pytest.mark.parametrize("also", [3, 30])
def test_the_note_comes_back_as_it_was_filled_in(also):
    answers = {"title": NASTY, "what_changed": NASTY, "roles": ["rep"], "resolves": ["21", "22"]}

    note = read_note(submitted(a_note_form(also=also), **answers))

    assert note == NoteDraft(ReportId(12), NASTY, NASTY, ("forecast",), ("rep",), (ReportId(21), ReportId(22)))


def test_the_labels_of_the_note_are_those_of_the_contract():
    form = a_note_form()

    assert [label(form, part) for part in ("title", "what_changed", "resolves")] == [
        "Title",
        "What changed",
        "Also resolves",
    ]
    assert set(blocks_of(form)) == {part.name for part in dataclass_fields(NoteDraft)} - {"report"}


def test_what_does_not_fit_into_the_list_is_counted():
    assert "50 more do not fit" in blocks_of(a_note_form(also=150))["resolves"]["hint"]["text"]
