"""One window of a browser on the sandbox's page: what a person does in it, by what stands on the page."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.async_api import BrowserContext, ConsoleMessage, Error, Locator, Page, Request, expect

IN_BROWSER: Final = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
"""Marks of every module here: one Chromium serves all tests of a process, so they share its loop."""

PATIENCE_MS: Final = 30_000
"""After which something will not come any more; long, because other work may hold the machine up."""

WIDE: Final = {"width": 1440, "height": 900}
PHONE: Final = {"width": 390, "height": 844}
ON_PHONE: Final[dict[str, Any]] = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}

SCREENSHOTS: Final = Path(__file__).parent.parent.parent / "var" / "screenshots"

expect.set_options(timeout=PATIENCE_MS)


class Window:
    """What went wrong in it unseen is in `trouble`: errors of the page, and calls to anybody but the sandbox."""

    def __init__(self, context: BrowserContext, page: Page, url: str) -> None:
        self.context, self.page, self.url = context, page, url.rstrip("/")
        self.trouble: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", self._hear)
        page.on("pageerror", self._wince)
        context.on("request", self._watch)

    def look_away(self) -> None:
        """What comes from now on is not about this window."""
        self.page.remove_listener("console", self._hear)
        self.page.remove_listener("pageerror", self._wince)
        self.context.remove_listener("request", self._watch)

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.trouble.append(said.text)

    def _wince(self, error: Error) -> None:
        self.trouble.append(str(error))

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "data:")):
            self.trouble.append(f"a request left for {request.url}")

    # Where I am

    async def visit(self, user: str, place: str = "", *, query: str = "") -> None:
        """By the address, as a bookmark does."""
        await self.page.goto(f"{self.url}/{query}#/{user}/{place}")
        await expect(self.button("Traffic inspector")).to_be_visible()
        if place.startswith("C"):
            await expect(self.messages.get_by_role("article").first).to_be_visible()

    async def be(self, name: str) -> None:
        await self.person(name).click()
        await expect(self.person(name)).to_have_attribute("aria-pressed", "true")

    def person(self, name: str) -> Locator:
        return self.page.get_by_role("navigation", name="Who I am").get_by_role("button", name=re.compile(f"^{name}"))

    def place(self, name: str) -> Locator:
        """In the list of channels; what is unread stands behind the name."""
        places = self.page.get_by_role("navigation", name="Channels and direct messages")
        return places.get_by_role("button", name=re.compile(f"^{name}(,|$)"))

    async def go_to(self, name: str) -> None:
        await self.place(name).click()
        await expect(self.place(name)).to_have_attribute("aria-current", "page")

    async def open_app(self, tab: str) -> None:
        await self.go_to("Adoption")
        await self.page.get_by_role("tab", name=tab).click()

    # What I see

    @property
    def messages(self) -> Locator:
        return self.page.get_by_role("log", name="Messages")

    @property
    def replies(self) -> Locator:
        return self.page.get_by_role("log", name="Replies")

    def message(self, *words: str, among: Locator | None = None) -> Locator:
        """The newest message that says all of this."""
        found = (among or self.messages).get_by_role("article")
        for one in words:
            found = found.filter(has_text=one)
        return found.last

    @property
    def home(self) -> Locator:
        return self.page.get_by_role("tabpanel", name="Home")

    @property
    def form(self) -> Locator:
        return self.page.get_by_role("dialog")

    def field(self, label: str) -> Locator:
        return self.form.get_by_label(label, exact=True)

    def error(self, label: str) -> Locator:
        """The sentence under a field."""
        field = self.page.get_by_label(label, exact=True)
        return self.form.locator(".input-block").filter(has=field).locator(".error")

    def button(self, label: str, on: Locator | None = None) -> Locator:
        """By its words; a screen reader may hear more behind them ("Fix: F-1")."""
        return (on or self.page).get_by_role("button", name=re.compile(rf"^{re.escape(label)}(:|$)"))

    def suggestion(self, words: str) -> Locator:
        return self.page.get_by_role("option").filter(has_text=words).first

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("textbox", name=re.compile("^Message "))

    # What I do

    async def say(self, words: str) -> None:
        await self.composer.fill(words)
        await self.composer.press("Escape")
        await self.page.get_by_role("main").get_by_role("button", name="Send").click()
        await expect(self.composer).to_have_value("")

    async def choose(self, label: str, typed: str) -> None:
        """In a field that offers choices: types, and takes the first one that says so."""
        await self.field(label).fill(typed)
        await self.suggestion(typed).click()
        await expect(self.field(label)).to_have_value(re.compile(re.escape(typed)))

    async def submit(self) -> None:
        await self.form.locator("[type=submit]").click()

    async def submitted(self) -> None:
        await self.submit()
        await expect(self.form).to_have_count(0)

    async def photograph(self, name: str) -> Path:
        """Kept in `var/screenshots`; fonts are there, and nothing moves."""
        path = SCREENSHOTS / f"{name}.png"
        await self.page.screenshot(path=path, animations="disabled")
        return path

    async def is_too_wide(self) -> bool:
        """Whether the page can be scrolled sideways."""
        wide: bool = await self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return wide


NewWindow = Callable[..., Awaitable[Window]]
"""Opens a window on an address; further arguments are those of a browser's context."""
