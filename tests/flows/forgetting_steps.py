"""Steps that the stories of forgetting somebody share."""

import json

from delivery.renderers import renderers
from domain.post import PostKey, PostKind
from flows.deps import Deps
from flows.forgetting import forget_person
from tests.conftest import RITA


async def forget(deps: Deps, person: str = RITA, *, with_texts: bool = False) -> None:
    await forget_person(deps.store, type(RITA)(person), at=deps.clock(), with_texts=with_texts)


async def shown(deps: Deps, kind: PostKind, subject: str, place: str) -> str:
    """The post as Slack would be told to show it."""
    return json.dumps(await renderers()[kind](deps, PostKey(kind, subject, place)), ensure_ascii=False)
