"""A decision in words: who moved a report, where to, and why, told without the name of whoever reported without it."""

from collections.abc import Mapping
from typing import Final

from domain.decision import Decision
from domain.ids import UserId
from domain.report import Report, Verb
from domain.standing import ReportStanding
from views.escape import bold, day, link, mention, moment

_FOR_THE_REPORTER: Final = frozenset({Verb.ANSWER, Verb.APPEAL, Verb.WITHDRAW, Verb.CONFIRM, Verb.REOPEN})
"""Moves that somebody makes as the reporter; who decides as triage owner is named, whoever reported."""


def decision_parts(
    d: Decision, s: ReportStanding, target: Report | None = None, *, to_reporter: bool = False
) -> tuple[str, str]:
    """One or two sentences saying what was decided and by whom, and when it was."""
    return told(d, s, target, to_reporter=to_reporter), moment(d.at, s.zone)


def reasons(d: Decision) -> list[tuple[str, str]]:
    """What was typed for the decision, with its label; nothing of it is escaped."""
    label = _WORDS.get(d.verb, "Why")
    given = [("Question", d.question), (label, d.words), ("What would change our mind", d.change_mind)]
    return [(label, words) for label, words in given if words]


_WORDS: Final[Mapping[Verb, str]] = {
    Verb.ANSWER: "Answer",
    Verb.APPEAL: "What is new",
    Verb.REOPEN: "What is still wrong",
}


def actor(d: Decision, s: ReportStanding) -> str:
    """Who did it, at the beginning of a sentence."""
    if d.by is None:
        return "The calendar"
    if d.verb not in _FOR_THE_REPORTER:
        return mention(d.by)
    if s.report.anonymous and d.by == s.report.reporter:
        return "The reporter"
    return "Somebody who reported the same" if d.by in s.unnamed else mention(d.by)


_TOLD: Final[Mapping[Verb, str]] = {
    Verb.FIX: "🔧 *Fix.* {fix}",
    Verb.REJECT: "🚫 *Rejected.* {who} decided that this stays as it is.",
    Verb.DEFER: "⏳ *Deferred{until}.* {who} decided that this has to wait.",
    Verb.ASK: "💬 *Needs context.* {who} asks {asked} a question.",
    Verb.MERGE: "🔗 *Same as {other}.* {who} put the two together. Whoever supports this one supports {other} now.",
    Verb.SHIP: "📦 *Shipped.* {who} says that the fix is out.{note}",
    Verb.RECONSIDER: "🆕 *Open again.* {who} put this up for a new decision.",
    Verb.ANSWER: "💬 *Answered.* {who} answered the question. It waits for a decision again.",
    Verb.CONFIRM: "✅ *Confirmed.* {who} says that it works now.",
    Verb.REOPEN: "🔧 *Still broken.* {who} says that it does not work yet.{back}",
    Verb.APPEAL: "🆕 *Appealed.* {who} has something new. It waits for a decision again.",
    Verb.WITHDRAW: "↩️ *Withdrawn.* {who} took the report back.",
    Verb.REVISIT: "🆕 *New again.* The time for which it was deferred is over. It waits for a decision.",
    Verb.CLOSE: "📁 *Closed.* It shipped, and nobody said whether it works. It counts as closed, not as confirmed.",
}


def told(d: Decision, s: ReportStanding, target: Report | None = None, *, to_reporter: bool = False) -> str:
    """What was decided and by whom; `to_reporter` when only the reporter reads it.

    It stays the same however the report moves on.
    """
    who, note = actor(d, s), s.note_of(d)
    return _TOLD[d.verb].format(
        who=who,
        fix=_fix(d, who),
        until=f" until {day(d.revisit_on)}" if d.revisit_on else "",
        asked="you" if to_reporter else "the reporter",
        other=target.ref if target else s.merged_into or "another report",
        note=f" It is in {note.ref}, {bold(note.title)}." if note else "",
        back=f" It is back with {mention(s.report.fix_owner)}." if s.report.fix_owner else "",
    )


def _fix(d: Decision, who: str) -> str:
    due = f", due {day(d.due_on)}" if d.due_on else ""
    work = f" {link(d.link, 'Follow the work')}." if d.link else ""
    return f"{_who_fixes(d.owner, d.by, who)}{due}.{work}"


def _who_fixes(owner: UserId | None, by: UserId | None, who: str) -> str:
    if owner is None:
        return f"{who} decided that this will be fixed"
    if owner == by:
        return f"{who} decided to fix this"
    return f"{who} decided that {mention(owner)} will fix this"
