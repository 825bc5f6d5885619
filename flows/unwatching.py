"""Stop watching a channel, watch it again, and telling it on arrival what is watched for: one click, in the open."""

from datetime import timedelta
from typing import Final

from domain.ids import ChannelId, UserId
from domain.outcome import Refused
from domain.post import OwedPost, PostKey, PostKind
from domain.signal_standing import Unwatched
from flows.deps import Deps
from flows.watching import is_watched
from store import posts, unwatched
from store.pending_threads import is_stopped

A_DAY: Final = timedelta(days=1)

ELSEWHERE: Final = Refused(
    "That can be done in the channel itself, or by an admin on the bot's Home. Nothing was changed."
)


async def stop_watching(deps: Deps, channel: ChannelId, *, by: UserId) -> bool:
    """At once, for all replicas as soon as they look. False when it was stopped already.

    The channel is told who did it and how to undo it.
    """
    async with deps.begin() as tx:
        stopped = await unwatched.stop(tx, channel, by=by, at=deps.clock())
        if stopped is not None:
            await posts.owe(tx, _in_channel(stopped))
    deps.watching.stopped |= {channel}
    return stopped is not None


async def watch_again(deps: Deps, channel: ChannelId, *, by: UserId, inside: ChannelId | None) -> bool | Refused:
    """By anyone `inside` the channel, and by admins from anywhere. False when it is watched already."""
    if inside != channel and not deps.roster.is_admin(by):
        return ELSEWHERE
    async with deps.begin() as tx:
        ended = await unwatched.end(tx, channel, by=by, at=deps.clock())
        if ended is not None:
            await posts.owe(tx, _in_channel(ended))
    deps.watching.stopped -= {channel}
    return ended is not None


async def greet(deps: Deps, channel: ChannelId) -> None:
    """When we come to a channel that is watched, it is told for what, and how to stop it; at most once a day."""
    if not is_watched(deps, channel):
        return
    at = deps.clock()
    async with deps.begin() as tx:
        if await is_stopped(tx, channel):
            return  # by another replica, a moment ago
        if await unwatched.greet(tx, channel, at=at, not_since=at - A_DAY):
            subject = f"{channel}@{deps.working_time.local_date(at)}"
            await posts.owe(tx, OwedPost(PostKey(PostKind.WATCH_GREETING, subject, channel)))


async def unwatched_channels(deps: Deps) -> list[Unwatched]:
    async with deps.store.read() as tx:
        return await unwatched.all_unwatched(tx)


async def unwatched_standing(deps: Deps, id: int) -> Unwatched | None:
    async with deps.store.read() as tx:
        return await unwatched.find(tx, id)


def _in_channel(one: Unwatched) -> OwedPost:
    return OwedPost(PostKey(PostKind.UNWATCHED, str(one.id), one.channel))
