"""Two workspaces in one database: neither sees the other, nor can it touch what is there."""

from collections.abc import AsyncIterator

import pytest

from domain.decision import DecisionDraft
from domain.diagnosis import DiagnosisDraft
from domain.ids import ChannelId, MessageTs, TeamId
from domain.operating_model import OperatingModel
from domain.outcome import Refused, ReportNotFound
from domain.post import PostKind
from domain.report import Verb
from flows import ageing, alike, answering, drafts, intake, shipping, showing, triage
from flows.announcing import announce_day
from flows.deps import Deps
from store.engine import open_store
from tests.conftest import RAVI, RITA, THEO, TRIAGE, Clock, deps_over
from tests.flows.stories import (
    a_delivery,
    a_report,
    a_shipped_note,
    confirm,
    decide,
    decided,
    everything,
    in_new_york,
    posted,
    ship,
    supported,
)


@pytest.fixture
async def stranger(store_url: str, model: OperatingModel, clock: Clock) -> AsyncIterator[Deps]:
    """The same people and channels by their ids, in another workspace."""
    store = open_store(store_url, TeamId("T0OTHER"))
    yield deps_over(store, model, clock)
    await store.close()


async def test_each_workspace_counts_from_one_and_repeats_for_itself(deps: Deps, stranger: Deps) -> None:
    ours, theirs = await a_report(deps), await a_report(stranger)
    click = a_delivery()

    both = [
        await decide(one, report.id, Verb.FIX, delivery=click) for one, report in ((deps, ours), (stranger, theirs))
    ]

    assert (ours.number, theirs.number) == (1, 1)
    assert [type(outcome).__name__ for outcome in both] == ["Decided", "Decided"]


async def test_nothing_of_another_workspace_is_seen(deps: Deps, stranger: Deps) -> None:
    report, note = await a_shipped_note(deps, RAVI)
    asked = await decided(deps, (await a_report(deps)).id, Verb.ASK)
    await posted(deps, PostKind.DECISION_WORD, RITA, channel="D0RITA", ts="1.1")
    draft = await drafts.keep_draft(deps, "it hangs", by=RITA, delivery=a_delivery())
    await alike.refresh_open_reports(stranger)

    home = await showing.home_standing(stranger, RITA)

    assert not (home.mine or home.open_reports or home.shipped or home.drafts or home.open_total)
    assert await showing.report_standing(stranger, report.id) is None
    assert await showing.numbered_standing(stranger, 1) is None
    assert await showing.decision_standing(stranger, asked.decision.id, None) is None
    assert await showing.note_standing(stranger, note.id, RITA) is None
    assert await showing.draft_standing(stranger, draft) is None
    assert isinstance(await drafts.get_draft(stranger, draft, by=RITA), Refused)
    assert await answering.questions_for(stranger, RITA) == []
    assert len(stranger.open_reports.index) == 0
    reply = {"by": RITA, "channel": ChannelId("D0RITA"), "parent_ts": MessageTs("1.1"), "delivery": a_delivery()}
    assert await answering.answer_in_thread(stranger, "The deal page.", **reply) is None  # type: ignore[arg-type]


async def test_nothing_of_another_workspace_can_be_touched(deps: Deps, stranger: Deps, clock: Clock) -> None:
    report, note = await a_shipped_note(deps, RAVI)
    new, deferred = await a_report(deps), await a_report(deps)
    await decided(deps, deferred.id, Verb.DEFER)
    theirs = await a_report(stranger)
    draft = await drafts.keep_draft(deps, "it hangs", by=RITA, delivery=a_delivery())
    rows = await everything(deps)

    attempts = [
        lambda: decide(stranger, new.id, Verb.FIX),
        lambda: triage.may_act(stranger, new.id, Verb.FIX, by=THEO),
        lambda: triage.may_diagnose(stranger, new.id, by=THEO),
        lambda: triage.diagnose(stranger, DiagnosisDraft(new.id, "mobile"), by=THEO, delivery=a_delivery()),
        lambda: intake.support(stranger, new.id, by=RAVI, delivery=a_delivery()),
        lambda: ship(stranger, report.id),
        lambda: shipping.also_resolved(stranger, report.id, by=THEO),
        lambda: alike.open_reports_like(stranger, "", report=new.id),
        lambda: showing.get_standing(stranger, new.id),
        lambda: triage.decide(
            stranger, DecisionDraft(theirs.id, Verb.MERGE, target=new.id), by=THEO, delivery=a_delivery()
        ),
    ]
    for attempt in attempts:
        with pytest.raises(ReportNotFound):
            await attempt()
    assert isinstance(await confirm(stranger, note.id), Refused)
    assert isinstance(await drafts.file_draft(stranger, draft, by=RITA, delivery=a_delivery()), Refused)
    await drafts.remind_of_draft(stranger, draft, by=RITA)
    assert await everything(deps) == rows

    clock.now = in_new_york(2027, 1, 11, 8, 30)
    await ageing.bring_back_deferred(stranger, at=clock())
    await ageing.close_silent(stranger, at=clock())
    await ageing.remind_of_undecided(stranger, at=clock())
    await announce_day(stranger, at=clock())

    after = await everything(deps)
    assert {table: [row for row in after[table] if row["team_id"] != "T0OTHER"] for table in rows} == {
        table: [row for row in rows[table] if row["team_id"] != "T0OTHER"] for table in rows
    }
    assert [row["place"] for row in after["posts"] if row["kind"] == "escalation"] == [TRIAGE]


async def test_supporting_instead_leaves_a_report_of_another_workspace_alone(deps: Deps, stranger: Deps) -> None:
    ours, theirs = await a_report(deps), await a_report(stranger, by=RAVI)

    await intake.support(stranger, theirs.id, by=RITA, delivery=a_delivery(), instead_of=ours.id)

    assert (await showing.get_standing(deps, ours.id)).report == ours
    await supported(deps, ours.id, RAVI)
