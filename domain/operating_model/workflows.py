"""A workflow of the operating model: its meeting, the records it looks at, and what it demands of them."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from domain.occasions import Cron, Rule, Weekday, Weekly
from domain.operating_model.section import Contradiction, Section, listed, mapping
from domain.operating_model.words import (
    CLOSED,
    AtLeastOne,
    Cells,
    ChannelRef,
    Clock,
    Count,
    Key,
    Name,
    Number,
    PeopleRef,
    Sentence,
    Switch,
)


class Control(StrEnum):
    """How firmly a workflow asks, the lightest first."""

    FLAG = "flag"
    INSPECTION = "inspection"
    PROMPT = "prompt"
    GATE = "gate"


def _cron(text: str) -> str:
    return Cron.read(text).text


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"a regular expression ({error})") from error
    return text


class Meeting(Section):
    name: Name = Field(description="What people call the meeting.")
    channel: ChannelRef = Field(description="The Slack channel of the meeting; its digest is posted there.")
    day: Weekday | None = Field(default=None, description="The weekday of a weekly meeting, together with `at`.")
    at: Clock | None = Field(default=None, description="When the meeting begins, in the company's time zone.")
    cron: Annotated[str, AfterValidator(_cron)] | None = Field(
        default=None, description="Instead of `day` and `at`: minute, hour, day of month, month, weekday."
    )
    digest_minutes_before: Count = Field(default=60, description="How long before the meeting its digest is posted.")
    preview_hours_before: AtLeastOne | None = Field(
        default=None,
        description="How long before the meeting each person sees their own records; left out, nobody does.",
    )

    @property
    def rule(self) -> Rule:
        if self.cron is not None:
            return Cron.read(self.cron)
        assert self.day is not None and self.at is not None  # noqa: S101 - kept by `contradictions`
        return Weekly(self.day, self.at)

    @classmethod
    def contradictions(cls, raw: Mapping[str, Any]) -> Iterator[Contradiction]:
        weekly = [key for key in ("day", "at") if raw.get(key) is not None]
        if raw.get("cron") is None and len(weekly) < 2:
            yield Contradiction((), "needs to know when it meets: either day and at, or cron")
        if raw.get("cron") is not None and weekly:
            yield Contradiction(("cron",), f"either cron or day and at, not both (here with {' and '.join(weekly)})")


class RecordFilter(Section):
    """Which of the CRM's records the workflow looks at; all conditions must hold, none means every record."""

    open: Switch | None = Field(default=None, description="true: only open records; false: only closed ones.")
    stages: tuple[Name, ...] = Field(
        default=(), description="Only records in these stages, named as the CRM names them."
    )
    closing_within_days: Count | None = Field(
        default=None, description="Only records whose close date is this near, or past."
    )
    won_within_days: Count | None = Field(default=None, description="Only records won this recently.")

    @classmethod
    def contradictions(cls, raw: Mapping[str, Any]) -> Iterator[Contradiction]:
        if raw.get("open") is True and raw.get("won_within_days") is not None:
            yield Contradiction(("won_within_days",), "a record that is won is not open: leave out one of the two")


class Demand(Section):
    """What must be true of the field; everything that is given must hold."""

    be_filled: Switch = Field(default=False, description="It has a value; placeholders count as empty.")
    changed_within_days: AtLeastOne | None = Field(
        default=None, description="It was changed at most this many days ago."
    )
    not_in_past: Switch = Field(default=False, description="It is a date from today on.")
    one_of: Cells | None = Field(default=None, description="It is one of these values, as the CRM stores them.")
    matches: Annotated[str, AfterValidator(_pattern)] | None = Field(
        default=None, description="The whole value fits this regular expression, for naming conventions."
    )
    at_least: Number | None = Field(default=None, description="It is a number, this or more.")
    at_most: Number | None = Field(default=None, description="It is a number, this or less.")
    supported_by: tuple[Key, ...] = Field(
        default=(), description="These fields are filled too: the evidence for this one."
    )

    @classmethod
    def contradictions(cls, raw: Mapping[str, Any]) -> Iterator[Contradiction]:
        if all(value is False or value in (None, [], ()) for value in raw.values()):
            yield Contradiction((), f"demands nothing: give at least one of {', '.join(cls.model_fields)}")
        low, high = raw.get("at_least"), raw.get("at_most")
        if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
            yield Contradiction(("at_most",), f"no number is at least {low} and at most {high}")


class Criterion(Section):
    id: Key = Field(description="A short key, unique in the workflow; findings are remembered under it.")
    field: Key = Field(description="One of the words under crm.fields.")
    must: Demand = Field(description="What must be true of the field.")
    when: dict[Key, Cells] = Field(
        default={},
        json_schema_extra=CLOSED,
        description="Only for records where each of these fields has one of the values given.",
    )
    say: Sentence = Field(description="The sentence that people read when the criterion is not met: what to do.")

    @property
    def asks_for(self) -> tuple[str, ...]:
        """The fields that would meet it: its own, and those that are the evidence for it."""
        return (self.field, *self.must.supported_by)


class Workflow(Section):
    name: Name = Field(description="What people call the workflow; shown in forms and on cards.")
    triage_owners: tuple[PeopleRef, ...] = Field(
        default=(), description="Who decides on its reports; left out, people.triage_owners do."
    )
    meeting: Meeting = Field(description="The meeting that the workflow hangs on.")
    records: RecordFilter = Field(default=RecordFilter(), description="Which records it looks at.")
    done_means: Sentence = Field(description="When a record is in order, in one sentence for people.")
    control: Control = Field(default=Control.FLAG, description="How firmly the bot asks; the lightest that works.")
    criteria: tuple[Criterion, ...] = Field(
        default=(), description="What a record must meet to be ready for the meeting."
    )

    @classmethod
    def contradictions(cls, raw: Mapping[str, Any]) -> Iterator[Contradiction]:
        seen: set[str] = set()
        for place, criterion in enumerate(listed(raw.get("criteria"))):
            name = mapping(criterion).get("id")
            if isinstance(name, str) and name in seen:
                yield Contradiction(("criteria", place, "id"), "used twice in this workflow: give each its own", name)
            elif isinstance(name, str):
                seen.add(name)
