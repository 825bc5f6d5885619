"""The parts of the operating model that say what the bot does by itself, and how often; all may be left out."""

from collections.abc import Iterator, Mapping
from datetime import time
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from domain.occasions import Weekday
from domain.operating_model.section import Contradiction, Section
from domain.operating_model.words import CHANNEL, AtLeastOne, ChannelRef, Clock, Count, Probability

WATCHED = "joined, or a list of Slack channel ids (C… or G…)"


def _watched(value: object) -> object:
    """`joined` is kept as None: no list of channels."""
    if value is None or value == "joined":
        return None
    if isinstance(value, list | tuple):
        return value
    raise ValueError(WATCHED)


Watched = Annotated[
    tuple[ChannelRef, ...] | None,
    BeforeValidator(_watched),
    WithJsonSchema(
        {
            "$comment": WATCHED,
            "anyOf": [
                {"const": "joined"},
                {"type": "array", "items": {"type": "string", "pattern": f"^{CHANNEL.pattern}$"}},
            ],
        }
    ),
]


class WeeklyList(Section):
    day: Weekday = Field(default=Weekday.MON, description="The day of the week; on a day off, the next working day.")
    at: Clock = Field(default=time(9), description="When, local time.")


class Workarounds(Section):
    watch: Watched = Field(
        default=None, description="joined: every channel that the bot was invited to; or a list of them."
    )
    report_to: ChannelRef | None = Field(
        default=None, description="Where signals are told; left out, in channels.triage."
    )
    handoff_channels: tuple[ChannelRef, ...] = Field(default=(), description="Where handoff threads weigh more.")
    note_from: Probability | None = Field(
        default=None,
        description="How likely a signal must be for a private note; left out, so likely that nine in ten are right.",
    )
    weekly: WeeklyList = Field(default=WeeklyList(), description="When the week's signals are listed.")


class Nudges(Section):
    at: Clock | None = Field(
        default=None, description="When a person's bundle is sent; left out, when the working day begins."
    )
    at_most_per_person_per_day: Count = Field(
        default=1, description="Bundles for one person on one day; 0 sends none, and more than one is never sent."
    )
    quiet_after_ignored: AtLeastOne = Field(
        default=3, description="After this many bundles without an answer, silence."
    )


class PostNotes(StrEnum):
    DAILY = "daily"
    IMMEDIATELY = "immediately"


class ReleaseNotes(Section):
    post: PostNotes = Field(default=PostNotes.DAILY, description="One post a day with all notes, or each one at once.")
    at: Clock = Field(default=time(16), description="When the daily post is made.")


class Triage(Section):
    remind_after_working_days: AtLeastOne = Field(default=2, description="When an undecided report reminds its owners.")
    escalate_after_working_days: AtLeastOne = Field(default=5, description="When it names an admin.")

    @classmethod
    def contradictions(cls, raw: Mapping[str, Any]) -> Iterator[Contradiction]:
        remind, escalate = raw.get("remind_after_working_days", 2), raw.get("escalate_after_working_days", 5)
        if isinstance(remind, int) and isinstance(escalate, int) and escalate <= remind:
            at = "escalate_after_working_days" if "escalate_after_working_days" in raw else "remind_after_working_days"
            yield Contradiction((at,), f"escalation ({escalate}) must come later than the reminder ({remind})")


class Retention(Section):
    reports: AtLeastOne = Field(default=1095, description="Days for which reports and their decisions are kept.")
    signals: AtLeastOne = Field(default=365, description="Days for which workaround signals are kept.")
    deals: AtLeastOne = Field(default=400, description="Days for which what was read from the CRM is kept.")
