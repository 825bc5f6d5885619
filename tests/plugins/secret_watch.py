"""Fails a test when what it logged or printed holds a token, a signing secret or a text marked as never to be logged.

It reads what pytest captured, so it hears structlog, the standard library and child processes alike, whatever way
logging was set up. A process whose output a test reads itself is heard through `heard`.
"""

import re
from collections.abc import Generator
from typing import Final

import pytest

NEVER_LOGGED: Final = "zebrafink"
"""A word for what people type in tests, and for names in the CRM: it may be stored and shown, and never logged."""

AMOUNT_NEVER_LOGGED: Final = "731984256"
"""What a deal of such a test is worth."""

SIGNING_SECRETS: Final = frozenset({"0123456789abcdef0123456789abcdef", "5ec0ffee5ec0ffee5ec0ffee5ec0ffee"})
"""The ones that tests sign with."""

_KINDS: Final = {
    "a token": re.compile(r"\bx(?:oxb|oxp|oxe|app|wfp)-[A-Za-z0-9-]{6,}"),
    "a signature": re.compile(r"\bv0=[0-9a-f]{64}\b"),
    "an Authorization header": re.compile(r"\b(?:Bearer|Basic) [A-Za-z0-9+/_.=-]{12,}"),
    "an address with a password": re.compile(r"\b[a-z][a-z0-9+]{2,}://[^\s/:@\"']+:[^\s/@\"'*]+@"),
    "a response_url": re.compile(r"https?://hooks\.slack\.com/[^\s\"']{8,}|/response/[A-Za-z0-9_-]{16,}"),
}

_said: list[str] = []


def heard(output: str) -> None:
    """What a process of its own said, for the test that runs now."""
    _said.append(output)


def secrets_in(captured: str) -> list[str]:
    """What of `captured` should never have been there, each by its kind: the secret itself is not repeated."""
    found = [
        f"{kind} ({secret[:5]}…)" for kind, form in _KINDS.items() for secret in sorted(set(form.findall(captured)))
    ]
    if any(secret in captured for secret in SIGNING_SECRETS):
        found.append("a signing secret")
    if NEVER_LOGGED in captured:
        found.append("a text that somebody typed")
    if AMOUNT_NEVER_LOGGED in captured.replace(",", ""):
        found.append("an amount")
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    sections = [*report.sections, *(("a process", output) for output in _said)]
    _said.clear()
    if report.passed:
        for name, captured in sections:
            if found := secrets_in(captured):
                report.outcome = "failed"
                report.longrepr = f"{name} of {item.name} holds {', '.join(found)}"
    return report
