"""The form of *Can't know yet*, and what came of it."""

from collections.abc import Mapping
from typing import Any, Final

from domain.asking import Rest
from domain.deal import Deal
from domain.ids import A_TS, AN_ID, ChannelId, MessagePlace, MessageTs
from domain.report import Report
from views.blocks import Payload, actions, input_block, message, modal, section, text_input
from views.escape import bold, escape, gist, plain, quote
from views.filled import Filled, Unreadable, read_number
from views.finding import ask_again, deal_name

NOT_YET_FORM: Final = "cannot_know_yet_form"
MISSING: Final = "text"
"""Named as the part of the report that it becomes, so that what is wrong with that is shown there."""


def not_yet_form(deal: Deal, finding: int, field_name: str, same: Report | None, place: MessagePlace | None) -> Payload:
    stage = escape(plain(deal.stage.label))
    what = f"{deal_name(deal)}\n{bold(field_name)} cannot be known yet in *{stage}*."
    if same:
        blocks = [
            section(f"{what}\n{same.ref} says so already, and you will support it:"),
            section(quote(gist(same.text, 600))),
        ]
    else:
        blocks = [section(f"{what}\nThis becomes a friction report about when the field is asked for.")]
    blocks.append(section("You are not asked for it again until this deal changes its stage."))
    blocks.append(
        input_block(
            "What is missing",
            text_input(multiline=True),
            MISSING,
            optional=True,
            hint="What has to happen before anybody can know it? " + (_OWN if same else "You can leave this empty."),
        )
    )
    return modal(
        NOT_YET_FORM,
        "Can't know yet",
        blocks,
        submit="Me too" if same else "File it",
        metadata={"finding": finding, "place": list(place) if place else None},
    )


_OWN: Final = "What you write becomes a report of your own."


def read_not_yet(view: Mapping[str, Any]) -> tuple[int, str, MessagePlace | None]:
    """The finding, what was typed, and the message with the button. Raises Unreadable."""
    filled = Filled(view)
    return read_number(filled.metadata.get("finding")), filled.text(MISSING), _place(filled.metadata.get("place"))


def _place(written: object) -> MessagePlace | None:
    if written is None:
        return None
    if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
        raise Unreadable
    match written:
        case [channel, ts] if AN_ID.fullmatch(channel) and A_TS.fullmatch(ts):
            return ChannelId(channel), MessageTs(ts)
    raise Unreadable


def not_yet_said(deal: Deal, field_name: str, report: Report, rest: Rest, *, is_new: bool) -> Payload:
    """The window that stays when the form was sent."""
    filed = f"Filed as *{report.ref}*." if is_new else f"*{report.ref}* says so, and you support it."
    text = (
        f"🕰 {filed} You hear of every decision.\n"
        f"Nobody is asked for {bold(field_name)} of {deal_name(deal)} until the deal changes its stage."
    )
    return modal(NOT_YET_FORM, "Can't know yet", [section(text), *actions(ask_again(rest.id))], close="Close")


def rest_said(text: str, rest: Rest) -> Payload:
    """That something rests now, privately, with the way back."""
    return message(text, [section(text), *actions(ask_again(rest.id))])
