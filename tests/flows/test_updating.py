"""Asking for an update: what the sheet asks for, of whom, and what its answers come to before anything is written."""

from dataclasses import replace

import pytest

from crm.protocol import Denied
from domain.ids import UserId
from domain.operating_model.workflows import Control
from domain.outcome import Refused, Repeated
from domain.update_sheet import UpdateSheet
from flows import updating
from flows.deps import Deps
from flows.writing_deals import claim_update
from tests.conftest import MAYA, RAVI, RITA
from tests.flows.stories import a_report
from tests.flows.updates import (
    CALL,
    CLOSE_DATE,
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


async def test_the_sheet_asks_for_all_that_the_deal_lacks_the_pressed_one_first(deps: Deps) -> None:
    deps, _ = await with_deals(deps)

    sheet = await updating.open_sheet(deps, await finding(deps, CLOSE_DATE), by=RITA, place=None)

    assert isinstance(sheet, UpdateSheet)
    assert next(entry.field for entry in sheet.entries) == "close_date"
    assert {entry.field for entry in sheet.entries} == {"close_date", "next_step", "champion"}
    assert [entry.field for entry in sheet.entries if not entry.can_be_filled] == ["champion"]  # the CRM hides it
    assert "Move the close date or close the deal." in sheet.entries[0].ask


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
