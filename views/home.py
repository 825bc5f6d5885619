"""App Home: my reports, what is open for everyone, and what shipped; useful to somebody who opens it the first time."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from domain.asking import Scope
from domain.finding_standing import FindingStanding
from domain.ids import UserId
from domain.signal_standing import Unwatched
from domain.standing import HomeStanding, NoteStanding, ReportStanding
from views.blocks import VIEW_BLOCKS, Payload, actions, context, divider, header, section
from views.escape import bold, day, gist, mention, moment, quote
from views.finding import ask_again, deal_name, resting_line
from views.likely import me_too
from views.notes import confirmations, told_how_many
from views.open_form import open_form
from views.replies import drafts_left, one_of_mine
from views.signals import watch_again
from views.words import age, people, standing

MINE_SHOWN: Final = 15
OPEN_SHOWN: Final = 25
SHIPPED_SHOWN: Final = 15
RESTING_SHOWN: Final = 10
UNWATCHED_SHOWN: Final = 5


def home(h: HomeStanding) -> Payload:
    """The view for views.publish."""
    blocks = [
        *_greeting(h),
        *_part("Your reports", [one_of_mine(s) for s in h.mine], MINE_SHOWN, h.mine_total, _NOTHING_MINE),
        *_resting(h.resting),
        *_unwatched(h.unwatched),
        *_part(
            "Open for everyone",
            [_open(s, h.person) for s in h.open_reports],
            OPEN_SHOWN,
            h.open_total,
            _NOTHING_OPEN,
        ),
        *_part("Shipped in the last 30 days", _shipped(h.shipped), SHIPPED_SHOWN, h.shipped_total, _NOTHING_SHIPPED),
    ]
    return {"type": "home", "blocks": blocks[:VIEW_BLOCKS]}


def from_home(view: Mapping[str, Any]) -> Payload:
    """A form that is opened on Home, marked so that Home is drawn anew once it was submitted."""
    known = json.loads(view.get("private_metadata") or "{}")
    return {**view, "private_metadata": json.dumps({**known, "home": True}, ensure_ascii=False)}


def is_from_home(view: Mapping[str, Any]) -> bool:
    try:
        known = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return False
    return isinstance(known, dict) and known.get("home") is True


_UTC: Final = ZoneInfo("UTC")
"""For a time that Slack cannot show in the reader's own zone."""

_NOTHING_MINE: Final = (
    "You have not reported anything yet. Small things count too: one field asked too early is enough."
)
_NOTHING_OPEN: Final = "Nothing is open right now. If something gets in your way, you would be the first to say so."
_NOTHING_SHIPPED: Final = "Nothing has shipped in the last 30 days. Fixes appear here with what people say of them."


def _greeting(h: HomeStanding) -> list[Payload]:
    report = actions(open_form("Report friction"))
    if h.mine:
        return [header("CRM friction"), *report, *drafts_left(h.drafts)]
    lines = (
        "Tell us what in the CRM gets in your way. One line is enough.\n"
        "Somebody who can change it decides, and tells you what and why.\n"
        "When the fix ships, you say whether it works."
    )
    how = "Or type `/crm-friction` and what blocks you, in any channel."
    return [header("Welcome. What gets in your way?"), section(lines), *report, *drafts_left(h.drafts), context(how)]


def _part(title: str, shown: Sequence[Payload], most: int, total: int, empty: str) -> list[Payload]:
    blocks = [divider(), header(title), *(shown[:most] or [section(empty)])]
    more = max(total, len(shown)) - min(len(shown), most)
    return [*blocks, context(f"And {more:,} more that are not shown here.")] if more > 0 else blocks


def _resting(rests: Sequence[FindingStanding]) -> list[Payload]:
    """Nothing where nothing rests: most people never mute anything."""
    shown = [section(_one_resting(s), accessory=ask_again(s.rest.id)) for s in rests if s.rest]
    return _part("Not asked for now", shown, RESTING_SHOWN, len(shown), "") if shown else []


def _one_resting(s: FindingStanding) -> str:
    about_one = s.rest is not None and s.rest.scope in {Scope.FINDING, Scope.FIELD, Scope.DEAL} and s.deal
    line = resting_line(s, s.rest) if s.rest else ""
    return f"{deal_name(about_one)}\n{line}" if about_one else line


def _unwatched(channels: Sequence[Unwatched]) -> list[Payload]:
    """For admins, and nothing where everything is watched."""
    shown = [
        section(
            f"<#{one.channel}> · stopped by {mention(one.by)}, {moment(one.at, _UTC)}",
            accessory=watch_again(one.channel),
        )
        for one in channels
    ]
    return _part("Channels that are not watched", shown, UNWATCHED_SHOWN, len(shown), "") if shown else []


def _open(s: ReportStanding, person: UserId) -> Payload:
    felt = people(len(s.supporters) + 1)
    words = f"*{s.report.ref}* · {standing(s)}\n{quote(gist(s.report.text))}\n"
    words += f"Felt by {felt}, reported {age(s.report.created_at, s.now)}"
    if person == s.report.reporter:
        return section(f"{words}. Yours.")
    if person in s.supporters:
        return section(f"{words}. You support it.")
    return section(words, accessory=me_too(s.report))


def _shipped(notes: Sequence[NoteStanding]) -> list[Payload]:
    return [section(_one_shipped(n)) for n in notes]


def _one_shipped(n: NoteStanding) -> str:
    on = day(n.note.shipped_at.astimezone(n.zone).date())
    lines = [f"📦 *{n.note.ref}* · {bold(n.note.title)}, {on}", quote(gist(n.note.what_changed))]
    lines.append(". ".join(said for said in (confirmations(n), told_how_many(n)) if said))
    return "\n".join(lines)
