"""What `adoption judge` does: reads JSON lines in the corpus's schemas, writes one JSON line for each."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from domain.actionable import judge
from domain.likeness import SAME_AT, gist, likeness
from domain.signals.judging import judge as judge_thread
from domain.signals.thread import ChannelKind, Message, SharedFile, Thread

Row = dict[str, Any]
BOT = "B"
"""What the alias of a bot begins with in the corpus."""


def judge_reports(file: Path) -> int:
    """Exit code 0, or 1 when a line could not be read; the others are judged all the same."""
    return _each(file, _report, needs=("id", "text"))


def judge_pairs(file: Path) -> int:
    return _each(file, _pair, needs=("id", "a", "b"))


def judge_threads(file: Path) -> int:
    return _each(file, _thread, needs=("id", "messages"))


def as_thread(row: Row) -> Thread:
    """A thread in the corpus's schema. What is missing or of a kind that we do not know counts as not said."""
    messages = [one for one in row["messages"] if isinstance(one, dict)] if isinstance(row["messages"], list) else []
    return Thread(tuple(map(_message, messages)), ChannelKind(str(row.get("channel_kind"))))


def _message(one: Row) -> Message:
    author = str(one.get("user") or "")
    files = [file for file in one.get("files") or [] if isinstance(file, dict)]
    return Message(
        author=author,
        text=str(one.get("text") or ""),
        files=tuple(SharedFile(str(file.get("name") or ""), str(file.get("filetype") or "")) for file in files),
        by_bot=author.startswith(BOT),
    )


def _thread(row: Row) -> Row:
    found = judge_thread(as_thread(row))
    return {
        "id": row["id"],
        "kind": found.kind or "none",
        "probability": round(found.probability, 4),
        "note": found.note,
        "list": found.list,
        "evidence": list(found.evidence),
    }


def _report(row: Row) -> Row:
    found = judge(str(row["text"]))
    return {
        "id": row["id"],
        "actionable": found.actionable,
        "missing": [str(part) for part in found.missing],
        "workflow": found.workflow,
        "cause": str(found.cause),
    }


def _pair(row: Row) -> Row:
    score = likeness(gist(str(row["a"])), gist(str(row["b"])))
    return {"id": row["id"], "score": round(score, 4), "same": score >= SAME_AT}


def _each(file: Path, answer: Callable[[Row], Row], *, needs: tuple[str, ...]) -> int:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        print(f"{file} cannot be read: {error}", file=sys.stderr)
        return 1
    failed = 0
    for place, row in _rows(lines):
        if isinstance(row, dict) and all(name in row for name in needs):
            print(json.dumps(answer(row), ensure_ascii=False))
        else:
            print(f"{file}:{place}: no JSON object with {', '.join(needs)}", file=sys.stderr)
            failed = 1
    return failed


def _rows(lines: list[str]) -> Iterator[tuple[int, Any]]:
    for place, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield place, json.loads(line)
        except ValueError:
            yield place, None
