"""Small rules that together describe a block, and the words in which Slack says what is wrong."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Rule = Callable[[Any, str], Iterator[str]]
"""From a value and the JSON pointer to it, to what is wrong with it."""


def wrong(message: str, pointer: str) -> str:
    return f"[ERROR] {message} [json-pointer:{pointer}]"


def anything(_value: Any, _at: str) -> Iterator[str]:
    yield from ()


def boolean(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield wrong("must provide a boolean", at)


def string(most: int, *, least: int = 1) -> Rule:
    def rule(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield wrong("must provide a string", at)
        elif len(value) > most:
            yield wrong(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            yield wrong(f"must be more than {least - 1} characters", at)

    return rule


def whole_number(least: int, most: int) -> Rule:
    def rule(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield wrong(f"must provide a whole number from {least} to {most}", at)

    return rule


def one_of(*allowed: str) -> Rule:
    def rule(value: Any, at: str) -> Iterator[str]:
        if value not in allowed:
            yield wrong(f"must be a valid enum value: {', '.join(allowed)}", at)

    return rule


def shaped(pattern: str, example: str) -> Rule:
    compiled = re.compile(pattern)

    def rule(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            yield wrong(f"failed to match the format {example}", at)

    return rule


def listing(item: Rule, most: int, *, least: int = 1) -> Rule:
    def rule(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield wrong("must provide an array", at)
            return
        if len(value) > most:
            yield wrong(f"no more than {most} items allowed", at)
        if len(value) < least:
            yield wrong(f"no fewer than {least} items allowed", at)
        for number, one in enumerate(value):
            yield from item(one, f"{at}/{number}")

    return rule


def structure(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    """An object with exactly these fields. Null counts as absent."""
    known = {**required, **(optional or {})}

    def rule(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield wrong("must provide an object", at)
            return
        for name in required:
            if value.get(name) is None:
                yield wrong(f"missing required field: {name}", f"{at}/{name}")
        for name, inside in value.items():
            if name not in known:
                yield wrong(f"invalid additional property: {name}", at)
            elif inside is not None:
                yield from known[name](inside, f"{at}/{name}")

    return rule


def by_type(shapes: Mapping[str, Rule]) -> Rule:
    """An object whose `type` says which of the shapes it has."""

    def rule(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield wrong("must provide an object", at)
        elif "type" not in value:
            yield wrong("missing required field: type", f"{at}/type")
        elif value["type"] not in shapes:
            yield wrong(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            yield from shapes[value["type"]](value, at)

    return rule


def both(*rules: Rule) -> Rule:
    def rule(value: Any, at: str) -> Iterator[str]:
        for one in rules:
            yield from one(value, at)

    return rule


def plain(most: int) -> Rule:
    """A text object that may not carry formatting."""
    return structure({"type": one_of("plain_text"), "text": string(most)}, {"emoji": boolean})


def formatted(most: int) -> Rule:
    return by_type(
        {
            "plain_text": plain(most),
            "mrkdwn": structure({"type": anything, "text": string(most)}, {"verbatim": boolean}),
        }
    )


ID = string(255, least=0)
