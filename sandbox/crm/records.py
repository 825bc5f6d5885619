"""What the CRM remembers of a deal, its owner and its pipeline."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from sandbox.crm.errors import Json

UI, INTEGRATION, IMPORT, AUTOMATION = "CRM_UI", "INTEGRATION", "IMPORT", "AUTOMATION_PLATFORM"
"""Kinds of hands, in HubSpot's words."""
CALCULATED = "CALCULATED"


def written(at: datetime) -> str:
    """As HubSpot writes times."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Hand(NamedTuple):
    """Who changes a value. `user` is a userId, which is no owner's id."""

    source: str = UI
    source_id: str | None = None
    label: str | None = None
    user: int | None = None


SOMEBODY = Hand()
"""At HubSpot's own pages; not told who."""


class Version(NamedTuple):
    value: str
    at: datetime
    by: Hand

    def as_json(self) -> Json:
        told: Json = {"value": self.value, "timestamp": written(self.at), "sourceType": self.by.source}
        if self.by.source_id:
            told["sourceId"] = self.by.source_id
        if self.by.label:
            told["sourceLabel"] = self.by.label
        if self.by.user is not None:
            told["updatedByUserId"] = self.by.user
        return told


@dataclass(slots=True)
class Deal:
    """`values` are HubSpot's strings; what is empty is left out. `history` is by property, oldest first."""

    id: int
    created_at: datetime
    updated_at: datetime
    values: dict[str, str] = field(default_factory=dict)
    history: dict[str, list[Version]] = field(default_factory=dict)
    archived_at: datetime | None = None
    merged_into: int | None = None

    def keep(self, name: str, version: Version) -> None:
        """The value and its history; `updated_at` is not touched."""
        self.history.setdefault(name, []).append(version)
        if version.value:
            self.values[name] = version.value
        else:
            self.values.pop(name, None)


@dataclass(slots=True)
class Owner:
    """`id` is what deals name; `user` what history names. None who is archived has a userId."""

    id: str
    user: int
    first_name: str
    last_name: str
    email: str | None
    archived: bool = False
    since: datetime = datetime(2024, 2, 1, 15, tzinfo=UTC)

    def as_json(self) -> Json:
        return {
            "id": self.id,
            "email": self.email,
            "type": "PERSON",
            "firstName": self.first_name,
            "lastName": self.last_name,
            "userId": None if self.archived else self.user,
            "userIdIncludingInactive": self.user,
            "createdAt": written(self.since),
            "updatedAt": written(self.since),
            "archived": self.archived,
            "teams": [],
        }


@dataclass(slots=True)
class Stage:
    id: str
    label: str
    probability: str
    closed: bool = False

    @property
    def won(self) -> bool:
        return self.closed and float(self.probability) == 1

    def as_json(self, order: int, since: datetime) -> Json:
        return {
            "id": self.id,
            "label": self.label,
            "displayOrder": order,
            "metadata": {"isClosed": str(self.closed).lower(), "probability": self.probability},
            "createdAt": written(since),
            "updatedAt": written(since),
            "writePermissions": "CRM_PERMISSIONS_ENFORCEMENT",
            "archived": False,
        }


@dataclass(slots=True)
class Pipeline:
    id: str
    label: str
    stages: list[Stage]
    since: datetime = datetime(2024, 2, 1, 15, tzinfo=UTC)

    def find_stage(self, stage_id: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def as_json(self, order: int) -> Json:
        return {
            "id": self.id,
            "label": self.label,
            "displayOrder": order,
            "stages": [stage.as_json(number, self.since) for number, stage in enumerate(self.stages)],
            "createdAt": written(self.since),
            "updatedAt": written(self.since),
            "archived": False,
        }
