"""The reporter speaks for the reporter: an answer, an appeal, a withdrawal, a verdict."""

import pytest

from tests.doors.steps import decided, fixing, reported, shipped, supported
from tests.seen import Message
from tests.workspace import ADA, MAYA, RAVI, RITA, THEO, TRIAGE, Workspace

REJECT = {"Why": "It is used.", "What would change our mind": "A number."}
OTHER = "The champion field is required before I can save the deal"


async def asked(workspace: Workspace) -> tuple[Message, Message]:
    """A card that waits for Rita's answer, and the question as she reads it."""
    card = await decided(workspace, await reported(workspace), "Needs context", {"Question": "On which page?"})
    return card, await workspace.message_in(RITA, containing="On which page?")


async def test_an_answer_by_its_button_stands_on_the_card(workspace: Workspace) -> None:
    card, question = await asked(workspace)

    assert (await workspace.press(question, "Answer", RITA)).ok
    assert "On which page?" in (await workspace.modal(RITA)).text
    assert (await workspace.fill_and_submit(RITA, {"Your answer": "On the deal page"})).closed

    card = await workspace.changed(card, containing="On the deal page")
    assert "New, waiting for a decision" in card.text
    assert "On which page?" in card.text
    await workspace.message_in(TRIAGE, containing="<@U0RITA> answered the question", thread_ts=card.ts)
    assert (await workspace.changed(question, containing="Since then")).buttons == []


async def test_an_answer_by_a_reply_to_the_question(workspace: Workspace) -> None:
    card, question = await asked(workspace)

    await workspace.say(RITA, "On the deal page &amp; the list", user=RITA, thread_ts=question.ts)

    card = await workspace.changed(card, containing="On the deal page &amp; the list")
    assert "New, waiting for a decision" in card.text


async def test_a_reply_counts_although_we_do_not_know_yet_that_the_question_arrived(
    workspace: Workspace,
) -> None:
    card = await reported(workspace)
    heard_nothing = {"method": "chat.postMessage", "kind": "drop_after", "channel": "D0RITA"}
    looking = {"method": "conversations.history", "kind": "http_500", "times": None}
    await workspace.faults(heard_nothing, looking)
    await decided(workspace, card, "Needs context", {"Question": "On which page?"})
    question = await workspace.message_in(RITA, containing="On which page?")

    await workspace.say(RITA, "On the deal page", user=RITA, thread_ts=question.ts)

    await workspace.changed(card, containing="On the deal page")
    await workspace.faults()
    assert (await workspace.changed(question, containing="Since then")).buttons == []


async def test_an_answer_by_a_plain_message_when_one_question_waits(workspace: Workspace) -> None:
    card, _ = await asked(workspace)

    await workspace.say(RITA, "On the deal page", user=RITA)

    await workspace.changed(card, containing="On the deal page")


async def test_a_reply_under_ones_own_message_is_no_answer(workspace: Workspace) -> None:
    own = await workspace.say(RITA, "The close date moves by itself", user=RITA)
    await workspace.message_in(RITA, containing="Shall we report this", thread_ts=own.ts)
    card, _ = await asked(workspace)

    await workspace.say(RITA, "Not now", user=RITA, thread_ts=own.ts)
    await workspace.idle()

    assert "Waiting for an answer" in (await workspace.now_as(card)).text
    assert "Not now" not in (await workspace.now_as(card)).text


async def test_with_two_questions_a_plain_message_is_no_answer(workspace: Workspace) -> None:
    first, _ = await asked(workspace)
    second = await reported(workspace, OTHER)
    await decided(workspace, second, "Needs context", {"Question": "For which deals?"})
    await workspace.message_in(RITA, containing="For which deals?")

    said = await workspace.say(RITA, "The renewals", user=RITA)

    await workspace.message_in(RITA, containing="Shall we report this", thread_ts=said.ts)
    for card in (first, second):
        assert "Waiting for an answer" in (await workspace.now_as(card)).text


async def test_an_answer_too_long_is_said_so_where_it_was_written(workspace: Workspace) -> None:
    card, question = await asked(workspace)

    await workspace.say(RITA, "w" * 3001, user=RITA, thread_ts=question.ts)

    told = await workspace.message_in(RITA, containing="3,001 characters; 3,000 fit", thread_ts=question.ts)
    assert told.user == "U0ADOPTION"
    assert "Waiting for an answer" in (await workspace.now_as(card)).text


async def test_an_answer_too_long_is_said_so_although_slack_would_not_take_it_at_first(workspace: Workspace) -> None:
    _, question = await asked(workspace)
    await workspace.faults({"method": "chat.postMessage", "kind": "http_500", "times": 1})

    await workspace.say(RITA, "w" * 3001, user=RITA, thread_ts=question.ts)

    await workspace.message_in(RITA, containing="3,001 characters; 3,000 fit", thread_ts=question.ts)


