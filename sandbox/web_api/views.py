"""views.*: opening, stacking and changing modals, and publishing Home tabs."""

from sandbox.blocks.checks import named, view_problems
from sandbox.blocks.rules import wrong
from sandbox.modals import OpenView
from sandbox.passes import Trigger
from sandbox.state import Json
from sandbox.web_api.call import Call, Method, SlackError


def open_view(call: Call) -> Json:
    content = checked_view(call, "modal")
    view = call.workspace.views.open(use_trigger(call).user, content)
    return shown(call, view)


def push(call: Call) -> Json:
    content = checked_view(call, "modal")
    trigger = use_trigger(call)
    if trigger.from_view is None or call.workspace.views.find(trigger.from_view) is None:
        raise SlackError("invalid_trigger_id")
    view = call.workspace.views.push(trigger.user, content)
    if view is None:
        raise SlackError("push_limit_reached")
    return shown(call, view)


def update(call: Call) -> Json:
    view = call.workspace.views.find(call.text("view_id"), call.text("external_id"))
    if view is None:
        raise SlackError("not_found")
    content = checked_view(call, view.content["type"])
    check_hash(call, view)
    call.workspace.views.replace(view, content)
    return shown(call, view)


def publish(call: Call) -> Json:
    user = call.person(call.text("user_id")).id
    content = checked_view(call, "home")
    if home := call.workspace.views.homes.get(user):
        check_hash(call, home)
    return shown(call, call.workspace.views.publish(user, content))


def checked_view(call: Call, kind: str) -> Json:
    """The view as sent, with its ids filled in. Raises SlackError `invalid_arguments` with pointers."""
    view = call.structured("view", "invalid_arguments")
    problems = view_problems(view)
    if not problems and view["type"] != kind:
        problems = [wrong(f"must be a {kind} view", "/view/type")]
    if problems:
        raise SlackError("invalid_arguments", response_metadata={"messages": problems})
    external_id = view.get("external_id")
    if external_id and call.text("external_id") != external_id:
        other = call.workspace.views.find(None, external_id)
        if other is not None and other.id != call.text("view_id"):
            raise SlackError("duplicate_external_id")
    content: Json = {**view, "blocks": named(view["blocks"])}
    return content


def use_trigger(call: Call) -> Trigger:
    trigger = call.workspace.triggers.use(call.text("trigger_id"))
    if isinstance(trigger, str):
        raise SlackError(trigger)
    return trigger


def check_hash(call: Call, view: OpenView) -> None:
    if call.text("hash") and call.text("hash") != view.hash:
        raise SlackError("hash_conflict")


def shown(call: Call, view: OpenView) -> Json:
    kind = "home" if view.content["type"] == "home" else "modal"
    call.workspace.bus.tell(kind, None, view.user)
    return {"view": call.workspace.views.as_slack(view)}


METHODS = {
    "views.open": Method(open_view),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
