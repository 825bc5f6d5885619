"""`adoption demo`: it starts, says where, and leaves nothing behind."""

import asyncio
import os
import signal
from pathlib import Path

from bot.demo import write_model
from bot.model_file import load_model
from domain.operating_model import Control
from tests.conftest import EXAMPLE
from tests.doors.processes import ADOPTION, STARTS_WITHIN_S, reserved_port
from tests.serving import http_client
from tests.workspace import FORECAST, RITA, TRIAGE, Workspace


async def demo(port: int) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    environment = {**os.environ, "COLUMNS": "200"}
    return await asyncio.create_subprocess_exec(
        ADOPTION, "demo", "--port", str(port), stdout=pipe, stderr=pipe, env=environment
    )


async def said_until(process: asyncio.subprocess.Process, words: str) -> str:
    assert process.stdout
    said = ""
    async with asyncio.timeout(STARTS_WITHIN_S):
        while words not in said:
            line = await process.stdout.readline()
            assert line, (await process.communicate())[1].decode()
            said += line.decode()
    return said


async def test_the_demo_starts_prints_its_address_and_ends_on_ctrl_c() -> None:
    with reserved_port() as port:
        process = await demo(port)
        said = await said_until(process, "Ctrl-C ends it")
        async with http_client(base_url=f"http://127.0.0.1:{port}/_control/", timeout=10) as http:
            workspace = Workspace(http)
            filed = await workspace.command("/crm-friction", "The zanzibar field is required to save", user=RITA)
            await workspace.message_in(TRIAGE, containing="zanzibar")
            asked = await workspace.message_in(RITA, containing="of your deals")
            digest = await workspace.message_in(FORECAST, containing="Weekly forecast call")

        process.send_signal(signal.SIGINT)
        out, err = await asyncio.wait_for(process.communicate(), STARTS_WITHIN_S)

    assert f"http://127.0.0.1:{port}/" in said
    assert "is filed" in filed.text
    assert "Update now" in asked.buttons
    assert "Mark reviewed" in digest.buttons
    assert process.returncode == 0
    assert b"Traceback" not in out + err


def test_the_demos_operating_model_is_the_example_but_for_two_words(tmp_path: Path) -> None:
    example = load_model(EXAMPLE).model_dump()

    told = load_model(write_model(tmp_path / "operating-model.yml")).model_dump()

    example["workflows"]["forecast"]["control"] = Control.PROMPT
    example["nudges"]["quiet_after_ignored"] = 60
    assert told == example
