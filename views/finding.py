"""One deal with what it lacks: each finding with its four buttons, or with the word why nobody is asked about it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, assert_never

from domain.asking import Rest, RestId, Scope, Snooze
from domain.deal import Deal
from domain.finding_standing import Asking, FindingStanding
from domain.texts import is_link
from views.blocks import Payload, actions, button, option, section
from views.escape import bold, day, escape, gist, link, mention, plain
from views.filled import Unreadable, read_number

UPDATE_NOW: Final = "update_deal_now"
CANNOT_KNOW: Final = "cannot_know_yet"
SNOOZE: Final = "snooze_finding"
MUTE: Final = "mute_asking"
ASK_AGAIN: Final = "ask_again"

SNOOZES: Final[Mapping[Snooze, str]] = {
    Snooze.DAY: "For 1 day",
    Snooze.WEEK: "For 1 week",
    Snooze.CALL: "Until the next call",
}
MUTES: Final[Mapping[Scope, str]] = {
    Scope.CRITERION: "This question, on every deal",
    Scope.DEAL: "Everything about this deal",
    Scope.EVERYTHING: "Everything, for a week",
}


def deal_findings(standings: Sequence[FindingStanding], *, is_over: bool = False) -> list[Payload]:
    """The blocks of one deal, of which there is at least one standing: at most one and two for each.

    Once the meeting `is_over`, it can only be updated: nobody asks for it before that any more.
    """
    return [section(_title(standings[0])), *(block for one in standings for block in finding(one, is_over=is_over))]


def finding(s: FindingStanding, *, is_over: bool = False) -> list[Payload]:
    """One or two blocks."""
    return [section(finding_line(s)), *actions(*_buttons(s, is_over=is_over))]


def finding_line(s: FindingStanding) -> str:
    """What is asked, or what became of it; escaped."""
    name = bold(s.field_name or "That")
    match s.asking:
        case Asking.ASKED:
            return f"{escape(plain(s.because))}.\n{escape(plain(s.say))}"
        case Asking.SAVING:
            return f"⏳ {name} is on its way to the CRM."
        case Asking.MET:
            return _met(s, name)
        case Asking.LEFT:
            return f"📁 {name} is not asked any more: the deal is no longer in this meeting."
        case Asking.UNSEEN:
            return f"❔ {name} is not asked at present: the CRM does not show the bot enough to judge it."
        case Asking.HELD:
            return f"⏸ {name} is not asked while {s.ref} is open."
        case Asking.GONE:
            return f"🗑 {name} is not asked any more: the deal was deleted, or moved to another pipeline."
        case Asking.RESTING:
            return resting_line(s, s.rest) if s.rest else name
    assert_never(s.asking)


def _met(s: FindingStanding, name: str) -> str:
    if s.by is None:
        return f"✅ {name} is in order."
    return f"✅ You saved {name}." if s.by == s.to else f"✅ {mention(s.by)} saved {name}."


def resting_line(s: FindingStanding, rest: Rest) -> str:
    name = bold(s.field_name or "That")
    until = f" until {day(rest.until.astimezone(s.zone).date())}" if rest.until else ""
    match rest.scope:
        case Scope.FINDING:
            return f"⏸ {name} is snoozed{until}."
        case Scope.FIELD:
            stage = f" in {escape(plain(s.deal.stage.label))}" if s.deal else ""
            filed = f" Filed as {s.ref}." if s.ref else ""
            return f"🕰 {name} cannot be known yet{stage}.{filed} You are asked again when the stage changes."
        case Scope.CRITERION:
            return f"🔕 {name} is muted on every deal{until}."
        case Scope.DEAL:
            return f"🔕 This deal is muted{until}."
        case Scope.EVERYTHING:
            return f"🔕 Everything is muted{until}."
    assert_never(rest.scope)


def deal_name(deal: Deal) -> str:
    """The deal's name in bold, a link to the CRM where there is one; escaped."""
    name = gist(deal.name, 200) or deal.id
    return f"*{link(deal.link, escape(name))}*" if is_link(deal.link) else bold(name)


def read_snooze(value: str) -> tuple[int, Snooze]:
    """The finding, and for how long. Raises Unreadable."""
    number, chosen = _read(value)
    if chosen not in set(Snooze):
        raise Unreadable
    return number, Snooze(chosen)


def read_mute(value: str) -> tuple[int, Scope]:
    """The finding, and what rests with it. Raises Unreadable."""
    number, chosen = _read(value)
    if chosen not in set(MUTES):
        raise Unreadable
    return number, Scope(chosen)


def ask_again(rest: RestId) -> Payload:
    return button("Ask again", ASK_AGAIN, rest)


def _title(s: FindingStanding) -> str:
    if s.deal is None:
        return f"*Deal {escape(plain(s.id))}*"
    closing = f" · close date {day(s.deal.close_date)}" if s.deal.close_date else ""
    return f"{deal_name(s.deal)} · {escape(plain(s.deal.stage.label))}{closing}"


def _buttons(s: FindingStanding, *, is_over: bool) -> list[Payload]:
    if s.asking is Asking.RESTING and s.rest:
        return [] if is_over else [ask_again(s.rest.id)]
    if s.asking is not Asking.ASKED or s.finding is None:
        return []
    about = s.field_name
    update_now = button("Update now", UPDATE_NOW, s.finding, style="primary", about=about)
    if is_over:
        return [update_now]
    return [
        update_now,
        button("Can't know yet", CANNOT_KNOW, s.finding, about=about),
        _menu(SNOOZE, "Snooze", s.finding, SNOOZES),
        _menu(MUTE, "Mute", s.finding, MUTES),
    ]


def _menu(action_id: str, label: str, finding: int, choices: Mapping[Any, str]) -> Payload:
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": {"type": "plain_text", "text": label, "emoji": True},
        "options": [option(says, f"{finding}:{choice.value}") for choice, says in choices.items()],
    }


def _read(value: str) -> tuple[int, str]:
    number, _, chosen = value.partition(":")
    return read_number(number), chosen
