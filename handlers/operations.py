"""What keeps posts flowing: an admin tries refused posts again, or lets the bot into a channel."""

from domain.ids import ChannelId
from domain.outcome import Refused
from flows.deps import Deps
from flows.posting import retry_refused
from flows.unwatching import greet
from handlers.gesture import Gesture, Payload
from views.notice import said


async def on_try_again(g: Gesture) -> None:
    if not g.deps.roster.is_admin(g.person):
        return await g.refuse(
            Refused("Only admins of the bot can do that.", people=tuple(sorted(g.deps.roster.admins)))
        )
    place, _, _ = g.value.partition("!")
    again = await retry_refused(g.deps, place)
    await g.tell(said(f"Trying again: {again} posts." if again != 1 else "Trying again: 1 post."))
    await g.ack()


async def on_joined(deps: Deps, event: Payload, *, shared: bool) -> None:
    """The bot was let into a channel: what was refused there is tried again, and the channel hears what is watched."""
    if event.get("user") != deps.workspace.bot_user:
        return
    channel = ChannelId(str(event["channel"]))
    await retry_refused(deps, channel)
    if not shared:
        await greet(deps, channel)
