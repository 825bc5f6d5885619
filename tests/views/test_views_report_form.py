"""The form of a report: what is drawn comes back as it was, and suggestions suggest."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.draft import ReportDraft
from tests.views.view_values import (
    LABELS,
    NASTY,
    TEXTS,
    WORKFLOWS,
    accepted,
    blocks_of,
    button_labels,
    every,
    full_standing,
    label,
    some_likely,
    submitted,
    words,
)
from views.report_form import NONE, field_options, filed_modal, read_report_form, report_form

FULL = ReportDraft(
    text=NASTY,
    workflow="handoff",
    field="next_step",
    stage="Qualified & <open>",
    instead=NASTY,
    record_link="https://crm.example/deal?a=1&b=<2>",
    permalink="https://northwind.slack.example/archives/C1/p1",
    anonymous=True,
)


def form(draft=FULL, **parts):
    return accepted(report_form(**{"workflows": WORKFLOWS, "draft": draft, "field_labels": LABELS, **parts}))


def test_what_the_form_began_with_comes_back_as_it_was():
    assert read_report_form(submitted(form(draft_id=9))) == (FULL, 9)


def test_an_empty_form_comes_back_empty():
    assert read_report_form(submitted(form(ReportDraft(text="")))) == (ReportDraft(text=""), None)


@given(st.text(max_size=200), st.text(max_size=150), st.text(min_size=1, max_size=60), st.booleans())
@settings(max_examples=40, deadline=None)
def test_whatever_was_typed_comes_back(text, stage, field, anonymous):
    given_ = {"text": text, "stage": stage, "field": f"={field}", "anonymous": ["yes"] if anonymous else None}

    draft, _ = read_report_form(submitted(form(ReportDraft(text="")), **given_))

    assert draft == ReportDraft(text=text, stage=stage, field=field, anonymous=anonymous)


@pytest.mark.parametrize("text", [*TEXTS, "y" * 4000, ""])
def test_slack_takes_the_form_of_every_draft(text):
    draft = replace(FULL, text=text, field=text[:140] or None, stage=text[:150], instead=text)

    form(draft, ask="Which screen?", workflows=[(f"w{n}", "W" * 100) for n in range(120)])
    form(draft, workflows=[], field_labels={})


def test_the_labels_are_those_of_the_contract():
    drawn = form()

    parts = ["text", "workflow", "field", "stage", "instead", "record_link"]
    assert [label(drawn, part) for part in parts] == [
        "What blocks you",
        "Workflow",
        "Field or action",
        "When it happens",
        "What you do instead",
        "Link to the record",
    ]
    assert drawn["submit"]["text"] == "File report"
    assert "Report without my name" in words(drawn)


def test_only_what_blocks_you_is_required():
    required = [part for part, block in blocks_of(form()).items() if not block["optional"]]

    assert required == ["text"]


def test_every_question_is_named_after_the_part_it_fills():
    assert set(blocks_of(form())) == {part.name for part in fields(ReportDraft)} - {"permalink"}


def test_the_text_has_no_length_in_the_form_so_that_the_refusal_can_say_the_count():
    assert all("max_length" not in element for element in every(form()["blocks"], "plain_text_input"))


def test_the_question_for_what_is_missing_stands_on_top():
    drawn = form(ask="Which screen or field is it?")

    assert "Which screen or field is it?" in words({"blocks": drawn["blocks"][:1]})


@pytest.mark.parametrize(("permalink", "said"), [(FULL.permalink, "links to it instead"), ("", "say it shorter")])
def test_a_message_that_is_too_long_is_not_copied_and_the_form_says_so(permalink, said):
    drawn = form(replace(FULL, text="y" * 3001, permalink=permalink))

    asked = blocks_of(drawn)["text"]
    assert "initial_value" not in asked["element"]
    assert "3,001" in asked["hint"]["text"]
    assert said in asked["hint"]["text"]


def test_closing_is_told_when_there_is_a_draft_to_keep():
    assert form(draft_id=9)["notify_on_close"] is True
    assert form()["notify_on_close"] is False


def test_saying_none_of_these_is_as_good_as_choosing_nothing():
    draft, _ = read_report_form(submitted(form(), workflow=NONE, field=NONE))

    assert (draft.workflow, draft.field) == (None, None)


def test_a_field_in_the_reporters_own_words_comes_back_in_those_words():
    drawn = form(replace(FULL, field="the green button"))

    assert blocks_of(drawn)["field"]["element"]["initial_option"]["text"]["text"] == "“the green button”"
    assert read_report_form(submitted(drawn))[0].field == "the green button"


def suggested(typed, fields=LABELS):
    return [(o["text"]["text"], o["value"]) for o in field_options(typed, fields)["options"]]


def test_before_a_letter_is_typed_every_field_is_there_by_name():
    assert suggested("") == [
        ("Amount", "amount"),
        ("Close date", "close_date"),
        ("Next step", "next_step"),
        ("Renewal date", "renewal_date"),
        ("No particular field", NONE),
    ]


def test_the_best_match_comes_first_and_the_words_themselves_last():
    assert suggested("clos")[0] == ("Close date", "close_date")
    assert suggested("step")[0] == ("Next step", "next_step")
    assert suggested("nxt step")[0] == ("Next step", "next_step")
    assert suggested("date")[-1] == ("“date”", "=date")
    assert suggested("the green button") == [("“the green button”", "=the green button")]


def test_the_whole_name_of_a_field_is_no_field_of_ones_own():
    assert suggested("NEXT STEP ")[0] == ("Next step", "next_step")
    assert not any(value.startswith("=") for _, value in suggested("NEXT STEP "))


@given(st.text(max_size=400))
@settings(max_examples=50, deadline=None)
def test_slack_takes_the_suggestions_for_anything_typed(typed):
    options = field_options(typed, LABELS)["options"]

    assert len(options) <= 100
    assert all(0 < len(o["text"]["text"]) <= 75 and 0 < len(o["value"]) <= 150 for o in options)


def test_of_many_fields_only_a_screenful_is_suggested():
    assert len(field_options("", {f"f{n}": f"Field {n}" for n in range(300)})["options"]) <= 100


@pytest.mark.parametrize("text", TEXTS)
def test_once_filed_the_form_says_so_and_offers_me_too(text):
    told = accepted(filed_modal(full_standing(text), some_likely(text), remind_after_working_days=2))

    assert "*F-12* is filed" in words(told)
    assert button_labels(told) == ["Me too"] * 3
    assert "submit" not in told
