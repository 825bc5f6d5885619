"""Which threads of the weekly list are no workarounds, as its owners say."""

from domain.outcome import Refused
from flows import signals
from handlers.gesture import Gesture
from views.notice import notice
from views.signals import read_signals
from views.signals_sorted import read_sorted_form, sorted_form, taken_off


async def on_sort_out(g: Gesture) -> None:
    outcome = await signals.to_sort_out(g.deps, read_signals(g.value), by=g.person)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    await g.open(sorted_form(outcome))
    await g.ack()


async def on_sorted(g: Gesture) -> None:
    number = await signals.dismiss(g.deps, read_sorted_form(g.view), by=g.person)
    if not number:
        return await g.refuse(signals.SAID)
    await g.ack(response_action="update", view=notice(taken_off(number)))
