"""The form in which somebody who asked for a fix says what is still wrong with it."""

from collections.abc import Mapping
from typing import Any, Final

from domain.ids import NoteId
from domain.standing import NoteStanding
from views.blocks import Payload, input_block, modal, section, text_input
from views.escape import bold
from views.filled import Filled, read_number

STILL_BROKEN_FORM: Final = "still_broken_form"


def still_broken_form(n: NoteStanding) -> Payload:
    refs = ", ".join(report.ref for report in n.reports)
    ask = input_block(
        "What is still wrong",
        text_input(multiline=True),
        "words",
        hint="It goes to whoever is fixing it, and opens your report again.",
    )
    return modal(
        STILL_BROKEN_FORM,
        "Still broken",
        [section(f"*{n.note.ref}* · {bold(n.note.title)}\nAbout {refs}"), ask],
        submit="Send",
        metadata={"note": n.note.id},
    )


def read_still_broken(view: Mapping[str, Any]) -> tuple[NoteId, str]:
    filled = Filled(view)
    return NoteId(read_number(filled.metadata.get("note"))), filled.text("words")
