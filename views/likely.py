"""Open reports that may say the same as a new one, each with a button to support it instead of keeping two."""

from collections.abc import Sequence
from typing import Final

from domain.ids import ReportId
from domain.report import Report
from domain.standing import Likely
from views.blocks import Payload, button, section
from views.escape import gist, quote
from views.filled import read_number
from views.words import people

ME_TOO: Final = "me_too"

LIKELY_LIMIT: Final = 3
"""Shown at most: the rest would be noise."""


def likely_same(own: Report, likely: Sequence[Likely]) -> list[Payload]:
    if not likely:
        return []
    one = len(likely) == 1
    ask = "This one may be the same." if one else "One of these may be the same."
    head = section(f"*{ask}* With *Me too* you support it, and yours is taken back.")
    return [head, *(_candidate(own, found) for found in likely[:LIKELY_LIMIT])]


def _candidate(own: Report, found: Likely) -> Payload:
    # the reporter of it has it as well
    felt = f"{people(found.supporters + 1)} so far"
    words = f"*{found.report.ref}* · {felt}\n{quote(gist(found.report.text))}"
    return section(words, accessory=me_too(found.report, own=own))


def me_too(report: Report, *, own: Report | None = None) -> Payload:
    """Supports `report`; `own` is the report just filed that may be the same."""
    return button("Me too", ME_TOO, f"{report.id}:{own.id if own else ''}", about=f"{report.ref}, {report.text}")


def read_me_too(value: str) -> tuple[ReportId, ReportId | None]:
    """The report to support, and the own one that says the same, if the button stood beside one."""
    likely, _, own = value.partition(":")
    return ReportId(read_number(likely)), ReportId(read_number(own)) if own else None
