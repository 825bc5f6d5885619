"""What makes a friction report one that a triage owner can decide on."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.actionable import (
    DEFAULT,
    Cause,
    Missing,
    Vocabulary,
    guess_field,
    guess_workflow,
    judge,
    question_for,
)

FRAGMENTS = [
    "no",
    "can't",
    "edit",
    "the",
    "field",
    "on",
    "opportunity",
    "page",
    "required",
    "when",
    "#",
    "'",
    '"',
    ".",
    ",",
]
FIELDS = {
    "stage": ["Stage", "dealstage"],
    "amount": ["Amount"],
    "close_date": ["Close date", "closedate"],
    "next_step": ["Next step", "hs_next_step"],
    "forecast_category": ["Forecast category"],
    "implementation_risk": ["Implementation risk"],
    "champion": ["Champion", "champion_name"],
    "kickoff_date": ["Kickoff date"],
}
WORKFLOWS = {
    "pipeline_review": ["Pipeline review"],
    "forecast": ["Forecast", "Weekly forecast call"],
    "handoff": ["Closed-won handoff", "Handoff review"],
    "renewal": ["Renewal", "Renewal review"],
}


@pytest.mark.parametrize(
    "text",
    [
        "The implementation risk field is required before I know the answer",
        "close date read-only on the ipad",
        "Account page takes 40 seconds to load when there are many contacts",
        "Lead source has Web, Website, Online AND Inbound-web",
        "nobody in CS reads the mood field on the handoff, drop it",
        "renewal dashbord: no filter by product",
        "La fiche compte met 40 secondes à s'ouvrir",
        "Im Übergabeformular ist das Feld Ansprechpartner nicht bearbeitbar, ich kann es nicht ändern",
    ],
)
def test_a_report_that_says_where_and_what_is_actionable(text):
    judgement = judge(text)

    assert judgement.actionable
    assert judgement.missing == ()


@pytest.mark.parametrize(
    "text", ["The handoff section is a mess", "forecast screen = pain", "Renewals page needs love"]
)
def test_blame_without_an_event_lacks_what_blocks(text):
    assert judge(text).missing == (Missing.WHAT,)


@pytest.mark.parametrize(
    "text", ["too many clicks", "It won't let me save.", "I have to type the same thing twice every time"]
)
def test_an_event_without_a_place_lacks_where(text):
    assert judge(text).missing == (Missing.WHERE,)


@pytest.mark.parametrize("text", ["", "   \n", "The CRM is bad", "pls help", "\u202e\u200b", "!!!", ":sob:"])
def test_who_says_nothing_is_asked_for_both(text):
    assert judge(text).missing == (Missing.WHERE, Missing.WHAT)


def test_length_alone_makes_nothing_actionable():
    sigh = "Every day I sit there and feel tired and wonder who thought that this was a good idea. "

    assert not judge(sigh).actionable
    assert not judge(sigh * 40).actionable


@pytest.mark.parametrize(
    ("text", "workflow", "cause"),
    [
        ("Forecast category is read-only in the iPhone app", "forecast", Cause.MOBILE),
        ("Implementation risk is mandatory too early", "handoff", Cause.REQUIRED_TOO_EARLY),
        ("Duplicate leads after each webinar", "attribution", Cause.DUPLICATE_RECORDS),
        ("Health score on the renewal page loads for 40 seconds", "renewal", Cause.SLOW_LAYOUT),
        ("nobody reads competitor 2 on the opportunity", "pipeline_review", Cause.UNUSED_DATA),
        ("no", "unknown", Cause.OTHER),
    ],
)
def test_workflow_and_cause_are_told_by_the_words(text, workflow, cause):
    judgement = judge(text)

    assert (judgement.workflow, judgement.cause) == (workflow, cause)


def test_a_judgement_quotes_the_words_that_told():
    because = judge("Close date is read-only on the forecast tab").because

    assert "Close date" in because
    assert "forecast tab" in because
    assert "read-only" in because


def test_the_companys_own_names_count_as_a_place():
    text = "zorgplan is mandatory before I know it"

    assert judge(text, known=DEFAULT).missing == (Missing.WHERE,)
    assert judge(text, known=Vocabulary(names=("zorg_plan", "Zorgplan"))).actionable


def test_capitals_and_curly_quotes_change_nothing():
    plain = judge("can't edit next step on the opportunity page")

    assert judge("CAN’T EDIT NEXT STEP ON THE OPPORTUNITY PAGE").missing == plain.missing == ()


@pytest.mark.parametrize("typed", ["requierd", "requred", "requirred", "reqiured"])
def test_one_wrong_letter_is_forgiven(typed):
    assert judge(f"champion {typed} before the first meeting").cause is Cause.REQUIRED_TOO_EARLY


@given(st.text(max_size=3000))
@example("a'" * 20_000)
@example('"' * 40_000)
@example("the field of " * 3_000)
@example("every time " * 4_000)
@example("no ~ @not @do # * no | field\\")
@example("Aa " * 13_000)
@example("İı" * 500 + "\ud800")
@settings(deadline=None)
def test_any_text_gets_a_judgement(text):
    judgement = judge(text)

    assert judgement.actionable == (judgement.missing == ())
    assert question_for(judgement.missing)


@given(st.lists(st.sampled_from(FRAGMENTS)))
@settings(deadline=None)
def test_words_in_any_order_get_a_judgement(words):
    judgement = judge(" ".join(words))

    assert judgement.actionable == (judgement.missing == ())


@given(
    st.text(max_size=200), st.dictionaries(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=3), max_size=5)
)
@settings(deadline=None)
def test_guesses_name_a_key_or_nothing(text, names):
    assert guess_field(text, names) in {None, *names}
    assert guess_workflow(text, names) in {None, *names}


@given(st.text(max_size=40))
@settings(deadline=None)
def test_any_name_may_stand_in_a_vocabulary(name):
    assert judge("the CRM is bad", known=Vocabulary(names=(name,))).because is not None


def test_the_question_asks_for_just_what_is_missing():
    assert "Where" in question_for([Missing.WHERE])
    assert "Where" not in question_for([Missing.WHAT])
    assert question_for([Missing.WHAT, Missing.WHERE]) == question_for([Missing.WHERE, Missing.WHAT])


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("The implementation risk is required at stage 2", "implementation_risk"),
        ("impl. risk is asked too early", "implementation_risk"),
        ("implementation_risk pops up", "implementation_risk"),
        ("why is risk asked now", "implementation_risk"),
        ("I can't change the category after Friday", "forecast_category"),
        ("forecast categories are confusing", "forecast_category"),
        ("closing dates jump back", "close_date"),
        ("next steps are cut off", "next_step"),
        ("implementaton risk again", "implementation_risk"),
        ("kick-off is unknown; the kickoff is asked", "kickoff_date"),
        ("the date is wrong", None),
        ("at stage 3 it stops", None),
        ("next step and close date are both locked", None),
        ("it is slow", None),
        ("", None),
    ],
)
def test_the_field_is_guessed_when_it_is_the_only_one_that_fits(text, field):
    assert guess_field(text, FIELDS) == field


@pytest.mark.parametrize(
    ("text", "workflow"),
    [
        ("in the forecast call we wait for the page", "forecast"),
        ("pipeline review takes an hour", "pipeline_review"),
        ("the pipeline is full of test deals", "pipeline_review"),
        ("renewals are counted twice", "renewal"),
        ("handoff form is too long", "handoff"),
        ("best case and upside are the same", "forecast"),
        ("churn reason has three values for one thing", "renewal"),
        ("nothing works", None),
        ("", None),
    ],
)
def test_the_workflow_is_guessed_by_its_names_or_its_usual_words(text, workflow):
    assert guess_workflow(text, WORKFLOWS) == workflow


def test_usual_words_name_no_workflow_that_the_company_lacks():
    assert guess_workflow("churn reason has three values", {"forecast": ["Forecast"]}) is None
