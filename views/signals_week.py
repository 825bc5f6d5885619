"""The weekly list of workaround signals: by workflow and kind, beside the weeks before, and what could be done."""

from collections.abc import Iterator, Sequence
from typing import Final

from domain.report import Report
from domain.signal import SignalState
from domain.signal_standing import OPEN, UNSAID, SignalStanding
from domain.signals.kinds import MEANINGS, NAMES
from domain.signals_week import Group, Week
from views.blocks import Payload, actions, context, divider, header, message, section
from views.escape import bold, day, escape, gist, link, quote
from views.signals import file_friction, merge
from views.signals_sorted import sort_out
from views.words import counted, listed, mentions

SHOWN: Final = 5
"""Threads of one kind by their links; the rest are counted."""

TREND_SHOWN: Final = 10
CUSTOMER_SHOWN: Final = 40
"""Characters of a customer's name."""

_STANDS: Final = {
    SignalState.SEEN: "likely",
    SignalState.NOTED: "likely",
    SignalState.CONFIRMED: "confirmed",
    SignalState.FILED: "filed",
}


def signals_week(week: Week) -> Payload:
    part = f" ({week.part} of {week.parts})" if week.parts > 1 else ""
    title = f"Work around the CRM{part}"
    span = f"{day(week.first)} to {day(week.last)}"
    if not week.groups:
        return (
            _nothing(week, span) if week.part == 1 else message(title, [section(f"*{title}*: nothing is left here.")])
        )
    blocks = [header(title), context(f"{span}. Threads say something about the CRM, not about people.")]
    owner: object = ()
    for group in week.groups:
        if group.workflow != owner:
            owner = group.workflow
            blocks += [divider(), section(_workflow(week, group))]
        blocks += _group(group)
    blocks += _trend(week)
    total = sum(group.weeks[-1] for group in week.groups)
    return message(f"{title}, {span}: {counted(total, 'thread', 'threads')}", blocks)


def _nothing(week: Week, span: str) -> Payload:
    say = f"🌱 {span}: no thread went around the CRM, as far as the bot saw."
    if week.before:
        say += f" In the four weeks before there were {week.before:,}."
    return message(say, [section(say), *_trend(week)])


def _workflow(week: Week, group: Group) -> str:
    owners = week.owners.get(group.workflow, ())
    return f"{bold(gist(group.workflow_name, 100))}{f' · for {mentions(owners)}' if owners else ''}"


def _group(group: Group) -> Iterator[Payload]:
    lines = [
        f"*{NAMES[group.kind]}: {counted(group.weeks[-1], 'thread', 'threads')}.* {_before(group.weeks[:-1])}",
        MEANINGS[group.kind],
        *map(_thread, group.seen[:SHOWN]),
    ]
    if more := len(group.seen) - SHOWN:
        lines += [f"• and {more:,} more"] if more > 0 else []
    yield section("\n".join(lines))
    if proposal := _proposal(group):
        yield section(proposal)
    yield from _buttons(group)


def _before(weeks: Sequence[int]) -> str:
    return (
        f"In the four weeks before: {', '.join(map(str, weeks))}." if any(weeks) else "None in the four weeks before."
    )


def _thread(s: SignalStanding) -> str:
    """Of a private channel not even the name leaves it, nor whom they talk about there."""
    stands = "flagged by hand" if s.signal.flagged_by and s.signal.state in OPEN else _STANDS.get(s.signal.state, "")
    if s.signal.private:
        return f"• {s.signal.ref} · in a private channel · {stands}"
    about = f" · {escape(gist(s.customer, CUSTOMER_SHOWN))}" if s.customer else ""
    return f"• {s.signal.ref} · {link(s.link, 'thread')} in <#{s.signal.channel}>{about} · {stands}"


def _proposal(group: Group) -> str:
    said = []
    if lack := group.lacking:
        what = "is empty" if lack.is_empty else "is not as the meeting needs it"
        said.append(f"*{escape(lack.field)}* {what} in {int(lack.share * 100 + 1e-9)} % of {lack.deals:,} deals.")
    if group.parts_of:
        filed = sum(s.signal.state is SignalState.FILED for s in group.seen)
        names = listed([report.ref for report in group.parts_of])
        said.append(f"{counted(filed, 'thread is', 'threads are')} part of {names}.")
    open_ones = [s for s in group.seen if s.signal.state in OPEN]
    if group.report and open_ones:
        which = f"*{group.report.ref}* may say the same" if group.says_the_same else _also_open(group.report)
        said.append(f"{which}:\n{quote(gist(group.report.text, 200))}")
    return " ".join(said)


def _also_open(report: Report) -> str:
    return f"*{report.ref}* is open about this workflow, too"


def _buttons(group: Group) -> list[Payload]:
    """None when all of them are part of a report."""
    ids = [s.signal.id for s in group.seen if s.signal.state in OPEN]
    about = f"{NAMES[group.kind]}, {group.workflow_name}"
    if not ids:
        return []
    ways = [merge(group.report, ids, about=about)] if group.report else []
    likely = [s.signal.id for s in group.seen if s.signal.state in UNSAID]
    doubts = [sort_out(likely, about=about)] if likely else []
    return actions(*ways, file_friction(ids, about=about), *doubts)


def _trend(week: Week) -> list[Payload]:
    """In the last part: how often context was asked for in Slack."""
    if week.part != week.parts or not week.asked:
        return []
    lines = [f"{escape(gist(name, 100))}: {_counts(counts)}" for name, counts in list(week.asked.items())[:TREND_SHOWN]]
    return [divider(), context("Context asked for in Slack, week by week: " + " · ".join(lines))]


def _counts(counts: Sequence[int]) -> str:
    return " → ".join(map(str, counts))
