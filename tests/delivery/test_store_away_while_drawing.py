"""The store goes away between the claim of a post and its drawing: what stands behind the post does not overtake it."""

import asyncio

from delivery.client import open_client
from delivery.courier import Delivery
from delivery.drawing import Drawn
from delivery.pacing import Pace
from domain.outcome import StoreUnavailable
from domain.post import OwedPost, PostKey, PostKind
from flows.deps import Deps
from store.posts import owe
from tests.conftest import TRIAGE
from tests.serving import running_sandbox
from tests.workspace import PATIENCE

PATIENT = Pace(0, first_pause_s=0.5, poll_s=0.05)


async def test_the_others_wait_with_it(deps: Deps) -> None:
    away = {"1": 1}

    async def draw(_deps: Deps, key: PostKey) -> Drawn:
        if away.pop(key.subject, 0):
            raise StoreUnavailable("the connection was closed")
        return {"text": f"F-{key.subject}."}

    async with running_sandbox() as slack, open_client("xoxb-sandbox", base_url=slack.api_url) as client:
        delivery = Delivery(deps, client, PATIENT, render=dict.fromkeys(PostKind, draw))
        async with deps.begin() as tx:
            await owe(tx, *[OwedPost(PostKey(PostKind.REPORT_CARD, subject, TRIAGE)) for subject in "123"])

        running = asyncio.create_task(delivery.run())
        await slack.message_in(TRIAGE, containing="F-3.", timeout=PATIENCE)
        await slack.message_in(TRIAGE, containing="F-1.", timeout=PATIENCE)
        await delivery.stop()
        await running

        said = [m.text for m in await slack.messages(TRIAGE) if m.json.get("metadata")]
    assert said == ["F-1.", "F-2.", "F-3."]
