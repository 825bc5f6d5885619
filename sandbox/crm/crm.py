"""One running CRM: its records, its limits, and its troubles."""

from collections.abc import Callable
from datetime import datetime

from sandbox.crm.limits import Limits
from sandbox.crm.northwind import northwind
from sandbox.crm.seed import plant
from sandbox.crm.state import CrmState
from sandbox.crm.telling import Called
from sandbox.crm.troubles import Troubles

TOKEN = "pat-sandbox"  # noqa: S105 - a fixed development value, good for this sandbox alone
SCOPES = frozenset(
    {"crm.objects.deals.read", "crm.objects.deals.write", "crm.objects.owners.read", "crm.schemas.deals.read"}
)


class Crm:
    """As many as you like in one process. It is empty, unless there is a `today` for which its pipeline is planted.

    `scopes` are what the token may do. `heard` is called when a record was changed from outside, `called` after each
    call of the API with what was asked and answered.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        token: str = TOKEN,
        today: datetime | None = None,
        heard: Callable[[], None] = lambda: None,
        called: Callable[[Called], None] | None = None,
    ) -> None:
        self._first_token = token
        self.troubles = Troubles()
        self.heard = heard
        self.called = called
        self._now = now
        self.reset(today)

    def reset(self, today: datetime | None = None) -> None:
        """Everything as at the start; planted for another day."""
        self._today = today
        self._state: CrmState | None = None
        self.token = self._first_token
        self.scopes = set(SCOPES)
        self.limits = Limits()
        self.troubles.replace([])

    @property
    def state(self) -> CrmState:
        """Made when it is first looked at: most of the sandbox's users never do."""
        if self._state is None:
            self._state = northwind(self._now)
            if self._today:
                plant(self._state, self._today)
        return self._state
