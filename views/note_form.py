"""The form that marks a report as shipped: the release note, and what else it resolves."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from domain.ids import ReportId
from domain.note import NoteDraft
from domain.report import Report
from domain.standing import ReportStanding
from views.blocks import (
    CHECKBOXES_LIMIT,
    OPTIONS_LIMIT,
    Payload,
    checkboxes,
    input_block,
    modal,
    multi_select,
    option,
    section,
    text_input,
)
from views.decision_forms import report_of
from views.escape import gist, quote
from views.filled import Filled, read_number
from views.words import label

NOTE_FORM: Final = "note_form"


def note_form(
    s: ReportStanding, *, workflows: Sequence[tuple[str, str]], roles: Sequence[str], also: Sequence[Report] = ()
) -> Payload:
    """`workflows` are keys and names; `also` are other open reports on the same field or workflow, the likeliest first.

    block_ids are the names of the draft's parts.
    """
    report = s.report
    touched = [report.workflow] if report.workflow else []
    return modal(
        NOTE_FORM,
        f"Mark {report.ref} as shipped",
        [
            section(f"This resolves *{report.ref}*:\n{quote(gist(report.text))}"),
            input_block(
                "Title",
                text_input(placeholder="Next step is no longer required before Proposal"),
                "title",
                hint="In the words of whoever uses the CRM.",
            ),
            input_block(
                "What changed",
                text_input(multiline=True),
                "what_changed",
                hint="What is different now, and what to do differently. Everyone who asked will read it.",
            ),
            *_choice("Workflows", "workflows", [option(name, key) for key, name in workflows], touched),
            *_choice("Roles", "roles", [option(role, role) for role in roles], ()),
            *_also(also),
        ],
        submit="Ship",
        metadata={"report": report.id},
    )


def read_note(view: Mapping[str, Any]) -> NoteDraft:
    filled = Filled(view)
    return NoteDraft(
        report=report_of(view),
        title=filled.text("title"),
        what_changed=filled.text("what_changed"),
        workflows=filled.ticked("workflows"),
        roles=filled.ticked("roles"),
        resolves=tuple(ReportId(read_number(value)) for value in filled.ticked("resolves")),
    )


def _choice(label: str, name: str, options: Sequence[Payload], chosen: Sequence[str]) -> list[Payload]:
    """Slack refuses a select without options, so the question is not asked then."""
    return [input_block(label, multi_select(options, initial=chosen), name, optional=True)] if options else []


def _also(reports: Sequence[Report]) -> list[Payload]:
    options = [option(label(report), report.id) for report in reports[:OPTIONS_LIMIT]]
    if not options:
        return []
    few = len(options) <= CHECKBOXES_LIMIT
    hint = "Open reports on the same field or workflow. Whoever asked for them is told as well."
    if more := len(reports) - len(options):
        hint += f" {more} more do not fit here."
    element = checkboxes(options) if few else multi_select(options)
    return [input_block("Also resolves", element, "resolves", optional=True, hint=hint)]
