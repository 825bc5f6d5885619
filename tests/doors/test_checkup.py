"""What the doctor makes of a number: how far a clock is off, how much room a disk has."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.checkup import ROOM, SKEW_LIMIT, clock_line, disk_line
from tests.conftest import MONDAY

FILE = Path("/var/lib/adoption/adoption.db")


@pytest.mark.parametrize(
    ("apart", "says"),
    [
        (timedelta(minutes=7), "420 seconds ahead of Slack's"),
        (timedelta(days=-1), "86,400 seconds behind Slack's"),
        (SKEW_LIMIT + timedelta(seconds=1), "31 seconds ahead of Slack's"),
    ],
)
def test_a_clock_that_is_wrong_is_said_with_what_comes_of_it(apart: timedelta, says: str) -> None:
    line = clock_line(MONDAY + apart, MONDAY, whose="Slack's", matters="Requests are refused.")

    assert says in line.problem
    assert line.problem.endswith("Requests are refused. Let it be set by a time server (NTP).")


@pytest.mark.parametrize("apart", [timedelta(), SKEW_LIMIT, -SKEW_LIMIT])
def test_a_clock_that_is_nearly_right_is_well(apart: timedelta) -> None:
    line = clock_line(MONDAY + apart, MONDAY, whose="Slack's", matters="")

    assert (line.problem, line.fine) == ("", "in step with Slack's")


def test_a_disk_that_is_nearly_full_is_said_before_it_is() -> None:
    nearly_full, room = disk_line(FILE, ROOM - 1), disk_line(FILE, ROOM)

    assert "63 MB are free where /var/lib/adoption/adoption.db is. Make room" in nearly_full.problem
    assert (room.problem, room.fine) == ("", "64 MB are free")
