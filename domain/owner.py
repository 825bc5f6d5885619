"""Who owns deals in the CRM, and who that is in Slack."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from domain.ids import OwnerId, UserId


@dataclass(frozen=True, slots=True)
class Owner:
    id: OwnerId
    name: str
    email: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class SlackPerson:
    """An owner in Slack. `zone` is where they set their clock, None where Slack does not tell."""

    user: UserId
    zone: ZoneInfo | None = None
