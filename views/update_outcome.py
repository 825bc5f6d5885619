"""What became of an update: in the form while it is open, else as a message to whoever asked for it."""

from collections.abc import Mapping
from typing import Final, assert_never

from domain.deal import Deal
from domain.deal_update import IGNORED, UpdateState
from domain.update_sheet import Entry, UpdateSheet, UpdateStanding
from views.blocks import Payload, actions, button, message, modal, section, sections
from views.escape import bold, escape, gist, quote
from views.finding import deal_name
from views.update_form import update_form, value_shown

OUTCOME: Final = "update_deal_outcome"
OPEN_AGAIN: Final = "open_update_again"

QUOTED: Final = 700
"""Characters of one value that are shown in one line; of what is in the CRM no more."""


def saving_view(deal: Deal) -> Payload:
    text = f"⏳ Saving to the CRM…\n{deal_name(deal)}\nYou can close this. If it does not work out, you get a message."
    return modal(OUTCOME, "Saving", [section(text)], close="Close")


def outcome_view(s: UpdateStanding) -> Payload:
    """What was not taken for its own sake comes back as the form, with the CRM's words where they belong."""
    if s.update.state is UpdateState.DENIED and s.deal:
        return update_form(
            UpdateSheet(
                s.update.finding,
                s.deal,
                s.entries,
                s.zone,
                s.update.shown_in,
                problem=_whole(s),
                writes_as=s.writes_as,
            )
        )
    return modal(OUTCOME, _TITLES[s.update.state], [section(_said(s)), *_values(s), *_again(s)], close="Close")


def outcome_message(s: UpdateStanding) -> Payload:
    return message(_said(s).split("\n", maxsplit=1)[0], [section(_said(s)), *_values(s), *_again(s)])


def waiting_message(s: UpdateStanding) -> Payload:
    """That it is not saved yet; when it ended, that in a line: the end has a message of its own."""
    if s.update.state is UpdateState.WAITING:
        return outcome_message(s)
    said = _said(s).split("\n", maxsplit=1)[0]
    return message(said, [section(said)])


def crm_refuses(because: str) -> Payload:
    """To an admin."""
    said = f"The CRM refuses the bot, so what people save there is not saved.\n{escape(because)}"
    then = "They were told, and can save again when it is put right. `adoption doctor` says what to look at."
    return message(said.split("\n", maxsplit=1)[0], [section(said), section(then)])


_TITLES: Final[Mapping[UpdateState, str]] = {
    UpdateState.WAITING: "Not saved yet",
    UpdateState.SAVED: "Saved",
    UpdateState.CHANGED: "Changed meanwhile",
    UpdateState.DENIED: "Not saved",
    UpdateState.GONE: "Not saved",
    UpdateState.REFUSED: "Not saved",
    UpdateState.GIVEN_UP: "No answer",
}


def _said(s: UpdateStanding) -> str:
    """The sentences of its state, the deal's name in the first; escaped."""
    name = _name(s)
    match s.update.state:
        case UpdateState.WAITING:
            return (
                f"⏳ {name} is not saved yet: the CRM is not answering.\n"
                "We keep trying for an hour and tell you what became of it. There is nothing that you have to do."
            )
        case UpdateState.SAVED:
            if not s.writes_as:
                return f"✅ {name} is saved in the CRM."
            return f"✅ {name} is saved in the CRM as {escape(s.writes_as)}; it is noted that you did it."
        case UpdateState.CHANGED:
            return f"✋ {name} is not saved: somebody changed it in the CRM meanwhile.\nNothing was overwritten."
        case UpdateState.DENIED:
            saved = "saved only in part" if any(entry.is_saved for entry in s.entries) else "not saved"
            says = "" if set(s.update.because.values()) == {IGNORED} else " The CRM says:"
            return f"🚫 {name} is {saved}.{says}" + (f"\n{quote(whole)}" if (whole := _whole(s)) else "")
        case UpdateState.GONE:
            if s.merged_into:
                return f"🗑 {name} is not saved: it was merged into {deal_name(s.merged_into)}."
            into = f" It was merged into {escape(s.update.merged_into)}." if s.update.merged_into else ""
            return f"🗑 {name} is not saved: it is not in the CRM any more.{into}"
        case UpdateState.REFUSED:
            why = quote(s.update.because.get("", ""))
            return f"🚫 {name} is not saved: the CRM does not let the bot in.\n{why}\nThe admins were told."
        case UpdateState.GIVEN_UP:
            # The last write may have arrived although its answer did not: who tries again is told.
            return (
                f"🚫 {name} is not saved, as far as anybody can tell: the CRM did not answer for an hour.\n"
                "*Try again* looks first, and writes nothing twice."
            )
    assert_never(s.update.state)


def _name(s: UpdateStanding) -> str:
    return deal_name(s.deal) if s.deal else f"*Deal {escape(s.update.deal)}*"


def _values(s: UpdateStanding) -> list[Payload]:
    """What was saved; or what was typed and is not, whole, so that nobody has to type it again."""
    return [block for entry in s.entries for block in _value(s, entry)]


def _value(s: UpdateStanding, entry: Entry) -> list[Payload]:
    name, wanted = bold(entry.meta.label), s.update.values[entry.field]
    match s.update.state:
        case UpdateState.SAVED:
            typed, now = _shown(s, entry, wanted), _shown(s, entry, s.update.now.get(entry.field, ""))
            return [
                section(f"{name}: {now}" + ("" if now == typed else f"\nYou wrote {typed}; the CRM made that of it."))
            ]
        case UpdateState.CHANGED:
            held = section(f"{name}\nIn the CRM now: {_shown(s, entry, s.update.now.get(entry.field, ''))}")
            return [held, *_whole_value(s, entry, "Yours")]
        case UpdateState.DENIED if entry.is_saved:
            return [section(f"✅ {name}: {_shown(s, entry, wanted)}")]
        case UpdateState.DENIED:
            why = s.update.because.get(entry.field)
            return [*_whole_value(s, entry, name), *([section(quote(why))] if why else [])]
        case _:
            return _whole_value(s, entry, name)


def _whole_value(s: UpdateStanding, entry: Entry, name: str) -> list[Payload]:
    typed = s.update.values[entry.field]
    if len(typed) <= QUOTED:
        return [section(f"{name}: {_shown(s, entry, typed)}")]
    return [section(f"{name}:"), *sections(typed)]


def _whole(s: UpdateStanding) -> str:
    """The CRM's words about the deal as a whole, and about fields that were not on the form."""
    known = {entry.field for entry in s.entries}
    return " ".join(words for field, words in s.update.because.items() if field not in known)


def _shown(s: UpdateStanding, entry: Entry, value: str) -> str:
    return escape(gist(value_shown(entry.meta, value, s.zone), QUOTED)) or "_empty_"


def _again(s: UpdateStanding) -> list[Payload]:
    match s.update.state:
        case UpdateState.CHANGED if s.deal:
            return actions(button("Write mine anyway", OPEN_AGAIN, s.update.id))
        case UpdateState.DENIED | UpdateState.REFUSED | UpdateState.GIVEN_UP if s.deal:
            return actions(button("Try again", OPEN_AGAIN, s.update.id, style="primary"))
        case _:
            return []
