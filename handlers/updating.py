"""What people answer about their deals: Update now, Can't know yet, Snooze, Mute, and Ask again."""

from domain.asking import RestId
from domain.deal_update import UpdateId
from domain.finding_standing import Asking, FindingStanding
from domain.outcome import Refused, Repeated
from domain.texts import label_of
from domain.update_sheet import UpdateSheet
from flows import asking, not_yet, updating
from flows.asking import Resting
from handlers.gesture import Gesture
from views.finding import read_mute, read_snooze, resting_line
from views.not_yet_form import not_yet_form, not_yet_said, read_not_yet, rest_said
from views.notice import said
from views.update_form import read_update_form, update_form
from views.update_outcome import saving_view


async def on_update_now(g: Gesture) -> None:
    sheet = await updating.open_sheet(g.deps, g.number, by=g.person, place=g.place)
    if isinstance(sheet, Refused):
        return await g.refuse(sheet)
    await g.open(update_form(sheet))
    await g.ack()


async def on_open_again(g: Gesture) -> None:
    """*Try again* and *Write mine anyway*, in the window that said what became of it or in a message."""
    sheet = await updating.open_again(g.deps, UpdateId(g.number), by=g.person)
    if isinstance(sheet, Refused):
        return await g.refuse(sheet)
    if g.view.get("type") == "modal":
        await g.client.views_update(view_id=g.view["id"], view=update_form(sheet))
    else:
        await g.open(update_form(sheet))
    await g.ack()


async def on_update_submitted(g: Gesture) -> None:
    filled = read_update_form(g.view, g.deps.model.timezone)
    view_id = str(g.view["id"])
    outcome = await updating.submit(g.deps, filled, by=g.person, delivery=g.delivery, view_id=view_id)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    if isinstance(outcome, updating.Wrong):
        return await g.refuse_parts(outcome.problems)
    if isinstance(outcome, Repeated):
        await g.ack()
    else:
        shown = update_form(outcome) if isinstance(outcome, UpdateSheet) else saving_view(outcome.deal)
        await g.ack(response_action="update", view=shown)


async def on_cannot_know(g: Gesture) -> None:
    opened = await not_yet.open_not_yet(g.deps, g.number, by=g.person)
    if isinstance(opened, Refused):
        return await g.refuse(opened)
    name = label_of(opened.about.kept.finding.field)
    await g.open(not_yet_form(opened.about.deal, opened.about.number, name, opened.same, g.place))
    await g.ack()


async def on_cannot_know_submitted(g: Gesture) -> None:
    finding, missing, place = read_not_yet(g.view)
    outcome = await not_yet.say_not_yet(g.deps, finding, missing, by=g.person, delivery=g.form, place=place)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    if isinstance(outcome, Repeated):
        await g.ack()
        return None
    name = label_of(outcome.about.kept.finding.field)
    done = not_yet_said(outcome.about.deal, name, outcome.report, outcome.rest, is_new=outcome.is_new)
    await g.ack(response_action="update", view=done)


async def on_snoozed(g: Gesture) -> None:
    finding, how_long = read_snooze(g.value)
    outcome = await asking.snooze(g.deps, finding, how_long, by=g.person, delivery=g.delivery, place=g.place)
    await _tell(g, outcome)


async def on_muted(g: Gesture) -> None:
    finding, scope = read_mute(g.value)
    outcome = await asking.mute(g.deps, finding, scope, by=g.person, delivery=g.delivery, place=g.place)
    await _tell(g, outcome)


async def on_ask_again(g: Gesture) -> None:
    outcome = await asking.ask_again(g.deps, RestId(g.number), by=g.person, place=g.place)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    if not outcome.drawn_again and g.view.get("type") != "home":
        await g.tell(said("You are asked again, from the next message on."))
    await g.show_home_again()
    await g.ack()


async def _tell(g: Gesture, outcome: Resting | Refused | Repeated) -> None:
    """A message of ours shows it by itself; elsewhere it is said, with the way back."""
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    if isinstance(outcome, Resting) and not outcome.drawn_again:
        await g.tell(rest_said(_line(outcome), outcome.rest))
    await g.ack()


def _line(outcome: Resting) -> str:
    question, deal = outcome.about.question, outcome.about.deal
    name = label_of(question.field)
    shown = FindingStanding(deal.id, question.workflow, question.criterion, Asking.RESTING, name, outcome.zone, deal)
    return resting_line(shown, outcome.rest)
