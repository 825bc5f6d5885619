"""Mark reviewed: a manager says which deals were gone through in the meeting, and why some are not ready."""

from domain.ids import DigestId
from domain.outcome import Refused
from flows import inspecting
from flows.inspecting import Kept
from handlers.gesture import Gesture
from views import review_form as forms
from views.blocks import OPTIONS_LIMIT
from views.notice import notice


async def on_mark_reviewed(g: Gesture) -> None:
    asked = await inspecting.to_review(g.deps, DigestId(g.number), by=g.person)
    if isinstance(asked, Refused):
        return await g.refuse(asked)
    await g.open(forms.review_form(asked.digest, asked.deals, asked.said, g.deps.model.timezone))
    await g.ack()


async def on_review_submitted(g: Gesture) -> None:
    draft = forms.read_review(g.view)
    if problems := draft.problems():
        return await g.refuse_parts(problems)
    outcome = await inspecting.review(g.deps, draft, by=g.person, delivery=g.delivery)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    if not outcome.ask_why:
        return await _close(g, outcome)
    form = forms.why_form(outcome.to_review.digest, outcome.ask_why, outcome.to_review.said, kept=len(outcome.kept))
    await g.ack(response_action="update", view=form)


async def on_why_submitted(g: Gesture) -> None:
    draft = forms.read_whys(g.view)
    if problems := draft.problems():
        return await g.refuse_parts({forms.why_block(place): problem for place, problem in problems.items()})
    outcome = await inspecting.say_why(g.deps, draft, by=g.person, delivery=g.delivery)
    if isinstance(outcome, Refused):
        return await g.refuse(outcome)
    await _close(g, outcome)


async def on_deal_options(g: Gesture) -> None:
    """Deals of a digest that has more than a list holds, as somebody types; none for whoever may not review it."""
    asked = await inspecting.to_review(g.deps, forms.digest_of(g.view), by=g.person)
    if isinstance(asked, Refused):
        await g.ack(options=[])
    else:
        found = asked.matching(g.typed, limit=OPTIONS_LIMIT)
        await g.ack(**forms.deal_options(asked.digest.content, found, asked.said))


async def _close(g: Gesture, outcome: Kept) -> None:
    if outcome.left_out:
        told = forms.left_out(outcome.left_out, len(outcome.kept))
        await g.ack(response_action="update", view=notice(told))
    else:
        await g.ack()
