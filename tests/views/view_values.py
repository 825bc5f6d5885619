"""Reports, decisions and notes to draw, and what Slack says of what was drawn."""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from domain.decision import Decision, Diagnosis
from domain.ids import DecisionId, NoteId, ReportId, UserId
from domain.note import ReleaseNote
from domain.report import Report, Status, Verb
from domain.standing import (
    Begun,
    DecidedDay,
    DecisionStanding,
    HomeStanding,
    Likely,
    NotesDay,
    NoteStanding,
    ReportStanding,
)

NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")
RITA, RAVI, THEO, FINN, ADA = (UserId(f"U0{name}") for name in ("RITA", "RAVI", "THEO", "FINN", "ADA"))

NASTY = (
    "<!channel> <@U0ADA> <https://evil.example|click> & `open *bold _em ~gone\n"
    "```\nfence never closed\n> quoted\n\u202e desrever \u2066 \u200b שלום *"
)
MAXIMAL = ("&<>" * 1000)[:3000]
TEXTS = ("The next step field is asked before I can know it", NASTY, MAXIMAL, "x" * 3000, "*" * 3000, "`" * 3000, "…")

LABELS = {"next_step": "Next step", "amount": "Amount", "close_date": "Close date", "renewal_date": "Renewal date"}
WORKFLOWS = [("forecast", "Forecast"), ("handoff", "Closed-won handoff")]


def a_report(status: Status = Status.NEW, **parts: Any) -> Report:
    report = Report(
        id=ReportId(12),
        number=12,
        reporter=RITA,
        text=TEXTS[0],
        created_at=NOW - timedelta(days=3),
        status=status,
        status_at=NOW - timedelta(days=1),
    )
    return replace(report, **parts)


def full(text: str, status: Status = Status.NEW, **parts: Any) -> Report:
    """A report with every part filled in, all of it `text`."""
    return a_report(
        status,
        **{
            "text": text,
            "instead": text,
            "stage": text[:150],
            "field": text[:140],
            "workflow": "forecast",
            "record_link": "https://crm.example/deal?a=1&b=2|x",
            "permalink": "https://northwind.slack.example/archives/C1/p1",
            "fix_owner": FINN,
            "due_on": date(2026, 11, 30),
            "revisit_on": date(2026, 12, 1),
            **parts,
        },
    )


def a_decision(verb: Verb, by: UserId | None = THEO, **parts: Any) -> Decision:
    return replace(Decision(id=DecisionId(5), report=ReportId(12), verb=verb, by=by, at=NOW), **parts)


def full_decision(verb: Verb, text: str, by: UserId | None = THEO) -> Decision:
    return a_decision(
        verb,
        by,
        words=text,
        change_mind=text,
        question=text if verb is Verb.ASK else "",
        owner=FINN,
        due_on=date(2026, 11, 30),
        link="https://work.example/1?a=1&b=2",
        revisit_on=date(2026, 12, 1),
        target=ReportId(3),
    )


def a_standing(report: Report | None = None, **parts: Any) -> ReportStanding:
    return replace(ReportStanding(report=report or a_report(), now=NOW, zone=ZONE), **parts)


def full_standing(text: str, status: Status = Status.NEW, **parts: Any) -> ReportStanding:
    """Everything that can be known of a report, at its longest."""
    report = full(text, status, **parts)
    return a_standing(
        report,
        decisions=[full_decision(verb, text) for verb in (Verb.ASK, Verb.ANSWER, Verb.REJECT)],
        supporters=[UserId(f"U{n}") for n in range(40)],
        triage_owners=[UserId(f"W{n}") for n in range(400)],
        diagnosis=Diagnosis(report.id, THEO, NOW, "mobile", text[:150], text[:500], text[:500], FINN),
        notes=[a_note(text)],
        workflow_name=text[:100],
        from_team=text[:80],
        undecided_for=4,
        merged_into="F-3",
        merged_here=[f"F-{n}" for n in range(30)],
    )


def a_decision_standing(verb: Verb, status: Status, told: UserId | None = None, **parts: Any) -> DecisionStanding:
    by = RITA if verb in {Verb.ANSWER, Verb.APPEAL, Verb.WITHDRAW} else THEO
    standing = a_standing(a_report(status))
    return replace(DecisionStanding(a_decision(verb, by), standing, told), **parts)


def a_note(text: str = "Next step is optional until Proposal") -> ReleaseNote:
    return ReleaseNote(NoteId(7), 3, text[:150], text, THEO, NOW, ("forecast",), ("rep",))


