"""Going through the page with Tab alone."""

from typing import Final

from tests.browser.window import Window

MOST_STOPS: Final = 60
FOCUSED: Final = "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"


async def tab_to(window: Window, label: str) -> None:
    """As somebody does who looks for a control; a screen reader may hear more behind its words."""
    for _ in range(MOST_STOPS):
        await window.page.keyboard.press("Tab")
        if (await window.page.evaluate(FOCUSED)).strip().startswith(label):
            return
    raise AssertionError(f"Tab does not reach {label}")
