"""One running CRM: its records, its limits, and its troubles."""

from collections.abc import Callable
from datetime import datetime

from sandbox.crm.limits import Limits
from sandbox.crm.northwind import northwind
from sandbox.crm.troubles import Troubles

TOKEN = "pat-sandbox"  # noqa: S105 - a fixed development value, good for this sandbox alone
SCOPES = frozenset(
    {"crm.objects.deals.read", "crm.objects.deals.write", "crm.objects.owners.read", "crm.schemas.deals.read"}
)


class Crm:
    """As many as you like in one process. `scopes` are what the token may do."""

    def __init__(self, now: Callable[[], datetime], *, token: str = TOKEN) -> None:
        self.token = token
        self.troubles = Troubles()
        self._now = now
        self.reset()

    def reset(self) -> None:
        """Everything as at the start."""
        self.scopes = set(SCOPES)
        self.state = northwind(self._now)
        self.limits = Limits()
        self.troubles.replace([])
