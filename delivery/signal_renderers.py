"""How the posts about workaround signals are drawn, and to whom the private note goes."""

from collections.abc import Mapping
from typing import Final

from delivery.drawing import Drawn, Renderer
from domain.ids import ChannelId, SignalId
from domain.post import PostKey, PostKind
from flows.deps import Deps
from flows.signal_learning import quiet_standing
from flows.signal_notes import note_to_show
from flows.signals_weekly import week_standing
from flows.unwatching import unwatched_standing
from views.signals import signal_note, signals_quiet, unwatched_post, watch_greeting
from views.signals_week import signals_week


async def draw_note(deps: Deps, key: PostKey) -> Drawn:
    """With the one person who sees it."""
    standing = await note_to_show(deps, SignalId(int(key.subject)), at=deps.clock())
    return {**signal_note(standing), "user": standing.signal.starter} if standing else None


async def draw_week(deps: Deps, key: PostKey) -> Drawn:
    return signals_week(await week_standing(deps, key.subject))


async def draw_quiet(deps: Deps, key: PostKey) -> Drawn:
    """None when it is not mostly wrong any more before the message went out."""
    standing = await quiet_standing(deps, key, at=deps.clock())
    return signals_quiet(standing) if standing.learned.quiet else None


async def draw_greeting(_deps: Deps, key: PostKey) -> Drawn:
    return watch_greeting(ChannelId(key.place))


async def draw_unwatched(deps: Deps, key: PostKey) -> Drawn:
    found = await unwatched_standing(deps, int(key.subject))
    return unwatched_post(found.channel, found.by, found.ended_by) if found else None


SIGNAL_RENDERERS: Final[Mapping[PostKind, Renderer]] = {
    PostKind.SIGNAL_NOTE: draw_note,
    PostKind.SIGNALS_WEEK: draw_week,
    PostKind.SIGNALS_QUIET: draw_quiet,
    PostKind.WATCH_GREETING: draw_greeting,
    PostKind.UNWATCHED: draw_unwatched,
}
