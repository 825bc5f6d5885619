"""The button that opens the report form, wherever it stands."""

from typing import Final

from views.blocks import Payload, button
from views.filled import read_number

OPEN_FORM: Final = "open_report_form"


def open_form(label: str, draft_id: int | None = None, *, style: str = "primary") -> Payload:
    """`draft_id` is the draft that the form begins with, if any."""
    return button(label, OPEN_FORM, draft_id or "", style=style)


def read_open_form(value: str | None) -> int | None:
    return read_number(value) if value else None
