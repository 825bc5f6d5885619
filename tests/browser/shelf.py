"""Windows that tests are done with, forgetful of everything, for the next test: a new one is a second of work."""

from collections import defaultdict
from typing import Any, Final

from playwright.async_api import Browser, BrowserContext, Page

from tests.browser.window import WIDE, Window

NOWHERE: Final = "about:blank"
EVERYTHING: Final = "all"


class Shelf:
    """By what cannot be changed in a window that is open: its size, its fingers."""

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._free: dict[str, list[tuple[BrowserContext, Page]]] = defaultdict(list)
        self._taken: dict[Page, str] = {}

    async def take(self, url: str, *, color_scheme: Any = "light", **options: Any) -> Window:
        """Nothing in it moves, and it has been nowhere as far as the page can tell."""
        kind = repr(sorted(options.items()))
        if self._free[kind]:
            context, page = self._free[kind].pop()
        else:
            context = await self._chromium.new_context(**{"viewport": WIDE} | options)
            page = await context.new_page()
        await page.emulate_media(color_scheme=color_scheme, reduced_motion="reduce")
        self._taken[page] = kind
        return Window(context, page, url)

    async def put_back(self, window: Window) -> None:
        """Without its memory; what it had open to the sandbox is closed, so that the sandbox can end."""
        kind = self._taken.pop(window.page)
        window.look_away()
        await window.context.set_offline(False)
        await window.page.mouse.move(0, 0)
        await window.page.goto(NOWHERE)
        session = await window.context.new_cdp_session(window.page)
        await session.send("Storage.clearDataForOrigin", {"origin": window.url, "storageTypes": EVERYTHING})
        await session.detach()
        self._free[kind].append((window.context, window.page))
