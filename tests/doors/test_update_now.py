"""Update now: what a person types in Slack stands in the CRM, or they hear in plain words why it does not."""

import asyncio
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from domain.deal_update import Patience
from domain.ids import DealId
from tests.doors.deals import INTRODUCED, NEXT_STEP, PIPELINE, Asked, asked
from tests.kept import updates_kept
from tests.workspace import ADA, EAST, MAYA, RAVI, RITA, eventually

SOMEBODY_ELSES = "Maya calls them today"


async def updates(rita: Asked) -> list[str]:
    async with rita.bot.deps.store.read() as tx:
        return [f"{one.state} by {one.by}" for one in await updates_kept(tx, DealId(rita.id))]


async def tries(rita: Asked) -> int:
    async with rita.bot.deps.store.read() as tx:
        return sum(one.tries for one in await updates_kept(tx, DealId(rita.id)))


async def test_what_is_saved_stands_in_the_crm_and_is_not_asked_any_more(rita: Asked) -> None:
    form = await rita.opened()
    assert form.filled("Next step") is None
    assert "Next step is empty. Say what happens next and by when." in form.text

    sent = await rita.saves(Next_step=NEXT_STEP)
    assert sent.ok
    assert not sent.closed
    saved = await rita.told("is saved in the CRM")

    assert NEXT_STEP in saved.text
    assert await rita.holds("hs_next_step") == NEXT_STEP
    message = await rita.workspace.changed(rita.message, containing="You saved *Next step*.")
    assert "Update now" not in message.buttons
    assert await updates(rita) == ["saved by U0RITA"]
    assert REGISTRY.get_sample_value("adoption_deal_updates_total", {"outcome": "saved"})


async def test_nothing_is_saved_twice_by_two_clicks_on_save(rita: Asked) -> None:
    form = await rita.opened()
    answers = {"next_step": {"value": {"value": NEXT_STEP}}}

    await asyncio.gather(*(rita.workspace.post("submit", user=RITA, view_id=form.id, values=answers) for _ in range(2)))
    await rita.told("is saved in the CRM")

    assert await rita.holds("hs_next_step") == NEXT_STEP
    history = (await rita.record())["history"]
    assert [one["value"] for one in history if one["name"] == "hs_next_step"].count(NEXT_STEP) == 1


async def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_unless_one_says_so(rita: Asked) -> None:
    await rita.opened()
    await rita.change(hs_next_step=SOMEBODY_ELSES)

    assert (await rita.saves(Next_step=NEXT_STEP)).ok
    told = await rita.told("somebody changed it in the CRM meanwhile")

    assert SOMEBODY_ELSES in told.text
    assert NEXT_STEP in told.text
    assert await rita.holds("hs_next_step") == SOMEBODY_ELSES

    assert (await rita.workspace.press(told, "Write mine anyway", RITA)).ok
    again = await rita.told("At present it holds: Maya calls them today.")
    assert again.filled("Next step") == NEXT_STEP
    assert (await rita.saves()).ok
    await rita.told("is saved in the CRM")

    assert await rita.holds("hs_next_step") == NEXT_STEP


async def test_the_crm_says_no_in_its_own_words_at_the_field(rita: Asked) -> None:
    await rita.opened()
    await rita.call("field", field="hs_next_step", read_only=True)

    assert (await rita.saves(Next_step=NEXT_STEP)).ok
    form = await rita.told("hs_next_step")

    assert '"hs_next_step" is a read only property; its value cannot be set.' in form.text
    assert form.filled("Next step") == NEXT_STEP
    assert await rita.holds("hs_next_step") == ""
    assert "Update now" in (await rita.workspace.changed(rita.message, containing="Next step is empty")).buttons


async def test_a_deal_that_is_gone_is_said_to_be_gone(rita: Asked) -> None:
    await rita.opened()
    await rita.call("archive", deal=rita.id)

    assert (await rita.saves(Next_step=NEXT_STEP)).ok
    told = await rita.told("it is not in the CRM any more")

    assert NEXT_STEP in told.text  # so that it can be copied
    message = await rita.workspace.changed(rita.message, containing="the deal was deleted")
    assert "Update now" not in message.buttons


async def test_of_a_deal_that_was_merged_one_hears_into_which(rita: Asked) -> None:
    other = await rita.call("add", values={"dealname": "Osprey", "pipeline": PIPELINE, "dealstage": INTRODUCED})
    await rita.opened()
    await rita.call("merge", deal=rita.id, into=other["id"])

    assert (await rita.saves(Next_step=NEXT_STEP)).ok

    assert other["id"] in (await rita.told("It was merged into")).text


async def test_a_crm_that_is_away_is_said_once_and_written_to_when_it_is_back(rita: Asked) -> None:
    rita.bot.deal_writer.patience = Patience((0.2, 0.2, 0.2))
    await rita.opened()
    await rita.call("troubles", troubles=[{"call": "read", "kind": "status", "status": 477, "times": 2}])

    assert (await rita.saves(Next_step=NEXT_STEP)).ok
    await rita.told("is not saved yet: the CRM is not answering")
    await rita.told("is saved in the CRM")

    assert await rita.holds("hs_next_step") == NEXT_STEP


