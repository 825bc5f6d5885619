"""How the posts about the CRM's records are drawn."""

from collections.abc import Mapping
from typing import Final

from delivery.drawing import Drawn, Renderer
from domain.ids import DigestId
from domain.post import PostKey, PostKind
from flows.bundle_standings import bundle_standing
from flows.control_steps import control_month
from flows.deps import Deps
from flows.digest import told
from views.bundle import bundle
from views.control_steps import control_steps
from views.digest import digest_head, digest_reply


async def draw_bundle(deps: Deps, key: PostKey) -> Drawn:
    standing = await bundle_standing(deps, key)
    return bundle(standing) if standing else None


async def draw_digest(deps: Deps, key: PostKey) -> Drawn:
    found = await told(deps, DigestId(int(key.subject)))
    return digest_head(*found, deps.model.timezone) if found else None


async def draw_digest_part(deps: Deps, key: PostKey) -> Drawn:
    digest, _, number = key.subject.partition("/")
    found = await told(deps, DigestId(int(digest)))
    return digest_reply(found[0], int(number), deps.model.timezone) if found else None


async def draw_control_steps(deps: Deps, key: PostKey) -> Drawn:
    month = await control_month(deps, key.subject)
    return control_steps(month) if month else None


CRM_RENDERERS: Final[Mapping[PostKind, Renderer]] = {
    PostKind.BUNDLE: draw_bundle,
    PostKind.CONTROL_STEPS: draw_control_steps,
    PostKind.DIGEST: draw_digest,
    PostKind.DIGEST_PART: draw_digest_part,
}
