"""The lines of a digest: one or two for each deal, with its link to the CRM, and one for everything else."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from domain.digest import (
    Chapter,
    Content,
    Followed,
    HeldBack,
    LastTime,
    ListedDeal,
    Moved,
    SeenAround,
    Shipped,
    Slice,
    Worth,
)
from domain.digest_layout import ENDLESS
from domain.texts import is_link, label_of
from views.escape import day, escape, gist, link, moment, plain
from views.words import counted, listed

CURRENCIES: Final = 12
"""Sums told side by side."""

FIELDS: Final = 10
"""Fields named in the small print."""

SAID: Final = 3
"""Words on accepted deals that it repeats."""

HEADINGS: Final = {
    Chapter.NOT_READY: "*Not ready*",
    Chapter.HELD: "*Held back* · nobody is asked for these until their report is closed",
    Chapter.HELD_DEALS: "*Ready but for what is held back*",
    Chapter.MOVED: "*Changed since last time*",
    Chapter.DOUBTED: "*Worth a question*",
    Chapter.RECOVERED: "*Ready since last time*",
    Chapter.FOLLOWED: "*Not ready last time*",
    Chapter.SHIPPED: "*Shipped since last time*",
    Chapter.AROUND: "*Worked around the CRM since last time* · threads that no report is about yet",
}

ASK: Final = "An admin can see why with `adoption doctor`."

IN_THREAD: Final = {
    Chapter.NOT_READY: "every deal that is not ready with its reasons, by owner",
    Chapter.HELD: "what is held back",
    Chapter.HELD_DEALS: "deals that are ready but for what is held back",
    Chapter.FOLLOWED: "deals that were not ready last time",
    Chapter.MOVED: "deals that changed since last time",
    Chapter.DOUBTED: "deals that are worth a question",
    Chapter.RECOVERED: "deals that are ready since last time",
    Chapter.SHIPPED: "what shipped since last time",
    Chapter.AROUND: "what went around the CRM since last time",
}

_MORE: Final = " (continued)"


def groups(content: Content, part: Slice, zone: ZoneInfo) -> Iterator[tuple[str, list[str]]]:
    """The heading of each group of lines, and the lines, in order; a line has less than 3,000 characters."""
    start, stop, heading = part.start, part.stop, HEADINGS[part.chapter]
    match part.chapter:
        case Chapter.NOT_READY:
            yield heading, []
            yield from _by_owner(content, content.not_ready, start, stop)
        case Chapter.HELD:
            yield heading, [_held(one, zone) for one in content.held[start:stop]]
        case Chapter.HELD_DEALS:
            yield heading, [_resting(deal) for deal in content.held_deals[start:stop]]
        case Chapter.MOVED:
            yield heading, [line for one in content.moved[start:stop] for line in _moved(one)]
        case Chapter.DOUBTED:
            yield heading, [line for one in content.doubted[start:stop] for line in _moved(one)]
        case Chapter.RECOVERED:
            yield heading, [f"• {deal_line(deal)}" for deal in content.recovered[start:stop]]
        case Chapter.FOLLOWED:
            yield heading, [_followed(one) for one in content.followed[start:stop]]
        case Chapter.SHIPPED:
            yield heading, [_shipped(one) for one in content.shipped[start:stop]]
        case Chapter.AROUND:
            yield heading, [_around(one) for one in content.around[start:stop]]


def worth(some: Worth) -> str:
    """`48,000 USD · 9,000 EUR · 2 without an amount · 1 without a currency`: a sum for each currency."""
    told = [money(amount, currency) for currency, amount in some.sums.items()]
    if more := len(told) - CURRENCIES:
        told = [*told[:CURRENCIES], f"{more} more currencies"] if more > 0 else told
    if some.unknown:
        told.append(f"{some.unknown:,} without an amount")
    if some.unnamed:
        told.append(f"{some.unnamed:,} without a currency")
    return " · ".join(told)


def money(amount: Decimal, currency: str | None) -> str:
    """`48,000 USD`, with cents only where there are some; `48,000` where the CRM names no currency."""
    if amount.adjusted() >= ENDLESS:
        shown = f"{amount:.3e}"
    else:
        rounded = amount.quantize(Decimal("0.01")) if amount.adjusted() < ENDLESS else amount
        shown = f"{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"{rounded:,.2f}"
    return f"{shown} {escape(currency)}" if currency else shown


def deal_line(deal: ListedDeal) -> str:
    """`<Acme> · 48,000 USD`, the name a link to the CRM."""
    return (
        f"{_name(deal.name, deal.link)} · {'no amount' if deal.amount is None else money(deal.amount, deal.currency)}"
    )


def in_brief(deal: ListedDeal) -> list[str]:
    """With the first thing that it lacks, and how many more there are."""
    first, more = deal.reasons[:1], len(deal.reasons) - 1
    others = f" And {more} more." if more > 0 else ""
    return [f"• {deal_line(deal)}", *(f"      {escape(plain(one.because))}.{others}" for one in first)]


def _by_owner(content: Content, deals: Sequence[ListedDeal], start: int, stop: int) -> Iterator[tuple[str, list[str]]]:
    before = deals[start - 1].owner if start else None
    for number, (owner, some) in enumerate(groupby(deals[start:stop], key=lambda deal: deal.owner)):
        goes_on = start > 0 and number == 0 and owner == before
        lines = [line for deal in some for line in _lacking(deal)]
        yield f"*{_unmarked(content.owner_name(owner))}*{_MORE if goes_on else ''}", lines


def _lacking(deal: ListedDeal) -> list[str]:
    again = f" · {_nth(deal.calls)} time in a row" if deal.calls > 1 and not deal.more else ""
    first = f"• {_name(deal.name, deal.link)}{_MORE}" if deal.more else f"• {deal_line(deal)}{again}"
    return [first, *(f"      {escape(plain(one.because))}.{_todo(one.say)}" for one in deal.reasons)]


def _todo(say: str) -> str:
    return f" _{escape(plain(say))}_" if say and "_" not in say else f" {escape(plain(say))}" if say else ""


def _resting(deal: ListedDeal) -> str:
    first = f"{_name(deal.name, deal.link)}{_MORE}" if deal.more else deal_line(deal)
    return f"• {first} · {escape(plain('; '.join(one.because for one in deal.reasons)))}"


def _held(one: HeldBack, zone: ZoneInfo) -> str:
    since = day(one.since.astimezone(zone).date())
    report = _name(one.ref, one.link)
    return f"• {label_of(one.field)}: paused, {report} open since {since}, {counted(one.deals, 'deal', 'deals')}"


def _moved(one: Moved) -> list[str]:
    return [f"• {_name(one.name, one.link)}", *(f"      {escape(plain(said))}." for said in one.sentences)]


def _followed(one: Followed) -> str:
    now = {True: "ready now", False: "still not ready", None: "not among these deals any more"}[one.ready]
    return f"• {_name(one.name, one.link)}: “{escape(plain(one.why))}” · {now}"


def _shipped(one: Shipped) -> str:
    return f"• *{one.ref}* {escape(plain(one.title))}"


def _around(one: SeenAround) -> str:
    return f"• {escape(one.kind)}, {counted(one.threads, 'thread', 'threads')}. _{escape(one.meaning)}_"


def unjudged(content: Content) -> str:
    """One line about what could not be judged, or ""."""
    told = [f"{label_of(one.field)} on {counted(one.deals, 'deal', 'deals')}" for one in content.unjudged[:FIELDS]]
    if more := len(content.unjudged) - len(told):
        told.append(f"{more} more")
    return f"Could not be judged, as the CRM's history does not reach back far enough: {listed(told)}." if told else ""


def left_in_peace(content: Content) -> str:
    """How many, for the whole channel; who they are is for whoever may review their deals."""
    number = len(content.left_in_peace)
    if not number:
        return ""
    are = "is" if number == 1 else "are"
    return f"{counted(number, 'owner', 'owners')} did not react to the last messages and {are} left in peace."


def reviewed(last: LastTime, zone: ZoneInfo) -> str:
    """What was inspected in the last meeting, with what was said of the deals that were accepted."""
    gone_through = f"{last.accepted:,} accepted, {last.not_ready:,} not ready"
    said = [f"“{escape(gist(word, 200))}”" for word in last.words[:SAID]]
    if more := len(last.words) - len(said):
        said.append(f"{more} more")
    on_accepted = f" On the accepted ones: {listed(said)}." if said else ""
    return f"Reviewed last time, {moment(last.meeting_at, zone)}: {gone_through}.{on_accepted}"


def read_line(content: Content, zone: ZoneInfo) -> str:
    """How old what we know is, where that has to be said; else ""."""
    if content.read_at is None:
        return f"⚠️ The CRM has not been read yet, so nothing can be said about its deals. {ASK}"
    if not content.is_stale:
        return ""
    return f"⚠️ What is known of the CRM is from {_at(content.read_at, zone)}. What changed since is not in here."


def _at(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{day(local.date())} at {local:%H:%M}"


def _name(name: str, url: str) -> str:
    """A name in a link shows none of its own marks as such; one that is nothing but spaces is still to be clicked."""
    shown = escape(plain(name)) or "A deal without a name"
    return link(url, shown) if url and is_link(url) else shown


def _unmarked(name: str) -> str:
    return escape(plain(name)).replace("*", "")


def _nth(number: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 10 <= number % 100 <= 20 else ends.get(number % 10, 'th')}"
