"""The card of a report in the triage channel: what blocks whom, where it stands, and the buttons that decide it."""

from collections.abc import Mapping
from typing import Final

from domain.decision import Decision
from domain.diagnosis import CAUSES
from domain.ids import ReportId
from domain.report import Report, Status, Verb
from domain.standing import ReportStanding
from views.blocks import (
    Payload,
    actions,
    button,
    context,
    divider,
    fields,
    message,
    option,
    overflow,
    section,
    sections,
)
from views.decided import decision_parts, reasons
from views.escape import escape, gist, link, mention, moment
from views.filled import Unreadable, read_number
from views.words import BADGE, felt_by, field, listed, mentions, reporter, standing, workflow

FIX: Final = "decide_fix"
REJECT: Final = "decide_reject"
DEFER: Final = "decide_defer"
ASK: Final = "decide_ask"
SHIP: Final = "mark_as_shipped"
RECONSIDER: Final = "reconsider"
CARD_MENU: Final = "report_menu"

VERB_OF: Final[Mapping[str, Verb]] = {
    FIX: Verb.FIX,
    REJECT: Verb.REJECT,
    DEFER: Verb.DEFER,
    ASK: Verb.ASK,
    SHIP: Verb.SHIP,
    RECONSIDER: Verb.RECONSIDER,
}
"""Which move the button under an action_id asks for; its value is the report's id. `CARD_MENU` has `read_card_menu`."""

SAME_AS: Final = "same_as"
ADD_DIAGNOSIS: Final = "add_diagnosis"

IN_THE_THREAD: Final = "_The whole of it is in the thread._"
ON_THE_CARD: Final = 300
"""Characters of one reason, question or answer on a card: Slack refuses a message of about 13,000 characters in all
(msg_blocks_too_long, slackapi/bolt-js#2509), and the report itself comes first. The thread has the whole of it."""


def report_card(s: ReportStanding) -> Payload:
    report = s.report
    blocks = [
        section(f"*{report.ref}* · {standing(s, for_long=True)}"),
        *sections(report.text),
        *report_facts(s),
        context(*_from_whom(s)),
        *_diagnosis(s),
        *_question_and_answer(s),
        *_latest_decision(s),
    ]
    if report.status is Status.NEW and s.triage_owners:
        verb = "decides" if len(s.triage_owners) == 1 else "decide"
        blocks.append(context(f"{mentions(s.triage_owners)} {verb} on this."))
    return message(_aloud(report), [*blocks, *actions(*_buttons(report))])


def read_card_menu(value: str) -> tuple[str, ReportId]:
    """What was chosen in the card's menu, `SAME_AS` or `ADD_DIAGNOSIS`, and for which report."""
    chosen, _, report = value.partition(":")
    if chosen not in {SAME_AS, ADD_DIAGNOSIS}:
        raise Unreadable
    return chosen, ReportId(read_number(report))


def _aloud(report: Report) -> str:
    words = BADGE[report.status].partition(" ")[2]
    return f"{report.ref}: {words}. “{escape(gist(report.text))}”"


def report_facts(s: ReportStanding) -> list[Payload]:
    """Where and when it happens, what people do instead, and the links; only what the reporter gave."""
    report = s.report
    facts = {
        "Workflow": workflow(s),
        "Field or action": field(s),
        "When it happens": escape(report.stage or ""),
    }
    instead = [section("*What they do instead*"), *sections(report.instead)] if report.instead else []
    return [*fields(facts), *instead, *_links(report)]


def _links(report: Report) -> list[Payload]:
    """The message shows who wrote it, so its link stays away from a report without a name."""
    links = [link(report.record_link, "Open the record")] if report.record_link else []
    if report.permalink and not report.anonymous:
        links.append(link(report.permalink, "See the message"))
    return [section(" · ".join(links))] if links else []


def _from_whom(s: ReportStanding) -> tuple[str, ...]:
    merged = f"Includes {listed([escape(ref) for ref in s.merged_here])}" if s.merged_here else ""
    return (f"Reported by {reporter(s)}, {moment(s.report.created_at, s.zone)}", felt_by(s), merged)


def _diagnosis(s: ReportStanding) -> list[Payload]:
    found = s.diagnosis
    if not found:
        return []
    facts = {
        "Likely cause": escape(CAUSES.get(found.cause, found.cause)),
        "Role affected": escape(found.role),
        "Could fix it": mention(found.fix_owner) if found.fix_owner else "",
    }
    typed = {"Manager inspection": found.inspection, "What the gap costs in reporting": found.reporting_gap}
    told = [block for label, words in typed.items() if words for block in (section(f"*{label}*"), *sections(words))]
    who = f"Diagnosis so far, by {mention(found.by)}, {moment(found.at, s.zone)}"
    return [divider(), context(who), *fields(facts), *told]


def _question_and_answer(s: ReportStanding) -> list[Payload]:
    """The last question and its answer; the answer stays on the card whatever is decided after it."""
    for place in range(len(s.decisions) - 1, -1, -1):
        answer = s.decisions[place]
        if answer.verb is Verb.ANSWER:
            asked = next((d for d in reversed(s.decisions[:place]) if d.verb is Verb.ASK), None)
            question = _shown("Question", asked.question) if asked else []
            return [divider(), *question, *_shown("Answer", answer.words)]
    return []


def _latest_decision(s: ReportStanding) -> list[Payload]:
    if not s.decisions or s.decisions[-1].verb is Verb.ANSWER:
        return []
    latest: Decision = s.decisions[-1]
    told = [block for label, words in reasons(latest) for block in _shown(label, words)]
    sentence, when = decision_parts(latest, s)
    return [divider(), section(sentence), *told, context(when)]


def _shown(label: str, words: str) -> list[Payload]:
    """A reason on the card: whole, or its beginning when it is long."""
    if len(escape(words)) <= ON_THE_CARD:
        return [section(f"*{label}*"), *sections(words)]
    return [section(f"*{label}*"), *sections(gist(words, ON_THE_CARD)), context(IN_THE_THREAD)]


def _buttons(report: Report) -> list[Payload]:
    def ask(label: str, action_id: str, style: str = "") -> Payload:
        return button(label, action_id, report.id, style=style, about=report.ref)

    same_as = option("Same as…", f"{SAME_AS}:{report.id}")
    diagnosis = option("Add diagnosis", f"{ADD_DIAGNOSIS}:{report.id}")
    match report.status:
        case Status.NEW:
            decide = [ask("Fix", FIX, "primary"), ask("Reject", REJECT), ask("Defer", DEFER), ask("Needs context", ASK)]
            return [*decide, overflow(CARD_MENU, [same_as, diagnosis])]
        case Status.WAITING:
            return [overflow(CARD_MENU, [same_as, diagnosis])]
        case Status.FIXING:
            return [ask("Mark as shipped", SHIP, "primary"), overflow(CARD_MENU, [diagnosis])]
        case Status.REJECTED | Status.DEFERRED:
            return [ask("Reconsider", RECONSIDER)]
        case _:
            return []
