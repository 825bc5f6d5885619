"""The parts of the operating model that say how each kind of CRM is read, and who its owners are in Slack."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field, WithJsonSchema

from domain.deal import Standing
from domain.operating_model.section import Contradiction, Section, mapping
from domain.operating_model.words import CLOSED, EMAIL, PERSON, Name

A_PATH = "a path of one line, from 1 to 300 characters"
A_STAGE = "a stage as it stands in the files, one line of 1 to 200 characters"
AN_OWNER = "an owner's e-mail address or id in the CRM, one line of 1 to 200 characters"
A_USER = "a Slack user id (U… or W…)"
A_USERNAME = "a Salesforce username, in the form of an e-mail address"
A_DATED_VERSION = 'a dated version in quotes, like "2026-03"'
A_VERSION = 'newest, or a version in quotes, like "66.0"'
ONE_LINE = re.compile(r"[^\n\r\0]+")


def _line(text: str, longest: int, form: str) -> str:
    if not text.strip() or len(text) > longest or not ONE_LINE.fullmatch(text):
        raise ValueError(form)
    return text.strip()


def _owner(text: str) -> str:
    line = _line(text, 200, AN_OWNER)
    return line.lower() if EMAIL.fullmatch(line) else line


def _fitting(text: str, pattern: str, form: str) -> str:
    if not re.fullmatch(pattern, text):
        raise ValueError(form)
    return text


DATED = r"20[0-9]{2}-(0[1-9]|1[0-2])"
NUMBERED = r"newest|[0-9]{2,3}\.0"

FilePath = Annotated[
    str,
    AfterValidator(lambda text: _line(text, 300, A_PATH)),
    WithJsonSchema({"type": "string", "$comment": A_PATH, "minLength": 1, "maxLength": 300}),
]
StageName = Annotated[
    str,
    AfterValidator(lambda text: _line(text, 200, A_STAGE)),
    WithJsonSchema({"type": "string", "$comment": A_STAGE, "pattern": "^.{1,200}$"}),
]
OwnerRef = Annotated[
    str, AfterValidator(_owner), WithJsonSchema({"type": "string", "$comment": AN_OWNER, "pattern": "^.{1,200}$"})
]
SlackUser = Annotated[
    str,
    AfterValidator(lambda text: _fitting(text, PERSON.pattern, A_USER)),
    WithJsonSchema({"type": "string", "$comment": A_USER, "pattern": f"^{PERSON.pattern}$"}),
]
Username = Annotated[
    str,
    AfterValidator(lambda text: _fitting(text, EMAIL.pattern, A_USERNAME)),
    WithJsonSchema({"type": "string", "$comment": A_USERNAME, "pattern": f"^{EMAIL.pattern}$"}),
]
DatedVersion = Annotated[
    str,
    AfterValidator(lambda text: _fitting(text, DATED, A_DATED_VERSION)),
    WithJsonSchema({"type": "string", "$comment": A_DATED_VERSION, "pattern": f"^({DATED})$"}),
]
NumberedVersion = Annotated[
    str,
    AfterValidator(lambda text: _fitting(text, NUMBERED, A_VERSION)),
    WithJsonSchema({"type": "string", "$comment": A_VERSION, "pattern": f"^({NUMBERED})$"}),
]
Owners = Annotated[dict[OwnerRef, SlackUser], Field(json_schema_extra=CLOSED)]


class DealColumns(Section):
    id: Name = Field(default="id", description="The deal's own id, never used for another deal.")
    name: Name = Field(default="name", description="What people call the deal.")
    owner: Name = Field(default="owner", description="The owner's id or e-mail address; may be absent.")
    pipeline: Name = Field(default="pipeline", description="The deal's pipeline; absent, all are in crm.pipeline.")
    created_at: Name = Field(default="created_at", description="When the deal was created.")
    modified_at: Name = Field(default="modified_at", description="When it was last changed; may be absent.")
    currency: Name = Field(default="currency", description="The amount's currency, like EUR; may be absent.")
    link: Name = Field(default="link", description="The deal's address in the CRM; may be absent.")


class HistoryColumns(Section):
    deal: Name = Field(default="deal", description="The id of the deal.")
    field: Name = Field(default="field", description="Which field changed: our word for it, or the name of its column.")
    value: Name = Field(default="value", description="What the field held from then on.")
    at: Name = Field(default="at", description="When it changed.")
    by: Name = Field(default="by", description="Who changed it, an owner's id or e-mail address; may be absent.")
    source: Name = Field(
        default="source", description="What changed it: person, automation, import, integration; may be absent."
    )


class OwnerColumns(Section):
    id: Name = Field(default="id", description="The owner's id, as in the deals.")
    name: Name = Field(default="name", description="The owner's name.")
    email: Name = Field(default="email", description="The owner's e-mail address; may be absent.")
    active: Name = Field(
        default="active", description="true or false, whether the owner is still there; may be absent."
    )


class CsvFolder(Section):
    folder: FilePath = Field(default="crm", description="Where the files are, from the operating model's folder on.")
    deals: FilePath = Field(default="deals.csv", description="One line for each deal.")
    history: FilePath = Field(default="history.csv", description="One line for each change; may be absent.")
    owners: FilePath = Field(default="owners.csv", description="One line for each owner; may be absent.")
    stages: dict[StageName, Standing] = Field(
        default={}, json_schema_extra=CLOSED, description="What each stage of the files means: open, won or lost."
    )
    columns: DealColumns = Field(default=DealColumns(), description="What the columns of the deals are called.")
    history_columns: HistoryColumns = Field(
        default=HistoryColumns(), description="What the columns of the history are called."
    )
    owner_columns: OwnerColumns = Field(
        default=OwnerColumns(), description="What the columns of the owners are called."
    )

    @classmethod
    def contradictions(cls, raw: Mapping[str, Any]) -> Iterator[Contradiction]:
        yield from twice(
            ("stages",), mapping(raw.get("stages")), "is there already, in other letters: one of them is enough"
        )
        stages = mapping(raw.get("stages"))
        if stages and Standing.OPEN not in stages.values():
            yield Contradiction(("stages",), "none of them is open: no deal would ever be looked at")
        files: dict[str, str] = {}
        for key in ("deals", "history", "owners"):
            name = str(raw.get(key, f"{key}.csv")).strip()
            if name in files:
                at = key if key in raw else files[name]
                yield Contradiction((at,), "used for something else already: give each its own file", name)
            files.setdefault(name, key)


class HubSpotApi(Section):
    api_version: DatedVersion = Field(default="2026-03", description="Which version of its interface is spoken.")


class SalesforceApi(Section):
    api_version: NumberedVersion = Field(default="newest", description="Which version of its interface is spoken.")


def twice(at: tuple[str | int, ...], names: Mapping[str, Any], what: str) -> Iterator[Contradiction]:
    """The keys of `names` that differ from one before only by upper and lower case."""
    seen: set[str] = set()
    for name in map(str, names):
        plain = name.strip().casefold()
        if plain in seen:
            yield Contradiction((*at, name), what)
        seen.add(plain)
