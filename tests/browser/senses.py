"""The page as a screen reader and a thumb meet it."""

from typing import Any, Final

from tests.browser.window import Window

CONTROLS: Final = {
    "button",
    "textbox",
    "combobox",
    "searchbox",
    "checkbox",
    "radio",
    "tab",
    "menuitem",
    "link",
    "option",
}
TOO_SMALL: Final = """() => [...document.querySelectorAll('button, input, select, textarea, [role=tab]')]
    .filter((node) => node.checkVisibility({visibilityProperty: true}) && node.type !== 'checkbox')
    .map((node) => [node.getAttribute('aria-label') || node.textContent, node.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && Math.min(box.width, box.height) < 43.5)
    .map(([name, box]) => `${name}: ${Math.round(box.width)} by ${Math.round(box.height)}`)"""


async def controls_without_a_name(window: Window) -> list[str]:
    """As a screen reader meets them: Chromium's own accessibility tree."""
    session = await window.context.new_cdp_session(window.page)
    tree: list[dict[str, Any]] = (await session.send("Accessibility.getFullAXTree"))["nodes"]
    await session.detach()
    shown = [node for node in tree if not node["ignored"]]
    assert len(shown) > 50, "the tree was not read"
    named = [(node["role"]["value"], node.get("name", {}).get("value", "").strip()) for node in shown]
    return [role for role, name in named if role.lower() in CONTROLS and not name]


async def too_small_for_a_thumb(window: Window) -> list[str]:
    """Name and size of each."""
    small: list[str] = await window.page.evaluate(TOO_SMALL)
    return small
