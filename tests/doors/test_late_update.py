"""Slack carries out an update long after we gave it up: what it shows in the end is the latest all the same."""

import asyncio

from delivery.client import open_client
from delivery.courier import Delivery
from delivery.drawing import Drawn
from delivery.pacing import Pace
from domain.post import OwedPost, PostKey, PostKind
from flows.deps import Deps
from store.posts import owe
from tests.conftest import TRIAGE
from tests.flows.stories import ON_SQLITE
from tests.serving import running_sandbox
from tests.workspace import eventually

PATIENT = Pace(0, first_pause_s=0.02, doubt_s=1.5, poll_s=0.05)


@ON_SQLITE
async def test_a_newer_update_waits_for_one_that_may_be_under_way(deps: Deps) -> None:
    card = OwedPost(PostKey(PostKind.REPORT_CARD, "1", TRIAGE))
    shows = ["First."]

    async def draw(_deps: Deps, _key: PostKey) -> Drawn:
        return {"text": shows[-1]}

    async def change(text: str) -> None:
        shows.append(text)
        async with deps.begin() as tx:
            await owe(tx, card)

    async with running_sandbox() as slack, open_client("xoxb-sandbox", base_url=slack.api_url, timeout_s=0.3) as client:
        delivery = Delivery(deps, client, PATIENT, render=dict.fromkeys(PostKind, draw))
        deps.wake = delivery.wake
        running = asyncio.create_task(delivery.run())
        await change("First.")
        message = await slack.message_in(TRIAGE, containing="First.")
        await slack.faults({"method": "chat.update", "kind": "hang", "seconds": 1})
        await change("Second.")

        async def struck() -> bool | None:
            return True if not (await slack.state())["faults"] else None

        async def both_arrived() -> bool | None:
            return True if len(await slack.traffic("chat.update")) == 2 else None

        await eventually(struck, "the first update under way")
        await change("Third.")
        await eventually(both_arrived, "two updates carried out")
        last = await slack.now_as(message)
        await delivery.stop()
        await running

    assert last.text == "Third."
