"""The bar of `adoption run crm-sync`: what somebody before a terminal sees while the CRM is read."""

import io
import re

import pytest
from rich.console import Console

from bot.reading_bar import reading_bar
from crm.protocol import CrmUnavailable
from flows.crm_sync import Synced

ERASED = "\x1b[2K"
FULL, PULSE = "\x1b[91m", "\x1b[35m"
"""The colours of what is done, and of a bar that only moves."""


def terminal() -> tuple[Console, io.StringIO]:
    screen = io.StringIO()
    return Console(file=screen, force_terminal=True, width=80, color_system="standard"), screen


def frames(screen: io.StringIO) -> list[str]:
    """What stood in the line, one after the other, in plain text; the bar's parts as they are."""
    return [re.sub(r"\x1b\[(\?25[lh]|1A)", "", frame).strip() for frame in screen.getvalue().split(ERASED)[1:]]


def plain(frame: str) -> str:
    return re.sub(r"\x1b\[[\d;]*[A-Za-z]", "", frame)


def done_of(frame: str) -> float:
    """How much of the bar is full."""
    full = re.findall(rf"{re.escape(FULL)}([━╸]+)", frame)
    return "".join(full).count("━") / plain(frame).count("━")


def test_of_a_known_number_the_bar_shows_the_share() -> None:
    console, screen = terminal()

    with reading_bar(console) as tell:
        tell(Synced(new=200, total=1_000))
        quarter = frames(screen)[-1]
        tell(Synced(new=200, unchanged=500, total=1_000))
        most = frames(screen)[-1]

    assert "Reading the CRM" in plain(quarter)
    assert "200 of 1,000 deals" in plain(quarter)
    assert "700 of 1,000 deals" in plain(most)
    assert [round(done_of(frame), 1) for frame in (quarter, most)] == [0.2, 0.7]
    assert PULSE not in most
    assert plain(frames(screen)[-1]) == ""  # nothing is left of it


def test_of_an_unknown_number_the_bar_moves_and_counts() -> None:
    console, screen = terminal()

    with reading_bar(console) as tell:
        before = frames(screen)[-1]
        tell(Synced(changed=1_200))
        after = frames(screen)[-1]

    assert "deals" not in plain(before)
    assert "1,200 deals" in plain(after)
    assert " of " not in plain(after)
    assert PULSE in after


def test_a_failure_in_the_middle_leaves_the_terminal_as_it_was_and_says_how_far_it_came() -> None:
    console, screen = terminal()

    with pytest.raises(CrmUnavailable), reading_bar(console) as tell:
        tell(Synced(new=200, total=1_000))
        raise CrmUnavailable("a page")

    assert frames(screen)[-1] == "It stopped at 200 of 1,000 deals. The next run goes on there."
    assert screen.getvalue().rindex("\x1b[?25h") > screen.getvalue().rindex("\x1b[?25l")  # the cursor is back


def test_a_failure_before_anything_came_has_nothing_to_add() -> None:
    console, screen = terminal()

    with pytest.raises(CrmUnavailable), reading_bar(console):
        raise CrmUnavailable("stages")

    assert plain(frames(screen)[-1]) == ""


def test_not_in_a_terminal_nothing_is_drawn() -> None:
    written = io.StringIO()

    with reading_bar(Console(file=written)) as tell:
        tell(Synced(new=200, total=1_000))

    assert written.getvalue() == ""