def a_note_standing(text: str = "Next step is optional until Proposal", **parts: Any) -> NoteStanding:
    made = NoteStanding(
        note=a_note(text),
        reports=[a_report(Status.SHIPPED)],
        asked=4,
        named=[RITA],
        works_for=[],
        broken_for=[],
        workflow_names=["Forecast"],
        zone=ZONE,
    )
    return replace(made, **parts)


def full_note(text: str, **parts: Any) -> NoteStanding:
    return a_note_standing(
        text,
        **{
            "reports": [full(text, Status.SHIPPED, number=n) for n in range(40)],
            "asked": 300,
            "named": [UserId(f"U{n}") for n in range(299)],
            "works_for": [RITA] * 30,
            "broken_for": [RAVI] * 3,
            "workflow_names": [text[:100]] * 10,
            **parts,
        },
    )


def a_day(text: str, count: int) -> DecidedDay:
    made = DecisionStanding(full_decision(Verb.REJECT, text), full_standing(text, Status.REJECTED))
    return DecidedDay(date(2026, 11, 23), [made] * count, 1, 2)


def notes_day(text: str, count: int) -> NotesDay:
    return NotesDay(date(2026, 11, 23), [full_note(text)] * count, 1, 2)


def some_likely(text: str = TEXTS[0]) -> list[Likely]:
    return [Likely(full(text, id=ReportId(n), number=n), 0.9, n) for n in (1, 2, 3, 4)]


def a_home(text: str = TEXTS[0], count: int = 0, person: UserId = RITA) -> HomeStanding:
    begun = [Begun(n, text) for n in range(3)]
    reports = [full_standing(text)] * count
    return HomeStanding(person, reports, reports, [full_note(text)] * count, begun, count * 2)


# --- what Slack says -------------------------------------------------------------------------------------------------


def accepted(payload: dict[str, Any]) -> dict[str, Any]:
    """`payload`, if Slack would take it: every block of a known kind, within every limit, no id twice."""
    payload = json.loads(json.dumps(payload))  # everything in it is JSON
    blocks = payload["blocks"]
    known = Block.parse_all(copy.deepcopy(blocks))
    assert None not in known
    if "type" in payload:
        View(**copy.deepcopy(payload | {"blocks": []}) | {"blocks": known}).to_dict()  # and so its blocks
    else:
        assert payload.keys() == {"text", "blocks"}
        assert 0 < len(payload["text"]) <= 4000
        assert len(blocks) <= 50
        for block in known:
            block.to_dict()
    assert known
    named = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(named) == len(set(named))
    for text in every(blocks, "mrkdwn"):
        assert text["text"].strip()
        assert text["verbatim"] is True
    return payload


def every(part: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Every object of a `type` inside a payload."""
    if isinstance(part, dict):
        if part.get("type") == kind:
            yield part
        for inner in part.values():
            yield from every(inner, kind)
    elif isinstance(part, list):
        for inner in part:
            yield from every(inner, kind)


def words(payload: dict[str, Any]) -> str:
    """All that can be read in it, block after block."""
    return "\n".join(_texts(payload["blocks"]))


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for inner in part.values():
            yield from _texts(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _texts(inner)


def button_labels(payload: dict[str, Any]) -> list[str]:
    return [element["text"]["text"] for element in every(payload["blocks"], "button")]


def menu(payload: dict[str, Any]) -> list[str]:
    return [o["text"]["text"] for element in every(payload["blocks"], "overflow") for o in element["options"]]


def blocks_of(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The questions of a form, by the part of the draft that they fill."""
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


def label(view: dict[str, Any], part: str) -> str:
    return str(blocks_of(view)[part]["label"]["text"])


def submitted(view: dict[str, Any], **answers: Any) -> dict[str, Any]:
    """The view as Slack sends it back, each question answered with what stands in `answers`, or left as it was."""
    values = {
        part: {block["element"]["action_id"]: _answer(block["element"], answers.get(part))}
        for part, block in blocks_of(view).items()
    }
    return view | {"state": {"values": values}}


def _answer(element: dict[str, Any], given: Any) -> dict[str, Any]:
    match element["type"]:
        case "plain_text_input" | "url_text_input":
            return {"type": element["type"], "value": given or element.get("initial_value")}
        case "static_select" | "external_select":
            chosen = {"value": given} if given else element.get("initial_option")
            return {"type": element["type"], "selected_option": chosen}
        case "checkboxes" | "multi_static_select":
            ticked = [{"value": value} for value in given] if given else element.get("initial_options", [])
            return {"type": element["type"], "selected_options": ticked}
        case "users_select":
            return {"type": element["type"], "selected_user": given or element.get("initial_user")}
        case "datepicker":
            return {"type": element["type"], "selected_date": given or element.get("initial_date")}
    raise AssertionError(element["type"])
