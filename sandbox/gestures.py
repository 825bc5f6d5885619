"""What a person does outside of forms: commands, shortcuts, buttons, menus."""

import re
from typing import NoReturn

from sandbox import payloads
from sandbox.deliver import Answer
from sandbox.modals import VALUE_KEYS, OpenView, elements_of
from sandbox.passes import ResponseUrl
from sandbox.replies import NotSaidError, say
from sandbox.state import Channel, Json, Message
from sandbox.workspace import Workspace


class ControlError(Exception):
    """Something that a person cannot do; said in a sentence."""


def no(sentence: str) -> NoReturn:
    raise ControlError(sentence)


def outcome(answer: Answer, **more: object) -> Json:
    return {"status": answer.status, "ms": round(answer.ms, 1), "error": answer.error, **more}


# Commands


async def command(ws: Workspace, user: str, channel: Channel, name: str, text: str) -> Json:
    """`ts` names the message in which the app answered, or Slackbot for it."""
    if channel.is_archived:
        no("Nothing can be written into an archived channel.")
    declared = ws.manifest.find_command(name)
    if declared is None:
        told = ws.posting.whisper(channel, user, f"`{name}` is not a valid command.", by_slackbot=True)
        return {"status": None, "ms": 0, "error": "unknown_command", "ts": told.ts}
    sent = escaped(ws, text) if declared.get("should_escape") else text
    answer = await ws.courier.deliver("slash_commands", name, payloads.command(ws, user, channel, name, sent))
    error, message = answer.error, None
    if not error:
        try:
            message = say(ws, spoken(answer), user=user, channel=channel)
        except NotSaidError as wrong:
            error = str(wrong)
    if error:
        message = ws.posting.whisper(channel, user, f'{name} failed with the error "{error}"', by_slackbot=True)
    return outcome(answer, error=error, ts=message.ts if message else None) | {"error": error}


def spoken(answer: Answer) -> Json:
    """A command may be answered with plain text or with a message in JSON."""
    if isinstance(answer.body, dict):
        return answer.body
    return {"text": str(answer.body)} if answer.body not in (None, "") else {}


def escaped(ws: Workspace, text: str) -> str:
    """With `should_escape`, people and channels arrive as `<@U…|name>`, and what was typed cannot look like them."""
    people, channels = ws.company.people, ws.company.channels

    def named(found: re.Match[str]) -> str:
        kind, name = found.group(1), found.group(2)
        known = people[name].name if kind == "@" and name in people else None
        known = channels[name].name if kind == "#" and name in channels else known
        return f"<{kind}{name}|{known}>" if known else found.group(0)

    return re.sub(r"<([@#])([A-Z0-9]+)>", named, escape(text))


TOKEN = re.compile(r"<(?:@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|!(?:here|channel|everyone)|!subteam\^S[A-Z0-9]+)>")
LINK = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"]")


def escape(text: str) -> str:
    """As Slack stores what was typed: `&`, `<`, `>` escaped, except in mentions."""
    parts, end = [], 0
    for token in TOKEN.finditer(text):
        parts += [entities(text[end : token.start()]), token.group(0)]
        end = token.end()
    return "".join([*parts, entities(text[end:])])


def entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str) -> str:
    """As Slack stores a message: escaped, and addresses made links."""
    return LINK.sub(lambda link: f"<{link.group(0)}>", escape(text))


# Shortcuts


async def shortcut(ws: Workspace, user: str, callback_id: str, where: tuple[Channel, Message] | None) -> Json:
    declared = ws.manifest.find_shortcut(callback_id)
    if declared is None:
        no(f"The app has no shortcut {callback_id}.")
    if (declared.get("type", "message" if where else "global") == "message") != (where is not None):
        no("A message shortcut needs a message, a global one has none.")
    if where:
        payload = payloads.message_shortcut(ws, user, callback_id, *where)
    else:
        payload = payloads.shortcut(ws, user, callback_id)
    answer = await ws.courier.deliver("interactive", callback_id, payload)
    if answer.error and where:
        sentence = f'The shortcut failed with the error "{answer.error}"'
        ws.posting.whisper(where[0], user, sentence, by_slackbot=True, thread_ts=where[1].thread_ts)
    return outcome(answer)


