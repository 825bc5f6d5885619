"""What triage found out about a report: the latest diagnosis counts, and stands on the card."""

from collections import Counter

from domain.diagnosis import DiagnosisDraft
from domain.outcome import Refused, Repeated
from domain.post import PostKind
from domain.report import Report, Verb
from flows import showing, triage
from flows.deps import Deps
from tests.conftest import BOT, CARL, MAYA, THEO, TRIAGE
from tests.flows.stories import (
    ON_SQLITE,
    Owed,
    a_delivery,
    a_report,
    decide,
    decided,
    everything,
    owed,
    refused,
    shipped,
)


async def test_a_diagnosis_stands_on_the_card_and_the_latest_counts(deps: Deps) -> None:
    report = await a_report(deps)
    before = await owed(deps)

    for cause in ("mobile", "search"):
        draft = DiagnosisDraft(report.id, cause, "rep", "Ask in 1:1s", "No forecast by risk", MAYA)
        assert await triage.diagnose(deps, draft, by=THEO, delivery=a_delivery()) == report

    found = (await showing.get_standing(deps, report.id)).diagnosis
    assert found is not None
    assert (found.cause, found.role, found.inspection) == ("search", "rep", "Ask in 1:1s")
    assert (found.reporting_gap, found.fix_owner, found.by) == ("No forecast by risk", MAYA, THEO)
    assert await owed(deps) - before == Counter({Owed(PostKind.REPORT_CARD, str(report.id), TRIAGE): 2})


@ON_SQLITE
async def test_the_bot_is_asked_to_fix_nothing(deps: Deps) -> None:
    report = await a_report(deps)

    fix = await decide(deps, report.id, Verb.FIX, owner=BOT)
    diagnosis = await triage.diagnose(deps, DiagnosisDraft(report.id, fix_owner=BOT), by=THEO, delivery=a_delivery())

    assert refused(fix, about="owner")
    assert refused(diagnosis, about="fix_owner")


@ON_SQLITE
async def test_a_diagnosis_is_added_by_who_may_ship_while_it_helps(deps: Deps) -> None:
    report = await a_report(deps)
    draft = DiagnosisDraft(report.id, "mobile")

    stranger = await triage.diagnose(deps, draft, by=CARL, delivery=a_delivery())
    empty = await triage.diagnose(deps, DiagnosisDraft(report.id), by=THEO, delivery=a_delivery())
    await decided(deps, report.id, Verb.FIX, owner=MAYA)
    by_fix_owner = await triage.may_diagnose(deps, report.id, by=MAYA)
    await shipped(deps, report.id, by=MAYA)
    too_late = await triage.diagnose(deps, draft, by=THEO, delivery=a_delivery())

    assert isinstance(stranger, Refused)
    assert stranger.people == (THEO,)
    assert refused(empty, about="cause")
    assert isinstance(by_fix_owner, Report)
    assert isinstance(too_late, Refused)
    assert "no longer open" in too_late.because


@ON_SQLITE
async def test_a_diagnosis_delivered_twice_is_added_once(deps: Deps) -> None:
    report, form = await a_report(deps), a_delivery()
    draft = DiagnosisDraft(report.id, "mobile")

    await triage.diagnose(deps, draft, by=THEO, delivery=form)
    second = await triage.diagnose(deps, draft, by=THEO, delivery=form)

    assert isinstance(second, Repeated)
    assert len((await everything(deps))["diagnoses"]) == 1
