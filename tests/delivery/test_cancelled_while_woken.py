"""Whoever ends delivery ends it, whatever wakes it at that moment."""

import asyncio

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from delivery.courier import Delivery
from delivery.pacing import Pace
from flows.deps import Deps
from tests.doors.running import TOKEN

PATIENCE_S = 10.0
RESTS_FOR_AN_HOUR = Pace(0, poll_s=3600.0)


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("steps", range(6))
async def test_delivery_ends_when_it_is_cancelled_as_it_is_woken(deps: Deps, steps: int) -> None:
    """`steps` of the loop pass between the two: in one of them Python 3.11's `asyncio.wait_for` forgot the second."""
    delivery = Delivery(deps, AsyncWebClient(token=TOKEN), RESTS_FOR_AN_HOUR, render={})
    running = asyncio.create_task(delivery.run())
    await asyncio.sleep(0)
    assert await delivery.drain(PATIENCE_S)

    delivery.wake()
    for _ in range(steps):
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.wait({running}, timeout=PATIENCE_S)

    assert running.cancelled()
