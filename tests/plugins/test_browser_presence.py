"""A run without its browser tests must not look like a run with them."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

A_BROWSER_TEST = """
import pytest

@pytest.mark.browser
def test_the_page_opens():
    pass

def test_something_else():
    pass
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    """Runs pytest on the test above as a process of its own, with the environment given."""
    pytester.makeini("[pytest]\nmarkers = browser: drives the system's Chromium")
    pytester.makeconftest(Path(__file__).with_name("browser_presence.py").read_text())
    test_file = pytester.makepyfile(A_BROWSER_TEST)

    def run_with(*args: str, test: str = "", **environment: str) -> pytest.RunResult:
        for name in ("CHROMIUM", "REQUIRE_BROWSER", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **environment}.items():
            monkeypatch.setenv(name, value)
        return pytester.runpytest_subprocess("-p", "no:cacheprovider", *args, f"{test_file}{test}")

    return run_with


@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "1")], ids=["alone", "xdist"])
def test_without_chromium_the_skipped_tests_are_named_and_the_run_passes(run, workers):
    result = run(*workers, CHROMIUM="/nowhere/chromium")

    assert result.ret == 0
    result.stdout.fnmatch_lines(["!!! 1 BROWSER TEST WAS SKIPPED: CHROMIUM=/nowhere/chromium is no program.*"])


@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "1")], ids=["alone", "xdist"])
def test_without_chromium_the_run_fails_where_a_browser_is_required(run, workers):
    result = run(*workers, CHROMIUM="/nowhere/chromium", REQUIRE_BROWSER="1")

    assert result.ret == 1


def test_a_run_that_leaves_the_browser_tests_out_fails_where_they_are_required(run):
    result = run(test="::test_something_else", CHROMIUM="/bin/sh", REQUIRE_BROWSER="1")

    assert result.ret == 1
    result.stdout.fnmatch_lines(["!!! NO BROWSER TEST WAS RUN*"])


@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "1")], ids=["alone", "xdist"])
def test_with_chromium_nothing_is_said(run, workers):
    result = run(*workers, CHROMIUM="/bin/sh", REQUIRE_BROWSER="1")

    assert result.ret == 0
    result.stdout.no_fnmatch_line("!!!*")


def test_this_very_run_watches_for_the_browser(pytestconfig):
    assert pytestconfig.pluginmanager.has_plugin("tests.plugins.browser_presence")
