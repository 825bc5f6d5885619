"""Who owns deals in the CRM."""

from dataclasses import dataclass

from domain.ids import OwnerId


@dataclass(frozen=True, slots=True)
class Owner:
    id: OwnerId
    name: str
    email: str | None = None
    active: bool = True
