"""Steps that the stories of posts on their way to Slack share, and what they show."""

import asyncio
from typing import Any

from delivery.drawing import Drawn
from delivery.pacing import Pace
from domain.post import OwedPost, PostKey, PostKind
from flows.deps import Deps
from store.posts import owe
from tests.conftest import RITA
from tests.flows.post_steps import row
from tests.seen import Message
from tests.workspace import Workspace

TOKEN = "xoxb-sandbox"
QUICK = Pace(0, first_pause_s=0.02, longest_pause_s=0.1, doubt_s=0.6, lease_s=60, poll_s=0.25)
PATIENCE_S = 20.0


class Words:
    """What each subject says at the moment; a subject that says nothing is not shown."""

    def __init__(self) -> None:
        self.of: dict[str, str | None] = {}
        self.blocks: list[dict[str, Any]] | None = None
        self.broken: set[str] = set()

    async def draw(self, _deps: Deps, key: PostKey) -> Drawn:
        if key.subject in self.broken:
            raise ValueError("a row that cannot be drawn")
        text = self.of.get(key.subject, f"F-{key.subject}.")
        if text is None:
            return None
        return {"text": text} | ({"blocks": self.blocks} if self.blocks is not None else {})


def word(number: int, person: str = RITA) -> OwedPost:
    return OwedPost(PostKey(PostKind.DECISION_WORD, str(number), person))


async def owing(deps: Deps, *owed: OwedPost) -> None:
    for one in owed:
        async with deps.begin() as tx:
            await owe(tx, one)


async def settled(deps: Deps, *owed: OwedPost, state: str = "posted") -> None:
    """Waits until all of them stand at `state`."""
    for one in owed:
        async with asyncio.timeout(PATIENCE_S):
            while (await row(deps, one))["state"] != state:  # noqa: ASYNC110 - it becomes true in the store
                await asyncio.sleep(0.02)


async def ours(slack: Workspace, place: str, thread_ts: str | None = None) -> list[str]:
    """What the bot said there, oldest first, without what was there before the test began."""
    said = await slack.messages(place, thread_ts=thread_ts)
    return [m.raw_text for m in said if m.json.get("metadata") and m.ts != thread_ts]


async def shown_at(deps: Deps, slack: Workspace, owed: OwedPost) -> Message:
    ts = (await row(deps, owed))["ts"]
    return next(m for m in await slack.messages(owed.key.place) if m.ts == ts)


def counted(counter: Any, *labels: str) -> float:
    return float((counter.labels(*labels) if labels else counter)._value.get())
