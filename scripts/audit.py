"""Fails when `uv.lock` is out of step or names a package with a known vulnerability; says loudly when nobody knows.

pip-audit asks pypi.org. Behind a mirror it finds none of the packages there and calls that clean; without a network it
ends in a traceback. Here both mean "not audited": a red line, and a failure where `REQUIRE_AUDIT=1` asks for the audit.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from setup import ROOT, clean_environment, find_uv

TIMEOUT_S = 180
ACCEPTED: Mapping[str, str] = {}
"""Advisories that do not concern us, each with the reason and the day on which it was looked at."""


@dataclass(frozen=True)
class Audit:
    """`vulnerable`: a sentence each. `unknown`: packages that the advisory database does not have."""

    audited: int
    vulnerable: Sequence[str]
    unknown: Sequence[str]


def main() -> int:
    environment = clean_environment()
    uv = find_uv(environment)
    if uv is None:
        sys.exit("There is no uv: run make setup first.")
    if run([uv, "lock", "--check"], environment).returncode:
        print("uv.lock is out of step with pyproject.toml. Run uv lock, and commit both.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        locked = Path(folder) / "locked.txt"
        shipped = ["--frozen", "--no-dev", "--no-emit-project", "--format", "requirements.txt"]
        run([uv, "export", "--quiet", *shipped, "--output-file", str(locked)], environment).check_returncode()
        return tell(ask_for_advisories(locked))


def ask_for_advisories(locked: Path) -> Audit | str:
    """What pip-audit found, or why it found nothing out."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(locked), "--require-hashes", "--disable-pip"]
    try:
        ran = run([*command, "--format", "json", "--progress-spinner", "off"], dict(os.environ))
        return read(json.loads(ran.stdout))
    except subprocess.TimeoutExpired:
        return f"the advisory database did not answer within {TIMEOUT_S} s"
    except ValueError:
        return (ran.stderr.strip().splitlines() or ["pip-audit said nothing"])[-1]


def read(report: Mapping[str, Any]) -> Audit:
    """`report` is pip-audit's JSON."""
    known = [package for package in report["dependencies"] if "skip_reason" not in package]
    vulnerable = [
        f"{package['name']} {package['version']}: {found['id']}, {remedy(found['fix_versions'])}"
        for package in known
        for found in package["vulns"]
        if ACCEPTED.keys().isdisjoint({found["id"], *found.get("aliases", ())})
    ]
    unknown = [package["name"] for package in report["dependencies"] if "skip_reason" in package]
    return Audit(len(known), vulnerable, unknown)


def remedy(fixed_in: Sequence[str]) -> str:
    return f"fixed in {', '.join(fixed_in)}" if fixed_in else "not fixed yet"


def tell(found: Audit | str) -> int:
    if isinstance(found, str):
        return not_audited(found)
    for sentence in found.vulnerable:
        print(sentence, file=sys.stderr)
    if found.vulnerable:
        print("Upgrade with uv lock --upgrade-package NAME, or say in scripts/audit.py why not.", file=sys.stderr)
        return 1
    if found.unknown:
        return not_audited(f"pypi.org, as seen from here, has no advisories about {listed(found.unknown)}")
    print(f"{found.audited} locked packages, none with a known vulnerability.")
    return 0


def not_audited(why: str) -> int:
    required = os.environ.get("REQUIRE_AUDIT", "0") not in ("", "0")
    line = f"!!! THE LOCKED PACKAGES WERE NOT AUDITED: {why}."
    print(f"\033[1;31m{line}\033[0m" if sys.stderr.isatty() else line, file=sys.stderr)
    return int(required)


def listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def run(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=TIMEOUT_S
    )


if __name__ == "__main__":
    sys.exit(main())
