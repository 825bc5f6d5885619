"""Can't know yet, Snooze, Mute and Ask again, as people press them in the message that asks."""

import pytest

from tests.doors.deals import Asked
from tests.doors.wire import last_heard, send
from tests.workspace import EAST, MAYA, RITA, THEO, TRIAGE
from views.not_yet_form import NOT_YET_FORM

ASKS = ["Update now", "Can't know yet"]


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ("For 1 day", "is snoozed until Tue 24 Nov 2026."),
        ("For 1 week", "is snoozed until Mon 30 Nov 2026."),
        ("Until the next call", "is snoozed until Wed 25 Nov 2026."),
        ("This question, on every deal", "is muted on every deal."),
        ("Everything about this deal", "This deal is muted."),
        ("Everything, for a week", "Everything is muted until Mon 30 Nov 2026."),
    ],
)
async def test_what_rests_says_so_in_place_of_its_buttons(rita: Asked, choice: str, says: str) -> None:
    assert (await rita.workspace.press(rita.message, choice)).ok

    rests = await rita.workspace.changed(rita.message, containing=says)
    assert rests.buttons == ["Ask again"]

    assert (await rita.workspace.press(rests, "Ask again")).ok
    again = await rita.workspace.changed(rita.message, containing="Next step is empty", without=says)
    assert again.buttons[:2] == ASKS
    assert not await rita.workspace.has_modal(RITA)


async def test_elsewhere_it_is_said_privately_with_the_way_back(rita: Asked) -> None:
    await rita.bot.client.chat_postMessage(channel=EAST, text="Kestrel", blocks=rita.message.blocks)
    seen = await rita.workspace.message_in(EAST, containing="Kestrel")

    assert (await rita.workspace.press(seen, "For 1 day", RITA)).ok
    said = await rita.workspace.message_in(EAST, containing="is snoozed until", user=RITA)
    assert said.ephemeral
    assert (await rita.workspace.press(said, "Ask again", RITA)).ok

    back = await rita.workspace.message_in(EAST, containing="You are asked again", user=RITA)
    assert back.ephemeral
    assert not [m for m in await rita.workspace.messages(EAST, MAYA) if "snoozed" in m.text]


async def test_what_cannot_be_known_yet_becomes_friction_that_everybody_sees(rita: Asked) -> None:
    assert (await rita.workspace.press(rita.message, "Can't know yet")).ok
    form = await rita.workspace.modal(RITA)
    assert "*Next step* cannot be known yet in *Introduced*." in form.text
    assert (form.submit_label, form.labels) == ("File it", ["What is missing"])

    sent = await rita.workspace.fill_and_submit(RITA, {"What is missing": "Their <board> meets in January."})
    assert sent.ok
    done = await rita.workspace.modal(RITA, containing="Filed as *F-1*.")

    card = await rita.workspace.message_in(TRIAGE, containing="F-1", user=THEO)
    assert "Next step cannot be known yet in Introduced." in card.text
    assert "&lt;board&gt;" in card.raw_text
    rests = await rita.workspace.changed(rita.message, containing="Filed as F-1.")
    assert rests.buttons == ["Ask again"]

    assert (await rita.workspace.press(done, "Ask again", RITA)).ok
    held = await rita.workspace.changed(rita.message, containing="is not asked while F-1 is open.")
    assert held.buttons == []


async def test_sent_again_because_the_answer_got_lost_it_is_filed_once(rita: Asked) -> None:
    assert (await rita.workspace.press(rita.message, "Can't know yet")).ok
    await rita.workspace.fill_and_submit(RITA, {"What is missing": "Their board meets in January."})
    submitted = await last_heard(rita.company, NOT_YET_FORM)

    await send(rita.company, submitted | {"trigger_id": "7.7.again"})

    assert len(await rita.company.cards()) == 1


async def test_what_is_filed_already_is_supported(rita: Asked) -> None:
    text = "The next step field is required before I can know it"
    said = await rita.workspace.command("/crm-friction", text, user=MAYA)
    assert "is filed" in said.text
    # Somebody's report about the field holds everything back; the button of an older message still works.
    assert (await rita.workspace.press(rita.message, "Can't know yet")).ok
    form = await rita.workspace.modal(RITA)
    assert form.submit_label == "Me too"
    assert text in form.text

    assert (await rita.workspace.fill_and_submit(RITA)).ok
    await rita.workspace.modal(RITA, containing="*F-1* says so, and you support it.")

    assert "1 more" in (await rita.workspace.message_in(TRIAGE, containing="1 more", user=THEO)).text


async def test_too_many_words_are_refused_at_their_field(rita: Asked) -> None:
    assert (await rita.workspace.press(rita.message, "Can't know yet")).ok

    sent = await rita.workspace.fill_and_submit(RITA, {"What is missing": "x" * 3000})

    assert sent.errors
    assert "3,000 fit" in sent.errors["What is missing"]


async def test_home_lists_what_rests_and_asks_again(rita: Asked) -> None:
    assert (await rita.workspace.press(rita.message, "Everything about this deal")).ok
    home = await rita.workspace.home(RITA, containing="Not asked for now")
    assert "This deal is muted." in home.text

    assert (await rita.workspace.press(home, "Ask again")).ok

    assert "Not asked for now" not in (await rita.workspace.home(RITA, containing="Your reports")).text
    again = await rita.workspace.changed(rita.message, containing="Next step is empty")
    assert again.buttons[:2] == ASKS
