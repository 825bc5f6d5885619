"""One form for each move of a report that needs words, and the reader of what was filled in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from domain.decision import DecisionDraft
from domain.ids import ReportId, UserId
from domain.report import Report, Verb
from domain.standing import ReportStanding
from views.blocks import (
    OPTIONS_LIMIT,
    Payload,
    datepicker,
    external_select,
    input_block,
    modal,
    option,
    section,
    sections,
    text_input,
    url_input,
    users_select,
)
from views.escape import gist, plain, quote
from views.filled import Filled, Unreadable, read_number
from views.words import label

DECISION_FORM: Final = "decision_form"

TARGET: Final = "same_as_report"
"""action_id of the select of *Same as*: options are asked for under it."""


def decision_form(verb: Verb, s: ReportStanding, *, by: UserId) -> Payload:
    """The form for `verb`, one of `WITH_FORM`, opened by `by`. block_ids are the names of the draft's parts."""
    title, submit, ask = _FORMS[verb]
    report = s.report
    return modal(
        DECISION_FORM,
        f"{title} {report.ref}",
        [section(quote(gist(report.text))), *ask(s, by)],
        submit=submit,
        metadata={"report": report.id, "verb": verb},
    )


def read_decision(view: Mapping[str, Any]) -> DecisionDraft:
    filled = Filled(view)
    target = filled.chosen("target")
    return DecisionDraft(
        report=report_of(view),
        verb=_verb(filled.metadata.get("verb")),
        words=filled.text("words"),
        change_mind=filled.text("change_mind"),
        question=filled.text("question"),
        owner=filled.person("owner"),
        due_on=filled.date("due_on"),
        link=filled.text("link"),
        revisit_on=filled.date("revisit_on"),
        target=ReportId(read_number(target)) if target else None,
    )


def _verb(named: object) -> Verb:
    """Only the moves that have their form here: shipping and verdicts have doors of their own."""
    verb = next((verb for verb in WITH_FORM if verb == named), None)
    if verb is None:
        raise Unreadable
    return verb


def report_of(view: Mapping[str, Any]) -> ReportId:
    """Which report a form is about: the forms of decisions, of the diagnosis and of the note."""
    return ReportId(read_number(Filled(view).metadata.get("report")))


def report_options(typed: str, reports: Sequence[Report]) -> Payload:
    """Which of `reports` to suggest for the letters typed so far, in their order: by number, or by all words typed."""
    wanted = plain(typed).casefold().split()
    found = [r for r in reports if all(word in f"{r.ref} {r.text}".casefold() for word in wanted)]
    return {"options": [option(label(report), report.id) for report in found[:OPTIONS_LIMIT]]}


def _fix(s: ReportStanding, by: UserId) -> list[Payload]:
    owner = (s.diagnosis and s.diagnosis.fix_owner) or by
    return [
        input_block("Fix owner", users_select(initial=owner), "owner", hint="They can mark it as shipped."),
        input_block("Due", datepicker(placeholder="No date yet"), "due_on", optional=True),
        input_block(
            "Link",
            url_input(placeholder="https://"),
            "link",
            optional=True,
            hint="Where the work is tracked.",
        ),
    ]


def _reject(s: ReportStanding, by: UserId) -> list[Payload]:  # noqa: ARG001 - every form is asked alike
    return [
        _words("Why", hint="The reporter and everybody in the channel will read it."),
        _words("What would change our mind", "change_mind", hint="What the reporter would have to bring."),
    ]


def _defer(s: ReportStanding, by: UserId) -> list[Payload]:  # noqa: ARG001
    on = datepicker(placeholder="Choose a day")
    return [
        input_block(
            "Revisit on", on, "revisit_on", hint="Then, or on the first working day after it, it comes back by itself."
        ),
        _words("Why", hint="The reporter and everybody in the channel will read it."),
    ]


def _ask(s: ReportStanding, by: UserId) -> list[Payload]:  # noqa: ARG001
    return [_words("Question", "question", hint="One question that the reporter can answer in a line or two.")]


def _merge(s: ReportStanding, by: UserId) -> list[Payload]:  # noqa: ARG001
    select = external_select(TARGET, placeholder="Type a number or a few words")
    return [input_block("Same as", select, "target", hint="Whoever supports this one moves along, and is told.")]


def _reconsider(s: ReportStanding, by: UserId) -> list[Payload]:  # noqa: ARG001
    say = f"{s.report.ref} becomes new again and waits for a decision. Whoever asked is told."
    return [section(say), _words("Why", optional=True)]


def _answer(s: ReportStanding, by: UserId) -> list[Payload]:  # noqa: ARG001
    asked = _latest(s, Verb.ASK)
    question = [section("*The question*"), *sections(asked)] if asked else []
    return [*question, _words("Your answer", hint="It stands on the report for everybody to read.")]


def _appeal(s: ReportStanding, by: UserId) -> list[Payload]:  # noqa: ARG001
    wanted = _latest(s, Verb.REJECT)
    told = [section("*What would change our mind*"), *sections(wanted)] if wanted else []
    return [*told, _words("What is new", hint="An appeal is possible once.")]


def _withdraw(s: ReportStanding, by: UserId) -> list[Payload]:  # noqa: ARG001
    others = " It will no longer be decided on, also not for those who support it." if s.supporters else ""
    return [section(f"Take {s.report.ref} back?{others} You can report it again at any time.")]


def _latest(s: ReportStanding, verb: Verb) -> str:
    """What the latest decision of that kind asks of the reporter."""
    return next((d.question or d.change_mind for d in reversed(s.decisions) if d.verb is verb), "")


def _words(ask: str, name: str = "words", *, hint: str = "", optional: bool = False) -> Payload:
    return input_block(ask, text_input(multiline=True), name, hint=hint, optional=optional)


_FORMS: Final[Mapping[Verb, tuple[str, str, Callable[[ReportStanding, UserId], list[Payload]]]]] = {
    Verb.FIX: ("Fix", "Fix", _fix),
    Verb.REJECT: ("Reject", "Reject", _reject),
    Verb.DEFER: ("Defer", "Defer", _defer),
    Verb.ASK: ("Needs context", "Ask", _ask),
    Verb.MERGE: ("Merge", "Merge", _merge),
    Verb.RECONSIDER: ("Reconsider", "Reconsider", _reconsider),
    Verb.ANSWER: ("Answer", "Send answer", _answer),
    Verb.APPEAL: ("Appeal", "Appeal", _appeal),
    Verb.WITHDRAW: ("Withdraw", "Withdraw", _withdraw),
}

WITH_FORM: Final = frozenset(_FORMS)
"""The moves that a form is drawn for here; a shipped fix and one that is still broken have their own."""
