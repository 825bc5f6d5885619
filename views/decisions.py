"""Decisions as people hear of them: in the card's thread, in private, in reminders, and in the daily "Decided" post."""

from collections.abc import Sequence
from typing import Final

from domain.ids import UserId
from domain.report import MOVES, UNDECIDED, Status, Verb
from domain.standing import DecidedDay, DecisionStanding, ReportStanding
from views.blocks import Payload, actions, button, context, divider, header, message, section, sections
from views.decided import decision_parts, reasons, told
from views.escape import day, gist, quote
from views.words import mentions, standing, workflow, working_days

ANSWER: Final = "answer"
APPEAL: Final = "appeal"
WITHDRAW: Final = "withdraw"

VERB_OF: Final = {ANSWER: Verb.ANSWER, APPEAL: Verb.APPEAL, WITHDRAW: Verb.WITHDRAW}
"""Which move the reporter's button under an action_id asks for; its value is the report's id."""

DECISIONS_PER_POST: Final = 10
"""Each takes up to 1,000 characters, and Slack refuses a message of about 13,000 (slackapi/bolt-js#2509)."""

_LINE: Final = 160


def decision_reply(d: DecisionStanding) -> Payload:
    """The reply in the card's thread, which everybody in the channel can read."""
    sentence, when = decision_parts(d.decision, d.standing, d.target)
    ref = d.standing.report.ref
    return message(f"{ref}: {_unmarked(sentence)}", [section(sentence), *_reasons(d), context(when)])


def decision_word(d: DecisionStanding) -> Payload:
    """The message to `d.told`, who reported or supports the report. Its buttons stay as long as they lead anywhere."""
    s, report = d.standing, d.standing.report
    sentence, when = decision_parts(d.decision, s, d.target, to_reporter=_to_reporter(d))
    head = f"About your report {report.ref}" if _to_reporter(d) else f"About {report.ref}, which you support"
    return message(
        f"{head}: {_unmarked(sentence)}",
        [
            section(f"{head}:\n{quote(gist(report.text))}"),
            section(sentence),
            *_reasons(d),
            *_what_now(d),
            context(when),
        ],
    )


def reminder(s: ReportStanding) -> Payload:
    """In the card's thread, to those who may decide; when the report does not wait any more it says so."""
    if s.report.status not in UNDECIDED:
        return _meanwhile(s)
    waits = f"⏰ {s.report.ref} has waited {working_days(s.undecided_for)} for a decision."
    who = f"{mentions(s.triage_owners)}, please" if s.triage_owners else "Please"
    ask = f"{who} choose one on the card above. *Needs context* and *Defer* are decisions too."
    return message(waits, [section(f"{waits} {_asked(s) or ask}")])


def escalation(s: ReportStanding, admins: Sequence[UserId]) -> Payload:
    """In the card's thread, to the admins, when the reminder did not help."""
    if s.report.status not in UNDECIDED:
        return _meanwhile(s)
    waits = f"⏰ {s.report.ref} has waited {working_days(s.undecided_for)} for a decision and still has none."
    who = f"{mentions(admins, 'or')}, can you decide" if admins else "Can somebody decide"
    return message(waits, [section(f"{waits} {_asked(s) or f'{who} on the card above, or find out who will?'}")])


def _asked(s: ReportStanding) -> str:
    """Nobody is pressed for a decision while the reporter is to answer."""
    waiting = s.report.status is Status.WAITING
    return "The reporter was asked a question and has not answered it yet." if waiting else ""


def decided_digest(decided: DecidedDay) -> Payload:
    """What was decided on one day, for everyone who uses the CRM; at most `DECISIONS_PER_POST` of it in one post."""
    part = f", part {decided.part} of {decided.parts}" if decided.parts > 1 else ""
    head = f"Decided on {day(decided.day)}{part}"
    told = [block for d in decided.decided for block in (divider(), section(_told_to_everyone(d)))]
    reports = ", ".join(dict.fromkeys(d.standing.report.ref for d in decided.decided))
    return message(f"{head}: {reports}", [header(head), *told])


