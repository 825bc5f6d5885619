"""Nobody knows whether a post arrived: it is looked for before it is posted again."""

import asyncio
from collections.abc import Callable

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from delivery import metrics
from delivery.client import open_client
from delivery.courier import Delivery
from delivery.history import PAGE, history_problems, metadata_of
from domain.ending import POST
from flows import posting
from flows.deps import Deps
from tests.conftest import RITA, TRIAGE, UPDATES
from tests.delivery.sending import PATIENCE_S, TOKEN, counted, ours, owing, settled, word
from tests.flows.post_steps import card, reply, row
from tests.workspace import Workspace

POST_FAULTS = ["drop_before", "drop_after", "http_500", "hang"]


@pytest.mark.parametrize("fault", POST_FAULTS)
@pytest.mark.parametrize("where", ["channel", "thread", "person"])
async def test_nothing_is_lost_or_doubled_when_an_answer_is(
    deps: Deps, delivery: Delivery, slack: Workspace, fault: str, where: str
) -> None:
    await owing(deps, card(1))
    await settled(deps, card(1))
    tried = {"channel": card(2), "thread": reply(2, card(1)), "person": word(2)}[where]
    behind = {"channel": card(3), "thread": reply(3, card(1)), "person": word(3)}[where]
    thread_ts = (await row(deps, card(1)))["ts"] if where == "thread" else None
    await slack.faults({"method": POST, "kind": fault, "times": 2, "seconds": 0.4})

    await owing(deps, tried, behind)
    await settled(deps, tried, behind)

    said = await ours(slack, tried.key.place, thread_ts)
    assert said[-2:] == ["F-2.", "F-3."]
    assert said.count("F-2.") == said.count("F-3.") == 1


async def test_a_lost_answer_is_looked_up_and_counted(deps: Deps, delivery: Delivery, slack: Workspace) -> None:
    found, unsure = counted(metrics.FOUND), counted(metrics.UNSURE)
    await slack.faults({"method": POST, "kind": "drop_after"})

    await owing(deps, card(1))
    await settled(deps, card(1))

    assert (counted(metrics.FOUND) - found, counted(metrics.UNSURE) - unsure) == (1, 1)
    assert len(await slack.traffic("conversations.history")) == 1
    assert await ours(slack, TRIAGE) == ["F-1."]


async def test_history_is_read_page_by_page(deps: Deps, delivery: Delivery, slack: Workspace) -> None:
    closed = {"method": "conversations.history", "kind": "http_500", "times": None}
    await slack.faults({"method": POST, "kind": "drop_after"}, closed)
    await owing(deps, card(1))
    await slack.message_in(TRIAGE, containing="F-1.")
    async with open_client(TOKEN, base_url=slack.api_url) as patient:
        for _ in range(PAGE // 20 + 1):
            await asyncio.gather(*(patient.chat_postMessage(channel=TRIAGE, text="Meanwhile") for _ in range(20)))

    await slack.faults()
    await settled(deps, card(1))

    assert await ours(slack, TRIAGE) == ["F-1."]
    assert [call["request"].get("cursor") for call in await slack.traffic("conversations.history")][-1]


async def test_history_that_cannot_be_read_is_no_reason_to_lose_a_post(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    unreadable = counted(metrics.UNREADABLE)
    await slack.faults(
        {"method": POST, "kind": "drop_before"},
        {"method": "conversations.history", "kind": "error", "error": "missing_scope"},
    )

    await owing(deps, card(1))
    await settled(deps, card(1))

    assert counted(metrics.UNREADABLE) - unreadable == 1
    assert await ours(slack, TRIAGE) == ["F-1."]


async def test_a_number_that_is_not_ours_is_not_taken_for_it(
    deps: Deps, delivery: Delivery, slack: Workspace, client: AsyncWebClient
) -> None:
    """Any app may send metadata of any kind."""
    await owing(deps, card(1))
    await settled(deps, card(1))
    number = (await row(deps, card(1)))["id"] + 1
    foreign = {"event_type": "somebody_elses", "event_payload": {"post_id": number}}
    await client.chat_postMessage(channel=TRIAGE, text="Theirs.", metadata=foreign)
    await slack.faults({"method": POST, "kind": "drop_before"})

    await owing(deps, card(2))
    await settled(deps, card(2))

    assert (await row(deps, card(2)))["id"] == number
    assert await ours(slack, TRIAGE) == ["F-1.", "Theirs.", "F-2."]


async def test_an_answer_that_is_no_json_is_an_unknown_outcome(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    await slack.faults({"method": POST, "kind": "error", "error": "fatal_error"})

    await owing(deps, card(1))
    await settled(deps, card(1))

    assert await ours(slack, TRIAGE) == ["F-1."]
    assert len(await slack.traffic("conversations.history")) == 1


@pytest.mark.parametrize("where", ["channel", "thread", "person"])
async def test_a_process_that_dies_after_slack_accepted_leaves_no_double(
    deps: Deps, new_delivery: Callable[[], Delivery], slack: Workspace, client: AsyncWebClient, where: str
) -> None:
    await owing(deps, card(1))
    assert await new_delivery().drain(PATIENCE_S)
    thread_ts = (await row(deps, card(1)))["ts"] if where == "thread" else None
    tried = {"channel": card(2), "thread": reply(2, card(1)), "person": word(2)}[where]
    behind = {"channel": card(3), "thread": reply(3, card(1)), "person": word(3)}[where]
    await owing(deps, tried, behind)
    turn = await posting.take_turn(deps, [], lambda waiting: waiting, at=deps.clock(), lease_s=0.2)
    (taken,) = turn.claimed
    channel = (await client.conversations_open(users=RITA))["channel"]["id"] if where == "person" else TRIAGE
    number = metadata_of(taken.id)
    await client.chat_postMessage(channel=channel, text="F-2.", metadata=number, thread_ts=thread_ts)

    survivor = new_delivery()
    task = asyncio.create_task(survivor.run())
    await settled(deps, tried, behind)
    await survivor.stop()
    await task

    assert (await ours(slack, tried.key.place, thread_ts))[-2:] == ["F-2.", "F-3."]
    assert (await ours(slack, tried.key.place, thread_ts)).count("F-2.") == 1


async def test_where_history_is_closed_is_said_with_the_remedy(
    deps: Deps, slack: Workspace, client: AsyncWebClient
) -> None:
    fine = await history_problems(client, deps)
    await slack.change_channel(TRIAGE, kick="U0ADOPTION")
    closed = {"method": "conversations.history", "kind": "error", "error": "missing_scope", "channel": UPDATES}
    await slack.faults(closed)

    uninvited, without_scope = await history_problems(client, deps)

    assert fine == []
    assert TRIAGE in uninvited and "/invite" in uninvited
    assert UPDATES in without_scope and "channels:history" in without_scope
