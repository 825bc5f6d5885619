"""Chromium, windows in it, and two worlds to look at: a fresh company for each test, and the demo itself."""

import asyncio
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from socket import socket
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.browser.shelf import Shelf
from tests.browser.window import ON_PHONE, NewWindow, Window
from tests.conftest import ROOT
from tests.doors.running import Company, company
from tests.plugins.browser_presence import find_chromium
from tests.serving import address, free_socket
from tests.workspace import EAST, RITA, Workspace

OFFLINE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NOTHING_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""No name leads anywhere: the page has to do with what the sandbox serves."""

STARTS_WITHIN_S = 90
ENDS_WITHIN_S = 30


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=[*OFFLINE, NOTHING_ELSE])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def shelf(chromium: Browser) -> Shelf:
    return Shelf(chromium)


@pytest_asyncio.fixture(loop_scope="session")
async def new_window(shelf: Shelf) -> AsyncIterator[NewWindow]:
    """Opens windows, each with its own memory. At the end none of them may have had trouble."""
    windows: list[Window] = []

    async def open_one(url: str, **options: Any) -> Window:
        windows.append(await shelf.take(url, **options))
        return windows[-1]

    yield open_one
    for window in windows:
        await shelf.put_back(window)
    assert [said for window in windows for said in window.trouble] == []


@pytest.fixture(scope="session")
def one_address() -> Iterator[socket]:
    """Where one company after the other has its workspace: what the page consists of is read and compiled once."""
    with free_socket() as listening:
        yield listening


@pytest_asyncio.fixture(loop_scope="session")
async def northwind(tmp_path: Path, sqlite_template: Path, one_address: socket) -> AsyncIterator[Company]:
    """The bot at work in a company without reports."""
    store = shutil.copy(sqlite_template, tmp_path / "adoption.db")
    async with company(f"sqlite:///{store}", slack_at=one_address.dup()) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def workspace(northwind: Company) -> Workspace:
    """For what others do meanwhile."""
    return northwind.workspace


@pytest_asyncio.fixture(loop_scope="session")
async def window(northwind: Company, new_window: NewWindow) -> Window:
    """Rita, in her team's channel."""
    opened = await new_window(northwind.workspace.url)
    await opened.visit(RITA, EAST)
    return opened


@pytest_asyncio.fixture(loop_scope="session")
async def phone(northwind: Company, new_window: NewWindow) -> Window:
    """Rita, in her team's channel, on the phone."""
    opened = await new_window(northwind.workspace.url, **ON_PHONE)
    await opened.visit(RITA, EAST)
    return opened


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def demo() -> AsyncIterator[str]:
    """The address of `adoption demo`, which ends in order when it is told to."""
    async with running_demo() as url:
        yield url


@asynccontextmanager
async def running_demo() -> AsyncIterator[str]:
    listening = free_socket()
    port = address(listening).rpartition(":")[2]
    listening.close()
    process = await asyncio.create_subprocess_exec(
        *(str(Path(sys.executable).with_name("adoption")), "demo", "--port", port),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield await asyncio.wait_for(_told_address(process), STARTS_WITHIN_S)
    finally:
        process.send_signal(signal.SIGINT)
        code = await asyncio.wait_for(process.wait(), ENDS_WITHIN_S)
    assert code == 0, f"the demo ended with {code}"


async def _told_address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout
    async for line in process.stdout:
        if found := re.search(rb"http://\S+", line):
            return found.group().decode()
    raise AssertionError("the demo ended without an address")
