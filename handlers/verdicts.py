"""Whoever asked for a fix says whether it works."""

from domain.ids import NoteId
from domain.outcome import Refused
from flows import shipping, showing
from handlers.gesture import Gesture
from views.still_broken_form import read_still_broken, still_broken_form


async def on_works(g: Gesture) -> None:
    outcome = await shipping.confirm(g.deps, NoteId(g.number), by=g.person, delivery=g.delivery)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    await g.ack()


async def on_still_broken(g: Gesture) -> None:
    standing = await showing.note_standing(g.deps, NoteId(g.number), g.person)
    may = await shipping.may_reopen(g.deps, NoteId(g.number), by=g.person)
    if isinstance(may, Refused) or standing is None:
        return await g.refuse(may or Refused("That release note is not here any more."))
    await g.open(still_broken_form(standing))
    await g.ack()


async def on_still_broken_submitted(g: Gesture) -> None:
    note, said = read_still_broken(g.view)
    outcome = await shipping.say_still_broken(g.deps, note, said, by=g.person, delivery=g.form)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    await g.ack()
