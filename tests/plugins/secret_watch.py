"""Fails a test when what it logged or printed holds a token, a signing secret or a text marked as never to be logged.

It reads what pytest captured, so it hears structlog, the standard library and child processes alike, whatever way
logging was set up.
"""

import re
from collections.abc import Generator
from typing import Final

import pytest

NEVER_LOGGED: Final = "zebrafink"
"""A word for what people type in tests: it may be stored and shown, and never logged."""

SIGNING_SECRETS: Final = frozenset({"0123456789abcdef0123456789abcdef", "5ec0ffee5ec0ffee5ec0ffee5ec0ffee"})
"""The ones that tests sign with."""

_TOKEN: Final = re.compile(r"\bx(?:oxb|oxp|oxe|app|wfp)-[A-Za-z0-9-]{6,}")


def secrets_in(captured: str) -> list[str]:
    """What of `captured` should never have been there, each by its kind: the secret itself is not repeated."""
    found = [f"a token ({token[:5]}…)" for token in sorted(set(_TOKEN.findall(captured)))]
    if any(secret in captured for secret in SIGNING_SECRETS):
        found.append("a signing secret")
    if NEVER_LOGGED in captured:
        found.append("a text that somebody typed")
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.passed:
        for name, captured in report.sections:
            if found := secrets_in(captured):
                report.outcome = "failed"
                report.longrepr = f"{name} of {item.name} holds {', '.join(found)}"
    return report
