"""Says what pydantic found in the operating model in our own words: what is wrong, and what is allowed there."""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic_core import ErrorDetails

from domain.operating_model import OperatingModel
from domain.operating_model.section import CONTRADICTION

LONGEST_QUOTE = 60

Schema = Mapping[str, Any]


def explain(error: ErrorDetails) -> str:
    """Never a phrase of pydantic's. Starts with what stands there, unless that is a whole section or nothing."""
    kind, schema = error["type"], _schema_at(place_of(error))
    if kind == "extra_forbidden":
        return _unknown_key(str(error["loc"][-1]), _schema_at(error["loc"][:-1]))
    if kind == "missing":
        return f"missing — {_meant(schema)}"
    if error["input"] is None and kind != CONTRADICTION:
        return f"empty — {_meant(schema)}"
    if kind == CONTRADICTION:
        return error["msg"] if error["input"] is None else f"{_shown(error['input'])} — {error['msg']}"
    return f"{_shown(error['input'])} — {_allowed(error, schema)}"


def is_echo(error: ErrorDetails) -> bool:
    """True for a list said to be too short only because its entries are wrong, which is told of each of them."""
    return error["type"] == "too_short" and bool(error["input"])


def place_of(error: ErrorDetails) -> tuple[str | int, ...]:
    """Where the error is; pydantic marks an error in a key with one step more."""
    loc = error["loc"]
    return loc[:-1] if loc and loc[-1] == "[key]" else loc


def path_of(place: tuple[str | int, ...]) -> str:
    """`people.teams[0].manager`, as yq and JSON tools write it."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _allowed(error: ErrorDetails, schema: Schema) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "greater_than_equal":
        return f"{context['ge']} or more"
    if kind == "less_than_equal":
        return f"{context['le']} or less"
    if kind == "too_short":
        return "at least one entry"
    if kind == "string_type" and isinstance(error["input"], int | float):
        return "text; put it in quotes"
    return _form(schema)


def _unknown_key(key: str, section: Schema) -> str:
    known = _keys(section)
    near = get_close_matches(key.lower(), known, n=1)
    suggestion = f"did you mean {near[0]}? " if near else ""
    return f"unknown key — {suggestion}Allowed here: {', '.join(known)}"


def _meant(schema: Schema) -> str:
    """What belongs there: its form, and what it is for."""
    return f"{_form(schema)}. {schema.get('description', '')}".rstrip(". ")


def _form(schema: Schema) -> str:
    """What a value must look like, from the schema."""
    if "enum" in schema:
        return f"one of {', '.join(map(str, schema['enum']))}"
    if "const" in schema:
        return f"only {schema['const']}"
    if "properties" in schema:
        return f"keys below it: {', '.join(_keys(schema))}"
    return str(schema.get("$comment") or _FORMS.get(str(schema.get("type")), "another value"))


_FORMS = {
    "array": "a list, like [a, b]",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "keys and values below it",
    "string": "text",
}


def _keys(schema: Schema) -> list[str]:
    return list(schema.get("properties", {}))


def _schema_at(place: tuple[str | int, ...]) -> Schema:
    """The schema of one place of the file; of the nearest one around it where there is none."""
    schema = _resolved(_schema())
    for step in place:
        inner = schema.get("items") if isinstance(step, int) else schema.get("properties", {}).get(step)
        named = next(iter(schema.get("patternProperties", {}).values()), None)
        schema = _resolved(inner or named or schema)
    return schema


def _resolved(schema: Schema) -> Schema:
    """`schema` with what it refers to; a description that stands beside the reference goes first."""
    options = [_resolved(option) for option in schema.get("anyOf", ()) if option.get("type") != "null"]
    merged = {**(options[0] if len(options) == 1 else {}), **schema}
    if "$ref" in schema:
        merged = {**_schema()["$defs"][str(schema["$ref"]).rpartition("/")[2]], **merged}
    return merged


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, Mapping):
        return "keys and values" if value else "nothing in it"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_QUOTE else f'{text[:LONGEST_QUOTE]}…"'


@cache
def _schema() -> dict[str, Any]:
    """Made for the first fault: most files have none, and it would be a fiftieth of every start."""
    return OperatingModel.model_json_schema()
