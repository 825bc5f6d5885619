"""The watch itself: what it hears, and that it does not repeat it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.plugins.secret_watch import NEVER_LOGGED, SIGNING_SECRETS, secrets_in

TOKEN = "-".join(["xoxb", "northwind", "0001"])

STORY = """
import logging, os, structlog
WORDS = os.environ["WORDS"]

def test_by_logging(): logging.getLogger("x").warning("a line %s", WORDS)
def test_by_structlog(): structlog.get_logger().info("a line", text=WORDS)
def test_by_a_child(): os.system("echo $WORDS >&2")
"""


@pytest.mark.parametrize(
    ("words", "kind"),
    [(TOKEN, "a token"), (min(SIGNING_SECRETS), "a signing secret"), (NEVER_LOGGED, "a text that somebody typed")],
)
def test_each_way_of_logging_a_secret_fails_the_test(tmp_path: Path, words: str, kind: str) -> None:
    (tmp_path / "test_story.py").write_text(STORY)

    ran = _pytest(tmp_path, words)

    assert "3 failed" in ran.stdout
    assert ran.stdout.count(f"holds {kind}") >= 3


def test_lines_with_ids_alone_pass(tmp_path: Path) -> None:
    (tmp_path / "test_story.py").write_text(STORY)

    assert "3 passed" in _pytest(tmp_path, "report=12").stdout


@pytest.mark.parametrize("line", ["xoxb- is how a bot token begins", "report=12 team=T0NORTHWIND", "0123456789abcdef"])
def test_what_only_looks_alike_is_no_secret(line: str) -> None:
    assert secrets_in(line) == []


def _pytest(folder: Path, words: str) -> subprocess.CompletedProcess[str]:
    options = ["-q", "-p", "tests.plugins.secret_watch", "-p", "no:cacheprovider", "--rootdir", str(folder)]
    command = [sys.executable, "-m", "pytest", *options, str(folder / "test_story.py")]
    return subprocess.run(  # noqa: S603 - our own pytest
        command, cwd=ROOT, env={"WORDS": words, "PATH": ""}, capture_output=True, text=True, check=False
    )
