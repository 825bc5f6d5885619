"""The form in which an owner says which threads of the weekly list are no workarounds."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from domain.ids import SignalId
from domain.signal_standing import SignalStanding
from domain.signals.kinds import NAMES, SEEN
from views.blocks import Payload, button, context, input_block, message, modal, multi_select, option, section
from views.escape import link
from views.filled import Filled, read_number
from views.words import counted

SORT_OUT: Final = "signals_sort_out"
"""The value is the signals' ids."""

SORTED_FORM: Final = "signals_sorted_form"
NONE: Final = "none"

AT_ONCE: Final = 20
"""Threads of one form; what is left comes with the next press."""


def sort_out(ids: Sequence[SignalId], *, about: str) -> Payload:
    return button(_label(len(ids)), SORT_OUT, ",".join(map(str, ids[:AT_ONCE])), about=about)


def _label(number: int) -> str:
    return "Not one" if number == 1 else "Not all of these"


def sorted_form(threads: Sequence[SignalStanding]) -> Payload:
    """At least one thread, all of one kind."""
    kind = threads[0].signal.kind
    options = [option(s.signal.ref, s.signal.id) for s in threads]
    known = [str(threads[0].signal.id)] if len(threads) == 1 else []
    choose = multi_select(options, initial=known, placeholder="Choose them")
    return modal(
        SORTED_FORM,
        _label(len(threads)),
        [
            section(f"*{NAMES[kind]}*\n{SEEN[kind]}"),
            *(section(_thread(s)) for s in threads),
            input_block("Which are no workaround?", choose, NONE),
            context("What you choose comes off the list, and threads like it are judged more carefully from now on."),
        ],
        submit="Take off the list",
    )


def _thread(s: SignalStanding) -> str:
    """Of a private channel not even the name leaves it."""
    where = "in a private channel" if s.signal.private else f"{link(s.link, 'thread')} in <#{s.signal.channel}>"
    why = f"\n{' '.join(s.signal.evidence)}" if s.signal.evidence else ""
    return f"*{s.signal.ref}* · {where}{why}"


def read_sorted_form(view: Mapping[str, Any]) -> list[SignalId]:
    """Those that are no workaround. Raises Unreadable."""
    return [SignalId(read_number(id)) for id in Filled(view).ticked(NONE)[:AT_ONCE]]


def taken_off(number: int) -> Payload:
    say = f"👍 {counted(number, 'thread is', 'threads are')} off the list. Thank you."
    return message(say, [section(say)])
