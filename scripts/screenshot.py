"""Makes `docs/images/sandbox.png`, the picture in the README, anew: `.venv/bin/python -m scripts.screenshot`.

Starts the demo on a free port, lets the tour go until Theo has decided, and takes the picture without the tour's card.
Needs Chromium, found as the browser tests find it.
"""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from tests.plugins.browser_presence import find_chromium

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "images" / "sandbox.png"
SIZE: ViewportSize = {"width": 1440, "height": 900}
DECIDED = 3
"""The tour's step after which the card stands there decided, with its thread open."""

PATIENCE_MS = 60_000


@contextmanager
def demo() -> Iterator[str]:
    """Its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    adoption = Path(sys.executable).with_name("adoption")
    process = subprocess.Popen([adoption, "demo", "--port", str(port)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        told = next((line for line in process.stdout or () if "http://" in line), None)
        if told is None:
            raise SystemExit("The demo did not start. Its reason stands above.")
        yield told.split()[-1]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def decide(page: Page) -> None:
    page.get_by_role("button", name="Take the tour").click()
    card = page.locator(".tour-card")
    for step in range(1, DECIDED + 1):
        card.get_by_role("button", name=re.compile("^(One|Next) step$")).click()
        expect(card).to_have_attribute("data-step", str(step))
        expect(card).to_have_attribute("data-state", "done")
    page.get_by_role("button", name="Close the tour").click()


def main() -> None:
    expect.set_options(timeout=PATIENCE_MS)
    with demo() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        page.goto(f"{url}?pace=fast")
        decide(page)
        page.locator(":focus").evaluate("node => node.blur()")
        page.mouse.move(SIZE["width"] / 2, SIZE["height"] - 1)
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE, animations="disabled")
        browser.close()
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
