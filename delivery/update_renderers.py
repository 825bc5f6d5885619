"""How the words about updates of deals are drawn."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from delivery.drawing import Drawn, Renderer
from domain.deal_update import UpdateId
from domain.post import PostKey, PostKind
from flows.deps import Deps
from flows.updating import update_standing
from flows.writing_deals import why_refused
from views.update_outcome import crm_refuses, outcome_message, waiting_message


async def draw_waiting(deps: Deps, key: PostKey) -> Drawn:
    standing = await update_standing(deps, UpdateId(int(key.subject)))
    return waiting_message(standing) if standing else None


async def draw_ended(deps: Deps, key: PostKey) -> Drawn:
    standing = await update_standing(deps, UpdateId(int(key.subject)))
    return outcome_message(standing) if standing else None


async def draw_crm_refuses(deps: Deps, key: PostKey) -> Drawn:
    """The subject is the company's day."""
    because = await why_refused(deps, date.fromisoformat(key.subject))
    return crm_refuses(because) if because else None


UPDATE_RENDERERS: Final[Mapping[PostKind, Renderer]] = {
    PostKind.DEAL_UPDATE_WAITS: draw_waiting,
    PostKind.DEAL_UPDATE_ENDED: draw_ended,
    PostKind.CRM_REFUSES: draw_crm_refuses,
}
