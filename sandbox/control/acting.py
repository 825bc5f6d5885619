"""What a person does: one function per gesture on the page."""

from sandbox import forms, gestures, payloads
from sandbox.control.asked import Asked
from sandbox.gestures import no
from sandbox.modals import VALUE_KEYS
from sandbox.state import Json
from sandbox.workspace import Workspace


async def message(asked: Asked) -> Json:
    channel, user, text = asked.channel, asked.user, str(asked.get("text", ""))
    thread_ts = asked.get("thread_ts")
    if channel.is_archived:
        no("Nothing can be written into an archived channel.")
    if not text.strip():
        no("There is nothing to send.")
    if thread_ts and thread_ts not in channel.messages:
        no("The thread is not there any more.")
    posted = asked.workspace.posting.post(channel, user=user, text=gestures.typed(text), thread_ts=thread_ts)
    return {"ts": posted.ts}


async def command(asked: Asked) -> Json:
    if asked.get("thread_ts"):
        no(f"{asked.need('command')} is not supported in threads.")
    text = str(asked.get("text", ""))
    return await gestures.command(asked.workspace, asked.user, asked.channel, asked.need("command"), text.strip())


async def shortcut(asked: Asked) -> Json:
    where = asked.message() if asked.get("ts") else None
    return await gestures.shortcut(asked.workspace, asked.user, asked.need("callback_id"), where)


async def action(asked: Asked) -> Json:
    """`values`, as in `submit`, tell what else is filled in by now."""
    choice = asked.get("element", {})
    if asked.get("view_id"):
        view = asked.view()
        for block_id, by_action in asked.get("values", {}).items():
            for action_id, value in by_action.items():
                _, element = gestures.find_element(view.content, block_id, action_id)
                if element["type"] in VALUE_KEYS:
                    view.filled.setdefault(block_id, {})[action_id] = gestures.chosen(element, value)
        return await gestures.act_on_view(asked.workspace, asked.user, view, asked.ids(), choice)
    return await gestures.act_on_message(asked.workspace, asked.user, *asked.message(), asked.ids(), choice)


async def options(asked: Asked) -> Json:
    ws, user, ids = asked.workspace, asked.user, asked.ids()
    if asked.get("view_id"):
        view = asked.view()
        gestures.find_element(view.content, *ids)
        payload = payloads.on_view(ws, "block_suggestion", user, view)
    else:
        channel, found = asked.message()
        gestures.find_element({"blocks": found.blocks}, *ids)
        payload = payloads.on_message(ws, "block_suggestion", user, channel, found)
    return await gestures.options(ws, payload, ids, str(asked.get("value", "")))


async def submit(asked: Asked) -> Json:
    view = asked.view()
    if view.content["type"] != "modal":
        no("Only a form can be submitted.")
    return await forms.submit(asked.workspace, view, asked.get("values", {}))


async def close(asked: Asked) -> Json:
    """`all` closes everything that lies under it, too."""
    return await forms.close(asked.workspace, asked.view(), everything=bool(asked.get("all")))


async def open_home(asked: Asked) -> Json:
    return await open_app(asked.workspace, asked.user, "home")


async def open_im(asked: Asked) -> Json:
    ws, user, other = asked.workspace, asked.user, asked.need("with")
    if other not in ws.company.people:
        no(f"There is nobody called {other} here.")
    channel = ws.company.open_im(user, other, at=int(ws.clock.now().timestamp()))
    ws.bus.tell("channel", channel.id, user)
    if other == ws.company.bot_user:
        await open_app(ws, user, "messages")
    return {"channel": channel.id}


async def open_app(ws: Workspace, user: str, tab: str) -> Json:
    channel = ws.company.open_im(user, ws.company.bot_user, at=int(ws.clock.now().timestamp()))
    home = ws.views.homes.get(user)
    told = ws.events.home_opened(user, channel, tab, ws.views.as_slack(home) if home and tab == "home" else None)
    return {"status": (await told).status if told else None}


async def read(asked: Asked) -> Json:
    """With `everyone` all people have read all that there is."""
    if asked.get("everyone"):
        for channel in asked.workspace.company.channels.values():
            for member in channel.members:
                channel.mark_read(member)
        asked.workspace.bus.tell("state")
        return {"ok": True}
    asked.channel.mark_read(asked.user)
    asked.workspace.bus.tell("channel", asked.anywhere.id, asked.user)
    return {"ok": True}
