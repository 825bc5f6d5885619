"""Submitting and closing modals."""

from sandbox import payloads
from sandbox.blocks.checks import named, view_problems
from sandbox.deliver import Answer
from sandbox.gestures import chosen, find_element, outcome
from sandbox.modals import OpenView
from sandbox.required import problems_in
from sandbox.state import Json
from sandbox.workspace import Workspace


async def submit(ws: Workspace, view: OpenView, values: dict[str, dict[str, Json]]) -> Json:
    """What the client itself refuses never reaches the app."""
    for block_id, by_action in values.items():
        for action_id, choice in by_action.items():
            _, element = find_element(view.content, block_id, action_id)
            view.filled.setdefault(block_id, {})[action_id] = chosen(element, choice)
    if errors := problems_in(view.content, view.filled):
        return {"status": None, "ms": 0, "error": None, "errors": errors, "closed": False}
    name = view.content.get("callback_id") or "view_submission"
    answer = await ws.courier.deliver("interactive", name, payloads.submission(ws, view))
    return answered(ws, view, answer)


def answered(ws: Workspace, view: OpenView, answer: Answer) -> Json:
    """Carries out the `response_action`; without one the form closes."""
    action = answer.said.get("response_action")
    error, errors = answer.error, None
    if error:
        pass
    elif action is None:
        ws.views.close(view)
    elif action == "clear":
        ws.views.clear(view.user)
    elif action == "errors":
        error, errors = read_errors(view, answer.said.get("errors"))
    elif action in ("update", "push"):
        error = show(ws, view, action, answer.said.get("view"))
    else:
        error = f"unknown response_action {action}"
    ws.bus.tell("modal", None, view.user)
    closed = view not in ws.views.modals.get(view.user, [])
    return outcome(answer) | {"error": error, "errors": errors, "closed": closed}


def read_errors(view: OpenView, errors: object) -> tuple[str | None, Json | None]:
    """Slack shows an error only under an input of this view."""
    inputs = {block["block_id"] for block in view.content["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        return "invalid errors: they go by the block_id of an input", None
    return None, errors


def show(ws: Workspace, view: OpenView, action: str, content: object) -> str | None:
    """What is wrong with the new view, None when it is shown."""
    if problems := view_problems(content):
        return f"invalid view: {problems[0]}"
    if not isinstance(content, dict):
        return "invalid view"
    content = {**content, "blocks": named(content["blocks"])}
    if action == "update":
        ws.views.replace(view, content)
    elif ws.views.push(view.user, content) is None:
        return "push_limit_reached"
    return None


async def close(ws: Workspace, view: OpenView, *, everything: bool = False) -> Json:
    """Cancel closes the uppermost view, the cross (`everything`) all of them."""
    stack = list(ws.views.modals.get(view.user, []))
    closing = stack if everything or view.content.get("clear_on_close") else [view]
    told = [one for one in reversed(closing) if one.content.get("notify_on_close")]
    notices = [payloads.closing(ws, one, cleared=everything) for one in told]
    for one in closing:
        ws.views.close(one)
    ws.bus.tell("modal", None, view.user)
    for notice in notices:
        await ws.courier.deliver("interactive", "view_closed", notice)
    return {"closed": not ws.views.modals.get(view.user)}
