"""The forms in which a manager says which deals were gone through: two lists to tick, then why some are not ready."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from domain.digest import Content, Digest, ListedDeal
from domain.ids import DealId, DigestId
from domain.inspection import AT_ONCE, Inspection, Judgement, ReviewDraft, Reviewed, WhyDraft
from views.blocks import (
    LABEL_LIMIT,
    OPTIONS_LIMIT,
    Payload,
    context,
    external_multi_select,
    grouped_multi_select,
    input_block,
    message,
    modal,
    option,
    section,
    text_input,
)
from views.digest_lines import money
from views.escape import day, escape, gist, plain, shorten
from views.filled import Filled, Unreadable, read_number
from views.words import MENTIONS, counted, listed, mentions

REVIEW_FORM: Final = "review_form"
WHY_FORM: Final = "why_form"

DEALS: Final = "reviewed_deals"
"""action_id of the lists of a digest with so many deals that they are asked of us while somebody types."""

Said = Mapping[DealId, Inspection]
Places = Sequence[tuple[int, ListedDeal]]
"""Deals with their places in the digest."""


def review_form(digest: Digest, deals: Sequence[ListedDeal], said: Said, zone: ZoneInfo) -> Payload:
    head = f"*{escape(digest.content.meeting)}* · {day(digest.meeting_at.astimezone(zone).date())}"
    accepted, not_ready = (_choice(digest.content, deals, said, most) for most in (OPTIONS_LIMIT, AT_ONCE))
    word = text_input(placeholder="Good next steps this week")
    return modal(
        REVIEW_FORM,
        "Mark reviewed",
        [
            section(f"{head}\nTick only what was gone through in the meeting. You can come back and add more."),
            *_so_far(Reviewed.of(list(said.values()))),
            *_left_in_peace(digest.content, zone),
            input_block("Accepted", accepted, "accepted", optional=True),
            input_block("Not ready", not_ready, "not_ready", optional=True, hint="The next step asks you why."),
            input_block(
                "A word on the accepted ones", word, "words", optional=True, hint="The next digest repeats it."
            ),
        ],
        submit="Save",
        metadata={"digest": digest.id},
    )


def read_review(view: Mapping[str, Any]) -> ReviewDraft:
    filled = Filled(view)
    return ReviewDraft(
        digest_of(view),
        tuple(map(_read_place, filled.ticked("accepted"))),
        tuple(map(_read_place, filled.ticked("not_ready"))),
        filled.text("words"),
    )


def why_form(digest: Digest, asked: Places, said: Said, *, kept: int = 0) -> Payload:
    """Asks of each deal why it is not ready. `kept` is how many were accepted in the step before."""
    first = [context(f"✅ {counted(kept, 'deal is', 'deals are')} kept as accepted.")] if kept else []
    return modal(
        WHY_FORM,
        "Why not ready",
        [
            *first,
            section("One short line each. The next digest shows it, and whether the deal is ready by then."),
            *(_why(place, deal, said.get(deal.id)) for place, deal in asked),
        ],
        submit="Save",
        metadata={"digest": digest.id, "places": [place for place, _ in asked]},
    )


def read_whys(view: Mapping[str, Any]) -> WhyDraft:
    filled = Filled(view)
    places = filled.metadata.get("places")
    if not isinstance(places, list):
        raise Unreadable
    return WhyDraft(digest_of(view), {(at := _read_place(place)): filled.text(why_block(at)) for place in places})


def why_block(place: int) -> str:
    return f"why_{place}"


def digest_of(view: Mapping[str, Any]) -> DigestId:
    return DigestId(read_number(Filled(view).metadata.get("digest")))


def deal_options(content: Content, found: Places, said: Said) -> Payload:
    """Answers what was typed: deals, each with its owner."""
    return {"options": [_option(place, deal, said, content.owner_name(deal.owner)) for place, deal in found]}


def left_out(deals: Sequence[ListedDeal], kept: int) -> Payload:
    """A word on deals that are not there any more: for us, one in another pipeline is gone as well."""
    named = [f"“{escape(gist(deal.name, 100))}”" for deal in deals[:MENTIONS]]
    names = listed([*named, f"{more} more"] if (more := len(deals) - len(named)) else named)
    were = "was" if len(deals) == 1 else "were"
    rest = f" {counted(kept, 'other deal was', 'other deals were')} kept." if kept else ""
    them = "it" if len(deals) == 1 else "them"
    told = f"{names} {were} deleted in the CRM or moved to another pipeline, so nothing was kept of {them}.{rest}"
    return message(told, [section(told)])


def _choice(content: Content, deals: Sequence[ListedDeal], said: Said, most: int) -> Payload:
    """A list by owner while it fits; else one in which to search."""
    if len(deals) > OPTIONS_LIMIT:
        return external_multi_select(DEALS, most=most, placeholder="Search by deal or owner")
    groups: dict[str, list[Payload]] = {}
    for place, deal in enumerate(deals):
        groups.setdefault(content.owner_name(deal.owner), []).append(_option(place, deal, said))
    return grouped_multi_select(groups, most=most, placeholder="Choose deals")


def _option(place: int, deal: ListedDeal, said: Said, owner: str = "") -> Payload:
    worth = "" if deal.amount is None else f" · {money(deal.amount, deal.currency)}"
    label = f"{shorten(plain(deal.name), max(20, LABEL_LIMIT - len(worth)))}{worth}"
    known = said.get(deal.id)
    if known:
        standing = "Accepted so far" if known.judgement is Judgement.ACCEPTED else "Not ready so far"
    else:
        standing = deal.reasons[0].because if deal.reasons else "Ready"
    return option(label, place, f"{owner} · {standing}" if owner else standing)


def _so_far(reviewed: Reviewed) -> list[Payload]:
    if not reviewed.by:
        return []
    told = f"{reviewed.accepted:,} accepted, {reviewed.not_ready:,} not ready, by {mentions(reviewed.by)}"
    return [context(f"So far: {told}. What you save counts from now on.")]


def _left_in_peace(content: Content, zone: ZoneInfo) -> list[Payload]:
    """By name here, where only those who may review their deals see it: a word in person does more than a message."""
    told = [
        f"{escape(content.owner_name(one.owner))} until {day(one.until.astimezone(zone).date())}"
        for one in content.left_in_peace[:MENTIONS]
    ]
    if more := len(content.left_in_peace) - len(told):
        told.append(f"{more} more")
    return [context(f"The last messages had no reaction, so nobody asks {listed(told)}.")] if told else []


def _why(place: int, deal: ListedDeal, known: Inspection | None) -> Payload:
    hint = "; ".join(one.because for one in deal.reasons)
    before = known.why if known and known.judgement is Judgement.NOT_READY else ""
    words = text_input(initial=before, placeholder="No budget holder named yet")
    return input_block(deal.name or "A deal without a name", words, why_block(place), hint=hint)


def _read_place(value: object) -> int:
    """Places begin at 0. Raises Unreadable."""
    return 0 if str(value) == "0" else read_number(value)
