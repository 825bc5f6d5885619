"""Watches the tour being played: who waits for it hears within seconds that it stands still, and where."""

from typing import Any, Final

from playwright.async_api import Locator, TimeoutError

from tests.browser.window import Window

STILL_MS: Final = 25_000
"""A little more than the tour itself waits before it says what did not come."""

LOOK_MS: Final = 100
STANDS: Final = """() => {
  const card = document.querySelector(".tour-card");
  const clock = document.querySelector(".clock-face").textContent;
  return card && { ...card.dataset, title: card.querySelector("h2").textContent, clock,
    trouble: card.querySelector(".tour-trouble")?.textContent || "" };
}"""
WENT_ON: Final = f"""before => {{
  const now = ({STANDS})();
  return JSON.stringify(now) !== JSON.stringify(before) && now;
}}"""


def card(window: Window) -> Locator:
    return window.page.locator(".tour-card")


async def step_done(window: Window, step: int) -> None:
    """Also when it is still on its way through the steps before."""
    stands = await window.page.evaluate(STANDS)
    while not _is_over(stands, step):
        stands = await _goes_on(window, stands)
    where = f"step {stands['step']}, {stands['title']}"
    assert stands["state"] == "done", f"{where}: {stands['trouble'] or stands['state']}"
    assert int(stands["step"]) == step, f"it ended with {where}"


def _is_over(stands: dict[str, Any] | None, step: int) -> bool:
    if stands is None or stands["state"] == "playing":
        return False
    return stands["state"] == "trouble" or (int(stands["step"]) >= step and stands["state"] == "done")


async def _goes_on(window: Window, before: dict[str, Any] | None) -> dict[str, Any]:
    try:
        found = await window.page.wait_for_function(WENT_ON, arg=before, polling=LOOK_MS, timeout=STILL_MS)
    except TimeoutError:
        where = f"in step {before['step']}, {before['title']}, after gesture {before['gesture']}" if before else "shut"
        raise AssertionError(f"the tour stands still {where}") from None
    now: dict[str, Any] = await found.json_value()
    return now
