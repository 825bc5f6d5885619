"""The owners of the weekly list say which threads of it are no workarounds."""

import asyncio

from domain.ids import UserId
from domain.outcome import Refused
from domain.signal import SignalState
from domain.signal_standing import SignalStanding
from domain.signal_verdict import Verdict
from domain.signals.kinds import Kind
from domain.signals.learning import Answers
from flows import signals as answers
from flows.deps import Deps
from tests.conftest import FINN, RAVI, RITA, THEO
from tests.flows.signal_stories import answered, now, seen
from tests.flows.stories import ON_SQLITE
from tests.flows.test_signals_answered import CONFIRMED, DISMISSED, tally


async def test_what_nobody_has_spoken_about_comes_off_the_list_and_teaches(deps: Deps) -> None:
    one, two, confirmed = [await seen(deps, by=person) for person in (RITA, RAVI, FINN)]
    await answered(deps, confirmed, Verdict.CONFIRMED, by=FINN)
    ids = [one.id, two.id, confirmed.id]

    shown = await answers.to_sort_out(deps, ids, by=THEO)
    assert isinstance(shown, list)
    assert [standing.signal.id for standing in shown] == [one.id, two.id]

    assert await answers.dismiss(deps, ids, by=THEO) == 2
    assert await answers.dismiss(deps, ids, by=THEO) == 2, "the same form again changes nothing"
    assert [(await now(deps, id)).state for id in ids] == [DISMISSED, DISMISSED, CONFIRMED]
    assert await tally(deps) == Answers(confirmed=1, dismissed=2)
    assert await answers.to_sort_out(deps, ids, by=THEO) == answers.SAID


@ON_SQLITE
async def test_only_the_owners_sort_out(deps: Deps) -> None:
    signal = await seen(deps, by=RITA)

    no = await answers.to_sort_out(deps, [signal.id], by=FINN)

    assert isinstance(no, Refused)
    assert no.people == (THEO,)
    assert await answers.dismiss(deps, [signal.id], by=FINN) == 0
    assert (await now(deps, signal.id)).state is SignalState.NOTED


async def test_of_two_answers_at_one_moment_both_count_and_the_later_one_stands(deps: Deps) -> None:
    signal = await seen(deps, by=RITA, kind=Kind.SIDE_NOTES)

    async def say(who: UserId, what: Verdict) -> SignalStanding | Refused:
        return await answers.answer(deps, signal.id, what, by=who)

    said = await asyncio.gather(say(RITA, Verdict.CONFIRMED), say(THEO, Verdict.DISMISSED))

    assert all(isinstance(one, SignalStanding) for one in said)
    assert (await now(deps, signal.id)).state in (CONFIRMED, DISMISSED)
    assert await tally(deps, Kind.SIDE_NOTES) == Answers(confirmed=1, dismissed=1)
