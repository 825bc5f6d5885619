"""What a decision needs before it can be carried out."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.decision import DecisionDraft
from domain.ids import ReportId, UserId
from domain.report import Verb

TODAY = date(2026, 11, 23)
THEO = UserId("U0THEO")

FILLED: dict[Verb, dict[str, Any]] = {
    Verb.FIX: {"owner": THEO},
    Verb.REJECT: {"words": "It is used.", "change_mind": "Numbers."},
    Verb.DEFER: {"revisit_on": TODAY + timedelta(days=1), "words": "Not now."},
    Verb.ASK: {"question": "Which page?"},
    Verb.MERGE: {"target": ReportId(2)},
    Verb.ANSWER: {"words": "The deal page."},
    Verb.APPEAL: {"words": "It is worse now."},
    Verb.REOPEN: {"words": "It still asks."},
}


def problems(verb: Verb, **parts: Any) -> dict[str, str]:
    return DecisionDraft(ReportId(1), verb, **parts).problems(today=TODAY)


@pytest.mark.parametrize("verb", Verb)
def test_what_is_filled_in_has_no_problems(verb: Verb) -> None:
    assert problems(verb, **FILLED.get(verb, {})) == {}


@pytest.mark.parametrize(("verb", "part"), [(verb, part) for verb, parts in FILLED.items() for part in parts])
def test_every_part_that_is_needed_is_asked_for(verb: Verb, part: str) -> None:
    rest = {name: value for name, value in FILLED[verb].items() if name != part}

    assert list(problems(verb, **rest)) == [part]


@pytest.mark.parametrize("nothing", ["", "   \n", "\u200b\u200f"])
def test_what_nobody_can_see_is_not_filled_in(nothing: str) -> None:
    assert set(problems(Verb.REJECT, words=nothing, change_mind=nothing)) == {"words", "change_mind"}


@pytest.mark.parametrize("part", ["words", "change_mind", "question"])
def test_a_text_too_long_is_told_with_its_count(part: str) -> None:
    assert "3,001" in problems(Verb.REJECT, **(FILLED[Verb.REJECT] | {part: "x" * 3001}))[part]
    assert problems(Verb.REJECT, **(FILLED[Verb.REJECT] | {part: "x" * 3000})) == {}


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (1, True), (5 * 365, True), (5 * 365 + 1, False)])
def test_a_due_date_is_today_or_later_and_not_far_away(days: int, fits: bool) -> None:
    assert (problems(Verb.FIX, owner=THEO, due_on=TODAY + timedelta(days)) == {}) is fits


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, False), (1, True), (5 * 365, True), (5 * 365 + 1, False)])
def test_a_report_comes_back_on_a_later_day(days: int, fits: bool) -> None:
    assert (problems(Verb.DEFER, words="Not now.", revisit_on=TODAY + timedelta(days)) == {}) is fits


def test_a_link_is_a_whole_address() -> None:
    assert problems(Verb.FIX, owner=THEO, link="https://jira.example/CRM-1") == {}
    assert "https://" in problems(Verb.FIX, owner=THEO, link="CRM-1")["link"]
    assert "2,000 fit" in problems(Verb.FIX, owner=THEO, link="https://jira.example/" + "1" * 2000)["link"]


def test_a_report_is_not_merged_into_itself() -> None:
    itself = replace(DecisionDraft(ReportId(1), Verb.MERGE), target=ReportId(1))

    assert "itself" in itself.problems(today=TODAY)["target"]
