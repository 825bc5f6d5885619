"""Who may say what was gone through in a meeting, and what keeps their word from being saved."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from domain.ids import DealId, DigestId, UserId
from domain.inspection import AT_ONCE, Inspection, Judgement, ReviewDraft, Reviewed, WhyDraft, may_review
from domain.operating_model import OperatingModel
from domain.roster import Roster
from tests.conftest import ADA, CARL, CLEO, FINN, MAYA, MONDAY, RAVI, RITA, THEO

DIGEST = DigestId(1)
EVERYBODY = (ADA, CARL, CLEO, FINN, MAYA, RAVI, RITA, THEO)


@pytest.mark.parametrize(
    ("owners", "allowed"),
    [
        ({RITA}, {ADA, FINN, MAYA}),
        ({CARL}, {ADA, FINN, CLEO}),
        ({RITA, CARL}, {ADA, FINN, MAYA, CLEO}),
        ({MAYA}, {ADA, FINN, MAYA}),
        ({THEO}, {ADA, FINN}),
        ({RITA, None}, {ADA, FINN, MAYA, CLEO}),
        (set(), {ADA, FINN, MAYA, CLEO}),
    ],
)
def test_managers_of_the_teams_concerned_may_and_whoever_decides_about_the_workflow(
    model: OperatingModel, owners: set[UserId | None], allowed: set[UserId]
) -> None:
    """Of an owner whom Slack does not know nobody can say the team, so every manager may."""
    roster = Roster.of(model, {})

    assert {one for one in EVERYBODY if may_review(roster, one, "forecast", owners) is None} == allowed


def test_whoever_may_not_hears_who_may(model: OperatingModel) -> None:
    roster = Roster.of(model, {})

    refused = [may_review(roster, RITA, "forecast", owners) for owners in ({RAVI}, {THEO})]

    assert [no.people for no in refused if no] == [(MAYA,), (FINN,)]


@pytest.mark.parametrize(
    ("draft", "about"),
    [
        (ReviewDraft(DIGEST), {"accepted"}),
        (ReviewDraft(DIGEST, (1, 2), (2, 3)), {"not_ready"}),
        (ReviewDraft(DIGEST, (), tuple(range(AT_ONCE + 1))), {"not_ready"}),
        (ReviewDraft(DIGEST, (1,), words="x" * 151), {"words"}),
        (ReviewDraft(DIGEST, (0,)), set()),
        (ReviewDraft(DIGEST, (), tuple(range(AT_ONCE)), " ok "), set()),
    ],
)
def test_a_review_is_refused_with_what_is_wrong(draft: ReviewDraft, about: set[str]) -> None:
    assert set(draft.problems()) == about


@pytest.mark.parametrize(
    ("whys", "about"),
    [({1: "No budget"}, set()), ({1: " \u200b", 4: "late"}, {1}), ({1: "x" * 151}, {1}), ({}, set())],
)
def test_not_ready_needs_a_word_why(whys: Mapping[int, str], about: set[int]) -> None:
    assert set(WhyDraft(DIGEST, whys).problems()) == about


def test_who_said_what_is_counted_by_the_last_word_on_each_deal() -> None:
    said = [
        Inspection(DIGEST, DealId(f"d{n}"), "forecast", by, judgement, "", MONDAY + timedelta(minutes=n))
        for n, (by, judgement) in enumerate(
            [(MAYA, Judgement.ACCEPTED), (CLEO, Judgement.NOT_READY), (MAYA, Judgement.ACCEPTED)]
        )
    ]

    assert Reviewed.of(said) == Reviewed((MAYA, CLEO), accepted=2, not_ready=1)
    assert Reviewed.of([]) == Reviewed()
