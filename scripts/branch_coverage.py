"""Fails when the tests take too few of a package's branches: branch_coverage.py REPORT.json PACKAGE…"""

import json
import sys
from pathlib import Path

REQUIRED_PERCENT = 95.0


def main(report: Path, packages: list[str]) -> int:
    files = json.loads(report.read_text())["files"]
    short = False
    for package in packages:
        summaries = {name: file["summary"] for name, file in files.items() if name.startswith(f"{package}/")}
        if not summaries:
            sys.exit(f"{report} knows nothing of {package}/: was coverage measured?")
        lines, branches = percent(summaries, "lines"), percent(summaries, "branches")
        print(f"{package}/: {branches:.1f} % of the branches, {lines:.1f} % of the statements were run")
        if min(branches, lines) < REQUIRED_PERCENT:
            short = True
            print(f"  {REQUIRED_PERCENT:.0f} % are required. Untested:")
            for name, missing in untested(files, package).items():
                print(f"  {name}: {missing}")
    return int(short)


def percent(summaries: dict[str, dict[str, int]], what: str) -> float:
    """100.0 where there is nothing to cover."""
    covered, missing = (sum(one[f"{how}_{what}"] for one in summaries.values()) for how in ("covered", "missing"))
    return 100 * covered / (covered + missing) if covered + missing else 100.0


def untested(files: dict[str, dict[str, list[list[int]]]], package: str) -> dict[str, str]:
    """By file, the jumps from line to line that no test took; line 0 is a function's end."""
    return {
        name: ", ".join(f"{frm}→{to if to > 0 else 'end'}" for frm, to in file["missing_branches"])
        for name, file in files.items()
        if name.startswith(f"{package}/") and file["missing_branches"]
    }


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
