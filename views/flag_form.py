"""The form of *Flag as workaround*: what kind of thread it is, and a word about it if somebody has one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from domain.ids import A_TS, AN_ID, ChannelId, MessageTs, UserId
from domain.signal_standing import SignalStanding
from domain.signals.kinds import MEANINGS, NAMES, Kind
from domain.watching import ThreadPlace
from views.blocks import Payload, actions, context, input_block, modal, option, section, select, text_input
from views.escape import link
from views.filled import Filled, Unreadable
from views.signals import file_friction
from views.words import mentions

FLAG_FORM: Final = "flag_workaround_form"
FLAG_SHORTCUT: Final = "flag_workaround"
FLAGGED: Final = "workaround_flagged"

KIND, WORD = "kind", "text"
"""Named as the part of the report that the word becomes, so that what is wrong with it is shown there."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """`starter` is whoever began the thread, as far as the message told."""

    thread: ThreadPlace
    starter: UserId | None
    kind: Kind
    word: str


def flag_form(thread: ThreadPlace, starter: UserId | None) -> Payload:
    options = [option(NAMES[kind], kind.value, MEANINGS[kind]) for kind in Kind]
    return modal(
        FLAG_FORM,
        "Flag as workaround",
        [
            section("Work that goes around the CRM says something about the CRM. Nothing that was said is kept."),
            input_block("What kind is it?", select(options, placeholder="Choose one"), KIND),
            input_block(
                "What in the CRM is in the way?",
                text_input(multiline=True),
                WORD,
                optional=True,
                hint="If you write something, it becomes a friction report that links to the thread.",
            ),
        ],
        submit="Flag it",
        metadata={"thread": list(thread), "starter": starter},
    )


def read_flag_form(view: Mapping[str, Any]) -> Flagged:
    """Raises Unreadable."""
    filled = Filled(view)
    starter = filled.metadata.get("starter")
    if starter is not None and not (isinstance(starter, str) and AN_ID.fullmatch(starter)):
        raise Unreadable
    if filled.chosen(KIND) not in set(Kind):
        raise Unreadable
    return Flagged(
        thread=_thread(filled.metadata.get("thread")),
        starter=UserId(starter) if starter else None,
        kind=Kind(str(filled.chosen(KIND))),
        word=filled.text(WORD),
    )


def _thread(written: object) -> ThreadPlace:
    match written:
        case [str(channel), str(ts)] if AN_ID.fullmatch(channel) and A_TS.fullmatch(ts):
            return ThreadPlace(ChannelId(channel), MessageTs(ts))
    raise Unreadable


def flagged(s: SignalStanding) -> Payload:
    """The window that stays when the form was sent without a word."""
    thread = link(s.link, "The thread")
    if s.report:
        say = f"🔗 {thread} is part of {s.report.ref} already."
        return modal(FLAGGED, "Flagged", [section(say)], close="Done")
    who = mentions(s.owners, "and") if s.owners else "the triage owners"
    say = f"🙏 Thank you. {thread} is *{s.signal.ref}*, on this week's list for {who}."
    more = context("If you want it decided on, file it as friction.")
    return modal(FLAGGED, "Flagged", [section(say), more, *actions(file_friction([s.signal.id]))], close="Done")
