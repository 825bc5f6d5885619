"""The forms that mark deals as reviewed: whatever deals are called and however many there are, and what comes back."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from domain.digest import LeftInPeace
from domain.ids import DealId, DigestId, OwnerId
from domain.inspection import AT_ONCE, Inspection, Judgement, ReviewDraft, Reviewed, WhyDraft
from tests.conftest import MAYA, MONDAY
from tests.domain.digest_values import SOMEBODY, a_digest, a_listed, some_deals
from tests.views.test_views_digest import NEW_YORK, with_deals
from tests.views.view_values import accepted, blocks_of, every, submitted, words
from views.digest import digest_head
from views.filled import Unreadable
from views.review_form import DEALS, deal_options, left_out, read_review, read_whys, review_form, why_form

CONTENT = with_deals()
DIGEST = a_digest(CONTENT)
OTHER = OwnerId("2")
THREE = [a_listed(n, "Acme") for n in range(3)]


def said(number: int, judgement: Judgement, why: str = ""):
    return {DealId(f"d{number}"): Inspection(DIGEST.id, DealId(f"d{number}"), "forecast", MAYA, judgement, why, MONDAY)}


@settings(max_examples=40)
@given(some_deals(most=150))
def test_slack_takes_the_forms_of_any_deals(deals):
    known = said(0, Judgement.NOT_READY, "&" * 150)
    accepted(review_form(DIGEST, deals or THREE, known, NEW_YORK))
    accepted(why_form(DIGEST, list(enumerate(deals or THREE))[:AT_ONCE], known, kept=3))
    accepted(left_out((deals or THREE)[:30], 3))
    options = deal_options(CONTENT, list(enumerate(deals))[:100], known)["options"]
    assert all(len(option["text"]["text"]) <= 75 and len(option["description"]["text"]) <= 75 for option in options)


def test_up_to_a_hundred_deals_are_listed_by_owner_each_with_what_it_lacks():
    deals = [*THREE, replace(a_listed(3, "Beta"), owner=None, reasons=())]

    form = review_form(DIGEST, deals, {}, NEW_YORK)

    groups = blocks_of(form)["accepted"]["element"]["option_groups"]
    assert [(group["label"]["text"], len(group["options"])) for group in groups] == [
        ("Rita Ruiz", 3),
        ("Without an owner", 1),
    ]
    first, last = groups[0]["options"][0], groups[1]["options"][0]
    assert (first["text"]["text"], first["description"]["text"]) == ("0. Acme · 1,000 USD", "Next step is empty")
    assert (last["text"]["text"], last["description"]["text"]) == ("3. Beta · 1,000 USD", "Ready")


def test_more_than_a_hundred_deals_are_searched_for():
    form = review_form(DIGEST, [a_listed(n) for n in range(101)], {}, NEW_YORK)

    elements = [blocks_of(form)[part]["element"] for part in ("accepted", "not_ready")]
    assert [(one["type"], one["action_id"]) for one in elements] == [("multi_external_select", DEALS)] * 2


def test_the_form_says_what_was_said_so_far():
    known = {**said(0, Judgement.ACCEPTED), **said(1, Judgement.NOT_READY, "No budget")}

    form = review_form(DIGEST, THREE, known, NEW_YORK)

    assert "So far: 1 accepted, 1 not ready, by <@U0MAYA>." in words(form)
    described = [
        option["description"]["text"]
        for option in blocks_of(form)["accepted"]["element"]["option_groups"][0]["options"]
    ]
    assert described == ["Accepted so far", "Not ready so far", "Next step is empty"]


def test_who_is_left_in_peace_is_named_only_to_those_who_may_review_their_deals():
    until = MONDAY + timedelta(days=14)
    content = replace(with_deals(a_listed(1)), left_in_peace=(LeftInPeace(SOMEBODY, until), LeftInPeace(OTHER, until)))

    form = review_form(a_digest(content), THREE, {}, NEW_YORK)

    assert "nobody asks Rita Ruiz until Mon 7 Dec 2026 and Owner 2 until Mon 7 Dec 2026." in words(form)
    head = words(digest_head(a_digest(content), Reviewed(), NEW_YORK))
    assert "2 owners did not react to the last messages and are left in peace." in head
    assert "Owner 2" not in head


def test_what_was_ticked_comes_back_by_its_place():
    form = review_form(DIGEST, THREE, {}, NEW_YORK)

    sent = submitted(form, accepted=["0", "2"], not_ready=["1"], words="Good calls")

    assert read_review(sent) == ReviewDraft(DIGEST.id, (0, 2), (1,), "Good calls")
    assert read_review(submitted(form)) == ReviewDraft(DIGEST.id)


def test_each_deal_that_is_not_ready_is_asked_why_and_what_was_said_before_stands_there():
    form = why_form(DIGEST, [(4, THREE[0]), (0, THREE[1])], said(0, Judgement.NOT_READY, "No budget"), kept=2)

    assert [block["label"]["text"] for block in blocks_of(form).values()] == ["0. Acme", "1. Acme"]
    assert "2 deals are kept as accepted" in words(form)
    sent = submitted(form, why_0="No champion")
    assert read_whys(sent) == WhyDraft(DIGEST.id, {4: "No budget", 0: "No champion"})


def test_a_deal_that_was_accepted_before_is_asked_anew():
    form = why_form(DIGEST, [(0, THREE[0])], said(0, Judgement.ACCEPTED, "Fine"))

    assert "initial_value" not in blocks_of(form)["why_0"]["element"]
    assert "kept as accepted" not in words(form)


@pytest.mark.parametrize("places", [None, "0", {"0": 1}, [-1], ["x"], [2**40], [None]])
def test_a_form_that_is_none_of_ours_cannot_be_read(places):
    metadata = f'{{"digest": 7, "places": {json.dumps(places)}}}'

    with pytest.raises(Unreadable):
        read_whys({"private_metadata": metadata, "state": {"values": {}}})


@pytest.mark.parametrize(
    ("gone", "kept", "sentence"),
    [
        (1, 0, "“0. Acme” was deleted in the CRM or moved to another pipeline, so nothing was kept of it."),
        (
            2,
            1,
            "“0. Acme” and “1. Acme” were deleted in the CRM or moved to another pipeline, so nothing was kept of "
            "them. 1 other deal was kept.",
        ),
    ],
)
def test_what_was_left_out_is_said_by_name(gone, kept, sentence):
    assert left_out(THREE[:gone], kept)["text"] == sentence


def test_the_ids_of_the_digest_travel_with_the_forms():
    for form in (review_form(DIGEST, THREE, {}, NEW_YORK), why_form(DIGEST, [(0, THREE[0])], {})):
        assert f'"digest": {DigestId(7)}' in form["private_metadata"]
        assert len(list(every(form["blocks"], "button"))) == 0
