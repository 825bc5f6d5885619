"""How digests are drawn, and what stands in their threads."""

from collections.abc import Mapping
from typing import Final

from delivery.drawing import Drawn, Renderer
from domain.ids import DigestId
from domain.post import PostKey, PostKind
from flows import digest
from flows.deps import Deps
from views.digest import digest_head, digest_reply


async def draw_digest(deps: Deps, key: PostKey) -> Drawn:
    found = await digest.told(deps, DigestId(int(key.subject)))
    return digest_head(*found, deps.model.timezone) if found else None


async def draw_digest_part(deps: Deps, key: PostKey) -> Drawn:
    """The subject is the digest's id / the number of the reply."""
    id, _, number = key.subject.partition("/")
    found = await digest.told(deps, DigestId(int(id)))
    return digest_reply(found[0], int(number), deps.model.timezone) if found else None


DIGEST_RENDERERS: Final[Mapping[PostKind, Renderer]] = {
    PostKind.DIGEST: draw_digest,
    PostKind.DIGEST_PART: draw_digest_part,
}
