"""The report form, opened from signals: it knows which threads become part of what is filed."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from domain.draft import ReportDraft
from domain.ids import SignalId
from domain.report import Report
from domain.signals.kinds import MEANINGS, SEEN, Kind
from views.blocks import Payload, actions, section
from views.escape import gist, quote
from views.filled import Filled, Unreadable, read_number
from views.report_form import read_report_form, report_form
from views.signals import MOST_AT_ONCE, support_instead

SIGNAL_FORM: Final = "signal_report_form"


def signal_form(
    ids: Sequence[SignalId],
    kind: Kind,
    draft: ReportDraft,
    *,
    workflows: Sequence[tuple[str, str]],
    field_labels: Mapping[str, str],
    like: Report | None = None,
    note: str = "",
) -> Payload:
    """`like` is an open report that may say the same: supporting it is offered first.

    `note` is Slack's address of the private note that the form was opened from.
    """
    form = report_form(workflows=workflows, draft=draft, field_labels=field_labels)
    top = [section(f"{SEEN[kind]} {MEANINGS[kind]}")]
    if like:
        top += [section(f"*{like.ref}* may say the same:\n{quote(gist(like.text))}")]
        top += actions(support_instead(like, ids))
    known = json.loads(form["private_metadata"]) | {"signals": list(ids[:MOST_AT_ONCE]), "note": note}
    return {
        **form,
        "callback_id": SIGNAL_FORM,
        "blocks": [*top, *form["blocks"]],
        "private_metadata": json.dumps(known, ensure_ascii=False),
    }


def read_signal_form(view: Mapping[str, Any]) -> tuple[ReportDraft, list[SignalId]]:
    """Raises Unreadable."""
    ids = Filled(view).metadata.get("signals")
    if not isinstance(ids, list) or not 0 < len(ids) <= MOST_AT_ONCE:
        raise Unreadable
    draft, _ = read_report_form(view)
    return draft, [SignalId(read_number(id)) for id in ids]


def read_note(view: Mapping[str, Any]) -> str:
    """Where the note stands that comes to an end with the form; empty when the form was opened from no note."""
    note = Filled(view).metadata.get("note")
    return note if isinstance(note, str) else ""
