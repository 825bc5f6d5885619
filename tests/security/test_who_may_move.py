"""The permission matrix below the doors: every move, every role, every state, in our workspace and in another one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from domain.decision import DecisionDraft
from domain.diagnosis import DiagnosisDraft
from domain.ids import NoteId, ReportId, UserId
from domain.outcome import Refused, ReportNotFound
from domain.report import Report, Status, Verb
from flows import drafts, intake, shipping, triage
from flows.deps import Deps
from store.engine import Store
from tests.conftest import MAYA, deps_over
from tests.flows.stories import WORDS, a_delivery, a_report, confirm, say_still_broken, ship
from tests.security.payloads import ELSEWHERE
from tests.security.rules import MAY_MOVE, may_diagnose, may_move, may_support
from tests.security.world import WHO, Role, World, note_of, report_at

pytestmark = pytest.mark.asyncio(loop_scope="module")

WITH_NOTE = {Status.SHIPPED, Status.CONFIRMED, Status.CLOSED}


async def attempt(deps: Deps, verb: Verb, report: Report, by: UserId, *, note: int = 0, target: int = 0) -> Any:
    """One move as its own door would ask for it."""
    match verb:
        case Verb.SHIP:
            return await ship(deps, report.id, by=by)
        case Verb.CONFIRM:
            return await confirm(deps, NoteId(note), by=by)
        case Verb.REOPEN:
            return await say_still_broken(deps, NoteId(note), by=by)
        case _:
            parts = dict(WORDS.get(verb, {}))
            parts |= {"target": ReportId(target)} if verb is Verb.MERGE else {}
            parts |= {"revisit_on": deps.clock().date() + timedelta(days=14)} if verb is Verb.DEFER else {}
            draft = DecisionDraft(report.id, verb, **parts)
            return await triage.decide(deps, draft, by=by, delivery=a_delivery())


async def in_order(world: World) -> list[tuple[Status, Report]]:
    return sorted(world.reports.items(), key=lambda one: one[0])


async def test_every_move_has_a_rule() -> None:
    assert set(MAY_MOVE) == set(Verb)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("verb", Verb)
async def test_a_move_is_for_whom_and_where_the_rules_say(world: World, verb: Verb, role: Role) -> None:
    deps, by = world.deps, WHO[role]
    for status, standing in await in_order(world):
        may = may_move(verb, role, status)
        report = await report_at(deps, status) if may else standing
        note = await note_of(deps, report) if status in WITH_NOTE else 0
        asked = await triage.may_act(deps, report.id, verb, by=by)
        before = world.rows()

        outcome = await attempt(deps, verb, report, by, note=note, target=world.target.id)

        assert isinstance(asked, Refused) is not may, f"the form for {status}"
        if verb is Verb.CONFIRM and status is Status.CONFIRMED and role in {Role.REPORTER, Role.SUPPORTER}:
            assert not isinstance(outcome, Refused)  # one more who says that it works
        elif may:
            assert not isinstance(outcome, Refused), status
            assert world.rows() != before
        else:
            assert isinstance(outcome, Refused), status
            assert outcome.because
            assert world.rows() == before, status


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("verb", Verb)
async def test_nobody_reaches_a_report_from_another_workspace(world: World, verb: Verb, role: Role) -> None:
    elsewhere = _elsewhere(world)
    before = world.rows()

    for status, report in await in_order(world):
        note = await note_of(world.deps, report) if status in WITH_NOTE else 0
        try:
            outcome = await attempt(elsewhere, verb, report, WHO[role], note=note, target=report.id)
        except ReportNotFound:
            continue
        assert isinstance(outcome, Refused), status

    assert world.rows() == before


@pytest.mark.parametrize("role", Role)
async def test_me_too_is_for_whoever_is_not_told_anyway_while_a_report_is_open(world: World, role: Role) -> None:
    async def support(report: Report) -> Any:
        return await intake.support(world.deps, report.id, by=WHO[role], delivery=a_delivery())

    await _allowed_exactly(world, support, lambda status: may_support(role, status))


@pytest.mark.parametrize("role", Role)
async def test_a_diagnosis_is_for_those_who_decide_or_fix(world: World, role: Role) -> None:
    async def diagnose(report: Report) -> Any:
        draft = DiagnosisDraft(report.id, cause="search")
        return await triage.diagnose(world.deps, draft, by=WHO[role], delivery=a_delivery())

    await _allowed_exactly(world, diagnose, lambda status: may_diagnose(role, status))


@pytest.mark.parametrize("role", Role)
async def test_what_somebody_began_is_theirs_alone(world: World, role: Role) -> None:
    deps, by = world.deps, WHO[role]
    mine = role is Role.REPORTER
    draft = await drafts.keep_draft(deps, "The page is slow", by=WHO[Role.REPORTER], delivery=a_delivery())
    before = world.rows()

    read = await drafts.get_draft(deps, draft, by=by)
    await drafts.remind_of_draft(deps, draft, by=by)
    filed = await drafts.file_draft(deps, draft, by=by, delivery=a_delivery())
    gone = False if mine else await drafts.throw_draft_away(deps, draft, by=by)

    assert [isinstance(outcome, Refused) for outcome in (read, filed)] == [not mine] * 2
    assert not gone
    assert (world.rows() == before) is not mine


@pytest.mark.parametrize("role", Role)
async def test_a_note_takes_along_only_what_its_author_may_ship(world: World, role: Role) -> None:
    """A report of Theo's workflows is not shipped in passing by somebody who decides about others."""
    deps, by = world.deps, WHO[role]
    own = await report_at(deps, Status.FIXING)
    other = await a_report(deps, "Elsewhere it is slow", by=MAYA, workflow="renewal")
    before = world.rows()

    outcome = await ship(deps, own.id, other.id, by=by)

    assert isinstance(outcome, shipping.Shipped) is (role is Role.ADMIN)
    assert (world.rows() == before) is (role is not Role.ADMIN)


def _elsewhere(world: World) -> Deps:
    """The same rows, asked for by another workspace with the same operating model."""
    deps = world.deps
    store = Store(deps.store.writer, deps.store.reader, ELSEWHERE)  # type: ignore[arg-type]
    return deps_over(store, deps.model, world.clock)


async def _allowed_exactly(world: World, act: Callable[[Report], Any], may: Callable[[Status], bool]) -> None:
    for status, standing in await in_order(world):
        report = await report_at(world.deps, status) if may(status) else standing
        before = world.rows()

        outcome = await act(report)

        assert isinstance(outcome, Refused) is not may(status), status
        assert (world.rows() == before) is not may(status), status
