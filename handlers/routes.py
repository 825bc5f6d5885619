"""Every gesture that the bot knows, and who answers it. Few listeners, each routed by a table: matching costs time."""

import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Final

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from domain.outcome import Refused
from flows.again import until_it_stands
from flows.deps import Deps
from flows.showing import home_standing
from handlers import intake, messages, operations, reviewing, signals, signals_sorting, triage, updating, verdicts
from handlers.gesture import Gesture, Payload
from views import (
    decisions,
    digest,
    finding,
    likely,
    notes,
    open_form,
    replies,
    report_card,
    report_form,
    review_form,
    signals_sorted,
    update_outcome,
)
from views import signals as signal_views
from views.decision_forms import DECISION_FORM, TARGET
from views.diagnosis_form import DIAGNOSIS_FORM
from views.flag_form import FLAG_FORM, FLAG_SHORTCUT
from views.home import home
from views.not_yet_form import NOT_YET_FORM
from views.note_form import NOTE_FORM
from views.signal_form import SIGNAL_FORM
from views.still_broken_form import STILL_BROKEN_FORM
from views.update_form import UPDATE_FORM

log = structlog.get_logger()

Answer = Callable[[Gesture], Awaitable[None]]
ANY: Final = re.compile("")

COMMAND: Final = "/crm-friction"

SHORTCUTS: Final[Mapping[str, Answer]] = {
    "report_message": intake.on_message_shortcut,
    "report_global": intake.on_global_shortcut,
    FLAG_SHORTCUT: signals.on_flag_shortcut,
}

BUTTONS: Final[Mapping[str, Answer]] = {
    **dict.fromkeys([*report_card.VERB_OF, *decisions.VERB_OF], triage.on_verb_pressed),
    report_card.CARD_MENU: triage.on_menu_chosen,
    open_form.OPEN_FORM: intake.on_open_form,
    replies.FILE_AS_IS: intake.on_file_as_is,
    replies.THROW_AWAY: intake.on_throw_away,
    likely.ME_TOO: intake.on_me_too,
    notes.WORKS: verdicts.on_works,
    notes.STILL_BROKEN: verdicts.on_still_broken,
    replies.TRY_AGAIN: operations.on_try_again,
    digest.MARK_REVIEWED: reviewing.on_mark_reviewed,
    finding.UPDATE_NOW: updating.on_update_now,
    finding.CANNOT_KNOW: updating.on_cannot_know,
    finding.SNOOZE: updating.on_snoozed,
    finding.MUTE: updating.on_muted,
    finding.ASK_AGAIN: updating.on_ask_again,
    update_outcome.OPEN_AGAIN: updating.on_open_again,
    signal_views.IS_ONE: signals.on_is_one,
    signal_views.IS_NONE: signals.on_is_none,
    signal_views.FILE_FRICTION: signals.on_file_friction,
    signal_views.MERGE: signals.on_merged,
    signals_sorted.SORT_OUT: signals_sorting.on_sort_out,
    signal_views.STOP_WATCHING: signals.on_stop_watching,
    signal_views.WATCH_AGAIN: signals.on_watch_again,
}

FORMS: Final[Mapping[str, Answer]] = {
    report_form.REPORT_FORM: intake.on_form_submitted,
    DECISION_FORM: triage.on_decision_submitted,
    DIAGNOSIS_FORM: triage.on_diagnosis_submitted,
    NOTE_FORM: triage.on_note_submitted,
    STILL_BROKEN_FORM: verdicts.on_still_broken_submitted,
    review_form.REVIEW_FORM: reviewing.on_review_submitted,
    review_form.WHY_FORM: reviewing.on_why_submitted,
    UPDATE_FORM: updating.on_update_submitted,
    NOT_YET_FORM: updating.on_cannot_know_submitted,
    SIGNAL_FORM: signals.on_friction_submitted,
    FLAG_FORM: signals.on_flagged,
    signals_sorted.SORTED_FORM: signals_sorting.on_sorted,
}

