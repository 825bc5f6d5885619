"""Gestures of the friction loop as Slack sends them: by whom, from which workspace, about which report."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from domain.draft import ReportDraft
from domain.ids import NoteId, UserId
from domain.report import Report, Verb
from flows import drafts, showing
from tests.conftest import BOT
from tests.flows.stories import a_delivery
from tests.security import payloads as slack
from tests.security.payloads import Json
from tests.security.world import WHO, Role, World, note_of, shown
from views import likely, replies, report_card, report_form
from views.decision_forms import TARGET, decision_form
from views.diagnosis_form import diagnosis_form
from views.note_form import note_form
from views.still_broken_form import still_broken_form

VAGUE: Final = "the forecast page is annoying"
AROUND: Final = "Please fill in the forecast spreadsheet before the call, we go through the sheet and not the CRM."
CLEAR: Final = "The next step field is required before I can save the deal"


@dataclass(frozen=True)
class At:
    """Where a gesture is made: by whom, from which workspace, about which report."""

    world: World
    user: UserId
    team: str
    report: Report

    @property
    def url(self) -> str:
        return self.world.slack.response_url


Payload = Callable[[At], Awaitable[Json]]


def press(action_id: str) -> Payload:
    async def made(at: At) -> Json:
        return slack.click(at.user, action_id, str(at.report.id), team=at.team, url=at.url)

    return made


def choose(choice: str) -> Payload:
    async def made(at: At) -> Json:
        value = f"{choice}:{at.report.id}"
        return slack.click(at.user, report_card.CARD_MENU, value, team=at.team, url=at.url, menu=True)

    return made


def press_on_note(action_id: str) -> Payload:
    async def made(at: At) -> Json:
        note = await note_of(at.world.deps, at.report)
        return slack.click(at.user, action_id, str(note), team=at.team, url=at.url)

    return made


def press_on_draft(action_id: str) -> Payload:
    """What Rita began."""

    async def made(at: At) -> Json:
        draft = await _begun(at)
        return slack.click(at.user, action_id, str(draft), team=at.team, url=at.url)

    return made


async def _begun(at: At) -> int:
    return await drafts.keep_draft(at.world.deps, VAGUE, by=WHO[Role.REPORTER], delivery=a_delivery())


async def press_me_too(at: At) -> Json:
    return slack.click(at.user, likely.ME_TOO, f"{at.report.id}:", team=at.team, url=at.url)


async def press_try_again(at: At) -> Json:
    return slack.click(at.user, replies.TRY_AGAIN, "C0TRIAGE!is_archived", team=at.team, url=at.url)


def command(text: str) -> Payload:
    async def made(at: At) -> Json:
        return slack.command(at.user, text, team=at.team, url=at.url)

    return made


async def global_shortcut(at: At) -> Json:
    return slack.shortcut(at.user, "report_global", team=at.team)


async def message_shortcut(at: At) -> Json:
    return slack.message_shortcut(at.user, "report_message", CLEAR, team=at.team, url=at.url)


FILLED: Final[Mapping[Verb, Mapping[str, Json]]] = {
    Verb.FIX: {"owner": slack.person(WHO[Role.FIX_OWNER])},
    Verb.REJECT: {"words": slack.text("It is used."), "change_mind": slack.text("Numbers.")},
    Verb.DEFER: {"words": slack.text("After the migration."), "revisit_on": slack.day("2027-01-11")},
    Verb.ASK: {"question": slack.text("Which page?")},
    Verb.MERGE: {},
    Verb.RECONSIDER: {},
    Verb.ANSWER: {"words": slack.text("The deal page.")},
    Verb.APPEAL: {"words": slack.text("It is worse now.")},
    Verb.WITHDRAW: {},
}


def decide(verb: Verb) -> Payload:
    async def made(at: At) -> Json:
        standing = await showing.get_standing(at.world.deps, at.report.id)
        view = decision_form(verb, standing, by=at.user)
        merged = {"target": slack.chosen(str(at.world.target.id))} if verb is Verb.MERGE else {}
        return slack.submission(at.user, view, {**FILLED[verb], **merged}, team=at.team)

    return made


async def fill_report_form(at: At) -> Json:
    view = report_form.report_form(
        workflows=[("forecast", "Forecast")], draft=ReportDraft(""), field_labels={}, draft_id=None
    )
    filled = {"text": slack.text(CLEAR), "workflow": slack.chosen("forecast"), "anonymous": slack.ticked("yes")}
    return slack.submission(at.user, view, filled, team=at.team)


async def fill_diagnosis(at: At) -> Json:
    view = diagnosis_form(await showing.get_standing(at.world.deps, at.report.id))
    return slack.submission(at.user, view, {"cause": slack.chosen("search"), "role": slack.text("Rep")}, team=at.team)


async def fill_note(at: At) -> Json:
    standing = await showing.get_standing(at.world.deps, at.report.id)
    view = note_form(standing, workflows=[("forecast", "Forecast")], roles=["Rep"])
    filled = {"title": slack.text("Risk comes later"), "what_changed": slack.text("It is asked for after the demo.")}
    return slack.submission(at.user, view, filled, team=at.team)


async def fill_still_broken(at: At) -> Json:
    note = await note_of(at.world.deps, at.report)
    standing = await showing.note_standing(at.world.deps, NoteId(note), at.user)
    assert standing
    return slack.submission(at.user, still_broken_form(standing), {"words": slack.text("It asks.")}, team=at.team)


async def close_report_form(at: At) -> Json:
    view = report_form.report_form(workflows=[], draft=ReportDraft(VAGUE), field_labels={}, draft_id=await _begun(at))
    return slack.closing(at.user, view, team=at.team)


async def type_field(at: At) -> Json:
    return slack.suggestion(at.user, report_form.FIELD, "next", {"type": "modal", "blocks": []}, team=at.team)


async def type_target(at: At) -> Json:
    view = decision_form(Verb.MERGE, await showing.get_standing(at.world.deps, at.report.id), by=at.user)
    return slack.suggestion(at.user, TARGET, "risk", view, team=at.team)


async def mention(at: At) -> Json:
    bot = {"bot_id": "B0ADOPTION"} if at.user == BOT else {}
    what = slack.said(at.user, f"<@{BOT}> {CLEAR}", channel="C0EAST", kind="app_mention", **bot)
    return slack.event(what, team=at.team)


async def direct_message(at: At) -> Json:
    bot = {"bot_id": "B0ADOPTION"} if at.user == BOT else {}
    own_thread = {"thread_ts": "1763000000.000900", "parent_user_id": at.user}  # no answer to what Rita was asked
    return slack.event(slack.said(at.user, CLEAR, channel="D0SOMEBODY", **own_thread, **bot), team=at.team)


def overheard(kind: str) -> Payload:
    """Somebody tells in a channel of a way around the CRM."""

    async def made(at: At) -> Json:
        bot = {"bot_id": "B0ADOPTION"} if at.user == BOT else {}
        what = slack.said(at.user, AROUND, channel="C0EAST", **{"channel_type": kind}, **bot)
        return slack.event(what, team=at.team)

    return made


async def answer_in_thread(at: At) -> Json:
    """A reply under the question that Rita was asked."""
    deps, asked = at.world.deps, f"17630{at.report.id:05d}.000100"
    standing = await showing.get_standing(deps, at.report.id)
    question = standing.decisions[-1]
    await shown(deps, str(question.id), WHO[Role.REPORTER], channel="D0RITA", ts=asked)
    bot = {"bot_id": "B0ADOPTION"} if at.user == BOT else {}
    what = slack.said(at.user, "The deal page.", channel="D0RITA", thread_ts=asked, parent_user_id=BOT, **bot)
    return slack.event(what, team=at.team)


def happens(kind: str, **more: object) -> Payload:
    async def made(at: At) -> Json:
        return slack.event({"type": kind, "user": at.user, **more}, team=at.team)

    return made
