"""The triage card: its buttons open forms, its forms decide; and the reporter's own answers, which travel alike."""

from collections.abc import Mapping
from typing import Final

from domain.ids import ReportId
from domain.outcome import Refused
from domain.report import Verb
from flows import company, shipping, showing, triage
from flows.alike import open_reports_like
from handlers.gesture import Gesture
from views import decisions as words
from views import report_card as card
from views.decision_forms import decision_form, read_decision, report_of, report_options
from views.diagnosis_form import diagnosis_form, read_diagnosis
from views.note_form import note_form, read_note

VERB_OF: Mapping[str, Verb] = {**card.VERB_OF, **words.VERB_OF}


LOST: Final = Refused(
    "This card is of a report that the bot has lost: an older copy of its store was restored, and the number was given "
    "again. Nothing was changed. Please file what it says once more."
)


async def on_verb_pressed(g: Gesture) -> None:
    """A button that asks for one move of one report: opens its form, or says why not."""
    await _open_form(g, VERB_OF[str(g.action["action_id"])], ReportId(g.number))


async def on_menu_chosen(g: Gesture) -> None:
    chosen, report = card.read_card_menu(g.value)
    if chosen == card.SAME_AS:
        return await _open_form(g, Verb.MERGE, report)
    if await _is_lost(g, report):
        return await g.refuse(LOST)
    may = await triage.may_diagnose(g.deps, report, by=g.person)
    if isinstance(may, Refused):
        return await g.refuse(may)
    await g.open(diagnosis_form(await showing.get_standing(g.deps, report)))
    await g.ack()


async def _is_lost(g: Gesture, report: ReportId) -> bool:
    """Of what stands in the triage channel: elsewhere a button is for one person, who is asked whether it is theirs."""
    place = g.place
    if place is None or place[0] != g.deps.triage:
        return False
    return await triage.is_of_a_lost_report(g.deps, report, place)


async def _open_form(g: Gesture, verb: Verb, report: ReportId) -> None:
    if await _is_lost(g, report):
        return await g.refuse(LOST)
    may = await triage.may_act(g.deps, report, verb, by=g.person)
    if isinstance(may, Refused):
        return await g.refuse(may)
    standing = await showing.get_standing(g.deps, report)
    if verb is Verb.SHIP:
        also = await shipping.also_resolved(g.deps, report, by=g.person)
        workflows, roles = company.workflow_choices(g.deps), company.role_choices(g.deps)
        await g.open(note_form(standing, workflows=workflows, roles=roles, also=also))
    else:
        await g.open(decision_form(verb, standing, by=g.person))
    await g.ack()


async def on_decision_submitted(g: Gesture) -> None:
    draft = read_decision(g.view)
    if problems := draft.problems(today=g.deps.working_time.local_date(g.deps.clock())):
        return await g.refuse_parts(problems)
    outcome = await triage.decide(g.deps, draft, by=g.person, delivery=g.form)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    await g.show_home_again()
    await g.ack()


async def on_diagnosis_submitted(g: Gesture) -> None:
    draft = read_diagnosis(g.view)
    if problems := draft.problems():
        return await g.refuse_parts(problems)
    outcome = await triage.diagnose(g.deps, draft, by=g.person, delivery=g.form)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    await g.ack()


async def on_note_submitted(g: Gesture) -> None:
    draft = read_note(g.view)
    if problems := draft.problems():
        return await g.refuse_parts(problems)
    outcome = await shipping.ship(g.deps, draft, by=g.person, delivery=g.form)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    await g.ack()


async def on_target_options(g: Gesture) -> None:
    """Open reports to merge into; while nothing is typed, those first that may say the same."""
    found = await open_reports_like(g.deps, g.typed, report=report_of(g.view))
    await g.ack(**report_options(g.typed, found))
