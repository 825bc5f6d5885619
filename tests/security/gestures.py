"""Every gesture at the doors, with who may make it: a verb, button, form, shortcut or event without a rule fails."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from domain.draft import ReportDraft
from domain.ids import NoteId, UserId
from domain.report import Report, Status, Verb
from flows import drafts, showing
from tests.conftest import BOT
from tests.flows.stories import a_delivery
from tests.security import payloads as slack
from tests.security.deal_gestures import DEAL_BUTTONS, DEAL_FORMS
from tests.security.digest_gestures import DIGEST_BUTTONS, DIGEST_FORMS, DIGEST_OPTIONS
from tests.security.payloads import Json
from tests.security.rules import ADMINS, ASKED, DECIDERS, EVERYBODY, MAY_MOVE, REPORTER
from tests.security.signal_gestures import SIGNAL_BUTTONS, SIGNAL_FORMS, SIGNAL_SHORTCUTS
from tests.security.world import WHO, Role, World, note_of, report_at, shown
from views import decisions, likely, notes, open_form, replies, report_card, report_form
from views.decision_forms import DECISION_FORM, TARGET, WITH_FORM, decision_form
from views.diagnosis_form import DIAGNOSIS_FORM, diagnosis_form
from views.note_form import NOTE_FORM, note_form
from views.still_broken_form import STILL_BROKEN_FORM, still_broken_form

VAGUE: Final = "the forecast page is annoying"
AROUND: Final = "Please fill in the forecast spreadsheet before the call, we go through the sheet and not the CRM."
CLEAR: Final = "The next step field is required before I can save the deal"

PEOPLE: Final = EVERYBODY - {Role.BOT}


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


@dataclass(frozen=True)
class Rule:
    """`who` may make the gesture about a report that stands at `about`; `does` is what they see of it.

    "changes": the store holds more than before; "opens": a form; "tells": an answer to them, and nothing changed.
    """

    who: frozenset[Role]
    does: str
    payload: Payload
    about: Status = Status.NEW

    async def made(self, world: World, role: Role, *, team: str) -> Json:
        """The gesture of whoever may make it is about a report of its own: it may change it."""
        may = role in self.who and self.does == "changes" and team != slack.ELSEWHERE
        report = await report_at(world.deps, self.about) if may else world.reports[self.about]
        return await self.payload(At(world, WHO[role], team, report))


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


def by_verb(verb: Verb, *, does: str, payload: Payload) -> Rule:
    who, where = MAY_MOVE[verb]
    return Rule(who, does, payload, about=min(where))


COMMANDS: Final[Mapping[str, Rule]] = {
    "(nothing)": Rule(EVERYBODY, "opens", command("")),
    "help": Rule(EVERYBODY, "tells", command("help")),
    "mine": Rule(EVERYBODY, "tells", command("mine")),
    "F-1": Rule(EVERYBODY, "tells", command("F-1")),
    "something clear": Rule(EVERYBODY, "changes", command(CLEAR)),
    "something vague": Rule(EVERYBODY, "changes", command(VAGUE)),
}

SHORTCUTS: Final[Mapping[str, Rule]] = {
    "report_global": Rule(EVERYBODY, "opens", global_shortcut),
    "report_message": Rule(EVERYBODY, "opens", message_shortcut),
    **{name: Rule(*parts) for name, parts in SIGNAL_SHORTCUTS.items()},
}

BUTTONS: Final[Mapping[str, Rule]] = {
    **{
        action_id: by_verb(verb, does="opens", payload=press(action_id))
        for action_id, verb in {**report_card.VERB_OF, **decisions.VERB_OF}.items()
    },
    f"{report_card.CARD_MENU}/{report_card.SAME_AS}": by_verb(
        Verb.MERGE, does="opens", payload=choose(report_card.SAME_AS)
    ),
    f"{report_card.CARD_MENU}/{report_card.ADD_DIAGNOSIS}": Rule(DECIDERS, "opens", choose(report_card.ADD_DIAGNOSIS)),
    open_form.OPEN_FORM: Rule(EVERYBODY, "opens", press_on_draft(open_form.OPEN_FORM)),
    replies.FILE_AS_IS: Rule(REPORTER, "changes", press_on_draft(replies.FILE_AS_IS)),
    replies.THROW_AWAY: Rule(REPORTER, "changes", press_on_draft(replies.THROW_AWAY)),
    likely.ME_TOO: Rule(EVERYBODY - ASKED, "changes", press_me_too),
    notes.WORKS: Rule(ASKED, "changes", press_on_note(notes.WORKS), about=Status.SHIPPED),
    notes.STILL_BROKEN: Rule(ASKED, "opens", press_on_note(notes.STILL_BROKEN), about=Status.SHIPPED),
    replies.TRY_AGAIN: Rule(ADMINS, "tells", press_try_again),
    **{name: Rule(*parts) for name, parts in {**DEAL_BUTTONS, **DIGEST_BUTTONS, **SIGNAL_BUTTONS}.items()},
}

FORMS: Final[Mapping[str, Rule]] = {
    report_form.REPORT_FORM: Rule(EVERYBODY, "changes", fill_report_form),
    **{f"{DECISION_FORM}/{verb}": by_verb(verb, does="changes", payload=decide(verb)) for verb in sorted(WITH_FORM)},
    DIAGNOSIS_FORM: Rule(DECIDERS, "changes", fill_diagnosis),
    NOTE_FORM: by_verb(Verb.SHIP, does="changes", payload=fill_note),
    STILL_BROKEN_FORM: Rule(ASKED, "changes", fill_still_broken, about=Status.SHIPPED),
    **{name: Rule(*parts) for name, parts in {**DEAL_FORMS, **DIGEST_FORMS, **SIGNAL_FORMS}.items()},
}

CLOSED: Final[Mapping[str, Rule]] = {report_form.REPORT_FORM: Rule(REPORTER, "changes", close_report_form)}

OPTIONS: Final[Mapping[str, Rule]] = {
    report_form.FIELD: Rule(EVERYBODY, "tells", type_field),
    TARGET: Rule(EVERYBODY, "tells", type_target),
    **{name: Rule(*parts) for name, parts in DIGEST_OPTIONS.items()},
}

EVENTS: Final[Mapping[str, Rule]] = {
    "app_mention": Rule(PEOPLE, "changes", mention),
    "message.channels": Rule(PEOPLE, "changes", overheard("channel")),
    "message.groups": Rule(PEOPLE, "changes", overheard("group")),
    "message.im": Rule(PEOPLE, "changes", direct_message),
    "message.im/answer": Rule(REPORTER, "changes", answer_in_thread, about=Status.WAITING),
    "app_home_opened": Rule(PEOPLE, "tells", happens("app_home_opened", tab="home")),
    "member_joined_channel": Rule(EVERYBODY, "nothing", happens("member_joined_channel", channel="C0TRIAGE")),
    "subteam_members_changed": Rule(EVERYBODY, "nothing", happens("subteam_members_changed", subteam_id="S1")),
}

EVERY: Final[Mapping[str, Rule]] = {
    f"{kind}: {name}": rule
    for kind, rules in {
        "command": COMMANDS,
        "shortcut": SHORTCUTS,
        "button": BUTTONS,
        "form": FORMS,
        "closed": CLOSED,
        "options": OPTIONS,
        "event": EVENTS,
    }.items()
    for name, rule in rules.items()
}
