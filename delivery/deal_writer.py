"""The CRM's writer: carries out what people asked for as soon as it is kept, and tells them what became of it."""

import asyncio
from contextlib import suppress
from typing import Final

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from delivery import metrics
from domain.deal_update import DealUpdate, Patience, UpdateId, UpdateState
from domain.outcome import StoreUnavailable
from flows.deps import Deps
from flows.updating import update_standing
from flows.writing_deals import (
    Answer,
    claim_update,
    keep_answer,
    owed_words,
    seconds_to_next,
    take_over,
    tell_by_message,
    told_in_form,
    write_to_crm,
)
from views.update_outcome import outcome_view

log = structlog.get_logger()

LOOK_EVERY_S: Final = 20.0
"""How often it looks by itself for what another process left, or was told to it while nobody listened."""

AT_ONCE: Final = 4
"""Writes under way: one that takes long holds up nobody else's."""

SETTLES_S: Final = 0.4
"""How long the form that says "Saving…" is left in peace: what is shown before Slack has it would be covered by it."""

STORE_PAUSES_S: Final = (0.5, 2.0, 6.0)
"""While the store is away."""

FINISH_S: Final = 5.0
"""How long a stop waits for writes that are under way."""


class DealWriter:
    """One in each process; who writes what is decided in the store."""

    def __init__(
        self,
        deps: Deps,
        client: AsyncWebClient,
        *,
        patience: Patience | None = None,
        look_every_s: float = LOOK_EVERY_S,
    ) -> None:
        self._deps = deps
        self._client = client
        self.patience = patience or Patience()
        self._look_every_s = look_every_s
        self._woken = asyncio.Event()
        self._writing: set[asyncio.Task[None]] = set()
        self._settling: set[UpdateId] = set()
        self._telling = asyncio.Lock()

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled; what is under way then is finished first, if that takes no longer than a few seconds."""
        try:
            with suppress(StoreUnavailable):  # then the leases run out by themselves
                await take_over(self._deps)
            while True:
                self._woken.clear()
                await self._sleep(await self._look())
        finally:
            if self._writing:
                await asyncio.wait(self._writing, timeout=FINISH_S)
            for task in self._writing:
                task.cancel()

    async def _look(self) -> float:
        """Begins what is due; how long until there may be something to do."""
        try:
            await self._tell()
            while len(self._writing) < AT_ONCE and (claimed := await claim_update(self._deps)):
                task = asyncio.create_task(self._carry_out(claimed))
                self._writing.add(task)
                task.add_done_callback(self._written)
            soonest = await seconds_to_next(self._deps)
        except StoreUnavailable as error:
            log.warning("what is to be written to the CRM cannot be read", why=str(error))
            return self._look_every_s
        return self._look_every_s if soonest is None else min(soonest + 0.05, self._look_every_s)

    async def _sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(max(seconds, 0.05)):
                await self._woken.wait()

    def _written(self, task: asyncio.Task[None]) -> None:
        self._writing.discard(task)
        self.wake()
        if not task.cancelled() and (error := task.exception()):
            log.error("an update of a deal stopped half-way", error=type(error).__name__)

    async def _carry_out(self, claimed: DealUpdate) -> None:
        settled = asyncio.get_running_loop().time() + SETTLES_S
        self._settling.add(claimed.id)
        try:
            answer = await write_to_crm(self._deps, claimed, patience=self.patience)
            state = await self._keep(claimed, answer)
            metrics.WRITTEN.labels(state).inc()
            if claimed.tries == 1:
                await asyncio.sleep(max(0.0, settled - asyncio.get_running_loop().time()))
            self._settling.discard(claimed.id)
            await self._tell()
        except StoreUnavailable as error:
            log.warning("an update of a deal is begun again when its lease is over", update=claimed.id, why=str(error))
        finally:
            self._settling.discard(claimed.id)

    async def _keep(self, claimed: DealUpdate, answer: Answer) -> UpdateState:
        """Also where the store is away for a moment: who has the answer should not have to ask the CRM again."""
        for pause_s in STORE_PAUSES_S:
            try:
                return await keep_answer(self._deps, claimed, answer, patience=self.patience)
            except StoreUnavailable as error:
                log.warning("what became of a write cannot be kept yet", update=claimed.id, why=str(error))
            await asyncio.sleep(pause_s)
        return await keep_answer(self._deps, claimed, answer, patience=self.patience)

    async def _tell(self) -> None:
        """Everybody who is owed a word about their update. One at a time: the same form is not drawn twice."""
        async with self._telling:
            for what in await owed_words(self._deps):
                if what.id in self._settling:
                    continue
                if await self._show_in_form(what):
                    await told_in_form(self._deps, what)
                else:
                    await tell_by_message(self._deps, what)

    async def _show_in_form(self, what: DealUpdate) -> bool:
        """False when the form is closed, or when Slack cannot be asked."""
        standing = await update_standing(self._deps, what.id)
        if what.view_id is None or standing is None:
            return False
        try:
            await self._client.views_update(view_id=what.view_id, view=outcome_view(standing))
        except (SlackApiError, ClientError, TimeoutError):
            return False
        return True
