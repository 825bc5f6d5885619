"""The parts of the operating model that are about the company: its hours, its channels, its people and its CRM."""

from collections.abc import Iterator, Mapping
from datetime import time
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from domain.occasions import Weekday
from domain.operating_model.connections import CsvFolder, HubSpotApi, Owners, SalesforceApi, Username, twice
from domain.operating_model.section import Contradiction, Section, listed, mapping
from domain.operating_model.words import (
    CLOSED,
    ChannelRef,
    Clock,
    Key,
    Name,
    PeopleRef,
    PersonRef,
    is_person,
    read_clock,
)


class WorkingHours(Section):
    days: Annotated[tuple[Weekday, ...], Field(min_length=1)] = Field(
        default=(Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI),
        description="The days on which people work.",
    )
    from_: Clock = Field(alias="from", default=time(9), description="When the working day begins.")
    to: Clock = Field(default=time(17), description="When the working day ends, on the same day.")

    @classmethod
    def contradictions(cls, raw: Mapping[str, Any]) -> Iterator[Contradiction]:
        begins, ends = read_clock(raw.get("from", "09:00")), read_clock(raw.get("to", "17:00"))
        if begins and ends and begins >= ends:
            yield Contradiction(("to",), f"must be later than from, {begins:%H:%M}, on the same day", raw.get("to"))


class Channels(Section):
    triage: ChannelRef = Field(description="Where reports arrive and are decided.")
    updates: ChannelRef = Field(description="Where decisions and release notes go, for everyone who uses the CRM.")


class TeamOnFile(Section):
    name: Name = Field(description="What people call the team.")
    role: Key = Field(description="What its members do in the CRM, like rep or customer_success.")
    manager: PersonRef = Field(description="Who leads the team: one person.")
    members: Annotated[tuple[PeopleRef, ...], Field(min_length=1)] = Field(description="Who is in the team.")


class People(Section):
    admins: Annotated[tuple[PeopleRef, ...], Field(min_length=1)] = Field(
        description="Who looks after the bot: may decide everywhere, and hears when something is left undecided."
    )
    triage_owners: tuple[PeopleRef, ...] = Field(
        default=(), description="Who decides on reports of every workflow that names nobody of its own."
    )
    teams: tuple[TeamOnFile, ...] = Field(default=(), description="The teams that use the CRM.")

    @classmethod
    def contradictions(cls, raw: Mapping[str, Any]) -> Iterator[Contradiction]:
        names: set[str] = set()
        team_of: dict[str, str] = {}
        for place, entry in enumerate(listed(raw.get("teams"))):
            team = mapping(entry)
            name = str(team.get("name", "")).strip().casefold()
            if name and name in names:
                yield Contradiction(("teams", place, "name"), "used twice: give each team its own", team["name"])
            names.add(name)
            yield from cls._in_two_teams(place, team, team_of)

    @staticmethod
    def _in_two_teams(place: int, team: Mapping[str, Any], team_of: dict[str, str]) -> Iterator[Contradiction]:
        for number, member in enumerate(listed(team.get("members"))):
            if isinstance(member, str) and is_person(member):
                if member in team_of:
                    what = f"is in the team {team_of[member]} already: one team for each person"
                    yield Contradiction(("teams", place, "members", number), what, member)
                team_of.setdefault(member, str(team.get("name", "without a name")))


class CrmKind(StrEnum):
    DEMO = "demo"
    CSV = "csv"
    HUBSPOT = "hubspot"
    SALESFORCE = "salesforce"


_ONE_NAME: Mapping[str, str] = {
    CrmKind.HUBSPOT: "HubSpot is written to in the name of its key, and in no other",
    CrmKind.CSV: "files are read and never written",
    CrmKind.DEMO: "the demo's CRM is written to in the name of its key, and in no other",
}
"""Why nobody can be named to write."""


class Crm(Section):
    kind: CrmKind = Field(description="Which CRM the company uses; demo is the one that comes with the bot.")
    pipeline: Name = Field(default="default", description="The pipeline whose records count.")
    fields: dict[Key, Name] = Field(
        default={}, json_schema_extra=CLOSED, description="Our word for a field, and the CRM's name for it."
    )
    csv: CsvFolder = Field(default=CsvFolder(), description="Where the files are, and what stands in them.")
    hubspot: HubSpotApi = Field(default=HubSpotApi(), description="How HubSpot is spoken to.")
    salesforce: SalesforceApi = Field(default=SalesforceApi(), description="How Salesforce is spoken to.")
    write_as: Username | None = Field(
        default=None, description="In whose name Salesforce is written to; left out, in that of the user who reads it."
    )
    owners: Owners = Field(
        default={}, description="Who a CRM owner is in Slack, where the e-mail address does not tell."
    )

    @classmethod
    def contradictions(cls, raw: Mapping[str, Any]) -> Iterator[Contradiction]:
        csv = mapping(raw.get("csv"))
        if raw.get("kind") == CrmKind.CSV and not csv.get("stages"):
            what = (
                "needed when kind is csv, as nothing else tells what a stage means: "
                "each stage of the files with open, won or lost, like {qualified: open, won: won, lost: lost}"
            )
            yield Contradiction(("csv", "stages"), what)
        if raw.get("write_as") is not None and (why := _ONE_NAME.get(str(raw.get("kind")))):
            yield Contradiction(("write_as",), f"{why}: leave it out", raw["write_as"])
        fields = mapping(raw.get("fields"))
        for name, column in mapping(csv.get("columns")).items():
            if fields.get(name, column) != column:
                what = f"crm.fields calls this column {fields[name]}: name it in one place only"
                yield Contradiction(("csv", "columns", name), what, column)
        yield from twice(("owners",), mapping(raw.get("owners")), "is there already, in other letters")
