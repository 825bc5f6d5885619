"""What one person is asked on one day: their deals before a meeting, with the answers one click away."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from domain.bundle import Why
from domain.bundle_standing import BundleStanding, SectionStanding
from domain.finding_standing import Asking, FindingStanding
from views.blocks import MESSAGE_BLOCKS, Payload, context, divider, message, section
from views.escape import bold, escape, moment, pieces, plain
from views.finding import deal_findings, deal_name, finding_line

WITH_BUTTONS: Final = 8500
"""Characters of JSON for deals with buttons; what follows is listed without. Slack refuses a message of about 13,000
characters in all (slackapi/bolt-js#2509), and the answers to one question take 1,300 of them."""
LISTED: Final = 2500
"""Characters of that list: a message for one person, not a report."""
AROUND: Final = 4
"""Blocks of a section beside its deals with buttons: a line between, the head, the list, what is held back."""


def bundle(b: BundleStanding) -> Payload:
    """The message to its reader."""
    blocks: list[Payload] = []
    for n, part in enumerate(b.sections):
        room = _Room(WITH_BUTTONS, MESSAGE_BLOCKS - len(b.used)).shared_by(len(b.sections))
        blocks += [
            *([divider()] if n else []),
            section(_head(part, b)),
            *_deals(part, room, LISTED // len(b.sections)),
            *_held(part),
        ]
    blocks += [section(f"💡 {escape(plain(line))}") for line in b.used]
    return message(_aloud(b), blocks)


def _aloud(b: BundleStanding) -> str:
    """What a notification and a screen reader say."""
    if not b.sections:
        return escape(plain(" ".join(b.used)))
    return " ".join(_sentence(part) for part in b.sections)


def _sentence(part: SectionStanding) -> str:
    asked, meeting = part.still_asked, escape(plain(part.meeting))
    if part.is_over:
        return f"{meeting} is over. {_left(asked)}"
    if not asked:
        return f"Nothing is left to do before {meeting}."
    return f"{_deals_of_yours(asked)} not ready for {meeting} yet."


def _head(part: SectionStanding, b: BundleStanding) -> str:
    when = moment(part.meets_at, b.zone)
    if part.is_over:
        done = "" if part.still_asked else "✅ "
        return f"{bold(part.meeting)} was {when}.\n{done}{_left(part.still_asked)}"
    if not part.still_asked:
        return f"✅ *Nothing is left to do* before {bold(part.meeting)}, {when}."
    says = f"*{_deals_of_yours(part.still_asked)} not ready* for {bold(part.meeting)} yet, {when}."
    if part.why is Why.PREVIEW:
        return f"{says}\nThis is what the meeting will see. What you update here is in the CRM at once."
    return f"{says}\nWhat you update here is in the CRM at once."


def _left(asked: int) -> str:
    """After the meeting."""
    if not asked:
        return "Nothing is left to do."
    lack = "lacks" if asked == 1 else "lack"
    deals = "1 of your deals" if asked == 1 else f"{asked} of your deals"
    return f"{deals} still {lack} something. What you update here is in the CRM at once."


def _deals_of_yours(count: int) -> str:
    return "1 of your deals is" if count == 1 else f"{count} of your deals are"


@dataclass(frozen=True, slots=True)
class _Room:
    """What a message has left for deals with buttons."""

    characters: int
    blocks: int

    def shared_by(self, sections: int) -> "_Room":
        return _Room(self.characters // sections, self.blocks // sections - AROUND)

    def half(self) -> "_Room":
        return _Room(self.characters // 2, self.blocks // 2)

    def without(self, drawn: Sequence[Payload]) -> "_Room":
        taken = sum(len(json.dumps(block, ensure_ascii=False)) for block in drawn)
        return _Room(self.characters - taken, self.blocks - len(drawn))

    @property
    def is_left(self) -> bool:
        return self.characters >= 0 and self.blocks >= 0


def _deals(part: SectionStanding, room: _Room, listing: int) -> list[Payload]:
    """With buttons as many as fit, and at least one; the rest in a list, what is still asked first.

    What was answered takes half of the room at most: who goes on answering always has the next deals before them.
    """
    shown: list[Payload] = []
    listed: list[Sequence[FindingStanding]] = []
    answered, is_full = room.half(), False
    for deal in part.deals:
        drawn = deal_findings(deal, is_over=part.is_over)
        left, less = room.without(drawn), answered if _is_asked(deal) else answered.without(drawn)
        is_full = is_full or (_is_asked(deal) and not left.is_left)
        if shown and (is_full or not left.is_left or not less.is_left):
            listed.append(deal)
        else:
            shown, room, answered = [*shown, *drawn], left, less
    return [*shown, *_listed(sorted(listed, key=_is_asked, reverse=True), listing)]


def _is_asked(deal: Sequence[FindingStanding]) -> bool:
    return any(one.asking is Asking.ASKED for one in deal)


def _listed(deals: Sequence[Sequence[FindingStanding]], room: int) -> list[Payload]:
    """Deals for which there is no room with buttons: a line each, with a link to the CRM."""
    if not deals:
        return []
    lines, length = [f"*And {len(deals)} more*"], 0
    for n, deal in enumerate(deals):
        line = f"• {_name(deal[0])}: {'; '.join(_short(one) for one in deal)}"
        length += len(line) + 1
        if length > room:
            lines.append(f"… and {len(deals) - n} more, which {'is' if len(deals) - n == 1 else 'are'} in the CRM.")
            break
        lines.append(line)
    return [section(piece) for piece in pieces("\n".join(lines), 3000)]


def _name(s: FindingStanding) -> str:
    return deal_name(s.deal) if s.deal else f"Deal {escape(plain(s.id))}"


def _short(s: FindingStanding) -> str:
    return escape(plain(s.because)) if s.asking is Asking.ASKED else finding_line(s).rstrip(".")


def _held(part: SectionStanding) -> Iterable[Payload]:
    if part.held:
        yield context("Not asked: " + ", ".join(f"{escape(name)} ({ref} is open)" for name, ref in part.held) + ".")
