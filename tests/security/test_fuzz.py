"""A short run of what `python -m tests.security.fuzz` does for longer."""

import logging
import shutil
from pathlib import Path

import pytest
import structlog

from tests.security.fuzz import run
from tests.security.log_lines import listening

SHORT_S = 12.0
TYPED = "what somebody typed"


def test_no_payload_breaks_the_doors_or_the_store(tmp_path: Path, sqlite_template: Path) -> None:
    file = tmp_path / "adoption.db"
    shutil.copy(sqlite_template, file)

    fuzz = run(900, file, seconds=SHORT_S)

    kinds = {kind for kind, _ in fuzz.outcomes}
    assert {"button", "closed", "command", "event", "form", "options", "shortcut", "other"} >= kinds
    assert fuzz.outcomes["button", "answered"]
    assert fuzz.outcomes["form", "unreadable, said so"]
    assert not fuzz.incidents


@pytest.mark.parametrize("by", ["structlog", "logging"])
def test_a_line_with_what_was_typed_would_be_noticed(by: str) -> None:
    with listening() as logs:
        if by == "structlog":
            structlog.get_logger().warning("a line", text=TYPED)
        else:
            logging.getLogger("somebody").warning("a line with %s", TYPED)

    assert TYPED in logs.lines[0]
