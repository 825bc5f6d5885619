"""`adoption judge threads` says one JSON line for each thread, whatever the lines hold."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.judging import judge_threads

HANDOFF = {
    "id": "d-1",
    "channel": "cs-team",
    "channel_kind": "cs",
    "messages": [
        {"user": "U01", "text": "Kickoff tomorrow, the handoff is empty. What did we promise?", "offset_s": 0},
        {"user": "U02", "text": "SSO by May, and I told them the migration is free. Ada sponsors it.", "offset_s": 300},
    ],
}
LUNCH = {
    "id": "d-2",
    "channel_kind": "random",
    "messages": [{"user": "U01", "text": "Lunch: fill the sheet by 11", "files": [{"name": "Lunch.xlsx"}]}],
}
FEED = {"id": "d-3", "messages": [{"user": "B01", "text": "Fill your rows in the forecast sheet by noon"}]}


def said(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def write(folder: Path, *rows: object) -> Path:
    file = folder / "threads.jsonl"
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return file


def test_each_thread_gets_one_line(tmp_path, capsys):
    code = judge_threads(write(tmp_path, HANDOFF, "", LUNCH, FEED))

    handoff, lunch, feed = said(capsys)
    assert code == 0
    assert list(handoff) == ["id", "kind", "probability", "note", "list", "evidence"]
    assert (handoff["id"], handoff["kind"], handoff["list"]) == ("d-1", "slack_handoff", True)
    assert 0.5 <= handoff["probability"] <= 1
    assert handoff["evidence"]
    assert (lunch["kind"], lunch["note"], lunch["list"], lunch["evidence"]) == ("none", False, False, [])
    assert feed["kind"] == "none"


def test_a_line_that_is_no_thread_is_named_and_the_others_are_judged(tmp_path, capsys):
    code = judge_threads(write(tmp_path, "{", {"id": "d-9"}, "[]", LUNCH))

    told = capsys.readouterr()
    assert code == 1
    assert [line.partition(": ")[0].rpartition(":")[2] for line in told.err.splitlines()] == ["1", "2", "3"]
    assert json.loads(told.out)["id"] == "d-2"


@pytest.mark.parametrize(
    "messages",
    [
        [],
        None,
        "hello",
        [None, 7],
        [{}],
        [{"text": None, "user": None, "files": None}],
        [{"text": "x" * 100_000, "files": [None, {"name": None}]}],
    ],
)
def test_odd_messages_are_judged_as_what_can_be_read_of_them(tmp_path, capsys, messages):
    code = judge_threads(write(tmp_path, {"id": 1, "channel_kind": 5, "messages": messages}))

    assert code == 0
    assert [row["kind"] for row in said(capsys)] == ["none"]
