"""Steps that the stories of owed posts share."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update

from domain.ending import Ended, Ending, Posted, Waiting
from domain.ids import ChannelId, MessageTs
from domain.post import OwedPost, Post, PostKey, PostKind
from flows import posting
from flows.deps import Deps
from store.line import posts
from store.posts import owe
from tests.conftest import TRIAGE

TRIAGE_CHANNEL = ChannelId(TRIAGE)
HOUR_S = 3600.0


def card(number: int, place: str = TRIAGE) -> OwedPost:
    return OwedPost(PostKey(PostKind.REPORT_CARD, str(number), place))


def reply(number: int, to: OwedPost) -> OwedPost:
    return OwedPost(PostKey(PostKind.DECISION_REPLY, str(number), to.key.place), parent=to.key)


def everything(waiting: Sequence[Waiting]) -> Sequence[Waiting]:
    return waiting


async def owing(deps: Deps, *owed: OwedPost) -> None:
    async with deps.begin() as tx:
        for one in owed:
            await owe(tx, one)


async def claimed(deps: Deps, lease_s: float = 60) -> list[Post]:
    return list((await posting.take_turn(deps, [], everything, at=deps.clock(), lease_s=lease_s)).claimed)


async def end(deps: Deps, post: Post, ending: Ending) -> None:
    turn = await posting.take_turn(deps, [Ended(post, ending)], None, at=deps.clock())
    assert not turn.unrecorded


async def send_all(deps: Deps, ts: str = "100.1") -> None:
    for post in await claimed(deps):
        await end(deps, post, Posted(MessageTs(ts), TRIAGE_CHANNEL))


async def row(deps: Deps, owed: OwedPost) -> dict[str, Any]:
    async with deps.store.read() as tx:
        key = (posts.c.kind == owed.key.kind.value) & (posts.c.subject == owed.key.subject)
        found = await tx.execute(posts.select().where(key, posts.c.place == owed.key.place))
        return dict(found.mappings().one())


async def state_of(deps: Deps, owed: OwedPost) -> object:
    return (await row(deps, owed))["state"]


def subjects(claims: Sequence[Post]) -> list[str]:
    return [post.key.subject for post in claims]


async def wait_over(deps: Deps) -> None:
    """The pauses of all posts are over."""
    async with deps.begin() as tx:
        await tx.execute(update(posts).values(next_try_at=None))
