"""What came of the updates that somebody made: which of them a meeting relied on, told to them once a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain.texts import label_of

WEEK: Final = timedelta(days=7)
"""How far back a week's line looks: at inspections, and before each of them at the updates that it may have used."""

NAMED: Final = 4
"""Deals that the line names: it is one line."""


@dataclass(frozen=True, slots=True)
class Used:
    """A deal that was accepted in a meeting, and the fields of it that its owner had updated before. Unescaped."""

    deal: str
    fields: tuple[str, ...]


def used_line(used: Sequence[Used]) -> str:
    """For people, unescaped; "" when nothing was used."""
    if not used:
        return ""
    named = [f"{one.deal} ({', '.join(label_of(field).lower() for field in one.fields)})" for one in used[:NAMED]]
    if more := len(used) - len(named):
        named.append(f"{more} more")
    listed = " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
    accepted = "was accepted as it stands" if len(used) == 1 else "were accepted as they stand"
    return f"What you updated was used this week: {listed} {accepted}."
