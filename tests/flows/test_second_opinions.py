"""A second opinion about doubtful threads, where there is one: it is asked of those alone, and what it says counts."""

from dataclasses import dataclass, field

from domain.signal import Signal, SignalState
from domain.signals.judging import Judged
from domain.signals.thread import Message, Thread
from domain.thread_read import Place
from flows.deps import Deps
from flows.judging_threads import judge_read
from tests.conftest import CLEO, RITA
from tests.flows.stories import ON_SQLITE
from tests.flows.test_judging_threads import EAST, HANDED_OVER, LATER, TALK, all_signals, claimed_one, read

DOUBTFUL = (Message(CLEO, "Who has the list for the Meridian renewal?"), Message(RITA, "It is in my tracker."))


@dataclass
class Adviser:
    """Says the same of every thread, and remembers of which it was asked."""

    says: float
    asked: list[Thread] = field(default_factory=list)

    async def probability(self, thread: Thread, first: Judged) -> float:
        assert first.probability != self.says
        self.asked.append(thread)
        return self.says


async def judged_with(deps: Deps, adviser: Adviser | None, messages: tuple[Message, ...]) -> Signal | None:
    claimed = await claimed_one(deps)
    said = read(messages=messages, state=str(adviser))
    return (await judge_read(deps, claimed, said, Place(EAST, "general"), at=LATER, second=adviser)).signal


@ON_SQLITE
async def test_what_it_says_of_a_doubtful_thread_counts(deps: Deps) -> None:
    sure, none = Adviser(0.97), Adviser(0.01)

    first = await judged_with(deps, None, DOUBTFUL)
    surer = await judged_with(deps, sure, DOUBTFUL)
    await judged_with(deps, none, DOUBTFUL)

    assert first
    assert 0.55 <= first.probability < 0.9
    assert surer
    assert (surer.id, surer.probability) == (first.id, 0.97)
    assert [signal.state for signal in await all_signals(deps)] == [SignalState.WITHDRAWN]
    assert (sure.asked, none.asked) == ([Thread(DOUBTFUL)], [Thread(DOUBTFUL)])


@ON_SQLITE
async def test_of_what_is_certain_nobody_is_asked(deps: Deps) -> None:
    adviser = Adviser(0.5)

    for messages in (HANDED_OVER, TALK):
        await judged_with(deps, adviser, messages)

    assert adviser.asked == []
