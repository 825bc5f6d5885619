"""Says loudly when the browser tests did not run, and fails the run where they must (`REQUIRE_BROWSER=1`)."""

import os
import shutil

import pytest

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
MARK = "browser"


def find_chromium() -> str | None:
    """The browser that the tests drive: `CHROMIUM` if that is set, else the first of `NAMES` on PATH."""
    wanted = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, (wanted,) if wanted else NAMES)), None)


def is_required() -> bool:
    return os.environ.get("REQUIRE_BROWSER", "0") not in ("", "0")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    chromium = find_chromium()
    for item in items:
        if item.get_closest_marker(MARK):
            # From a worker of xdist a report arrives without its marks, but with its properties.
            item.user_properties.append((MARK, True))
            if chromium is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal is None or session.exitstatus != pytest.ExitCode.OK or not is_required():
        return
    ran, skipped = browser_tests(terminal)
    if skipped or not ran:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    ran, skipped = browser_tests(terminalreporter)
    if skipped:
        terminalreporter.write_line(skipped_line(skipped), red=True, bold=True)
    elif not ran and is_required():
        terminalreporter.write_line(
            "!!! NO BROWSER TEST WAS RUN, and REQUIRE_BROWSER asks for them.", red=True, bold=True
        )


def browser_tests(terminal: pytest.TerminalReporter) -> tuple[int, int]:
    """How many ran, and how many were skipped, whatever the reason."""
    reports = {
        outcome: [r for r in terminal.stats.get(outcome, []) if _is_browser_test(r)]
        for outcome in ("passed", "failed", "error", "skipped")
    }
    skipped = len(reports.pop("skipped"))
    return sum(map(len, reports.values())), skipped


def skipped_line(skipped: int) -> str:
    tests = "1 BROWSER TEST WAS" if skipped == 1 else f"{skipped} BROWSER TESTS WERE"
    if find_chromium():
        return f"!!! {tests} SKIPPED, though Chromium is there (pytest -rs says why)."
    wanted = os.environ.get("CHROMIUM")
    missing = f"CHROMIUM={wanted} is no program" if wanted else "no Chromium was found"
    return f"!!! {tests} SKIPPED: {missing}. Install it (apt-get install chromium), or set CHROMIUM to its path."


def _is_browser_test(report: object) -> bool:
    """A module that could not be collected has a report without properties."""
    return (MARK, True) in map(tuple, getattr(report, "user_properties", ()))