# Elements


def find_element(content: Json, block_id: str, action_id: str) -> tuple[Json, Json]:
    for block, element in elements_of(content):
        if (block.get("block_id"), element["action_id"]) == (block_id, action_id):
            return block, element
    no(f"There is no {action_id} in {block_id} any more.")


def chosen(element: Json, choice: Json) -> Json:
    """What goes into the payload; a fixed option must be one of those shown."""
    kind = element["type"]
    if kind in ("button", "workflow_button"):
        shown: Json = {key: element[key] for key in ("text", "value", "style", "url") if key in element}
        return {**shown, "type": kind}
    key = "selected_option" if kind == "overflow" else VALUE_KEYS[kind]
    value = choice.get(key)
    if kind in ("static_select", "radio_buttons", "overflow"):
        value = offered(element, value) if value or kind == "overflow" else None
    elif kind in ("multi_static_select", "checkboxes"):
        value = [offered(element, one) for one in value or []]
    return {"type": kind, key: value}


def offered(element: Json, option: Json | None) -> Json:
    groups = [group["options"] for group in element.get("option_groups") or []]
    for one in (o for options in (element.get("options") or [], *groups) for o in options):
        if option and one["value"] == option.get("value"):
            return dict(one)
    no(f"{(option or {}).get('value')} is not one of the options.")


async def act_on_message(
    ws: Workspace, user: str, channel: Channel, message: Message, ids: tuple[str, str], choice: Json
) -> Json:
    block, element = find_element({"blocks": message.blocks}, *ids)
    what = chosen(element, choice)
    if element["type"] in VALUE_KEYS:
        message.chosen.setdefault(ids[0], {})[ids[1]] = what
    if stays_quiet(block):
        return {"status": None, "ms": 0, "error": None}
    payload = payloads.on_message(ws, "block_actions", user, channel, message)
    answer_to = ResponseUrl(user, channel.id, message.ts, message.thread_ts)
    payload["response_url"] = payloads.response_url(ws, answer_to)
    payload["trigger_id"] = ws.triggers.make(user)
    return await send_action(ws, payload, ids, what)


async def act_on_view(ws: Workspace, user: str, view: OpenView, ids: tuple[str, str], choice: Json) -> Json:
    block, element = find_element(view.content, *ids)
    what = chosen(element, choice)
    if element["type"] in VALUE_KEYS:
        view.filled.setdefault(ids[0], {})[ids[1]] = what
    if stays_quiet(block):
        return {"status": None, "ms": 0, "error": None}
    payload = payloads.on_view(ws, "block_actions", user, view)
    payload["trigger_id"] = ws.triggers.make(user, from_view=view.id if view.content["type"] == "modal" else None)
    return await send_action(ws, payload, ids, what)


def stays_quiet(block: Json) -> bool:
    """An input tells the app only when it is submitted, unless it says otherwise."""
    return block["type"] == "input" and not block.get("dispatch_action")


async def send_action(ws: Workspace, payload: Json, ids: tuple[str, str], what: Json) -> Json:
    block_id, action_id = ids
    action = {"action_id": action_id, "block_id": block_id, **what, "action_ts": ws.clock.next_ts()}
    return outcome(await ws.courier.deliver("interactive", action_id, payload | {"actions": [action]}))


async def options(ws: Workspace, payload: Json, ids: tuple[str, str], value: str) -> Json:
    """What an external select offers for what was typed so far."""
    block_id, action_id = ids
    payload |= {"block_id": block_id, "action_id": action_id, "value": value}
    answer = await ws.courier.deliver("interactive", f"{action_id} options", payload)
    if answer.error:
        no(f"The options could not be loaded: {answer.error}.")
    groups = answer.said.get("option_groups") or []
    return {"options": answer.said.get("options") or [], "option_groups": groups}
