"""What became of an update, in the form and as a message: never a false word, and nothing typed is lost."""

from dataclasses import replace

import pytest

from domain.crm_field import FieldKind, Option
from domain.deal_update import IGNORED, UpdateState
from tests.views.deal_values import CALL, a_deal, an_entry, an_update_standing, taken_by_slack
from tests.views.view_values import TEXTS, accepted, blocks_of, button_labels, words
from views.update_outcome import crm_refuses, outcome_message, outcome_view, saving_view, waiting_message

NOT_SAVED = set(UpdateState) - {UpdateState.SAVED, UpdateState.WAITING}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("state", UpdateState)
def test_slack_takes_every_outcome(state: UpdateState, text: str) -> None:
    standing = an_update_standing(
        state,
        text,
        deal=a_deal(text),
        now={"next_step": text},
        because={"next_step": text, "": text},
        merged_into_deal=a_deal(text),
    )

    for drawn in (outcome_view(standing), outcome_message(standing), waiting_message(standing), crm_refuses(text)):
        accepted(taken_by_slack(drawn))
    taken_by_slack(saving_view(a_deal(text)))


@pytest.mark.parametrize("state", UpdateState)
def test_only_what_is_saved_is_called_saved(state: UpdateState) -> None:
    standing = an_update_standing(state, now={"next_step": CALL}, because={"": "The token was revoked."})

    for drawn in (outcome_view(standing), outcome_message(standing)):
        assert ("✅" in words(drawn)) is (state is UpdateState.SAVED)
    assert ("is not saved" in words(outcome_message(standing))) is (state is not UpdateState.SAVED)


@pytest.mark.parametrize("state", sorted(NOT_SAVED))
def test_what_was_typed_and_not_saved_stands_there_whole(state: UpdateState) -> None:
    typed = "word " * 590

    told = words(outcome_message(an_update_standing(state, typed, now={"next_step": "theirs"})))

    assert told.count("word") >= 590


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        (UpdateState.WAITING, []),
        (UpdateState.SAVED, []),
        (UpdateState.CHANGED, ["Write mine anyway"]),
        (UpdateState.DENIED, ["Try again"]),
        (UpdateState.GONE, []),
        (UpdateState.REFUSED, ["Try again"]),
        (UpdateState.GIVEN_UP, ["Try again"]),
    ],
)
def test_what_can_be_done_next_is_one_click_away(state: UpdateState, buttons: list[str]) -> None:
    assert button_labels(outcome_message(an_update_standing(state))) == buttons
    assert button_labels(outcome_message(an_update_standing(state, deal=None, entries=[]))) == []


def test_the_crm_s_words_come_back_with_the_form() -> None:
    view = outcome_view(
        an_update_standing(UpdateState.DENIED, because={"next_step": "Too vague.", "amount": "Say it.", "": "And no."})
    )

    assert "⚠️ Too vague." in words(view)
    assert "⚠️ Say it. And no." in words(view)
    assert blocks_of(view)["next_step"]["element"]["initial_value"] == CALL


def test_of_what_the_crm_took_only_in_part_each_is_told_as_it_stands() -> None:
    """An amount that products decide: Salesforce says "done" to it as well, and keeps the old one."""
    taken = an_entry(held=CALL, typed=CALL, label="Next *step*")
    left = an_entry(FieldKind.NUMBER, "100", field="amount", label="Amount", typed="200", problem=IGNORED)
    standing = an_update_standing(UpdateState.DENIED, entries=[taken, left], because={"amount": IGNORED})
    partly = replace(standing, update=replace(standing.update, values={"next_step": CALL, "amount": "200"}))

    form, told = words(outcome_view(partly)), words(outcome_message(partly))

    assert "✅ Next *step* is saved.\n🚫 The rest is *not saved*.\n" in form
    assert f"⚠️ {IGNORED}" in form
    assert "is saved only in part.\n" in told
    assert f"✅ Next *step*: {CALL}" in told
    assert f"*Amount*: 200\n>{IGNORED}" in told
    assert "own words" not in form + told


def test_what_the_crm_made_of_it_is_told() -> None:
    kinds = (Option("COMMIT", "Commit"), Option("BEST", "Best case"))
    entry = an_entry(FieldKind.CHOICE, options=kinds, label="Forecast category")

    as_typed = an_update_standing(UpdateState.SAVED, "COMMIT", now={"next_step": "COMMIT"}, entries=[entry])
    otherwise = an_update_standing(UpdateState.SAVED, "COMMIT", now={"next_step": "BEST"}, entries=[entry])
    emptied = an_update_standing(UpdateState.SAVED, "", now={"next_step": ""}, entries=[entry])

    assert "*Forecast category*: Commit" in words(outcome_message(as_typed))
    assert "*Forecast category*: Best case\nYou wrote Commit; the CRM made that of it." in words(
        outcome_message(otherwise)
    )
    assert "*Forecast category*: _empty_" in words(outcome_message(emptied))


def test_in_whose_name_it_was_saved_is_told_where_that_is_known() -> None:
    saved = an_update_standing(UpdateState.SAVED, now={"next_step": CALL})

    told = words(outcome_message(replace(saved, writes_as="revops@northwind.example")))

    assert "is saved in the CRM as revops@northwind.example; it is noted that you did it." in told
    assert "is saved in the CRM.\n" in words(outcome_message(saved))


def test_of_a_deal_that_was_merged_the_other_one_is_named() -> None:
    known = an_update_standing(UpdateState.GONE, merged_into="19", merged_into_deal=a_deal("Osprey"))
    unknown = an_update_standing(UpdateState.GONE, merged_into="19")

    assert "it was merged into *<https://crm.example" in words(outcome_message(known))
    assert "It was merged into 19." in words(outcome_message(unknown))


def test_a_word_that_it_waits_says_later_that_it_ended() -> None:
    assert "We keep trying for an hour" in words(waiting_message(an_update_standing(UpdateState.WAITING)))
    saved, given_up = (an_update_standing(state) for state in (UpdateState.SAVED, UpdateState.GIVEN_UP))
    assert words(waiting_message(saved)).endswith("is saved in the CRM.")
    assert words(waiting_message(given_up)).endswith("the CRM did not answer for an hour.")
    assert button_labels(waiting_message(given_up)) == []


def test_a_day_is_told_the_same_for_every_reader() -> None:
    entry = an_entry(FieldKind.DATE, label="Close date")
    standing = an_update_standing(UpdateState.SAVED, "2026-12-01", now={"next_step": "2026-12-01"}, entries=[entry])

    assert "*Close date*: Tue 1 Dec 2026" in words(outcome_message(standing))
