"""The few things that a flow may reach for."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from crm.protocol import Crm
from domain.ids import ChannelId, TeamId, UserId
from domain.likeness_index import LikenessIndex
from domain.operating_model import OperatingModel
from domain.roster import Roster
from domain.watching import Watching
from domain.working_time import WorkingTime
from flows.marking import Marks
from store.engine import Store, Transaction
from store.wakeup import Others


@dataclass(frozen=True, slots=True)
class Workspace:
    """The Slack workspace that the bot serves. `url` ends in a slash: https://northwind.slack.com/."""

    team: TeamId
    bot_user: UserId
    url: str
    enterprise: str | None = None


async def nobody_is_away(_people: Collection[UserId], _at: datetime) -> frozenset[UserId]:
    return frozenset()


@dataclass(slots=True)
class OpenReports:
    """The open reports of the workspace, indexed for likeness.

    `fresh_to` is the latest change that the index has seen, None until it has read the store.
    """

    index: LikenessIndex = field(default_factory=LikenessIndex)
    fresh_to: datetime | None = None
    under_way: int = 0

    @contextmanager
    def filing(self) -> Iterator[None]:
        """Counts a report as `under_way` for as long as it is being filed."""
        self.under_way += 1
        try:
            yield
        finally:
            self.under_way -= 1


@dataclass(slots=True)
class Deps:
    """`roster` is replaced when `people_changed` was called; `wake` tells delivery that something is owed.

    `others` tells the same to the other replicas. `crm` is the CRM that the operating model names, opened; None where
    nothing is asked of it; `write_soon` tells its writer that something waits. `away` says who of some people wants no
    messages at present, as far as Slack tells.
    """

    store: Store
    model: OperatingModel
    roster: Roster
    working_time: WorkingTime
    workspace: Workspace
    clock: Callable[[], datetime]
    wake: Callable[[], None] = lambda: None
    people_changed: Callable[[], None] = lambda: None
    write_soon: Callable[[], None] = lambda: None
    open_reports: OpenReports = field(default_factory=OpenReports)
    others: Others = field(default_factory=Others)
    watching: Watching = field(default_factory=Watching)
    marks: Marks = field(default_factory=Marks)
    crm: Crm | None = None
    away: Callable[[Collection[UserId], datetime], Awaitable[frozenset[UserId]]] = nobody_is_away

    @property
    def triage(self) -> ChannelId:
        return self.model.channels.triage

    @property
    def updates(self) -> ChannelId:
        return self.model.channels.updates

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """A transaction; delivery, here and in other replicas, is woken after its commit when it owes something."""
        async with self.store.begin() as tx:
            yield tx
            if tx.owes:
                await self.others.tell(tx)
        if tx.owes:
            self.wake()
