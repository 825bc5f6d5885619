"""Report without my name: nobody else in Slack ever learns it, from whatever they are sent."""

from typing import Any

from tests.doors.steps import FRICTION, SAME_AGAIN, at_work, decided, fixing, reported, shipped
from tests.workspace import ADA, MAYA, RAVI, RITA, THEO, TRIAGE, UPDATES, Workspace

SAID = "Next step is required before I can move a deal to Proposal"
OTHERS = [RAVI, MAYA, THEO, ADA]


async def filed_without_name(workspace: Workspace, user: str = RITA) -> None:
    await workspace.shortcut("Report CRM friction", user=user)
    form = {"What blocks you": SAID, "Your name": ["Report without my name"]}
    assert (await workspace.fill_and_submit(user, form)).ok
    assert "Your name is not shown to anybody" in (await workspace.modal(user, containing="Report filed")).text
    await workspace.close_modal(user)


async def said_to_others(workspace: Workspace, secret: str = RITA) -> list[Any]:
    """Everything that the bot sent to Slack and that somebody other than `secret` could see."""
    own = workspace.place(secret)
    sent = [entry for entry in await workspace.traffic() if entry["direction"] == "out"]
    seen: list[Any] = [
        entry["request"]
        for entry in sent
        if entry["name"] in ("chat.postMessage", "chat.update", "views.open", "views.update", "response_url")
        and own not in str(entry["request"])
    ]
    heard = [entry for entry in await workspace.traffic() if entry["direction"] == "in" and entry["response"]]
    seen += [entry["response"] for entry in heard if who_acted(entry["request"]) != secret]
    for person in OTHERS:
        state = await workspace.state(person)
        seen += [state["modal"], state["home"]]
        for channel in state["channels"]:
            for message in await workspace.messages(channel["id"], person):
                if message.user == "U0ADOPTION" and channel["id"] != own:
                    seen.append(message.json)
                    seen += [reply.json for reply in await workspace.thread(message, person)]
    return seen


def who_acted(payload: Any) -> str:
    """Whoever sees the bot's answer to this delivery; "" for events, whose answers nobody sees."""
    return str(payload.get("user_id") or (payload.get("user") or {}).get("id") or "")


async def test_the_name_reaches_nobody_through_the_whole_loop(workspace: Workspace) -> None:
    await filed_without_name(workspace)
    card = await workspace.message_in(TRIAGE, containing="F-1", user=THEO)
    assert "Reported by someone in East" in card.text
    await decided(workspace, card, "Needs context", {"Question": "On which page?"})
    asked = await workspace.message_in(RITA, containing="On which page?")
    await workspace.press(asked, "Answer", RITA)
    assert (await workspace.fill_and_submit(RITA, {"Your answer": "On the deal page"})).ok
    card = await workspace.changed(card, containing="On the deal page")
    values = {"Why": "It is used.", "What would change our mind": "A number."}
    card = await decided(workspace, card, "Reject", values)
    word = await workspace.message_in(RITA, containing="you can appeal once")
    await workspace.press(word, "Appeal", RITA)
    assert (await workspace.fill_and_submit(RITA, {"What is new": "Three of four deals say tbd"})).ok
    card = await workspace.changed(card, containing="Appealed")
    card = await fixing(workspace, card)
    await workspace.command(FRICTION, "F-1", user=MAYA)
    await workspace.home(RAVI, containing=SAID)
    await workspace.command(FRICTION, SAME_AGAIN, user=RAVI)
    await shipped(workspace, card)
    told = await workspace.message_in(RITA, containing="Does it work for you?")
    await at_work(workspace)
    note = await workspace.message_in(UPDATES, containing="Asked for by 1 person")
    await workspace.press(told, "Still broken", RITA)
    assert (await workspace.fill_and_submit(RITA, {"What is still wrong": "Page two"})).ok
    await workspace.changed(note, containing="Still broken for 1 person")
    card = await workspace.changed(card, containing="Page two")
    await workspace.home(MAYA, containing="Still broken for 1 person")
    await at_work(workspace, days=1)
    await workspace.idle()

    leaked = [one for one in await said_to_others(workspace) if RITA in str(one) or "Rita" in str(one)]

    assert leaked == []
    assert "The reporter says that it does not work yet" in card.text


async def test_the_message_that_it_began_with_is_not_linked(workspace: Workspace) -> None:
    message = await workspace.say("C0EAST", SAID, user=RITA)
    await workspace.shortcut("Report CRM friction", user=RITA, message=message)
    form = await workspace.modal(RITA)
    assert "A link to your own message would show your name" in form.input("Your name")["hint"]["text"]

    assert (await workspace.fill_and_submit(RITA, {"Your name": ["Report without my name"]})).ok

    card = await workspace.message_in(TRIAGE, containing=SAID)
    assert message.ts.replace(".", "") not in str(card.json)


async def test_its_number_shows_it_to_others_without_and_to_its_reporter_as_theirs(workspace: Workspace) -> None:
    await filed_without_name(workspace)

    for_maya = await workspace.command(FRICTION, "F-1", user=MAYA)
    for_rita = await workspace.command(FRICTION, "F-1", user=RITA)

    assert "Reported by someone in East" in for_maya.text
    assert "Reported by you" in for_rita.text
    assert for_maya.message
    assert RITA not in str(for_maya.message.json)


async def test_supporters_of_it_are_named_as_they_like(workspace: Workspace) -> None:
    await filed_without_name(workspace)
    said = await workspace.command(FRICTION, "F-1", user=RAVI)
    assert said.message
    await workspace.press(said.message, "Me too", RAVI)

    card = await workspace.message_in(TRIAGE, containing="1 more person has this too")

    assert "someone in East" in card.text
    assert RITA not in str(card.json)


async def test_merged_into_a_named_report_the_name_stays_hidden(workspace: Workspace) -> None:
    target = await reported(workspace, SAME_AGAIN, user=RAVI)
    await filed_without_name(workspace)
    card = await workspace.message_in(TRIAGE, containing="F-2", user=THEO)
    await decided(workspace, card, "Same as…", {"Same as": "F-1"})
    target = await fixing(workspace, await workspace.changed(target, containing="Includes F-2"))
    await shipped(workspace, target)
    told = await workspace.message_in(RITA, containing="Does it work for you?")
    await at_work(workspace)

    note = await workspace.message_in(UPDATES, containing="Asked for by 2 people, among them <@U0RAVI>")
    await workspace.press(told, "Still broken", RITA)
    assert (await workspace.fill_and_submit(RITA, {"What is still wrong": "Page two"})).ok
    target = await workspace.changed(target, containing="Page two")
    await workspace.idle()

    assert "Somebody who reported the same says that it does not work yet" in target.text
    assert RITA not in str(note.json)
    assert [one for one in await said_to_others(workspace) if RITA in str(one)] == []
