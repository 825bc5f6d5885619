"""Whatever people type: it pings nobody, breaks out of nothing, and comes back whole."""

import pytest

from tests.doors.steps import FRICTION, NEXT_STEP, at_work, decided
from tests.workspace import ADA, RITA, THEO, TRIAGE, UPDATES, Workspace

HOSTILE = {
    "everybody": "<!channel> <!here> <!everyone> next step is required before Proposal",
    "a person": "<@U0THEO> and <@U0RITA|rita> say that next step is required before Proposal",
    "a link": "<https://evil.example|https://crm.example> next step is required before Proposal",
    "a date": "<!date^0^{date}|now> next step is required before Proposal",
    "a group": "<!subteam^S0ADMINS|admins> next step is required before Proposal",
    "entities": "&lt;!channel&gt; &amp;amp; next step is required before Proposal",
    "code": "```next step is required before Proposal `x` ``` ``",
    "other direction": "next step is required \u202ebefore Proposal\u202c \u2066x",
    "marks": "*next step_ is ~required before* Proposal > and > quoted",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_words_ping_nobody_and_forge_nothing_wherever_they_are_shown(workspace: Workspace, text: str) -> None:
    await workspace.shortcut("Report CRM friction", user=RITA)
    assert (await workspace.fill_and_submit(RITA, {"What blocks you": text})).ok
    card = await workspace.message_in(TRIAGE, containing="F-1", user=THEO)
    await decided(workspace, card, "Reject", {"Why": text, "What would change our mind": text})
    word = await workspace.message_in(RITA, containing="What would change our mind")
    reply = await workspace.message_in(TRIAGE, containing="What would change our mind", thread_ts=card.ts)
    await at_work(workspace)
    digest = await workspace.message_in(UPDATES, containing="Decided on")
    shown = await workspace.command(FRICTION, "F-1", user=ADA)
    mine = await workspace.command(FRICTION, "mine", user=RITA)
    assert shown.message
    assert mine.message

    for message in (await workspace.now_as(card), word, reply, digest, shown.message, mine.message):
        for forged in ("<!channel", "<!here", "<!everyone", "<!subteam", "<https://evil", "<!date^0", "<@U0RITA|"):
            assert forged not in message.raw_text
        assert "\u202e" not in message.raw_text
        assert "\u2066" not in message.raw_text


async def test_a_command_too_long_to_keep_is_given_back_whole(workspace: Workspace) -> None:
    text = "".join(f"<{number}&" for number in range(8000))[:40_000]

    await workspace.command(FRICTION, text, user=RITA)

    told = [m.text for m in await workspace.messages("C0EAST", RITA) if m.ephemeral]
    assert "40,000 characters; 3,000 fit" in told[0]
    given_back = "".join("".join(message.split("shorten.\n", 1)[-1].split()) for message in told)
    assert given_back == text
    assert [m for m in await workspace.messages(TRIAGE) if "F-1" in m.text] == []


@pytest.mark.parametrize("nothing", ["   ", "\u200b\u200b", "\u202e"])
async def test_a_command_with_nothing_to_see_opens_the_form(workspace: Workspace, nothing: str) -> None:
    said = await workspace.command(FRICTION, nothing, user=RITA)

    assert said.ok
    assert (await workspace.modal(RITA)).filled("What blocks you") is None


async def test_three_thousand_characters_by_command_are_kept_whole(workspace: Workspace) -> None:
    text = (NEXT_STEP + " and then again").ljust(2999, "w") + "!"

    await workspace.command(FRICTION, text, user=RITA)

    if await workspace.has_modal(RITA):
        assert (await workspace.modal(RITA)).filled("What blocks you") == text
        assert (await workspace.fill_and_submit(RITA)).ok
    card = await workspace.message_in(TRIAGE, containing=NEXT_STEP)
    assert text in card.text.replace("\n", "")
