"""What a release note needs before it ships."""

import pytest

from domain.ids import ReportId
from domain.note import NoteDraft


def problems(title: str = "Risk comes later", what_changed: str = "It is asked after the demo.") -> dict[str, str]:
    return NoteDraft(ReportId(1), title, what_changed).problems()


def test_a_title_and_what_changed_are_enough() -> None:
    assert problems() == {}


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b"])
def test_an_empty_note_is_asked_for_both(nothing: str) -> None:
    assert set(problems(nothing, nothing)) == {"title", "what_changed"}


@pytest.mark.parametrize(
    ("title", "what_changed", "wrong"), [(150, 3000, set()), (151, 3001, {"title", "what_changed"})]
)
def test_a_title_fits_one_line_and_a_note_one_message(title: int, what_changed: int, wrong: set[str]) -> None:
    assert set(problems("x" * title, "x" * what_changed)) == wrong
