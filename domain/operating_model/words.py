"""The small words of the operating model, each saying in its refusal what is allowed: ids, times, days, names."""

import re
from datetime import time
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue, PlainSerializer, WithJsonSchema

from domain.ids import ChannelId

PERSON = re.compile(r"[UW][A-Z0-9]{2,30}")
GROUP = re.compile(r"S[A-Z0-9]{2,30}")
CHANNEL = re.compile(r"[CG][A-Z0-9]{2,30}")
EMAIL = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]+\.[^@\s<>,;.]{2,}")
KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
HOLIDAYS = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,4})?")
CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
LONGEST_CHOICE = 75
"""Characters in an option of a Slack menu, where names of workflows and teams are shown."""


A_KEY = "a short key of lower-case letters, digits and _, starting with a letter"
A_NAME = f"a name of one line, from 1 to {LONGEST_CHOICE} characters"
A_SENTENCE = "a sentence of 1 to 300 characters"
A_PERSON = "one person: a Slack user id (U… or W…) or an e-mail address"
PEOPLE = "a Slack user id (U… or W…), a user group id (S…) or an e-mail address"
A_CHANNEL = "a Slack channel id (C… or G…), not a name; it stands at the end of the channel's details"
A_TIME = 'a time of day from "00:00" to "23:59", in quotes'
A_TIME_ZONE = "a time zone by its full name, like America/New_York or Europe/Berlin"
PLACES = "a country like US, a part of one like US-NY, a list of them, or none"
CELLS = "a value, or a list of them like [a, b]"


def _key(text: str) -> str:
    if not KEY.fullmatch(text):
        raise ValueError(A_KEY)
    return text


def _name(text: str) -> str:
    if not text.strip() or len(text) > LONGEST_CHOICE or "\n" in text:
        raise ValueError(A_NAME)
    return text.strip()


def _sentence(text: str) -> str:
    if not text.strip() or len(text) > 300:
        raise ValueError(A_SENTENCE)
    return text.strip()


def _person(text: str) -> str:
    if EMAIL.fullmatch(text):
        return text.lower()
    if not PERSON.fullmatch(text):
        raise ValueError(A_PERSON)
    return text


def _people(text: str) -> str:
    if EMAIL.fullmatch(text):
        return text.lower()
    if not PERSON.fullmatch(text) and not GROUP.fullmatch(text):
        raise ValueError(PEOPLE)
    return text


def _channel(text: str) -> ChannelId:
    if not CHANNEL.fullmatch(text):
        raise ValueError(A_CHANNEL)
    return ChannelId(text)


def read_clock(value: object) -> time | None:
    """ "09:30" as a time of day; None if it is none."""
    match = CLOCK.fullmatch(value) if isinstance(value, str) else None
    return time(int(match[1]), int(match[2])) if match else None


def _clock(value: object) -> time:
    at = value if isinstance(value, time) else read_clock(value)
    if at is None:
        raise ValueError(A_TIME)
    return at


def _time_zone(value: object) -> object:
    if isinstance(value, ZoneInfo):
        return value
    if not isinstance(value, str) or value not in available_timezones():
        raise ValueError(A_TIME_ZONE)
    return ZoneInfo(value)


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, str | bool | int | float) else value


def _holidays(value: object) -> object:
    places = _one_or_more(value)
    if places in ((), [], ("none",), ["none"]):
        return ()
    if not isinstance(places, list | tuple) or not all(isinstance(p, str) and HOLIDAYS.fullmatch(p) for p in places):
        raise ValueError(PLACES)
    return tuple(places)


def _cell(value: object) -> object:
    """A CRM's value as text: YAML reads 0, 1.5 and true as something else."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


def is_person(reference: str) -> bool:
    """True for a user id, which needs no looking up; False for a group or an e-mail address."""
    return PERSON.fullmatch(reference) is not None


_CELL: dict[str, Any] = {"$comment": "text, a number, true or false", "type": ["string", "number", "boolean"]}


def _text(form: str, **schema: Any) -> WithJsonSchema:
    """`form` says in words what a pattern cannot."""
    return WithJsonSchema({"type": "string", "$comment": form, **schema})


Key = Annotated[str, AfterValidator(_key), _text(A_KEY, pattern=f"^{KEY.pattern}$")]
Name = Annotated[str, AfterValidator(_name), _text(A_NAME, minLength=1, maxLength=LONGEST_CHOICE)]
Sentence = Annotated[str, AfterValidator(_sentence), _text(A_SENTENCE, minLength=1, maxLength=300)]
PersonRef = Annotated[str, AfterValidator(_person), _text(A_PERSON, pattern=f"^({PERSON.pattern}|{EMAIL.pattern})$")]
PeopleRef = Annotated[
    str, AfterValidator(_people), _text(PEOPLE, pattern=f"^({PERSON.pattern}|{GROUP.pattern}|{EMAIL.pattern})$")
]
ChannelRef = Annotated[ChannelId, AfterValidator(_channel), _text(A_CHANNEL, pattern=f"^{CHANNEL.pattern}$")]
Clock = Annotated[
    time,
    BeforeValidator(_clock),
    PlainSerializer(lambda at: at.strftime("%H:%M"), return_type=str),
    _text(A_TIME, pattern=f"^({CLOCK.pattern})$"),
]
TimeZone = Annotated[
    ZoneInfo, BeforeValidator(_time_zone), PlainSerializer(lambda zone: zone.key, return_type=str), _text(A_TIME_ZONE)
]
Holidays = Annotated[
    tuple[str, ...],
    BeforeValidator(_holidays),
    WithJsonSchema(
        {
            "$comment": PLACES,
            "anyOf": [
                {"type": "string", "pattern": f"^(none|{HOLIDAYS.pattern})$"},
                {"type": "array", "items": {"type": "string", "pattern": f"^{HOLIDAYS.pattern}$"}},
            ],
        }
    ),
]
Cell = Annotated[str, BeforeValidator(_cell), WithJsonSchema(_CELL)]
Cells = Annotated[
    tuple[Cell, ...],
    BeforeValidator(_one_or_more),
    Field(min_length=1),
    WithJsonSchema({"$comment": CELLS, "anyOf": [{"type": "array", "minItems": 1, "items": _CELL}, _CELL]}),
]
CLOSED: dict[str, JsonValue] = {"additionalProperties": False}
"""For the JSON Schema of mappings whose keys we check: without it, a key that fits no pattern would pass."""
Switch = Annotated[bool, Field(strict=True)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Probability = Annotated[float, Field(strict=True, ge=0.5, le=1, allow_inf_nan=False)]
"""More likely than not."""
Count = Annotated[int, Field(strict=True, ge=0, le=36500)]
AtLeastOne = Annotated[int, Field(strict=True, ge=1, le=36500)]
