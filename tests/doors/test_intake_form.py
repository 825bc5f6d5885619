"""The report form: what it asks, what it refuses, what it keeps."""

from collections.abc import Mapping

import pytest

from tests.doors.steps import FRICTION
from tests.filling import Fill
from tests.workspace import RITA, TRIAGE, Outcome, Workspace

BLOCKS = "What blocks you"


async def form_filed(workspace: Workspace, values: Mapping[str, Fill] | None = None) -> Outcome:
    await workspace.command(FRICTION, user=RITA)
    return await workspace.fill_and_submit(RITA, values)


async def test_only_what_blocks_you_is_required(workspace: Workspace) -> None:
    empty = await form_filed(workspace)

    assert empty.errors is not None
    assert list(empty.errors) == [BLOCKS]
    assert (await workspace.fill_and_submit(RITA, {BLOCKS: "The next step field is in the way"})).ok

    card = await workspace.message_in(TRIAGE, containing="in the way")
    assert "Reported by <@U0RITA>" in card.raw_text


async def test_everything_that_was_filled_in_stands_on_the_card(workspace: Workspace) -> None:
    values = {
        BLOCKS: "I cannot know the risk yet",
        "Workflow": "Closed-won handoff",
        "Field or action": "Implementation risk",
        "When it happens": "When I close a deal",
        "What you do instead": "I write “tbd” and tell Cleo on the phone",
        "Link to the record": "https://crm.northwind.example/deals/17?tab=a&b=c",
    }

    assert (await form_filed(workspace, values)).ok

    card = await workspace.message_in(TRIAGE, containing="I cannot know")
    for said in (*list(values.values())[:5],):
        assert said in card.text
    assert "https://crm.northwind.example/deals/17?tab=a&amp;b=c|Open the record>" in card.raw_text


async def test_three_thousand_characters_are_kept_whole(workspace: Workspace) -> None:
    text = ("The next step field " + "&<> word " * 400)[:2999] + "!"

    sent = await form_filed(workspace, {BLOCKS: text})

    assert sent.ok
    card = await workspace.message_in(TRIAGE, containing="The next step field")
    assert "".join(text.split()) in "".join(card.text.split())


async def test_one_more_is_refused_with_the_count_and_nothing_is_lost(workspace: Workspace) -> None:
    sent = await form_filed(workspace, {BLOCKS: "x" * 3001})

    assert sent.errors is not None
    assert "3,001 characters; 3,000 fit" in sent.errors[BLOCKS]
    assert not sent.closed
    assert (await workspace.modal(RITA)).filled(BLOCKS) == "x" * 3001


@pytest.mark.parametrize("nothing", ["   ", "\u200b\u200d\ufeff", "\u202e \u2066", "\n\t\n", "\u0000"])
async def test_what_nobody_can_see_is_no_report(workspace: Workspace, nothing: str) -> None:
    sent = await form_filed(workspace, {BLOCKS: nothing})

    assert sent.errors is not None
    assert list(sent.errors) == [BLOCKS]
    assert [m for m in await workspace.messages(TRIAGE) if "F-1" in m.text] == []


async def test_several_faults_are_said_at_once(workspace: Workspace) -> None:
    sent = await form_filed(
        workspace, {BLOCKS: "x" * 3001, "When it happens": "y" * 151, "What you do instead": "z" * 4000}
    )

    assert sent.errors is not None
    assert set(sent.errors) == {BLOCKS, "When it happens", "What you do instead"}


async def test_fields_are_suggested_while_typing(workspace: Workspace) -> None:
    await workspace.command(FRICTION, user=RITA)
    form = await workspace.modal(RITA)

    async def offered(typed: str) -> list[str]:
        return [option["text"]["text"] for option in await workspace.options(form, "Field or action", typed)]

    assert "Implementation risk" in await offered("")
    assert (await offered("risk"))[0] == "Implementation risk"
    assert (await offered("nxt step"))[0] == "Next step"
    assert await offered("bulk edit button") == ["“bulk edit button”"]
    assert await offered("<!channel>") == ["“<!channel>”"]


async def test_a_field_in_ones_own_words_is_kept(workspace: Workspace) -> None:
    assert (await form_filed(workspace, {BLOCKS: "It is greyed out", "Field or action": "bulk edit button"})).ok

    card = await workspace.message_in(TRIAGE, containing="greyed out")
    assert "bulk edit button" in card.text


async def test_a_form_can_be_corrected_and_sent_again(workspace: Workspace) -> None:
    first = await form_filed(workspace, {BLOCKS: " "})
    second = await workspace.fill_and_submit(RITA, {BLOCKS: "Close date cannot be cleared"})

    assert first.errors
    assert second.ok
    assert "F-1" in (await workspace.modal(RITA, containing="Report filed")).text
