"""Friction comes in: the command, the shortcuts, the form, what was kept for later, and *Me too*."""

import re
from dataclasses import replace
from typing import Final

from domain.actionable import question_for
from domain.draft import ReportDraft
from domain.ids import ChannelId, MessageTs
from domain.outcome import Refused, Repeated
from domain.texts import TEXT_LIMIT
from flows import company, drafts, intake, showing
from handlers.gesture import Gesture, Payload, permalink
from handlers.wording import words_of
from views.likely import read_me_too
from views.notice import said
from views.open_form import read_open_form
from views.replies import (
    filed,
    help_text,
    kept,
    mine,
    one_report,
    supported,
    too_long_answer,
)
from views.report_form import field_options, filed_modal, read_report_form, report_form

NUMBER: Final = re.compile(r"[Ff]-?(\d{1,9})")


async def on_command(g: Gesture) -> None:
    """`/crm-friction`, alone or with what somebody typed behind it."""
    typed = words_of(str(g.body.get("text") or ""))
    if not typed:
        await g.open(_form(g, ReportDraft("")))
        await g.ack()
    elif typed.casefold() in {"help", "?"}:
        await g.ack(**help_text())
    elif typed.casefold() == "mine":
        await g.ack(**await _mine(g))
    elif number := NUMBER.fullmatch(typed):
        await _show_report(g, int(number[1]))
    elif len(typed) > TEXT_LIMIT:
        await _give_back(g, typed)
    elif company.judged(g.deps, typed).actionable:
        await _file_at_once(g, typed)
    else:
        await _ask_for_more(g, typed)


async def _file_at_once(g: Gesture, typed: str) -> None:
    draft = company.guessed(g.deps, ReportDraft(typed))
    outcome = await intake.file_report(g.deps, draft, by=g.person, delivery=g.delivery)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    await g.ack(**_receipt(g, outcome))


async def _ask_for_more(g: Gesture, typed: str) -> None:
    """Keeps the words first: whatever becomes of the form, they can still be filed as they are."""
    draft_id = await drafts.keep_draft(g.deps, typed, by=g.person, delivery=g.delivery)
    ask = question_for(company.judged(g.deps, typed).missing)
    if await g.try_open(_form(g, ReportDraft(typed), draft_id=draft_id, ask=ask)):
        await g.ack()
    else:
        await g.ack(**kept(draft_id, typed, ask))


async def _give_back(g: Gesture, typed: str) -> None:
    *before, last = too_long_answer(typed, TEXT_LIMIT)
    for message in before:  # in order: what a request is answered is shown when the listener is done
        await g.respond(**message)
    await g.ack(**last)


async def _mine(g: Gesture) -> Payload:
    home = await showing.home_standing(g.deps, g.person)
    return mine(home.mine, home.drafts, total=home.mine_total)


async def _show_report(g: Gesture, number: int) -> None:
    standing = await showing.numbered_standing(g.deps, number)
    if standing is None:
        return await g.refuse(Refused(f"There is no F-{number}. `/crm-friction mine` lists your reports."))
    await g.ack(**one_report(standing, viewer=g.person))


async def on_global_shortcut(g: Gesture) -> None:
    await g.open(_form(g, ReportDraft("")))
    await g.ack()


async def on_message_shortcut(g: Gesture) -> None:
    """The form begins with the words and the address of the message, also of one in a thread."""
    message = g.body["message"]
    thread = message.get("thread_ts")
    link = permalink(g.deps, ChannelId(g.body["channel"]["id"]), MessageTs(message["ts"]), thread)
    await g.open(_form(g, ReportDraft(words_of(message.get("text") or ""), permalink=link)))
    await g.ack()


async def on_open_form(g: Gesture) -> None:
    """A button that opens the form; with what somebody began, if it is theirs."""
    draft_id = read_open_form(g.value)
    found = await drafts.get_draft(g.deps, draft_id, by=g.person) if draft_id is not None else ReportDraft("")
    if isinstance(found, Refused):
        # The button under a mention is seen by all: somebody else begins with an empty form.
        draft_id, found = None, ReportDraft("")
    missing = company.judged(g.deps, found.text).missing if found.text else ()
    ask = question_for(missing) if missing else ""
    await g.open(_form(g, found, draft_id=draft_id, ask=ask))
    await g.ack()


async def on_form_submitted(g: Gesture) -> None:
    draft, draft_id = read_report_form(g.view)
    if draft.workflow not in g.deps.model.workflows:
        draft = replace(draft, workflow=None)  # the operating model has lost it since the form was opened
    if problems := draft.problems():
        return await g.refuse_parts(problems)
    outcome = await intake.file_report(g.deps, draft, by=g.person, delivery=g.form, from_draft=draft_id)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    done = filed_modal(outcome.standing, outcome.likely, remind_after_working_days=_remind(g))
    await g.show_home_again()
    await g.ack(response_action="update", view=done)


async def on_form_closed(g: Gesture) -> None:
    """Whoever closes a form that began with their words gets them back, with a button that files them."""
    _, draft_id = read_report_form(g.view)
    if draft_id is not None:
        await drafts.remind_of_draft(g.deps, draft_id, by=g.person)
    await g.ack()


async def on_file_as_is(g: Gesture) -> None:
    outcome = await drafts.file_draft(g.deps, g.number, by=g.person, delivery=g.delivery)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    if outcome.likely or not g.is_below_word:
        await g.tell(_receipt(g, outcome))
    await g.show_home_again()
    await g.ack()


async def on_throw_away(g: Gesture) -> None:
    gone = await drafts.throw_draft_away(g.deps, g.number, by=g.person)
    if not (gone and g.is_below_word):
        await g.tell(said("Thrown away. Nothing was filed." if gone else "That was filed or thrown away already."))
    await g.show_home_again()
    await g.ack()


async def on_me_too(g: Gesture) -> None:
    likely, own = read_me_too(g.value)
    outcome = await intake.support(g.deps, likely, by=g.person, delivery=g.delivery, instead_of=own)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    if not isinstance(outcome, Repeated):
        await g.tell(supported(outcome.report, outcome.taken_back))
        await g.show_home_again()
    await g.ack()


async def on_field_options(g: Gesture) -> None:
    await g.ack(**field_options(g.typed, showing.field_labels(g.deps)))


def _receipt(g: Gesture, outcome: intake.Filed) -> Payload:
    return filed(outcome.standing, outcome.likely, remind_after_working_days=_remind(g))


def _remind(g: Gesture) -> int:
    return g.deps.model.triage.remind_after_working_days


def _form(g: Gesture, draft: ReportDraft, *, draft_id: int | None = None, ask: str = "") -> Payload:
    return report_form(
        workflows=company.workflow_choices(g.deps),
        draft=company.guessed(g.deps, draft) if draft.text else draft,
        field_labels=showing.field_labels(g.deps),
        draft_id=draft_id,
        ask=ask,
    )
