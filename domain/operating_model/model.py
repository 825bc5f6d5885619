"""The whole operating model: how one company wants its CRM to be used."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Annotated, Any, Literal

from pydantic import Field

from domain.ids import ChannelId
from domain.operating_model.company import Channels, Crm, People, WorkingHours
from domain.operating_model.routines import Nudges, ReleaseNotes, Retention, Triage, Workarounds
from domain.operating_model.section import Contradiction, Section, listed, mapping
from domain.operating_model.words import CLOSED, Cell, Holidays, Key, Name, TimeZone, read_clock
from domain.operating_model.workflows import Workflow

PLACEHOLDERS = ("unknown", "other", "tbd", "n/a", "none", "-", ".", "x")


class OperatingModel(Section):
    version: Literal[1] = Field(description="The version of this file's form: 1.")
    company: Name = Field(description="The company's name.")
    timezone: TimeZone = Field(description='The time zone in which "today" and every time in this file are meant.')
    holidays: Holidays = Field(
        default=(), description="Whose public holidays are no working days: US, US-NY, a list, or none."
    )
    working_hours: WorkingHours = Field(default=WorkingHours(), description="When people work.")
    channels: Channels = Field(description="The channels in which the bot posts.")
    people: People = Field(description="Who decides, and who works in which team.")
    crm: Crm = Field(description="The CRM and its fields.")
    placeholders: tuple[Cell, ...] = Field(default=PLACEHOLDERS, description="Values that count as empty, in any case.")
    workflows: Annotated[dict[Key, Workflow], Field(min_length=1)] = Field(
        json_schema_extra=CLOSED, description="The workflows, each under a short key."
    )
    workarounds: Workarounds = Field(default=Workarounds(), description="Where work around the CRM is noticed.")
    nudges: Nudges = Field(default=Nudges(), description="Messages to one person about one record.")
    release_notes: ReleaseNotes = Field(default=ReleaseNotes(), description="How shipped fixes are announced.")
    triage: Triage = Field(default=Triage(), description="How undecided reports are brought up again.")
    retention_days: Retention = Field(default=Retention(), description="How long things are kept, in days.")

    @property
    def signals_channel(self) -> ChannelId:
        """Where workaround signals are told."""
        return self.workarounds.report_to or self.channels.triage

    @property
    def nudges_at(self) -> time:
        """When a person's bundle is sent, local time."""
        return self.nudges.at or self.working_hours.from_

    def is_placeholder(self, value: str) -> bool:
        """True if `value` counts as empty."""
        plain = value.strip().casefold()
        return not plain or plain in {placeholder.strip().casefold() for placeholder in self.placeholders}

    @classmethod
    def contradictions(cls, raw: Mapping[str, Any]) -> Iterator[Contradiction]:
        workflows = mapping(raw.get("workflows"))
        yield from _same_names(workflows)
        yield from _nobody_decides(workflows, mapping(raw.get("people")))
        yield from _unmapped_fields(workflows, mapping(raw.get("crm")).get("fields", {}))
        yield from _nudged_after_hours(mapping(raw.get("working_hours")), mapping(raw.get("nudges")))


def _same_names(workflows: Mapping[str, Any]) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for key, workflow in workflows.items():
        name = mapping(workflow).get("name")
        if isinstance(name, str) and name.strip().casefold() in seen:
            yield Contradiction(("workflows", key, "name"), "used twice: people could not tell them apart", name)
        elif isinstance(name, str):
            seen.add(name.strip().casefold())


def _nobody_decides(workflows: Mapping[str, Any], people: Mapping[str, Any]) -> Iterator[Contradiction]:
    if people.get("triage_owners"):
        return
    for key, workflow in workflows.items():
        if isinstance(workflow, Mapping) and not workflow.get("triage_owners"):
            what = "nobody decides on its reports: give it triage_owners, or name some under people.triage_owners"
            yield Contradiction(("workflows", key), what)


def _unmapped_fields(workflows: Mapping[str, Any], fields: object) -> Iterator[Contradiction]:
    if not isinstance(fields, Mapping):  # told already, and every criterion would be wrong
        return
    what = f"one of the words under crm.fields ({', '.join(map(str, fields)) or 'there are none yet'})"
    for key, workflow in workflows.items():
        for place, criterion in enumerate(listed(mapping(workflow).get("criteria"))):
            for at, field in _fields_named(mapping(criterion)):
                if field not in fields:
                    yield Contradiction(("workflows", key, "criteria", place, *at), what, field)


def _fields_named(criterion: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every field that a criterion speaks of, and where in it."""
    if isinstance(criterion.get("field"), str):
        yield ("field",), criterion["field"]
    for field in mapping(criterion.get("when")):
        yield ("when", field), field
    for place, field in enumerate(listed(mapping(criterion.get("must")).get("supported_by"))):
        if isinstance(field, str):
            yield ("must", "supported_by", place), field


def _nudged_after_hours(hours: Mapping[str, Any], nudges: Mapping[str, Any]) -> Iterator[Contradiction]:
    begins, ends = read_clock(hours.get("from", "09:00")), read_clock(hours.get("to", "17:00"))
    at = read_clock(nudges.get("at"))
    if begins and ends and at and begins < ends and not begins <= at < ends:
        what = f"in working hours, from {begins:%H:%M} until before {ends:%H:%M}"
        yield Contradiction(("nudges", "at"), what, nudges.get("at"))
