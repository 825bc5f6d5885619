"""The form for the diagnosis packet: why a workflow is avoided, before anybody is asked to use it more."""

from collections.abc import Mapping
from typing import Any, Final

from domain.diagnosis import CAUSES, DiagnosisDraft
from domain.standing import ReportStanding
from views.blocks import Payload, input_block, modal, option, section, select, text_input, users_select
from views.decision_forms import report_of
from views.escape import gist, quote
from views.filled import Filled

DIAGNOSIS_FORM: Final = "diagnosis_form"


def diagnosis_form(s: ReportStanding) -> Payload:
    """Begins with what is known so far. block_ids are the names of the draft's parts."""
    report, known = s.report, s.diagnosis
    causes = [option(words, key) for key, words in CAUSES.items()]
    chosen = next((cause for cause in causes if known and cause["value"] == known.cause), None)
    parts = [
        ("Likely cause", select(causes, initial=chosen), "cause", ""),
        ("Role affected", text_input(initial=known.role if known else ""), "role", "Rep, manager, customer success …"),
        (
            "Manager inspection",
            text_input(initial=known.inspection if known else "", multiline=True),
            "inspection",
            "Do managers use this in a meeting? Which one, and what do they ask?",
        ),
        (
            "What the gap costs in reporting",
            text_input(initial=known.reporting_gap if known else "", multiline=True),
            "reporting_gap",
            "Which number is wrong or missing because of it?",
        ),
        ("Fix owner", users_select(initial=known.fix_owner if known else None), "fix_owner", "Who could fix it."),
    ]
    return modal(
        DIAGNOSIS_FORM,
        f"Diagnosis {report.ref}",
        [
            section(quote(gist(report.text))),
            *(input_block(label, element, name, optional=True, hint=hint) for label, element, name, hint in parts),
        ],
        submit="Add diagnosis",
        metadata={"report": report.id},
    )


def read_diagnosis(view: Mapping[str, Any]) -> DiagnosisDraft:
    filled = Filled(view)
    return DiagnosisDraft(
        report=report_of(view),
        cause=filled.chosen("cause") or "",
        role=filled.text("role"),
        inspection=filled.text("inspection"),
        reporting_gap=filled.text("reporting_gap"),
        fix_owner=filled.person("fix_owner"),
    )
