"""What nobody sends: each gesture as it is sent, spoiled in some of its places."""

import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, Final

from hypothesis import strategies as st

from tests.conftest import TEAM
from tests.plugins.secret_watch import NEVER_LOGGED
from tests.security.gestures import EVERY
from tests.security.payloads import ELSEWHERE, Json
from tests.security.world import Role, World

MARK: Final = NEVER_LOGGED
"""Typed by people in every payload."""

Path_ = tuple[Any, ...]

STRANGE_NUMBERS: Final = (
    *("1e9", "-1", "0", "00", "1.5", " 1", "1 ", "+1", "0x1", "1_0", "٣", "²", "NaN", "True", "None", "null", ""),
    *("2147483647", "2147483648", "9223372036854775807", "9223372036854775808", "9" * 40, "9" * 4301),
    *("F-1", "F-99999999999999999999", "F-0", "f1", "F--1", "1:", ":1", "1:2:3", "same_as:", "same_as:x", "drop:1"),
    *("1; DROP TABLE reports", "1' OR '1'='1", "1) union select * from posts--", "%", "_", "C0TRIAGE!", "!"),
)
STRANGE_TEXTS: Final = (
    *("\x00", "\ud800", "\udfff\ud800", "\u202e" * 9, "\u200b", "\ufeff", "\x1b[31m", "\u2028", "a\u0301" * 99),
    *(
        "<!channel>",
        "<@U0ADA>",
        "<https://evil|x>",
        "&amp;&lt;",
        "*_~`" * 50,
        "```",
        "{0}",
        "%s%n",
        "${jndi:x}",
        "../..",
    ),
    *("x" * 255, "x" * 256, "x" * 3001, "x" * 40_000, "é" * 5000, "🦓" * 2000, "\n" * 5000, " " * 9000, "<" * 9000),
)
STRANGE_IDS: Final = (ELSEWHERE, TEAM, "U0ADA", "U0FINN", "U0ADOPTION", "W1", "u0rita", "D1", "C0TRIAGE", "U" * 33)
STRANGE_INTS: Final = (0, -1, 1, 2**31, 2**63, 2**64, -(2**63) - 1, 10**400)


def nested(depth: int) -> Any:
    deep: Any = MARK
    for level in range(depth):
        deep = [deep] if level % 2 else {"a": deep}
    return deep


VALUES: Final[st.SearchStrategy[Any]] = st.one_of(
    st.sampled_from([*STRANGE_NUMBERS, *STRANGE_TEXTS, *STRANGE_IDS]),
    st.text(max_size=40).map(lambda text: MARK + text),
    st.sampled_from([None, True, False, [], {}, [None], [[]], {"": None}, [{}], 1.5, float("inf"), *STRANGE_INTS]),
    st.sampled_from([3, 60, 400]).map(nested),
    st.dictionaries(st.sampled_from(["id", "type", "value", "text", "user", "ts"]), st.none() | st.text(max_size=9)),
)
HOW: Final = st.sampled_from(["replace", "replace", "replace", "drop", "add", "double", "swap", "wrap", "rename"])
MUTATION: Final = st.tuples(st.integers(0, 2**16), HOW, VALUES)
MUTATIONS: Final = st.lists(MUTATION, max_size=4)

Mutation = tuple[int, str, Any]


def places(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Every place in `value`, from outside to inside."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def inside(value: Any, path: Path_) -> Any:
    for key in path:
        value = value[key]
    return value


def mutated(payload: Json, mutations: Sequence[Mutation]) -> Any:
    whole: dict[str, Any] = {"payload": deepcopy(payload)}
    for number, how, value in mutations:
        every = list(places(whole))[1:]
        path = every[number % len(every)]
        _mutate(inside(whole, path[:-1]), path[-1], how, deepcopy(value), whole)
    return whole.get("payload")


def _mutate(holder: Any, key: Any, how: str, value: Any, whole: Json) -> None:
    match how:
        case "drop" if len(holder) > 1:
            del holder[key]
        case "add" if isinstance(holder[key], dict):
            holder[key][MARK] = value
        case "double" if isinstance(holder[key], list):
            holder[key] = holder[key] * 40
        case "swap":
            every = list(places(whole))
            other = inside(whole, every[len(str(value)) % len(every)])
            holder[key] = deepcopy(other)
        case "wrap":
            holder[key] = [holder[key]] if len(str(value)) % 2 else {"value": holder[key]}
        case "rename" if isinstance(holder, dict) and isinstance(value, str) and len(holder) > 1:
            holder[value] = holder.pop(key)
        case _:
            holder[key] = value


def in_json_metadata(payload: Json, mutations: Sequence[Mutation]) -> Json:
    """What a form of ours carries is JSON in a string: mutated inside."""
    view = payload.get("view")
    if isinstance(view, dict) and view.get("private_metadata") and mutations:
        kept = json.loads(view["private_metadata"])
        return payload | {"view": view | {"private_metadata": json.dumps(mutated(kept, mutations[:1]))}}
    return payload


OTHERS: Final[Sequence[Json]] = (
    {"type": "url_verification", "token": "legacy", "challenge": MARK},
    {"type": "app_rate_limited", "token": "legacy", "team_id": TEAM, "minute_rate_limited": 1},
    {"type": "interactive_message", "callback_id": "x", "actions": [{"name": "x"}], "team": {"id": TEAM}},
    {"type": "dialog_submission", "callback_id": "x", "submission": {}, "user": {"id": "U0RITA"}},
    {"type": "event_callback", "team_id": TEAM, "event_id": "Ev0", "event": {"type": "reaction_added", "item": {}}},
    {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": {"type": "message", "subtype": "deleted"}},
)


async def real_shapes(world: World) -> list[tuple[str, Json]]:
    """Each gesture as somebody who may make it sends it, with words in it that may not be logged."""
    shapes = []
    for name, rule in EVERY.items():
        for role in {min(rule.who), Role.STRANGER}:
            payload = json.loads(json.dumps(await rule.made(world, role, team=TEAM)))
            shapes.append((name.partition(":")[0], marked(payload)))
    return [*shapes, *(("other", dict(other)) for other in OTHERS)]


def marked(payload: Any) -> Any:
    """Everything that a person types carries the mark."""
    if isinstance(payload, list):
        return [marked(one) for one in payload]
    if isinstance(payload, dict):
        is_input = payload.get("type") in {"plain_text_input", "message", "app_mention"}
        found = {key: marked(value) for key, value in payload.items()}
        for key in ("value", "text") if is_input else ():
            if isinstance(found.get(key), str):
                found[key] += f" {MARK}"
        return found
    return payload
