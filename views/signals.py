"""What people see of a signal: the private note and its answers, the way to a report, and what is watched where."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from domain.ids import ChannelId, ReportId, SignalId, UserId
from domain.report import Report
from domain.signal import SignalState
from domain.signal_standing import LearnedOf, SignalStanding
from domain.signals.kinds import MEANINGS, NAMES, SEEN, Kind
from views.blocks import Payload, actions, button, context, message, section
from views.escape import bold, gist, link, mention, quote
from views.filled import Unreadable, is_storable, read_number
from views.words import counted, mentions

IS_ONE: Final = "signal_is_one"
IS_NONE: Final = "signal_is_none"
FILE_FRICTION: Final = "signal_file_friction"
"""The value is the signals' ids."""

MERGE: Final = "signal_merge"
"""The value is the report's id and the signals' ids."""

STOP_WATCHING: Final = "stop_watching"
WATCH_AGAIN: Final = "watch_again"
"""The value of both is the channel."""

MOST_AT_ONCE: Final = 100
"""Signals of one button: what it carries has at most 2,000 characters."""


def signal_note(s: SignalStanding) -> Payload:
    """To whoever started the thread, seen by nobody else. It may stand outside of the thread, so it links to it."""
    kind = s.signal.kind
    why = " ".join(s.signal.evidence)
    thread = link(s.link, "this thread")
    blocks = [
        section(f"👋 *Does the CRM make this hard?* Only you see this.\n{SEEN[kind]} {MEANINGS[kind]}"),
        context(f"Why {thread}: {why}" if why else f"It is about {thread}."),
        *actions(
            button("It is a workaround", IS_ONE, s.signal.id, style="primary"),
            button("Not one", IS_NONE, s.signal.id),
            file_friction([s.signal.id]),
            stop_watching(s.signal.channel),
        ),
        context(
            "Nothing that was said here is kept: only the link, what kind of thread it is, and the deal it is about."
        ),
    ]
    return message(f"Does the CRM make this hard? Only you see this. {SEEN[kind]}", blocks)


def answered(s: SignalStanding) -> Payload:
    """What stands in the note's place once its reader has answered."""
    signal = s.signal
    if signal.state is SignalState.FILED and s.report:
        return _said(f"🔗 *{signal.ref}* is part of {s.report.ref}. Thank you.")
    if signal.state is SignalState.DISMISSED:
        say = "👍 Thank you. It is off the list, and threads like this one are judged more carefully from now on."
        return _said(say, button("It is a workaround", IS_ONE, signal.id), stop_watching(signal.channel))
    who = mentions(s.owners, "and") if s.owners else "the triage owners"
    say = f"🙏 Thank you. *{signal.ref}* is on this week's list for {who}. If you want it decided on, file it."
    likes = [support_instead(s.like, [signal.id])] if s.like else []
    return _said(say, file_friction([signal.id], style="primary"), *likes, button("Not one", IS_NONE, signal.id))


def filed_note(report: Report) -> Payload:
    """What stands in the note's place once its thread has become part of a report."""
    return _said(f"🔗 This thread is part of *{report.ref}* now. Thank you.")


def merged(report: Report, number: int) -> Payload:
    one = number == 1
    say = f"{counted(number, 'thread is', 'threads are')} part of *{report.ref}* now, and you support it."
    hear = f"You hear of every decision{'' if one else ' about them'}."
    return message(say.replace("*", ""), [section(f"🔗 {say} {hear}"), section(quote(gist(report.text)))])


# --- buttons ---------------------------------------------------------------------------------------------------------


def file_friction(ids: Sequence[SignalId], *, style: str = "", about: str = "") -> Payload:
    return button("File friction", FILE_FRICTION, _listed(ids), style=style, about=about)


def merge(report: Report, ids: Sequence[SignalId], *, about: str = "") -> Payload:
    return button(f"Merge into {report.ref}", MERGE, f"{report.id}:{_listed(ids)}", about=about)


def support_instead(report: Report, ids: Sequence[SignalId]) -> Payload:
    return button(f"Support {report.ref} instead", MERGE, f"{report.id}:{_listed(ids)}", about=report.text)


def stop_watching(channel: ChannelId) -> Payload:
    return button("Stop watching this channel", STOP_WATCHING, channel)


def watch_again(channel: ChannelId) -> Payload:
    return button("Watch again", WATCH_AGAIN, channel)


def read_signals(value: str) -> list[SignalId]:
    """Raises Unreadable."""
    ids = value.split(",")
    if len(ids) > MOST_AT_ONCE:
        raise Unreadable
    return [SignalId(read_number(id)) for id in ids]


def read_merge(value: str) -> tuple[ReportId, list[SignalId]]:
    """Raises Unreadable."""
    report, _, ids = value.partition(":")
    return ReportId(read_number(report)), read_signals(ids)


def read_channel(value: str) -> ChannelId:
    """Raises Unreadable."""
    if value[:1] not in {"C", "G"} or len(value) > 32 or not value.isalnum() or not is_storable(value):
        raise Unreadable
    return ChannelId(value)


def _listed(ids: Sequence[SignalId]) -> str:
    return ",".join(map(str, ids[:MOST_AT_ONCE]))


# --- what is watched where -------------------------------------------------------------------------------------------


def watch_greeting(channel: ChannelId) -> Payload:
    """Two sentences, once, when we come to a channel."""
    say = (
        "👋 Where a thread here shows that work has to go around the CRM, I ask whoever started it, privately, "
        "what gets in the way; no message is kept. Anybody here can stop that at once with this button."
    )
    return message(say, [section(say), *actions(stop_watching(channel))])


def unwatched_post(channel: ChannelId, by: UserId, again_by: UserId | None) -> Payload:
    """In the channel: who stopped it, or who began it again."""
    if again_by is None:
        say = f"🔕 {mention(by)} asked me to stop watching this channel. What is said here is no longer looked at."
        return message(say, [section(say), *actions(watch_again(channel))])
    say = f"👀 {mention(again_by)} asked me to watch this channel again, for threads that go around the CRM."
    return message(say, [section(say), *actions(stop_watching(channel))])


def signals_quiet(of: LearnedOf) -> Payload:
    """To an admin: a kind, or a channel, in which notes were mostly wrong."""
    about = f"threads of the kind {bold(NAMES[of.what])}" if isinstance(of.what, Kind) else f"<#{of.what}>"
    told = of.answers.confirmed + of.answers.dismissed
    right = f"of {told} answers {of.answers.confirmed} said that it was right"
    say = f"🔕 The bot says nothing any more about {about}: {right}."
    more = (
        "Only what people confirm or flag by hand still comes to the weekly list. Answers count for 180 days. "
        "`adoption signals report` shows the figures."
    )
    return message(say.replace("*", ""), [section(f"{say}\n{more}")])


def _said(say: str, *buttons: Mapping[str, Any]) -> Payload:
    return message(say.replace("*", ""), [section(say), *actions(*map(dict, buttons))])