async def test_a_reply_after_the_answer_is_offered_the_form(workspace: Workspace) -> None:
    card, question = await asked(workspace)
    await workspace.say(RITA, "On the deal page", user=RITA, thread_ts=question.ts)
    await workspace.changed(card, containing="On the deal page")

    await workspace.say(RITA, "And on the list", user=RITA, thread_ts=question.ts)

    await workspace.message_in(RITA, containing="Shall we report this", thread_ts=question.ts)
    assert "And on the list" not in (await workspace.now_as(card)).text


async def test_an_appeal_is_possible_once(workspace: Workspace) -> None:
    card = await decided(workspace, await reported(workspace), "Reject", REJECT)
    word = await workspace.message_in(RITA, containing="you can appeal once")
    await workspace.press(word, "Appeal", RITA)
    assert "A number." in (await workspace.modal(RITA)).text
    assert (await workspace.fill_and_submit(RITA, {"What is new": "Three of four deals say tbd"})).closed
    card = await workspace.changed(card, containing="Three of four deals say tbd")
    assert "Fix" in card.buttons

    await decided(workspace, card, "Reject", REJECT)

    again = await workspace.message_in(RITA, containing="It was decided a second time")
    assert "Appeal" not in again.buttons
    assert (await workspace.changed(word, without="you can appeal once")).buttons == []


@pytest.mark.parametrize("button", ["Needs context", "Defer"])
async def test_what_waits_can_be_withdrawn(workspace: Workspace, button: str) -> None:
    card = await reported(workspace)
    values = {"Needs context": {"Question": "Where?"}, "Defer": {"Revisit on": "2026-12-15", "Why": "Later."}}
    await decided(workspace, card, button, values[button])
    word = await workspace.message_in(RITA, containing="About your report F-1")

    assert (await workspace.press(word, "Withdraw", RITA)).ok
    assert "Take F-1 back?" in (await workspace.modal(RITA)).text
    assert (await workspace.fill_and_submit(RITA)).closed

    card = await workspace.changed(card, containing="Withdrawn")
    assert card.buttons == []
    assert (await workspace.changed(word, containing="Since then")).buttons == []


async def test_who_supports_a_withdrawn_report_is_told(workspace: Workspace) -> None:
    await supported(workspace, await reported(workspace), MAYA)
    said = await workspace.command("/crm-friction", "F-1", user=RITA)
    assert said.message

    await workspace.press(said.message, "Withdraw", RITA)
    assert "also not for those who support it" in (await workspace.modal(RITA)).text
    assert (await workspace.fill_and_submit(RITA)).closed

    await workspace.message_in(MAYA, containing="<@U0RITA> took the report back")
    assert not [m for m in await workspace.messages(RITA) if "took the report back" in m.text]


async def test_still_broken_asks_what_is_wrong(workspace: Workspace) -> None:
    await shipped(workspace, await fixing(workspace, await reported(workspace)))
    told = await workspace.message_in(RITA, containing="Does it work for you?")
    await workspace.press(told, "Still broken", RITA)

    sent = await workspace.fill_and_submit(RITA, {"What is still wrong": " "})

    assert sent.errors == {"What is still wrong": "Please say what is still wrong. It goes to whoever is fixing it."}


async def test_confirmed_by_one_the_other_can_still_agree(workspace: Workspace) -> None:
    card = await reported(workspace, user=RITA)
    card = await supported(workspace, card, RAVI)
    await shipped(workspace, await fixing(workspace, card))
    for_rita = await workspace.message_in(RITA, containing="Does it work for you?")
    for_ravi = await workspace.message_in(RAVI, containing="Does it work for you?")

    await workspace.press(for_rita, "It works now", RITA)
    for_ravi = await workspace.changed(for_ravi, containing="Somebody said already that it works")
    assert for_ravi.buttons == ["It works now"]
    await workspace.press(for_ravi, "It works now", RAVI)

    await workspace.changed(for_ravi, containing="You said that it works now")
    assert "Fixed and confirmed" in (await workspace.now_as(card)).text


async def test_still_broken_after_somebody_else_confirmed_is_told_what_to_do(workspace: Workspace) -> None:
    card = await reported(workspace, user=RITA)
    card = await supported(workspace, card, RAVI)
    await shipped(workspace, await fixing(workspace, card))
    for_ravi = await workspace.message_in(RAVI, containing="Does it work for you?")
    await workspace.press(for_ravi, "Still broken", RAVI)
    for_rita = await workspace.message_in(RITA, containing="Does it work for you?")
    await workspace.press(for_rita, "It works now", RITA)

    late = await workspace.fill_and_submit(RAVI, {"What is still wrong": "Page two"})

    assert late.errors is not None
    assert "report what is still wrong with `/crm-friction`" in late.errors["What is still wrong"]
    await workspace.changed(card, containing="Fixed and confirmed")


async def test_a_triage_owner_who_reports_gets_the_buttons_of_a_reporter(workspace: Workspace) -> None:
    card = await reported(workspace, user=THEO)
    card = await fixing(workspace, card, ADA)
    await shipped(workspace, card)

    told = await workspace.message_in(THEO, containing="Does it work for you?")

    assert (await workspace.press(told, "It works now", THEO)).ok
    await workspace.changed(card, containing="Fixed and confirmed")
