"""The watch itself: what it hears, and that it does not repeat it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.plugins.secret_watch import AMOUNT_NEVER_LOGGED, NEVER_LOGGED, SIGNING_SECRETS, secrets_in

TOKEN = "-".join(["xoxb", "northwind", "0001"])

STORY = """
import json, logging, os, structlog, subprocess
import pytest
from tests.plugins.secret_watch import heard

@pytest.fixture(params=json.loads(os.environ["EVERY"]), ids=str)
def number(request): return request.param

@pytest.fixture
def words(number, monkeypatch):
    monkeypatch.setenv("WORDS", os.environ[f"WORDS_{number}"])
    return os.environ["WORDS"]

def test_by_logging(words): logging.getLogger("x").warning("a line %s", words)
def test_by_structlog(words): structlog.get_logger().info("a line", text=words)
def test_by_a_child(words): os.system("echo $WORDS >&2")
def test_by_a_child_that_it_reads(words): heard(subprocess.getoutput("echo $WORDS"))
def test_afterwards(words): pass
"""

SECRETS = [
    (TOKEN, "a token"),
    (min(SIGNING_SECRETS), "a signing secret"),
    (NEVER_LOGGED, "a text that somebody typed"),
    (f"{int(AMOUNT_NEVER_LOGGED):,} USD", "an amount"),
    ("v0=" + "7e" * 32, "a signature"),
    (f"Authorization: Bearer {'e30' * 5}", "an Authorization header"),
    ("postgresql://adoption:hunter2@db.northwind.example/adoption", "an address with a password"),
    ("https://hooks.slack.com/commands/T0NORTHWIND/1/abc", "a response_url"),
]


def test_each_way_of_logging_a_secret_fails_the_test(tmp_path: Path) -> None:
    (tmp_path / "test_story.py").write_text(STORY)

    ran = _pytest(tmp_path, *(words for words, _ in SECRETS))

    assert f"{4 * len(SECRETS)} failed, {len(SECRETS)} passed" in ran.stdout
    for number, (_, kind) in enumerate(SECRETS):
        for way in ("logging", "structlog", "a_child", "a_child_that_it_reads"):
            assert re.search(rf"test_by_{way}\[{number}\] holds .*{kind}", ran.stdout), f"{kind}, by {way}"


def test_lines_with_ids_alone_pass(tmp_path: Path) -> None:
    (tmp_path / "test_story.py").write_text(STORY)

    assert "5 passed" in _pytest(tmp_path, "report=12").stdout


ALIKE = [
    "xoxb- is how a bot token begins",
    "report=12 team=T0NORTHWIND",
    "0123456789abcdef",
    "postgresql://adoption:***@db.northwind.example/adoption",
    "postgresql://db.northwind.example:5432/adoption",
    "ready host=127.0.0.1 mode=http port=3000 at=2026-11-23T10:05:00",
    "Basic Information → App-Level Tokens",
]


@pytest.mark.parametrize("line", ALIKE)
def test_what_only_looks_alike_is_no_secret(line: str) -> None:
    assert secrets_in(line) == []


def test_this_very_run_is_watched(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.has_plugin("tests.plugins.secret_watch")


def _pytest(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    options = ["-q", "-p", "tests.plugins.secret_watch", "-p", "no:cacheprovider", "--rootdir", str(folder)]
    command = [sys.executable, "-m", "pytest", *options, str(folder / "test_story.py")]
    each = {f"WORDS_{number}": said for number, said in enumerate(words)}
    environment = {"EVERY": json.dumps(list(range(len(words)))), "PATH": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(  # noqa: S603 - our own pytest
        command, cwd=ROOT, env=environment | each, capture_output=True, text=True, check=False
    )