def _told_to_everyone(d: DecisionStanding) -> str:
    s = d.standing
    where = f" · {workflow(s)}" if workflow(s) else ""
    lines = [f"*{s.report.ref}*{where}", quote(gist(s.report.text, _LINE))]
    lines.append(told(d.decision, s, d.target))
    for label, words in reasons(d.decision):
        lines += [f"_{label}:_", quote(gist(words, _LINE))]
    if d.decision.verb is not Verb.FIX and not _still_stands(d):  # of what was fixed its release note tells
        lines.append(f"_Since then:_ {_since(d)}")
    return "\n".join(lines)


def _meanwhile(s: ReportStanding) -> Payload:
    line = f"{s.report.ref} does not wait for a decision any more. {standing(s)}."
    return message(line, [section(line)])


def _reasons(d: DecisionStanding) -> list[Payload]:
    given = reasons(d.decision)
    return [block for label, words in given for block in (section(f"*{label}*"), *sections(words))]


def _still_stands(d: DecisionStanding) -> bool:
    """True while the report stands where this decision took it."""
    led_to = {to for (_, verb), to in MOVES.items() if verb is d.decision.verb}
    return d.is_latest and d.standing.report.status in led_to


def _to_reporter(d: DecisionStanding) -> bool:
    return d.told == d.standing.report.reporter


def _what_now(d: DecisionStanding) -> list[Payload]:
    if not _still_stands(d):
        return [section(f"*Since then:* {_since(d)}")]
    buttons = reporter_buttons(d.standing, _OFFERED.get(d.decision.verb, ())) if _to_reporter(d) else []
    return [section(_next(d)), *actions(*buttons)]


def _since(d: DecisionStanding) -> str:
    """The very next move: unlike how the report stands now, it stays true without being told again."""
    made = d.standing.decisions
    place = next((n for n, one in enumerate(made) if one.id == d.decision.id), len(made))
    return told(made[place + 1], d.standing) if place + 1 < len(made) else f"{standing(d.standing)}."


_OFFERED: Final = {
    Verb.ASK: (ANSWER, WITHDRAW),
    Verb.REJECT: (APPEAL,),
    Verb.DEFER: (WITHDRAW,),
}


def reporter_buttons(s: ReportStanding, offered: Sequence[str] = (ANSWER, APPEAL, WITHDRAW)) -> list[Payload]:
    """Of the `offered` buttons those that the reporter can use as the report stands."""
    labels = {ANSWER: ("Answer", "primary"), APPEAL: ("Appeal", ""), WITHDRAW: ("Withdraw", "")}
    return [
        button(labels[action][0], action, s.report.id, style=labels[action][1], about=s.report.ref)
        for action in offered
        if (s.report.status, VERB_OF[action]) in MOVES and not (action == APPEAL and s.report.appealed)
    ]


def _next(d: DecisionStanding) -> str:
    """What happens next, and what the reader can do."""
    report, mine = d.standing.report, _to_reporter(d)
    match d.decision.verb:
        case Verb.FIX:
            return "You will hear from us when it ships. Then you can say whether it works."
        case Verb.REJECT if mine and report.appealed:
            return "It was decided a second time. If something changes later, a new report is welcome."
        case Verb.REJECT if mine:
            return "If you have something new, you can appeal once."
        case Verb.REJECT:
            return "If you know something new, tell the people who decided, or report it yourself."
        case Verb.DEFER:
            on = (
                f" on {day(d.decision.revisit_on)}, or on the first working day after it,"
                if d.decision.revisit_on
                else ""
            )
            return f"It comes back for a decision{on} by itself. You do not have to do anything."
        case Verb.ASK if mine:
            return "Please use the button, or reply to this message. Your report waits for the answer."
        case Verb.ASK:
            return "The question went to the reporter. You do not have to do anything."
        case Verb.MERGE:
            other = d.target.ref if d.target else "the other report"
            return f"You will hear what is decided about {other}."
        case Verb.WITHDRAW:
            return "It will not be decided on. If it gets in your way, please report it yourself with `/crm-friction`."
        case Verb.CLOSE:
            return "If it still gets in your way, please report it again with `/crm-friction`."
        case _:
            return "You will hear what is decided."


def _unmarked(sentence: str) -> str:
    """A sentence of ours without its bold marks, for a notification."""
    return sentence.replace("*", "")
