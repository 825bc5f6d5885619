"""What one person is asked on one day: their deals before a meeting, with the answers one click away."""

import json
from collections.abc import Iterable, Sequence
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


def bundle(b: BundleStanding) -> Payload:
    """The message to its reader."""
    blocks: list[Payload] = []
    for n, part in enumerate(b.sections):
        blocks += [*([divider()] if n else []), section(_head(part, b)), *_deals(part, len(b.sections)), *_held(part)]
    blocks += [section(f"💡 {escape(plain(line))}") for line in b.used]
    return message(_aloud(b), blocks[:MESSAGE_BLOCKS])


def _aloud(b: BundleStanding) -> str:
    """What a notification and a screen reader say."""
    if not b.sections:
        return escape(plain(" ".join(b.used)))
    return " ".join(_sentence(part) for part in b.sections)


def _sentence(part: SectionStanding) -> str:
    asked, meeting = part.still_asked, escape(plain(part.meeting))
    if part.is_over:
        return f"{meeting} has been. {_left(asked)}"
    if not asked:
        return f"Everything is in order for {meeting}."
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


def _deals(part: SectionStanding, count: int) -> list[Payload]:
    """With buttons as many as fit beside `count` - 1 other sections, and at least one; the rest in a list."""
    shown: list[Payload] = []
    left, room = list(part.deals), WITH_BUTTONS // count
    while left:
        next_one = deal_findings(left[0], is_over=part.is_over)
        room -= len(json.dumps(next_one, ensure_ascii=False))
        if shown and room < 0:
            break
        shown += next_one
        left.pop(0)
    return [*shown, *_listed(left, LISTED // count)]


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
