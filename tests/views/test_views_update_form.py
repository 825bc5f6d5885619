"""The form of Update now: every kind of field as Slack shows it, within its limits, read back as it was meant."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.crm_field import FieldKind, Option
from domain.update_sheet import ENTRIES, Entry, FilledSheet, UpdateSheet, Wanted, digest, wanted
from tests.views.deal_values import a_deal, a_sheet, an_entry, options, taken_by_slack
from tests.views.view_values import TEXTS, ZONE, accepted, blocks_of, submitted, words
from views.filled import Unreadable
from views.update_form import read_update_form, update_form

LANES = (Option("road", "Road"), Option("rail", "Rail"), Option("canal", "Canal", offered=False))


def form(*entries: Entry, **parts: Any) -> dict[str, Any]:
    return taken_by_slack(update_form(a_sheet(*entries, **parts)))


def element(entry: Entry) -> dict[str, Any]:
    return dict(blocks_of(form(entry))[entry.field]["element"])


def sent(view: dict[str, Any], **answers: dict[str, Any]) -> dict[str, Any]:
    """The form as Slack sends it: what is not answered as the form began."""
    keys = {
        "datepicker": ("selected_date", "initial_date"),
        "datetimepicker": ("selected_date_time", "initial_date_time"),
    }
    keys |= dict.fromkeys(["static_select"], ("selected_option", "initial_option"))
    keys |= dict.fromkeys(["multi_static_select"], ("selected_options", "initial_options"))
    values = {}
    for name, block in blocks_of(view).items():
        asked = block["element"]
        key, initial = keys.get(asked["type"], ("value", "initial_value"))
        values[name] = {asked["action_id"]: answers.get(name) or {"type": asked["type"], key: asked.get(initial)}}
    return view | {"state": {"values": values}}


def test_in_whose_name_it_is_written_is_told_where_that_is_known_and_something_can_be_written() -> None:
    told = "The CRM shows revops@northwind.example as who wrote it. It is noted that it was you."

    assert told in words(form(an_entry(), writes_as="revops@northwind.example"))
    assert told not in words(form(an_entry(FieldKind.OTHER), writes_as="revops@northwind.example"))
    assert "noted" not in words(form(an_entry()))


KINDS = [
    (an_entry(FieldKind.TEXT, "Call them"), "plain_text_input", "Call them"),
    (an_entry(FieldKind.LONG_TEXT, "one\ntwo"), "plain_text_input", "one\ntwo"),
    (an_entry(FieldKind.NUMBER, "1200.50"), "plain_text_input", "1200.50"),
    (an_entry(FieldKind.DATE, "2026-12-18"), "datepicker", "2026-12-18"),
    (an_entry(FieldKind.DATE, "9999-12-31"), "datepicker", "9999-12-31"),
    (an_entry(FieldKind.DATE, "soon"), "datepicker", None),
    (an_entry(FieldKind.MOMENT, "2026-12-18T09:00:00-05:00"), "datetimepicker", 1797602400),
    (an_entry(FieldKind.MOMENT, "9999-12-31T00:00:00+00:00"), "datetimepicker", None),
    (an_entry(FieldKind.CHOICE, "rail", options=LANES), "static_select", "Rail"),
    (an_entry(FieldKind.CHOICE, "canal", options=LANES), "static_select", None),
    (an_entry(FieldKind.CHOICES, "rail;canal", options=LANES), "multi_static_select", ["Rail"]),
    (an_entry(FieldKind.SWITCH, "true"), "static_select", "Yes"),
    (an_entry(FieldKind.CHOICE, "value 250", options=options(300)), "static_select", "Label 250"),
    (
        an_entry(FieldKind.CHOICES, "value 1;value 250", options=options(300)),
        "multi_static_select",
        ["Label 1", "Label 250"],
    ),
]


@pytest.mark.parametrize(("entry", "kind", "shown"), KINDS)
def test_each_kind_is_asked_for_as_the_crm_types_it_and_begins_with_what_it_holds(
    entry: Entry, kind: str, shown: Any
) -> None:
    asked = element(entry)

    assert asked["type"] == kind
    initial = next((value for key, value in asked.items() if key.startswith("initial_")), None)
    match initial:
        case {"text": {"text": label}}:
            assert label == shown
        case [*several]:
            assert [one["text"]["text"] for one in several] == shown
        case _:
            assert initial == shown


@pytest.mark.parametrize(("entry", "kind", "shown"), KINDS)
def test_a_form_that_was_left_as_it_is_changes_nothing(entry: Entry, kind: str, shown: Any) -> None:
    del kind, shown
    view = sent(form(entry))

    filled = read_update_form(view, ZONE)

    assert (filled.finding, filled.shown_in) == (7, None)
    assert wanted([entry], filled) == Wanted()


def test_what_is_chosen_and_typed_is_read() -> None:
    entries = [
        an_entry(FieldKind.TEXT, field="next_step"),
        an_entry(FieldKind.NUMBER, field="amount"),
        an_entry(FieldKind.DATE, field="close_date"),
        an_entry(FieldKind.MOMENT, field="kickoff"),
        an_entry(FieldKind.CHOICE, field="lane", options=LANES),
        an_entry(FieldKind.CHOICES, field="lanes", options=LANES),
    ]
    answers = {
        "next_step": {"type": "plain_text_input", "value": "Call them"},
        "amount": {"type": "plain_text_input", "value": "1.200,50"},
        "close_date": {"type": "datepicker", "selected_date": "2026-12-18"},
        "kickoff": {"type": "datetimepicker", "selected_date_time": 1797602400},
        "lane": {"type": "static_select", "selected_option": {"value": "rail"}},
        "lanes": {"type": "multi_static_select", "selected_options": [{"value": "rail"}, {"value": "road"}]},
    }

    filled = read_update_form(sent(form(*entries, shown_in=12), **answers), ZONE)

    assert filled.shown_in == 12
    assert wanted(entries, filled).values == {
        "next_step": "Call them",
        "amount": "1200.50",
        "close_date": "2026-12-18",
        "kickoff": "2026-12-18T09:00:00-05:00",
        "lane": "rail",
        "lanes": "road;rail",
    }


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (an_entry(FieldKind.TEXT, "x" * 3001), "x" * 200),
        (an_entry(FieldKind.OTHER, "what"), "*Next step*: what. Please change it <https://crm.example"),
        (an_entry(FieldKind.TEXT, updateable=False), "*Next step*: empty. The bot may not write it. Please change it"),
        (an_entry(FieldKind.CHOICE, "x", options=options(6000)), "*Next step*: x. Please change it"),
    ],
)
def test_what_cannot_be_filled_here_is_shown_with_the_way_to_the_crm(entry: Entry, says: str) -> None:
    view = form(entry)

    assert says in words(view)
    assert "submit" not in view
    assert blocks_of(view) == {}
    assert [block["block_id"] for block in form(entry, an_entry(field="b"))["blocks"] if "block_id" in block] == ["b"]


def test_a_choice_that_is_withdrawn_is_told_beside_those_that_are_offered() -> None:
    view = form(an_entry(FieldKind.CHOICE, "canal", options=LANES, ask="Choose a lane."))

    assert blocks_of(view)["next_step"]["hint"]["text"] == "Choose a lane. At present it holds: Canal."


def test_what_was_not_taken_comes_back_with_the_reason_above_it() -> None:
    view = form(an_entry(held="theirs", typed="mine", problem="Say <more>."), overtaken=True, problem="Not so.")

    assert "⚠️ Say &lt;more&gt;." in words(view)
    assert "⚠️ Not so." in words(view)
    assert "This is *not saved*. The CRM says why, in its own words:" in words(view)
    assert "This is *not saved*: somebody changed the deal since you saw it." in words(view)
    assert blocks_of(view)["next_step"]["element"]["initial_value"] == "mine"
    assert blocks_of(view)["next_step"]["hint"]["text"] == "At present it holds: theirs."


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("kind", FieldKind)
def test_slack_takes_every_form(kind: FieldKind, text: str) -> None:
    long = (Option(text, text), *options(120))
    entries = [
        an_entry(
            kind, text, field=f"field_{n}" + "x" * 50, label=text, options=long, ask=text, typed=typed, problem=text
        )
        for n, typed in enumerate([None, text] * (ENTRIES // 2))
    ]

    view = form(*entries, deal=a_deal(text), problem=text)

    accepted(view)
    assert len(view["private_metadata"]) <= 3000
    assert len(view["blocks"]) <= 100


@given(st.sampled_from(list(FieldKind)), st.text(max_size=80))
@example(FieldKind.NUMBER, "\r")
def test_whatever_a_field_holds_is_not_changed_by_looking_at_it(kind: FieldKind, held: str) -> None:
    entry = replace(an_entry(kind, held, options=LANES), ask="?")
    sheet: UpdateSheet = a_sheet(entry)
    view = update_form(sheet)

    if entry.can_be_filled:
        left = wanted([entry], read_update_form(sent(view), ZONE))
        assert left.values == {}
        assert left.overtaken == set()


@pytest.mark.parametrize(
    "metadata",
    [
        '{"finding": 7}',
        '{"finding": 0, "fields": {}}',
        '{"finding": 7, "fields": {"next_step": ["text"]}}',
        '{"finding": 7, "fields": {"next_step": ["poem", "0123456789abcdef"]}}',
        '{"finding": 7, "fields": {"next_step": ["text", "not a digest"]}}',
        '{"finding": 7, "fields": {"Next step": ["text", "0123456789abcdef"]}}',
        '{"finding": 7, "fields": {}, "post": "x"}',
        '{"finding": 7, "fields": [["text", "0123456789abcdef"]]}',
    ],
)
def test_a_form_that_is_none_of_ours_is_not_read(metadata: str) -> None:
    with pytest.raises(Unreadable):
        read_update_form({"private_metadata": metadata}, ZONE)


def test_submitted_is_what_the_other_forms_tests_mean_by_it() -> None:
    view = form(an_entry(held="x"))

    assert read_update_form(submitted(view), ZONE) == FilledSheet(7, {"next_step": "x"}, {"next_step": digest("x")})
