"""The audit of what is locked: a known vulnerability fails, and "nobody could tell" never looks like "clean"."""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.conftest import ROOT

CLEAN = {"name": "aiohttp", "version": "3.14.5", "vulns": []}
VULNERABLE = {
    "name": "starlette",
    "version": "0.39.1",
    "vulns": [
        {
            "id": "PYSEC-2024-1",
            "aliases": ["CVE-2024-47874", "GHSA-f96h-pmfr-66vw"],
            "fix_versions": ["0.40.0"],
            "description": "A form of any size is read into memory.",
        }
    ],
}
NOT_FIXED = {"name": "six", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": [], "description": ""}]}
SKIPPED = {"name": "rich", "skip_reason": "Dependency not found on PyPI and could not be audited: rich (15.0.0)"}


@pytest.fixture
def audit(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    return importlib.import_module("audit")


def judged(audit: ModuleType, *packages: dict[str, Any]) -> int:
    report = json.loads(json.dumps({"dependencies": packages, "fixes": []}))
    return int(audit.tell(audit.read(report)))


def test_nothing_known_about_any_package_is_clean(audit: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert judged(audit, CLEAN) == 0
    assert capsys.readouterr().out == "1 locked packages, none with a known vulnerability.\n"


def test_a_known_vulnerability_fails_and_says_where_it_is_fixed(
    audit: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judged(audit, CLEAN, VULNERABLE, NOT_FIXED, SKIPPED) == 1

    said = capsys.readouterr().err
    assert "starlette 0.39.1: PYSEC-2024-1, fixed in 0.40.0\n" in said
    assert "six 1: PYSEC-1, not fixed yet\n" in said


@pytest.mark.parametrize("required", ["", "0", "1"])
def test_a_mirror_without_advisories_is_not_called_clean(
    audit: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, required: str
) -> None:
    monkeypatch.setenv("REQUIRE_AUDIT", required)

    assert judged(audit, CLEAN, SKIPPED) == (required == "1")
    assert "NOT AUDITED" in capsys.readouterr().err


@pytest.mark.parametrize(("required", "code"), [("0", 0), ("1", 1)])
def test_without_a_network_it_says_so_loudly(tmp_path: Path, required: str, code: int) -> None:
    nowhere = dict.fromkeys(("HTTPS_PROXY", "https_proxy"), "http://127.0.0.1:9")
    nothing_kept = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "PIP_CACHE_DIR"), str(tmp_path))
    environment = {**os.environ, **nowhere, **nothing_kept, "REQUIRE_AUDIT": required}

    ran = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(ROOT / "scripts" / "audit.py")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == code, ran.stderr
    assert ran.stderr.startswith("!!! THE LOCKED PACKAGES WERE NOT AUDITED: ")
    assert "Traceback" not in ran.stderr
