"""Friction reported from where people talk: shortcuts, mentions, direct messages."""

from tests.doors.steps import NEXT_STEP
from tests.workspace import BOT, EAST, GENERAL, MAYA, RAVI, RITA, THEO, TRIAGE, Workspace

SHORTCUT = "Report CRM friction"


async def test_the_global_shortcut_opens_an_empty_form(workspace: Workspace) -> None:
    assert (await workspace.shortcut(SHORTCUT, user=RITA)).ok

    form = await workspace.modal(RITA)
    assert form.filled("What blocks you") is None


async def test_a_message_in_a_thread_comes_into_the_form_as_people_read_it(workspace: Workspace) -> None:
    parent = await workspace.say(EAST, "Who updates the deals?", user=MAYA)
    reply = await workspace.say(
        EAST,
        "<@U0THEO> amount > 10k & close date is locked, see https://crm.example/d/1",
        user=RAVI,
        thread_ts=parent.ts,
    )

    assert (await workspace.shortcut(SHORTCUT, user=RITA, message=reply)).ok

    form = await workspace.modal(RITA)
    assert form.filled("What blocks you") == "@someone amount > 10k & close date is locked, see https://crm.example/d/1"
    assert "links to the message" in form.text
    assert (await workspace.fill_and_submit(RITA)).ok
    card = await workspace.message_in(TRIAGE, containing="close date is locked")
    link = f"https://northwind.slack.com/archives/{EAST}/p{reply.ts.replace('.', '')}?thread_ts={parent.ts}"
    assert link in card.raw_text


async def test_a_message_too_long_for_the_form_is_linked_instead(workspace: Workspace) -> None:
    message = await workspace.say(EAST, "word " * 700, user=RAVI)

    assert (await workspace.shortcut(SHORTCUT, user=RITA, message=message)).ok

    form = await workspace.modal(RITA)
    assert form.filled("What blocks you") is None
    assert "3,499 characters, too many to copy here" in form.input("What blocks you")["hint"]["text"]
    assert (await workspace.fill_and_submit(RITA, {"What blocks you": "Next step, see there"})).ok
    card = await workspace.message_in(TRIAGE, containing="Next step, see there")
    assert message.ts.replace(".", "") in card.raw_text


async def test_a_mention_in_a_thread_is_answered_there_with_a_button(workspace: Workspace) -> None:
    parent = await workspace.say(EAST, "Who updates the deals?", user=MAYA)
    mention = await workspace.say(EAST, f"<@{BOT}> {NEXT_STEP}", user=RITA, thread_ts=parent.ts)

    answer = await workspace.message_in(EAST, containing="Shall we report this", thread_ts=parent.ts, user=RITA)
    assert (await workspace.press(answer, "Report friction", RITA)).ok

    form = await workspace.modal(RITA)
    assert form.filled("What blocks you") == NEXT_STEP
    assert (await workspace.fill_and_submit(RITA)).ok
    card = await workspace.message_in(TRIAGE, containing=NEXT_STEP)
    assert mention.ts.replace(".", "") in card.raw_text


async def test_somebody_else_who_presses_that_button_gets_a_form_of_their_own(workspace: Workspace) -> None:
    mention = await workspace.say(EAST, f"<@{BOT}> {NEXT_STEP}", user=RITA)
    answer = await workspace.message_in(EAST, containing="Shall we report this", thread_ts=mention.ts, user=RAVI)

    assert (await workspace.press(answer, "Report friction", RAVI)).ok

    form = await workspace.modal(RAVI)
    assert form.filled("What blocks you") is None
    assert NEXT_STEP not in str(form.json)


async def test_a_mention_filed_already_is_not_filed_again(workspace: Workspace) -> None:
    mention = await workspace.say(EAST, f"<@{BOT}> {NEXT_STEP}", user=RITA)
    answer = await workspace.message_in(EAST, containing="Shall we report this", thread_ts=mention.ts, user=RITA)
    await workspace.press(answer, "Report friction", RITA)
    assert (await workspace.fill_and_submit(RITA)).ok
    await workspace.close_modal(RITA)

    assert (await workspace.press(answer, "Report friction", RITA)).ok

    form = await workspace.modal(RITA)
    assert form.filled("What blocks you") is None


async def test_a_direct_message_is_offered_the_form(workspace: Workspace) -> None:
    said = await workspace.say(RITA, NEXT_STEP, user=RITA)

    answer = await workspace.message_in(RITA, containing="Shall we report this", thread_ts=said.ts)
    assert (await workspace.press(answer, "Report friction", RITA)).ok
    assert (await workspace.modal(RITA)).filled("What blocks you") == NEXT_STEP


async def test_a_mention_without_words_opens_an_empty_form(workspace: Workspace) -> None:
    mention = await workspace.say(EAST, f"<@{BOT}>", user=RITA)
    answer = await workspace.message_in(EAST, containing="Shall we report", thread_ts=mention.ts, user=RITA)

    assert (await workspace.press(answer, "Report friction", RITA)).ok

    assert (await workspace.modal(RITA)).filled("What blocks you") is None


async def test_the_command_works_where_the_bot_is_not(workspace: Workspace) -> None:
    said = await workspace.command("/crm-friction", NEXT_STEP, user=RITA, channel=GENERAL)

    assert "is filed" in said.text
    await workspace.message_in(TRIAGE, containing=NEXT_STEP, user=THEO)