OPTIONS: Final[Mapping[str, Answer]] = {
    report_form.FIELD: intake.on_field_options,
    TARGET: triage.on_target_options,
    review_form.DEALS: reviewing.on_deal_options,
}

EVENTS: Final = frozenset(
    {"app_mention", "message", "app_home_opened", "member_joined_channel", "subteam_members_changed"}
)

ELSEWHERE: Final = Refused("This belongs to another workspace, so it cannot be done here. Nothing was changed.")


def register(app: AsyncApp, deps: Deps) -> None:
    """Puts one listener for each kind of gesture on `app`."""

    async def answer(by: Answer | None, body: Payload, context: AsyncBoltContext) -> None:
        gesture = Gesture(body, deps, context)
        if by is None:
            await gesture.ack()  # a link, or an input that is read when its form is submitted
            return
        if gesture.team != deps.workspace.team:
            log.warning("a gesture from another workspace was refused", team=gesture.team)
            await gesture.refuse(ELSEWHERE)
        else:
            await until_it_stands(partial(by, gesture), answered=lambda: context.ack.response is not None)

    @app.command(COMMAND)
    async def on_command(body: Payload, context: AsyncBoltContext) -> None:
        await answer(intake.on_command, body, context)

    @app.shortcut(ANY)
    async def on_shortcut(body: Payload, context: AsyncBoltContext) -> None:
        await answer(SHORTCUTS.get(body["callback_id"]), body, context)

    @app.action(ANY)
    async def on_action(body: Payload, context: AsyncBoltContext) -> None:
        await answer(BUTTONS.get(body["actions"][0]["action_id"]), body, context)

    @app.view_submission(ANY)
    async def on_submitted(body: Payload, context: AsyncBoltContext) -> None:
        await answer(FORMS.get(body["view"]["callback_id"]), body, context)

    @app.view_closed(ANY)
    async def on_closed(body: Payload, context: AsyncBoltContext) -> None:
        is_report = body["view"]["callback_id"] == report_form.REPORT_FORM
        await answer(intake.on_form_closed if is_report else None, body, context)

    @app.options(ANY)
    async def on_options(body: Payload, context: AsyncBoltContext) -> None:
        await answer(OPTIONS.get(body["action_id"]), body, context)

    @app.event(ANY)
    async def on_event(event: dict[str, Any], body: Payload, context: AsyncBoltContext) -> None:
        if body.get("team_id") == deps.workspace.team:
            shared = body.get("is_ext_shared_channel") is True
            work = partial(on_any_event, deps, context.client, event, delivery=str(body["event_id"]), shared=shared)
            await until_it_stands(work, answered=lambda: False)
        await context.ack()


KNOWN: Final = frozenset({COMMAND, *SHORTCUTS, *BUTTONS, *FORMS, *OPTIONS, *EVENTS})


def name_of(body: Payload) -> str:
    """Which of our gestures this is; else `other`, for a name that we did not give may be anybody's words."""
    view = body.get("view")
    actions = body.get("actions")
    action = actions[0] if isinstance(actions, list) and actions else body
    names = (
        body.get("command"),
        action.get("action_id") if isinstance(action, Mapping) else None,
        body.get("callback_id"),
        view.get("callback_id") if isinstance(view, Mapping) else None,
        event.get("type") if isinstance(event := body.get("event"), Mapping) else None,
    )
    return next((name for name in names if isinstance(name, str) and name in KNOWN), "other")


async def on_any_event(deps: Deps, client: AsyncWebClient, event: Payload, *, delivery: str, shared: bool) -> None:
    """`shared`: it happened in a channel that another company sees too."""
    match event["type"], event.get("channel_type"):
        case "app_mention", _:
            await messages.on_mention(deps, event, delivery=delivery)
        case "message", "im":
            await messages.on_direct_message(deps, client, event, delivery=delivery)
        case "app_home_opened", _:
            if event.get("tab") == "home":
                await client.views_publish(user_id=event["user"], view=home(await home_standing(deps, event["user"])))
        case "member_joined_channel", _:
            await operations.on_joined(deps, event, shared=shared)
        case "subteam_members_changed", _:
            deps.people_changed()
        case _:
            return
