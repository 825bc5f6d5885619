"""What a report needs before it can be filed."""

from typing import Any

import pytest

from domain.draft import ReportDraft


def problems(text: str = "Risk is required too early", **parts: Any) -> dict[str, str]:
    return ReportDraft(text, **parts).problems()


def test_one_line_is_enough() -> None:
    assert problems() == {}


@pytest.mark.parametrize("nothing", ["", "  \n\t", "\u200b\u2060", "\u202e\u202c", "\x00\x07", "\u3164", "\u2800"])
def test_a_report_without_a_visible_word_is_asked_for_one(nothing: str) -> None:
    assert "what blocks you" in problems(nothing)["text"]


@pytest.mark.parametrize(("part", "limit"), [("text", 3000), ("instead", 3000), ("stage", 150), ("field", 150)])
def test_what_is_too_long_is_refused_with_both_counts(part: str, limit: int) -> None:
    assert problems(**{part: "é" * limit}) == {}

    said = problems(**{part: "é" * (limit + 1)})[part]

    assert f"{limit + 1:,}" in said
    assert f"{limit:,} fit" in said


def test_white_space_around_a_text_does_not_count() -> None:
    assert problems("  " + "x" * 3000 + "\r\n") == {}


def test_a_record_is_linked_by_its_whole_address() -> None:
    assert problems(record_link="https://crm.example/deals/7") == {}
    assert "https://" in problems(record_link="deals/7")["record_link"]
    assert "2,016 characters; 2,000 fit" in problems(record_link="https://crm.example/" + "7" * 1996)["record_link"]


def test_everything_wrong_is_told_at_once() -> None:
    assert set(problems("", stage="x" * 151, record_link="no")) == {"text", "stage", "record_link"}
