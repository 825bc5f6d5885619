"""Several who send, and how one ends: nothing is sent twice, left half done, or waited for in vain."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from slack_sdk.web.async_client import AsyncWebClient

from delivery.client import open_client
from delivery.courier import Delivery
from delivery.pacing import Pace
from domain.ending import POST
from domain.post import PostKind
from flows.deps import Deps
from tests.conftest import RITA, TRIAGE, UPDATES
from tests.delivery.sending import PATIENCE_S, QUICK, TOKEN, Words, ours, owing, settled
from tests.flows.post_steps import card, row
from tests.workspace import Workspace


async def test_a_cancelled_delivery_leaves_its_doubt_to_the_next(deps: Deps, words: Words, slack: Workspace) -> None:
    await slack.faults({"method": POST, "kind": "hang", "seconds": 0.8})
    pace = replace(QUICK, doubt_s=1.2)
    async with open_client(TOKEN, base_url=slack.api_url) as patient:
        first, second = (Delivery(deps, patient, pace, render=dict.fromkeys(PostKind, words.draw)) for _ in range(2))
        await owing(deps, card(1))
        cancelled = asyncio.create_task(first.run())
        await settled(deps, card(1), state="sending")
        await asyncio.sleep(0.1)  # the call is on its way
        cancelled.cancel()
        await asyncio.wait({cancelled})
        left = await row(deps, card(1))

        task = asyncio.create_task(second.run())
        await settled(deps, card(1))
        await second.stop()
        await task

    assert (left["state"], left["unsure"]) == ("owed", True)
    assert await ours(slack, TRIAGE) == ["F-1."]


async def test_a_stop_lets_calls_under_way_finish(deps: Deps, words: Words, slack: Workspace) -> None:
    await slack.faults({"method": POST, "kind": "hang", "seconds": 1.0})
    await owing(deps, card(1))
    async with open_client(TOKEN, base_url=slack.api_url) as patient:
        stopping = Delivery(deps, patient, QUICK, render=dict.fromkeys(PostKind, words.draw))
        task = asyncio.create_task(stopping.run())
        await settled(deps, card(1), state="sending")

        await stopping.stop()
        await task

    assert (await row(deps, card(1)))["state"] == "posted"
    assert await ours(slack, TRIAGE) == ["F-1."]


async def test_three_replicas_send_everything_once_and_in_order(
    deps: Deps, new_delivery: Callable[[], Delivery], slack: Workspace
) -> None:
    places = [TRIAGE, UPDATES, "C0PIPELINE", "C0FORECAST", RITA, "U0RAVI"]
    owed = [card(n, place) for n in range(8) for place in places]
    await slack.faults(
        {"method": POST, "kind": "drop_after", "times": None, "share": 0.15},
        {"method": POST, "kind": "http_500", "times": None, "share": 0.1},
    )

    replicas = [new_delivery() for _ in range(3)]
    tasks = [asyncio.create_task(replica.run()) for replica in replicas]
    await owing(deps, *owed)
    await settled(deps, *owed)
    for replica in replicas:
        await replica.stop()
    await asyncio.gather(*tasks)

    for place in places:
        assert await ours(slack, place) == [f"F-{n}." for n in range(8)]


async def test_a_second_process_heeds_the_rest_of_a_place_in_which_the_first_has_posted(
    deps: Deps, client: AsyncWebClient, slack: Workspace, words: Words
) -> None:
    drawn = dict.fromkeys(PostKind, words.draw)
    slow = Pace(3600, posts_a_minute=10**6, poll_s=0.05)
    for owed in ([card(1)], [card(2), card(2, UPDATES)]):
        await owing(deps, *owed)
        process = Delivery(deps, client, slow, render=drawn)
        task = asyncio.create_task(process.run())
        await settled(deps, owed[-1])
        await process.stop()
        await task

    assert (await ours(slack, TRIAGE), await ours(slack, UPDATES)) == (["F-1."], ["F-2."])


async def test_a_drain_waits_for_what_is_due_and_for_nothing_else(
    deps: Deps, new_delivery: Callable[[], Delivery], slack: Workspace, words: Words
) -> None:
    await slack.faults({"method": POST, "kind": "rate_limited", "retry_after": 600, "channel": UPDATES})
    await owing(deps, *[card(n) for n in range(5)])

    delivered = await new_delivery().drain(PATIENCE_S)
    await owing(deps, card(1, UPDATES))
    held = await new_delivery().drain(PATIENCE_S)
    await slack.faults({"method": POST, "kind": "hang", "seconds": 60})
    await owing(deps, card(6))
    hanging = await new_delivery().drain(0.1)

    assert (delivered, held, hanging) == (True, True, False)
    assert await ours(slack, TRIAGE) == [f"F-{n}." for n in range(5)]
