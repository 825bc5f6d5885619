"""On threads that nothing was fitted to, notes are right nineteen times in twenty, and most signals are found."""

import json
from pathlib import Path

import pytest

from bot.judging import as_thread
from domain.signals.judging import Judged, judge

BLIND = Path(__file__).parents[2] / "bench" / "data" / "threads_blind.jsonl"


@pytest.fixture(scope="module")
def judged() -> list[tuple[str, Judged]]:
    rows = [json.loads(line) for line in BLIND.read_text(encoding="utf-8").splitlines()]
    return [(row["label"], judge(as_thread(row))) for row in rows]


def share(labels: list[bool]) -> float:
    return sum(labels) / len(labels)


def test_notes_are_right_nineteen_times_in_twenty_and_find_most(judged):
    assert share([label != "none" for label, one in judged if one.note]) >= 0.95
    assert share([one.note for label, one in judged if label != "none"]) >= 0.6


def test_the_list_is_mostly_right_and_finds_more(judged):
    assert share([label != "none" for label, one in judged if one.list]) >= 0.9
    assert share([one.list for label, one in judged if label != "none"]) >= 0.85


def test_the_kind_is_right_where_there_is_one(judged):
    assert share([one.kind == label for label, one in judged if label != "none" and one.kind]) >= 0.85


def test_what_is_said_comes_with_a_reason(judged):
    assert all(one.evidence for _, one in judged if one.kind)
    assert not any(one.evidence for _, one in judged if one.kind is None)
