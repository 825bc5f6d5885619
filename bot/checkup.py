"""One line of what the doctor says: what was looked at, and whether it is well or what to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

ABOUT_WIDTH: Final = 8
"""Characters of the longest subject."""

SKEW_LIMIT: Final = timedelta(seconds=30)
ROOM: Final = 64 * 1024 * 1024
"""Bytes that a disk should have free: a SQLite file's write-ahead log alone takes some."""


@dataclass(frozen=True, slots=True)
class Line:
    about: str
    problem: str = ""
    """Empty when all is well; else what is wrong and the remedy."""
    fine: str = ""


def say(console: Console, line: Line) -> None:
    """The mark tells without its colour; long sentences go on under their beginning."""
    row = Table.grid(padding=(0, 1))
    row.add_column(width=1)
    row.add_column(width=ABOUT_WIDTH)
    row.add_column(overflow="fold")
    mark = Text("✗", "red") if line.problem else Text("✓", "green")
    row.add_row(mark, Text(line.about), Text(line.problem or line.fine))
    console.print(row)


def clock_line(ours: datetime, theirs: datetime, *, whose: str, matters: str) -> Line:
    """How far our clock is from the one of `whose`; `matters` is a sentence saying what comes of a difference."""
    skew = ours - theirs
    if abs(skew) <= SKEW_LIMIT:
        return Line("clock", fine=f"in step with {whose}")
    way = "ahead of" if skew > timedelta() else "behind"
    return Line(
        "clock",
        f"This machine's clock is {round(abs(skew).total_seconds()):,} seconds {way} {whose}. {matters} "
        "Let it be set by a time server (NTP).",
    )


def disk_line(file: Path, free: int) -> Line:
    """Whether there is room beside `file`, of so many free bytes."""
    room = f"{free // 1024**2:,} MB are free"
    if free >= ROOM:
        return Line("disk", fine=room)
    return Line("disk", f"{room} where {file} is. Make room: without it nothing can be stored.")
