"""A form that was refused and is delivered again is refused again: it must not close as if it had been carried out."""

from domain.diagnosis import DiagnosisDraft
from domain.outcome import Refused, Repeated
from domain.report import Verb
from flows import triage
from flows.deps import Deps
from tests.conftest import RAVI
from tests.flows.stories import a_report, a_shipped_note, decide, say_still_broken


async def test_a_decision_that_no_longer_applies(deps: Deps) -> None:
    report = await a_report(deps)
    await decide(deps, report.id, Verb.FIX, delivery="first")

    answers = [await decide(deps, report.id, Verb.REJECT, delivery="second") for _ in range(2)]

    assert [type(one) for one in answers] == [Refused, Refused]
    assert isinstance(await decide(deps, report.id, Verb.FIX, delivery="first"), Repeated)


async def test_a_diagnosis_by_somebody_who_may_not(deps: Deps) -> None:
    draft = DiagnosisDraft((await a_report(deps)).id, role="rep")

    answers = [await triage.diagnose(deps, draft, by=RAVI, delivery="same") for _ in range(2)]

    assert [type(one) for one in answers] == [Refused, Refused]


async def test_a_verdict_of_somebody_who_did_not_ask(deps: Deps) -> None:
    _, note = await a_shipped_note(deps)

    answers = [await say_still_broken(deps, note.id, by=RAVI, delivery="same") for _ in range(2)]

    assert [type(one) for one in answers] == [Refused, Refused]
