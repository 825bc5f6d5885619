"""What admins read once a month: which workflows may ask less firmly, or may have to ask more so, and the figures."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from domain.control_steps import POLICY, ControlMonth, Figures, Proposal, Step
from domain.operating_model.workflows import Control
from views.blocks import Payload, context, divider, header, message, section
from views.escape import bold, day, escape, gist
from views.words import counted, listed

BARS: Final = "▁▂▃▄▅▆▇█"

FIGURES_PER_SECTION: Final = 20
"""Lines of at most 150 characters each."""

MEANS: Final[Mapping[Control, str]] = {
    Control.FLAG: "nobody is asked beforehand, and the digest still shows what is missing",
    Control.INSPECTION: "people see their own records before the meeting, and are not asked in between",
    Control.PROMPT: "people are also asked for what is missing, once a day in one message",
    Control.GATE: "a record cannot go on without it",
}

ASK_FIRST: Final = "Ask people first what keeps them from it: a firmer control repairs no field that cannot be filled."


def control_steps(month: ControlMonth) -> Payload:
    part = f" ({month.part} of {month.parts})" if month.parts > 1 else ""
    title = f"How firmly we ask: proposals for {month.month:%B %Y}{part}"
    blocks = [header(title), context("Nothing changes by itself. Edit the operating model, or leave it as it is.")]
    for proposal in month.proposals:
        blocks += [divider(), *_proposal(proposal, month.names[proposal.workflow])]
    blocks.append(context(_span(month.proposals[0].first_week)))
    about = listed([escape(gist(name)) for name in dict.fromkeys(month.names[one.workflow] for one in month.proposals)])
    return message(f"{title}, about {about}", blocks)


def _proposal(proposal: Proposal, name: str) -> Iterator[Payload]:
    yield section(f"{bold(gist(name))}: {_title(proposal)}\n{_met(proposal)} {_what_to_do(proposal)}")
    if proposal.whole:
        yield section(_line_to_change(proposal))
    for first in range(0, len(proposal.figures), FIGURES_PER_SECTION):
        yield section("\n".join(map(_figures, proposal.figures[first : first + FIGURES_PER_SECTION])))
    if not proposal.whole:
        yield context("You will not get a message for this alone again.")


def _span(first_week: date) -> str:
    last = first_week + timedelta(weeks=POLICY.weeks) - timedelta(days=1)
    weeks = f"week by week, {day(first_week)} to {day(last)}"
    return f"The figures: of the deals that a criterion is about, how many met it, {weeks}."


def _title(proposal: Proposal) -> str:
    if proposal.whole:
        return "a lighter control would do" if proposal.step is Step.DOWN else "the control may be too light"
    some = f"{len(proposal.figures)} of {counted(proposal.criteria, 'criterion', 'criteria')}"
    one = len(proposal.figures) == 1
    if proposal.step is Step.DOWN:
        return f"{some} {'needs' if one else 'need'} no asking any more"
    return f"{some} {'is' if one else 'are'} rarely met"


def _met(proposal: Proposal) -> str:
    number = len(proposal.figures)
    which = "this criterion" if number == 1 else f"each of these {number} criteria"
    weeks = f"in every one of the last {POLICY.weeks} weeks"
    if proposal.step is Step.DOWN:
        return f"At least {_percent(POLICY.enough)} % of the deals met {which} {weeks}."
    it = "it" if number == 1 else "them"
    return (
        f"Fewer than {_percent(POLICY.too_few)} % of the deals met {which} {weeks}, and no report about {it} is open."
    )


def _what_to_do(proposal: Proposal) -> str:
    if proposal.whole:
        means = f"With `{proposal.to}`, {MEANS[proposal.to]}."
        return means if proposal.step is Step.DOWN else f"{ASK_FIRST} {means}"
    move = f"into a workflow of {'its' if len(proposal.figures) == 1 else 'their'} own with `control: {proposal.to}`"
    these, it = ("this one", "it") if len(proposal.figures) == 1 else ("these", "them")
    if proposal.step is Step.DOWN:
        return f"The other criteria do not say so. To ask less for {these} alone, move {it} {move}."
    return f"{ASK_FIRST} If it is only forgotten, move {it} {move}: the other criteria need no firmer control."


def _line_to_change(proposal: Proposal) -> str:
    return f"```workflows:\n  {escape(proposal.workflow)}:\n    control: {proposal.to}  # now: {proposal.now}```"


def _figures(figures: Figures) -> str:
    bars = "".join(BARS[min(int(share * len(BARS)), len(BARS) - 1)] for share in figures.weeks)
    return f"`{escape(figures.criterion)}` {bars} {' '.join(str(_percent(share)) for share in figures.weeks)} %"


def _percent(share: float) -> int:
    """Rounded down, so that 94.9 is not told as 95; the sum keeps 0.58 from being 57."""
    return int(share * 100 + 1e-9)
