"""What people say of signals: the note's buttons, the report that comes of one, flags by hand, and what is watched."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from domain.ids import ChannelId, MessageTs, SignalId, UserId
from domain.outcome import Refused, Repeated
from domain.signal import SignalState
from domain.signal_standing import draft_of
from domain.signal_verdict import Verdict
from domain.watching import ThreadPlace
from flows import company, showing, signals, unwatching
from flows.intake import Filed
from handlers.gesture import Gesture, Payload
from views.flag_form import flag_form, flagged, read_flag_form
from views.notice import said
from views.report_form import filed_modal
from views.signal_form import read_note, read_signal_form, signal_form
from views.signals import answered, filed_note, merged, read_channel, read_merge, read_signals

REPLACED_WITHIN_S: Final = 2
"""Slack waits three seconds for the answer to a press."""

NO_CHANNEL = Refused("That works on messages in channels. What is said between few people is never looked at.")


async def on_is_one(g: Gesture) -> None:
    await _answer(g, Verdict.CONFIRMED)


async def on_is_none(g: Gesture) -> None:
    await _answer(g, Verdict.DISMISSED)


async def _answer(g: Gesture, verdict: Verdict) -> None:
    """What is said takes the place of the note, which nobody can find again any other way."""
    outcome = await signals.answer(g.deps, SignalId(g.number), verdict, by=g.person)
    if isinstance(outcome, Refused) and outcome != signals.WITHDRAWN:
        return await g.refuse(outcome)
    await _tell_in_place(g, said(outcome.because) if isinstance(outcome, Refused) else answered(outcome))
    await g.ack()
    return None


async def _tell_in_place(g: Gesture, told: Payload) -> None:
    if note := _note_of(g):
        await _replace(note, told)
    else:
        await g.tell(told)


def _note_of(g: Gesture) -> str:
    """Slack's address of the private note whose button was pressed; empty when it was no note's."""
    if g.is_below_note:
        return str(g.body.get("response_url") or "")
    return read_note(g.view) if g.view else ""


async def _replace(note: str, told: Payload) -> None:
    """What was done is stored by now: a note that stays as it was tells the truth at the next press."""
    if note:
        shown = {**told, "response_type": "ephemeral", "replace_original": True}
        with suppress(ClientError, TimeoutError, OSError):
            await AsyncWebhookClient(note, timeout=REPLACED_WITHIN_S).send_dict(shown)


async def on_file_friction(g: Gesture) -> None:
    """The report's form, begun with what the threads are about."""
    ids = read_signals(g.value)
    outcome = await signals.open_friction(g.deps, ids, by=g.person)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    signal = outcome.signal
    if signal.state is SignalState.FILED and outcome.report:
        await _tell_in_place(g, answered(outcome))
        await g.ack()
        return None
    form = signal_form(
        ids,
        signal.kind,
        draft_of(signal.kind, signal.workflow, outcome.link),
        workflows=company.workflow_choices(g.deps),
        field_labels=showing.field_labels(g.deps),
        like=outcome.like,
        note=_note_of(g),
    )
    if g.view.get("type") == "modal":
        await g.client.views_update(view_id=g.view["id"], view=form)
    else:
        await g.open(form)
    await g.ack()


async def on_friction_submitted(g: Gesture) -> None:
    draft, ids = read_signal_form(g.view)
    if draft.workflow not in g.deps.model.workflows:
        draft = replace(draft, workflow=None)  # the operating model has lost it since the form was opened
    if problems := draft.problems():
        return await g.refuse_parts(problems)
    outcome = await signals.file_from(g.deps, ids, draft, by=g.person, delivery=g.form)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    await _replace(_note_of(g), filed_note(outcome.report))
    await g.ack(response_action="update", view=_filed(g, outcome))


async def on_merged(g: Gesture) -> None:
    report, ids = read_merge(g.value)
    outcome = await signals.merge_into(g.deps, report, ids, by=g.person, delivery=g.delivery)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    if not isinstance(outcome, Repeated):
        note, told = _note_of(g), merged(outcome.report, outcome.number)
        if g.view or not note:
            await g.tell(told)
        await _replace(note, told)
    await g.ack()


# --- flagged by hand -------------------------------------------------------------------------------------------------


async def on_flag_shortcut(g: Gesture) -> None:
    """On any message of a thread. Slack says of a reply who began the thread."""
    message, channel = g.body["message"], g.body["channel"]
    name = str(channel.get("name") or "")
    if str(channel["id"])[:1] not in {"C", "G"} or name == "directmessage" or name.startswith("mpdm-"):
        return await g.refuse(NO_CHANNEL)
    ts = MessageTs(str(message.get("thread_ts") or message["ts"]))
    thread = ThreadPlace(ChannelId(str(channel["id"])), ts)
    await g.open(flag_form(thread, _starter(message, ts)))
    await g.ack()


def _starter(message: Payload, ts: MessageTs) -> UserId | None:
    person = message.get("user") if message.get("ts") == ts else message.get("parent_user_id")
    return UserId(person) if isinstance(person, str) and person.isalnum() and not message.get("bot_id") else None


async def _is_private(g: Gesture, channel: ChannelId) -> bool:
    """A channel that Slack does not describe to us is taken for a private one."""
    try:
        told = await g.client.conversations_info(channel=channel)
    except (SlackApiError, ClientError, TimeoutError):
        return True
    described = told.get("channel")
    return not isinstance(described, Mapping) or described.get("is_private") is not False


async def on_flagged(g: Gesture) -> None:
    """With a word about it, it becomes a report at once."""
    filled = read_flag_form(g.view)
    if problems := draft_of(filled.kind, None, text=filled.word or "-").problems():
        return await g.refuse_parts(problems)
    private = await _is_private(g, filled.thread.channel)
    outcome = await signals.flag(
        g.deps, filled.thread, filled.kind, starter=filled.starter, private=private, by=g.person
    )
    if not filled.word.strip():
        await g.ack(response_action="update", view=flagged(outcome))
        return None
    draft = draft_of(filled.kind, outcome.signal.workflow, outcome.link, filled.word)
    filed = await signals.file_from(g.deps, [outcome.signal.id], draft, by=g.person, delivery=g.form)
    if isinstance(filed, Refused):
        return await g.refuse(filed)
    await g.ack(response_action="update", view=_filed(g, filed))


# --- what is watched -------------------------------------------------------------------------------------------------


async def on_stop_watching(g: Gesture) -> None:
    """By anyone in the channel: the button only works where it stands."""
    channel = read_channel(g.value)
    if g.channel != channel:
        return await g.refuse(unwatching.ELSEWHERE)
    if not await unwatching.stop_watching(g.deps, channel, by=g.person):
        await g.tell(said("This channel is not watched. Nothing was changed."))
    await g.ack()


async def on_watch_again(g: Gesture) -> None:
    outcome = await unwatching.watch_again(g.deps, read_channel(g.value), by=g.person, inside=g.channel)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    if not outcome:
        await g.tell(said("This channel is watched already. Nothing was changed."))
    await g.show_home_again()
    await g.ack()


def _filed(g: Gesture, outcome: Filed) -> dict[str, Any]:
    remind = g.deps.model.triage.remind_after_working_days
    return filed_modal(outcome.standing, outcome.likely, remind_after_working_days=remind)
