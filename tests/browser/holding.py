"""A sandbox that takes its time over some calls, for what people do meanwhile."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Route

from tests.browser.window import Window


@asynccontextmanager
async def held(window: Window, call: str) -> AsyncIterator[None]:
    """Calls to it are answered at the end of the block."""
    answers = asyncio.Event()

    async def wait(route: Route) -> None:
        await answers.wait()
        await route.continue_()

    await window.page.route(re.compile(rf"/_control/{call}(\?|$)"), wait)
    try:
        yield
    finally:
        answers.set()
        await window.page.unroute_all(behavior="wait")
