"""What a person is shown: their reports, what is open, what shipped; and the company's words that help them report."""

from datetime import timedelta

import pytest

from domain.draft import ReportDraft
from domain.report import Verb
from flows import company, drafts, showing
from flows.deps import Deps
from store import notes
from tests.conftest import CARL, MAYA, RAVI, RITA, THEO, Clock
from tests.flows.stories import ON_SQLITE, a_delivery, a_report, a_shipped_note, confirm, decided, supported


@ON_SQLITE
async def test_a_first_look_shows_what_is_open_for_everyone(deps: Deps) -> None:
    home = await showing.home_standing(deps, CARL)

    assert (home.person, list(home.mine), list(home.open_reports), list(home.shipped)) == (CARL, [], [], [])
    assert (home.open_total, list(home.drafts)) == (0, [])


async def test_home_has_mine_newest_first_and_open_ones_by_support(deps: Deps) -> None:
    first, second = await a_report(deps, "First"), await a_report(deps, "Second")
    liked = await a_report(deps, "Liked", by=RAVI)
    rejected = await a_report(deps, "Rejected", by=RAVI)
    await decided(deps, rejected.id, Verb.REJECT)
    await supported(deps, liked.id, RITA, CARL)
    await supported(deps, first.id, CARL)
    await drafts.keep_draft(deps, "it hangs", by=RITA, delivery=a_delivery())

    home = await showing.home_standing(deps, RITA)

    assert [one.report.id for one in home.mine] == [second.id, first.id]
    assert [one.report.id for one in home.open_reports] == [liked.id, first.id, second.id]
    assert [draft.text for draft in home.drafts] == ["it hangs"]
    assert home.open_total == 3


@ON_SQLITE
async def test_home_counts_what_it_does_not_show(deps: Deps) -> None:
    for number in range(showing.MINE_SHOWN + 1):
        await a_report(deps, f"Report {number}")
    await a_shipped_note(deps, by=RAVI)

    home = await showing.home_standing(deps, RITA)

    assert (len(home.mine), home.mine_total) == (showing.MINE_SHOWN, showing.MINE_SHOWN + 1)
    assert (len(home.shipped), home.shipped_total) == (1, 1)
    async with deps.store.read() as tx:
        assert await notes.count_since(tx, deps.clock()) == 1
        assert await notes.count_since(tx, deps.clock() + timedelta(seconds=1)) == 0


@ON_SQLITE
async def test_home_has_a_month_of_notes_with_what_this_person_said(deps: Deps, clock: Clock) -> None:
    await a_shipped_note(deps, text="Long ago")
    clock.move(days=31)
    _, note = await a_shipped_note(deps, text="Lately")
    await confirm(deps, note.id)

    home = await showing.home_standing(deps, RITA)

    assert [(one.note, one.told_said, list(one.works_for)) for one in home.shipped] == [(note, True, [RITA])]


async def test_a_report_is_shown_with_all_that_belongs_to_it(deps: Deps) -> None:
    target = await a_report(deps, workflow="forecast", field="implementation_risk", anonymous=True)
    merged = await a_report(deps, by=RAVI)
    await decided(deps, merged.id, Verb.MERGE, target=target.id)

    standing = await showing.numbered_standing(deps, 1)

    assert standing is not None
    assert (standing.workflow_name, standing.field_name, standing.from_team) == (
        "Forecast",
        "Implementation risk",
        "East",
    )
    assert (list(standing.triage_owners), list(standing.supporters)) == (["U0FINN"], [RAVI])
    assert (list(standing.merged_here), standing.merged_into, list(standing.notes)) == (["F-2"], None, [])
    gone = await showing.report_standing(deps, merged.id)
    assert gone is not None
    assert (gone.merged_into, gone.workflow_name, gone.undecided_for) == ("F-1", None, 0)


@ON_SQLITE
async def test_a_team_so_small_that_it_would_be_a_name_is_not_shown(deps: Deps) -> None:
    of_two = await showing.get_standing(deps, (await a_report(deps, by=CARL, anonymous=True)).id)
    of_three = await showing.get_standing(deps, (await a_report(deps, by=RAVI, anonymous=True)).id)

    assert (of_two.from_team, of_three.from_team) == (None, "East")


@ON_SQLITE
async def test_what_the_operating_model_no_longer_has_is_shown_by_its_key(deps: Deps) -> None:
    report = await a_report(deps, by=THEO, workflow="onboarding", field="the blue button")

    standing = await showing.get_standing(deps, report.id)

    assert (standing.workflow_name, standing.field_name, standing.from_team) == ("onboarding", "the blue button", None)
    assert list(standing.triage_owners) == [THEO]


@ON_SQLITE
async def test_a_report_stands_with_its_note_its_fix_owner_and_its_team(deps: Deps) -> None:
    report, note = await a_shipped_note(deps)

    standing = await showing.get_standing(deps, report.id)

    assert list(standing.notes) == [note]
    assert (standing.report.fix_owner, standing.report.reporter) == (THEO, RITA)
    assert (await showing.get_standing(deps, (await a_report(deps, by=MAYA)).id)).from_team == "East"


# The company's words


@ON_SQLITE
async def test_choices_come_from_the_operating_model(deps: Deps) -> None:
    assert company.workflow_choices(deps)[0] == ("pipeline_review", "Pipeline review")
    assert company.role_choices(deps) == ["Rep", "Customer success"]
    assert showing.field_labels(deps)["implementation_risk"] == "Implementation risk"


@ON_SQLITE
async def test_words_are_judged_and_guessed_with_the_companys_names(deps: Deps) -> None:
    said = "Implementation risk is required before I can know it"

    guessed = company.guessed(deps, ReportDraft(said))

    assert company.judged(deps, said).actionable
    assert guessed.field == "implementation_risk"
    assert company.guessed(deps, ReportDraft("Before the weekly forecast call it hangs")).workflow == "forecast"


@pytest.mark.parametrize("part", ["workflow", "field"])
@ON_SQLITE
async def test_what_somebody_chose_is_not_guessed_over(deps: Deps, part: str) -> None:
    chosen = ReportDraft("Implementation risk hangs in the forecast", **{part: "renewal"})  # type: ignore[arg-type]

    assert getattr(company.guessed(deps, chosen), part) == "renewal"