async def test_whoever_closed_the_form_hears_by_message(rita: Asked) -> None:
    rita.bot.deal_writer.patience = Patience((3.0,))  # long enough for its first word to be read
    await rita.opened()
    await rita.call("troubles", troubles=[{"call": "read", "kind": "status", "status": 477, "times": 9}])

    assert (await rita.saves(Next_step=NEXT_STEP)).ok
    await rita.workspace.close_modal(RITA)

    waits = await rita.workspace.message_in(RITA, containing="is not saved yet")
    told = await rita.workspace.message_in(RITA, containing="*Try again* looks first")
    over = await rita.workspace.changed(waits, containing="the CRM did not answer for an hour")
    assert over.ts < told.ts
    assert NEXT_STEP in told.text

    await rita.call("troubles", troubles=[])
    assert (await rita.workspace.press(told, "Try again", RITA)).ok
    assert (await rita.workspace.modal(RITA)).filled("Next step") == NEXT_STEP
    assert (await rita.saves()).ok
    await rita.told("is saved in the CRM")


async def test_a_token_that_was_revoked_is_told_to_the_person_and_to_the_admins(rita: Asked) -> None:
    await rita.opened()
    await rita.call("access", token="pat-another")

    assert (await rita.saves(Next_step=NEXT_STEP)).ok
    told = await rita.told("the CRM does not let the bot in")

    assert NEXT_STEP in told.text
    assert told.buttons == ["Try again"]
    assert "adoption doctor" in (await rita.workspace.message_in(ADA, containing="The CRM refuses the bot")).text


async def test_a_lost_answer_is_no_false_word(rita: Asked) -> None:
    rita.bot.deal_writer.patience = Patience((0.2, 0.2))
    await rita.opened()
    await rita.call("troubles", troubles=[{"call": "update", "kind": "drop_after", "times": 1}])

    assert (await rita.saves(Next_step=NEXT_STEP)).ok
    await rita.told("is saved in the CRM")

    history = (await rita.record())["history"]
    assert [one["value"] for one in history if one["name"] == "hs_next_step"].count(NEXT_STEP) == 1


async def test_what_a_process_wrote_before_it_died_is_found_and_not_written_again(rita: Asked) -> None:
    deps = rita.bot.deps
    assert deps.crm
    deps.write_soon = lambda: None  # the process that was to write it is gone with all that it knew
    await rita.opened()
    assert (await rita.saves(Next_step=NEXT_STEP)).ok
    await deps.crm.write(DealId(rita.id), {"next_step": NEXT_STEP}, seen={"next_step": ""})

    rita.bot.deal_writer.wake()
    await rita.told("is saved in the CRM")

    history = (await rita.record())["history"]
    assert [one["value"] for one in history if one["name"] == "hs_next_step"].count(NEXT_STEP) == 1


async def test_what_the_store_could_not_keep_for_a_moment_is_kept_then(rita: Asked, store_file: Path) -> None:
    await rita.opened()
    await rita.call("troubles", troubles=[{"call": "update", "kind": "hang", "seconds": 1, "times": 1}])

    assert (await rita.saves(Next_step=NEXT_STEP)).ok
    await eventually(partial(begun, rita), "the write begins")
    with closing(sqlite3.connect(store_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # a backup, say
        await eventually(partial(written, rita), "the CRM holds it")
        await asyncio.sleep(2.5)  # longer than we wait for it
        other.execute("ROLLBACK")
    await rita.told("is saved in the CRM")

    assert await updates(rita) == ["saved by U0RITA"]
    assert (await tries(rita)) == 1


async def begun(rita: Asked) -> bool | None:
    return True if await tries(rita) else None


async def written(rita: Asked) -> bool | None:
    return True if await rita.holds("hs_next_step") == NEXT_STEP else None


@pytest.mark.parametrize(("user", "may"), [(RITA, True), (MAYA, True), (ADA, True), (RAVI, False)])
async def test_only_those_concerned_may_update(rita: Asked, user: str, may: bool) -> None:
    await rita.bot.client.chat_postMessage(channel=EAST, text="For all to see", blocks=rita.message.blocks)
    seen = await rita.workspace.message_in(EAST, containing="Kestrel")

    for button in ("Update now", "Can't know yet"):
        assert (await rita.workspace.press(seen, button, user)).ok
        assert await rita.workspace.has_modal(user) is may
    assert (await rita.workspace.press(seen, "For 1 day", user)).ok

    said = "is snoozed until Tue 24 Nov 2026" if may else "Only whoever owns the deal"
    assert said in (await rita.workspace.message_in(EAST, containing=said, user=user)).text


async def test_a_choice_that_is_gone_is_said_to_be_gone(store_file: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{store_file}"
    async with asked(url, tmp_path, hs_manual_forecast_category="") as rita:
        await rita.opened()
        await rita.call("field", field="hs_manual_forecast_category", without="COMMIT")

        assert (await rita.saves(Forecast_category="Commit")).ok
        form = await rita.told("was not one of the allowed options")

        assert "COMMIT was not one of the allowed options: [OMIT, PIPELINE, BEST_CASE, CLOSED]" in form.text
        assert (await rita.saves(Forecast_category="Best case")).ok
        await rita.told("is saved in the CRM")
        assert await rita.holds("hs_manual_forecast_category") == "BEST_CASE"
