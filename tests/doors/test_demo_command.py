"""`adoption demo`: it starts, says where, and leaves nothing behind."""

import asyncio
import os
import signal

import httpx

from tests.doors.processes import ADOPTION
from tests.serving import free_socket
from tests.workspace import RITA, TRIAGE, Workspace


async def test_the_demo_starts_prints_its_address_and_ends_on_ctrl_c() -> None:
    free = free_socket()
    port = free.getsockname()[1]
    free.close()
    process = await asyncio.create_subprocess_exec(
        ADOPTION,
        "demo",
        "--port",
        str(port),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "COLUMNS": "200"},
    )
    assert process.stdout
    said = ""
    async with asyncio.timeout(60):
        while "Ctrl-C ends it" not in said:
            line = await process.stdout.readline()
            assert line, (await process.communicate())[1].decode()
            said += line.decode()

    assert f"http://127.0.0.1:{port}/" in said
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/_control/", timeout=10) as http:
        workspace = Workspace(http)
        filed = await workspace.command("/crm-friction", "The zanzibar field is required before I can save", user=RITA)
        assert "is filed" in filed.text
        await workspace.message_in(TRIAGE, containing="zanzibar")

    process.send_signal(signal.SIGINT)
    async with asyncio.timeout(20):
        out, err = await process.communicate()
    assert process.returncode == 0
    assert b"Traceback" not in out + err
