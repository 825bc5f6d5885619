"""What Slack's own client checks in a form before the app hears of it."""

import re
from collections.abc import Callable
from datetime import date

from sandbox.modals import VALUE_KEYS, state_values
from sandbox.state import Json

MISSING = "Please complete this required field."
NUMBER = re.compile(r"-?\d+(\.\d+)?")
WHOLE = re.compile(r"-?\d+")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
ADDRESS = re.compile(r"https?://[^\s/]+\S*")


def problems_in(content: Json, filled: dict[str, dict[str, Json]]) -> dict[str, str]:
    """By block_id, the sentence under the input; empty when the form can be sent."""
    state, problems = state_values(content, filled), {}
    for block in content["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = state[block["block_id"]][element["action_id"]][VALUE_KEYS[element["type"]]]
        if value in (None, "", []):
            problem = None if block.get("optional") else MISSING
        else:
            problem = problem_with(element, value)
        if problem:
            problems[block["block_id"]] = problem
    return problems


def problem_with(element: Json, value: object) -> str | None:
    if isinstance(value, list):
        most = element.get("max_selected_items")
        return f"Choose {most} at most." if most and len(value) > most else None
    check = CHECKS.get(element["type"])
    return check(element, str(value)) if check else None


def text_problem(element: Json, value: str) -> str | None:
    shortest, longest = element.get("min_length"), element.get("max_length")
    if shortest and len(value) < shortest:
        return f"Please enter at least {shortest} characters."
    if longest and len(value) > longest:
        return f"Please enter {longest} characters at most; this is {len(value)}."
    return None


def number_problem(element: Json, value: str) -> str | None:
    pattern = NUMBER if element.get("is_decimal_allowed") else WHOLE
    if not pattern.fullmatch(value):
        return "Please enter a number." if element.get("is_decimal_allowed") else "Please enter a whole number."
    if element.get("min_value") and float(value) < float(element["min_value"]):
        return f"Please enter {element['min_value']} or more."
    if element.get("max_value") and float(value) > float(element["max_value"]):
        return f"Please enter {element['max_value']} or less."
    return None


def email_problem(_element: Json, value: str) -> str | None:
    return None if EMAIL.fullmatch(value) else "Please enter a valid email address."


def address_problem(_element: Json, value: str) -> str | None:
    return None if ADDRESS.fullmatch(value) else "Please enter a valid URL."


def date_problem(_element: Json, value: str) -> str | None:
    try:
        date.fromisoformat(value)
    except ValueError:
        return "Please choose a date."
    return None


CHECKS: dict[str, Callable[[Json, str], str | None]] = {
    "plain_text_input": text_problem,
    "number_input": number_problem,
    "email_text_input": email_problem,
    "url_text_input": address_problem,
    "datepicker": date_problem,
}
