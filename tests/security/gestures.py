"""Every gesture at the doors, with who may make it: a verb, button, form, shortcut or event without a rule fails."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.report import Status, Verb
from tests.security import payloads as slack
from tests.security.deal_gestures import DEAL_BUTTONS, DEAL_FORMS
from tests.security.digest_gestures import DIGEST_BUTTONS, DIGEST_FORMS, DIGEST_OPTIONS
from tests.security.payloads import Json
from tests.security.report_gestures import (
    CLEAR,
    VAGUE,
    At,
    Payload,
    answer_in_thread,
    choose,
    close_report_form,
    command,
    decide,
    direct_message,
    fill_diagnosis,
    fill_note,
    fill_report_form,
    fill_still_broken,
    global_shortcut,
    happens,
    mention,
    message_shortcut,
    overheard,
    press,
    press_me_too,
    press_on_draft,
    press_on_note,
    press_try_again,
    type_field,
    type_target,
)
from tests.security.rules import ADMINS, ASKED, DECIDERS, EVERYBODY, MAY_MOVE, REPORTER
from tests.security.signal_gestures import SIGNAL_BUTTONS, SIGNAL_FORMS, SIGNAL_SHORTCUTS
from tests.security.world import WHO, Role, World, report_at
from views import decisions, likely, notes, open_form, replies, report_card, report_form
from views.decision_forms import DECISION_FORM, TARGET, WITH_FORM
from views.diagnosis_form import DIAGNOSIS_FORM
from views.note_form import NOTE_FORM
from views.still_broken_form import STILL_BROKEN_FORM

PEOPLE: Final = EVERYBODY - {Role.BOT}


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
