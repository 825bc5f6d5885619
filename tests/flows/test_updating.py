"""Asking for an update: what the sheet asks for, of whom, and what its answers come to before anything is written."""

from dataclasses import replace

import pytest

from crm.protocol import Denied, Gone
from domain.crm_field import FieldKind, FieldMeta
from domain.deal_update import UpdateId
from domain.ids import UserId
from domain.operating_model.workflows import Control, Criterion
from domain.outcome import Refused, Repeated
from domain.update_sheet import UpdateSheet
from flows import updating
from flows.asked_about import DEAL_GONE
from flows.crm_sync import sync
from flows.deps import Deps
from flows.readiness import judge
from flows.writing_deals import claim_update
from store import crm_catalogue
from tests.conftest import MAYA, MONDAY, RAVI, RITA
from tests.flows.stories import a_report
from tests.flows.updates import (
    CALL,
    CLOSE_DATE,
    FIELDS,
    OSPREY,
    Answering,
    asked_for,
    filled,
    finding,
    opened,
    submit,
    with_deals,
    write,
)


async def test_the_same_delivery_again_asks_for_nothing_new(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    sheet = await opened(deps)

    first = await submit(deps, sheet, {"next_step": CALL}, delivery="one")
    again = await submit(deps, sheet, {"next_step": CALL}, delivery="one")

    assert isinstance(first, updating.Asked)
    assert isinstance(again, Repeated)


async def test_in_whose_name_it_will_be_written_is_told_from_the_form_to_the_outcome(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    named = deps.model.crm.model_copy(update={"write_as": "revops@northwind.example"})
    deps.model = deps.model.model_copy(update={"crm": named})

    sheet, number = await opened(deps), await asked_for(deps)

    standing = await updating.update_standing(deps, number)
    assert standing is not None
    assert (sheet.writes_as, standing.writes_as) == ("revops@northwind.example",) * 2


async def test_the_sheet_asks_for_all_that_the_deal_lacks_the_pressed_one_first(deps: Deps) -> None:
    deps, _ = await with_deals(deps)

    sheet = await updating.open_sheet(deps, await finding(deps, CLOSE_DATE), by=RITA, place=None)

    assert isinstance(sheet, UpdateSheet)
    assert next(entry.field for entry in sheet.entries) == "close_date"
    # Nor the champion, though the deal is a commit: the CRM does not show who that is.
    assert [(entry.field, entry.can_be_filled) for entry in sheet.entries] == [
        ("close_date", True),
        ("next_step", True),
    ]
    assert "Move the close date or close the deal." in sheet.entries[0].ask


async def test_a_field_that_was_hidden_since_it_was_asked_for_cannot_be_filled(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    async with deps.begin() as tx:
        await crm_catalogue.keep_fields(tx, [meta for meta in FIELDS if meta.field != "next_step"])

    sheet = await updating.open_sheet(deps, await finding(deps, CLOSE_DATE), by=RITA, place=None)

    assert isinstance(sheet, UpdateSheet)
    assert [entry.field for entry in sheet.entries if not entry.can_be_filled] == ["next_step"]


async def test_what_we_know_to_be_changed_by_now_is_shown_before_anything_is_written(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    sheet = await opened(deps)
    await asked_for(deps, {"next_step": "somebody else's"}, by=MAYA)
    await write(deps)

    again = await submit(deps, sheet, {"next_step": CALL})

    assert isinstance(again, UpdateSheet)
    assert again.overtaken
    assert [(entry.held, entry.shown) for entry in again.entries] == [("somebody else's", CALL)]
    assert isinstance(await submit(deps, again, {"next_step": CALL}), updating.Asked)


async def test_nothing_that_differs_is_nothing_to_save(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    sheet = await opened(deps)

    outcome = await submit(deps, sheet, {"next_step": "", "close_date": "2026-11-01"})

    assert isinstance(outcome, Refused)
    assert "Nothing here differs" in outcome.because
    assert await claim_update(deps) is None


@pytest.mark.parametrize("person", [RAVI, UserId("U0STRANGER")])
async def test_a_stranger_neither_sees_nor_saves(deps: Deps, person: UserId) -> None:
    deps, _ = await with_deals(deps)
    sheet = await opened(deps)

    assert isinstance(await updating.open_sheet(deps, sheet.finding, by=person, place=None), Refused)
    assert isinstance(
        await updating.submit(deps, filled(sheet, {"next_step": CALL}), by=person, delivery="one", view_id="V1"),
        Refused,
    )
    assert await claim_update(deps) is None


async def test_without_a_crm_nothing_is_promised(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    sheet = await opened(deps)
    without = replace(deps, crm=None)

    assert await updating.open_sheet(without, sheet.finding, by=RITA, place=None) == updating.NO_CRM
    assert await submit(without, sheet, {"next_step": CALL}) == updating.NO_CRM


async def test_an_old_button_opens_what_is_missing_today(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    old = await finding(deps)
    await asked_for(deps)
    await write(deps)

    sheet = await updating.open_sheet(deps, old, by=RITA, place=None)

    assert isinstance(sheet, UpdateSheet)
    assert "next_step" not in {entry.field for entry in sheet.entries}
    assert isinstance(await updating.open_sheet(deps, 4711, by=RITA, place=None), Refused)


async def test_the_form_comes_again_with_what_was_typed_and_what_the_crm_said(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    number = await asked_for(deps)
    await write(replace(deps, crm=Answering(Denied({"next_step": "Too vague.", "": "And no."}))))

    sheet = await updating.open_again(deps, number, by=RITA)

    assert isinstance(sheet, UpdateSheet)
    assert [(entry.shown, entry.problem) for entry in sheet.entries] == [(CALL, "Too vague.")]
    assert sheet.problem == "And no."
    assert isinstance(await updating.open_again(deps, number, by=MAYA), Refused)


async def test_the_sheet_does_not_ask_for_what_has_open_friction_or_is_only_flagged(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    await a_report(deps, "The close date has to be typed three times", field="close_date")
    flagged = deps.model.workflows["forecast"].model_copy(update={"control": Control.FLAG})
    workflows = {**deps.model.workflows, "forecast": flagged}
    deps = replace(deps, model=deps.model.model_copy(update={"workflows": workflows}))

    other = await opened(deps)
    pressed = await updating.open_sheet(deps, await finding(deps, CLOSE_DATE), by=RITA, place=None)

    assert [entry.field for entry in other.entries] == ["next_step"]
    assert isinstance(pressed, UpdateSheet)
    assert [entry.field for entry in pressed.entries] == ["close_date", "next_step"]


async def test_an_answer_that_cannot_be_read_is_said_at_its_field(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    sheet = await opened(deps)

    outcome = await submit(deps, sheet, {"next_step": CALL, "close_date": "2026-12-18", "amount": "1,200"})

    assert isinstance(outcome, updating.Wrong)
    assert list(outcome.problems) == ["amount"]
    assert await claim_update(deps) is None


async def test_of_a_deal_that_is_gone_nothing_is_asked_and_nothing_saved(deps: Deps) -> None:
    deps, crm = await with_deals(deps)
    sheet, number = await opened(deps), await asked_for(deps)
    crm.delete(1)
    ended = await write(deps)

    assert (await updating.open_sheet(deps, sheet.finding, by=RITA, place=None)) == DEAL_GONE
    assert await updating.open_again(deps, number, by=RITA) == DEAL_GONE
    assert await submit(deps, sheet, {"next_step": CALL}) == DEAL_GONE
    told = await updating.update_standing(deps, ended.id)
    assert told
    assert told.deal
    assert [entry.typed for entry in told.entries] == [CALL]  # nobody has to type it again


async def test_what_became_of_an_update_names_the_deal_into_which_it_was_merged(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    await asked_for(deps)
    ended = await write(replace(deps, crm=Answering(Gone(OSPREY))))

    told = await updating.update_standing(deps, ended.id)

    assert told
    assert told.merged_into
    assert told.merged_into.name == "Deal 2"


async def test_when_nothing_is_missing_any_more_there_is_nothing_to_open(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    pressed = await finding(deps)
    await asked_for(deps, {"next_step": CALL, "close_date": "2026-12-18"})
    await write(deps)
    only = deps.model.workflows["pipeline_review"]
    deps = replace(deps, model=deps.model.model_copy(update={"workflows": {"pipeline_review": only}}))

    assert await updating.open_sheet(deps, pressed, by=RITA, place=None) == updating.IN_ORDER


async def test_what_nobody_asked_for_is_not_there(deps: Deps) -> None:
    deps, _ = await with_deals(deps)

    assert await updating.open_again(deps, UpdateId(4711), by=RITA) == updating.NO_SUCH_UPDATE
    assert await updating.update_standing(deps, UpdateId(4711)) is None


async def test_the_stage_is_chosen_among_those_of_the_deals_pipeline(deps: Deps) -> None:
    deps, crm = await with_deals(deps)
    crm.all_fields = [*FIELDS, FieldMeta("stage", "Stage", FieldKind.CHOICE)]
    await sync(deps, crm, at=MONDAY)
    review = deps.model.workflows["pipeline_review"]
    late = Criterion.model_validate({"id": "moved", "field": "stage", "must": {"one_of": ["won"]}, "say": "Move it."})
    workflows = {"pipeline_review": review.model_copy(update={"criteria": (late,)})}
    deps = replace(deps, model=deps.model.model_copy(update={"workflows": workflows}))
    await judge(deps, at=MONDAY)

    sheet = await updating.open_sheet(deps, await finding(deps, "moved"), by=RITA, place=None)

    assert isinstance(sheet, UpdateSheet)
    assert sheet.entries[0].held == "qualifiedtobuy"
    assert [option.label for option in sheet.entries[0].meta.options] == ["Qualified", "Signed", "Lost"]
