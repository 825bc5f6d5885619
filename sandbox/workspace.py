"""One running sandbox: its state, and everything that acts on it, put together."""

from datetime import datetime

from sandbox.bus import Bus
from sandbox.clock import Clock
from sandbox.coming import Coming
from sandbox.company import northwind
from sandbox.crm.crm import Crm
from sandbox.deliver import Courier
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.manifest import read_manifest
from sandbox.modals import Views
from sandbox.passes import ResponseUrls, Triggers
from sandbox.posting import Posting
from sandbox.settings import Settings
from sandbox.socket_mode import Sockets
from sandbox.traffic import Traffic
from sandbox.walking import Walk


class Workspace:
    """As many as you like in one process; nothing is shared between them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.public_url = settings.public_url
        self.manifest = read_manifest(settings.manifest)
        self.clock = Clock(settings.begin or settings.now)
        self.bus = Bus()
        self.traffic = Traffic(self.bus, self.clock)
        self.faults = Faults()
        self.company = northwind(settings.now or self.clock.now(), self.manifest.bot_name)
        self.coming = Coming(self.company, self.clock.now())
        self.crm = Crm(
            self.clock.now,
            token=settings.hubspot_token,
            today=self._planted(settings.now or self.clock.now()),
            heard=lambda: self.bus.tell("crm"),
            called=lambda call: self.traffic.record("crm", **call._asdict()),
        )
        self.sockets = Sockets(self.company.app_id)
        self.courier = Courier(settings, self.sockets, self.traffic)
        self.walk = Walk(self.clock, self.courier, self.bus, self.coming)
        self.furnish()

    def furnish(self) -> None:
        """What belongs to the company as it is now, and goes with it."""
        self.events = Events(self.company, self.manifest, self.clock, self.courier)
        self.posting = Posting(self.company, self.clock, self.bus, self.events)
        self.views = Views(self.company)
        self.triggers = Triggers(self.settings.trigger_for)
        self.response_urls = ResponseUrls()
        self.last_posts: dict[str, float] = {}
        """When the bot last posted into each channel, for the limit of one a second."""

    async def start(self) -> None:
        await self.courier.start()

    async def stop(self) -> None:
        self.bus.close()
        await self.events.stop()
        await self.courier.stop()

    async def reset(self) -> None:
        """Everything as at the start, except for the time, which does not go back."""
        await self.events.stop()
        self.company = northwind(self.clock.now(), self.manifest.bot_name)
        self.furnish()
        self.crm.reset(self._planted(self.clock.now()))
        self.faults.replace([])
        self.traffic.clear()
        self.bus.tell("state")

    def _planted(self, today: datetime) -> datetime | None:
        return today if self.settings.has_deals else None
