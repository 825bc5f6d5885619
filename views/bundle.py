"""What one person is asked on one day: their deals before a meeting, with the answers one click away."""

from collections.abc import Iterable, Sequence
from typing import Final

from domain.bundle import Why
from domain.bundle_standing import BundleStanding, SectionStanding
from domain.finding_standing import Asking, FindingStanding
from views.blocks import MESSAGE_BLOCKS, Payload, context, divider, message, section
from views.escape import bold, escape, moment, pieces, plain
from views.finding import deal_findings, deal_name, finding_line

BUTTONS_FOR: Final = 36
"""Blocks of deals with buttons; what follows is listed without."""
LISTED: Final = 2500
"""Characters of that list: a message for one person, not a report."""


def bundle(b: BundleStanding) -> Payload:
    """The message to its reader."""
    blocks: list[Payload] = []
    for n, part in enumerate(b.sections):
        room = BUTTONS_FOR // len(b.sections)
        blocks += [*([divider()] if n else []), section(_head(part, b)), *_deals(part, room), *_held(part)]
    blocks += [section(f"💡 {line}") for line in b.used]
    return message(_aloud(b), blocks[:MESSAGE_BLOCKS])


def _aloud(b: BundleStanding) -> str:
    """What a notification and a screen reader say."""
    if not b.sections:
        return escape(plain(" ".join(b.used)))
    return " ".join(_sentence(part) for part in b.sections)


def _sentence(part: SectionStanding) -> str:
    asked, meeting = part.still_asked, escape(plain(part.meeting))
    if not asked:
        return f"Everything is in order for {meeting}."
    return f"{_deals_of_yours(asked)} not ready for {meeting} yet."


def _head(part: SectionStanding, b: BundleStanding) -> str:
    when = moment(part.meets_at, b.zone)
    if not part.still_asked:
        return f"✅ *Nothing is left to do* before {bold(part.meeting)}, {when}."
    says = f"*{_deals_of_yours(part.still_asked)} not ready* for {bold(part.meeting)} yet, {when}."
    if part.why is Why.PREVIEW:
        return f"{says}\nThis is what the meeting will see. What you update here is in the CRM at once."
    return f"{says}\nWhat you update here is in the CRM at once."


def _deals_of_yours(count: int) -> str:
    return "1 of your deals is" if count == 1 else f"{count} of your deals are"


def _deals(part: SectionStanding, room: int) -> list[Payload]:
    shown: list[Payload] = []
    left = list(part.deals)
    while left and len(shown) + 1 + 2 * len(left[0]) <= room:
        shown += deal_findings(left.pop(0))
    return [*shown, *_listed(left)]


def _listed(deals: Sequence[Sequence[FindingStanding]]) -> list[Payload]:
    """Deals for which there is no room with buttons: a line each, with a link to the CRM."""
    if not deals:
        return []
    lines, length = [f"*And {len(deals)} more*"], 0
    for n, deal in enumerate(deals):
        line = f"• {_name(deal[0])}: {'; '.join(_short(one) for one in deal)}"
        length += len(line) + 1
        if length > LISTED:
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
