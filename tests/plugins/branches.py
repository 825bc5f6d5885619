"""Measures which branches of domain/ and flows/ the tests of a run take: `-p tests.plugins.branches`.

What is measured is instrumented as it is imported, instead of being traced as it runs: tracing takes three times the
processor of the tests themselves. The report is `.coverage.json`, for `scripts/branch_coverage.py`.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from slipcover import FileMatcher, ImportManager, Slipcover, merge_coverage

ROOT: Final = Path(__file__).parent.parent.parent
REPORT: Final = ROOT / ".coverage.json"
MEASURED: Final = [str(ROOT / package) for package in ("domain", "flows")]
FOLDER: Final = "BRANCHES_FOLDER"
"""Names, in the environment, where the workers of a run leave what each of them measured."""


def is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Before the first of the modules is imported."""
    if not is_worker():
        REPORT.unlink(missing_ok=True)
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="branches-")
    measured = Slipcover(branch=True, source=MEASURED)
    ImportManager(measured, FileMatcher(sources=MEASURED)).__enter__()  # until the process ends
    early_config.pluginmanager.register(Measuring(measured))


class Measuring:
    def __init__(self, measured: Slipcover) -> None:
        self._measured = measured

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """The workers have ended before the process that started them comes here."""
        folder = Path(os.environ[FOLDER])
        mine = self._measured.get_coverage()
        if is_worker():
            (folder / os.environ["PYTEST_XDIST_WORKER"]).write_text(json.dumps(mine))
            return
        for theirs in measured_in(folder):
            merge_coverage(mine, theirs)
        REPORT.write_text(json.dumps(mine))
        shutil.rmtree(folder)


def measured_in(folder: Path) -> Iterator[dict[str, Any]]:
    for file in folder.iterdir():
        yield json.loads(file.read_text())
