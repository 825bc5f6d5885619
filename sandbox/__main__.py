"""`python -m sandbox`: starts a workspace on this machine."""

import argparse
import gc
import os
import re
import socket
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import FrameType

import uvicorn

from sandbox.app import create_app
from sandbox.settings import KEEP_ALIVE_S, Settings, tokens_from
from sandbox.workspace import Workspace

HOST = "127.0.0.1"
REAL_TOKEN = re.compile(r"xox[bp]-\d{8,}-|xapp-\d-A[A-Z0-9]{8,}-\d{8,}-")


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8700)
    parser.add_argument("--app-url", help="where the app listens; without it, only Socket Mode reaches the app")
    parser.add_argument("--manifest", type=Path, default=Path("manifest.yml"))
    parser.add_argument("--clock-url", help="where the app's clock can be moved")
    parser.add_argument("--now", type=datetime.fromisoformat, help="the time at which the workspace begins")
    parser.add_argument("--begin", type=datetime.fromisoformat, help="a time before --now from which to live through")
    parser.add_argument("--socket-mode", action="store_true", help="deliver through the app's WebSocket only")
    return parser.parse_args(arguments)


def settings_from(arguments: argparse.Namespace) -> Settings:
    tokens = tokens_from(os.environ)
    if any(REAL_TOKEN.match(token) for token in map(str, tokens.values())):
        sys.exit("The tokens in the environment look like a real workspace's. Unset them before starting the sandbox.")
    now: datetime | None = arguments.now
    begin: datetime | None = arguments.begin
    settings = Settings(
        app_url=arguments.app_url,
        clock_url=arguments.clock_url,
        manifest=arguments.manifest,
        now=now.astimezone() if now else None,
        begin=begin.astimezone() if begin else None,
        socket_mode=arguments.socket_mode,
    )
    return replace(settings, **tokens)


class Server(uvicorn.Server):
    """Ends the pages' streams first: otherwise it would wait for them until they are closed by hand."""

    def __init__(self, workspace: Workspace, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._workspace = workspace

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._workspace.bus.close()
        super().handle_exit(sig, frame)


def listen(port: int) -> socket.socket:
    """A socket of our own, so that a port in use is said in a sentence."""
    # With TCP named, asyncio switches Nagle's algorithm off; without, each small answer waits 40 ms for an ACK.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as taken:
        sys.exit(f"Port {port} cannot be used ({taken.strerror}). Choose another one with --port.")
    return listening


def main() -> None:
    arguments = read_arguments(sys.argv[1:])
    listening = listen(arguments.port)
    workspace = Workspace(settings_from(arguments))
    workspace.public_url = f"http://{HOST}:{listening.getsockname()[1]}"
    config = uvicorn.Config(
        create_app(workspace),
        log_level="warning",
        access_log=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=2,
    )
    gc.freeze()  # what was imported stays
    print(f"The sandbox is at {workspace.public_url}", flush=True)
    Server(workspace, config).run(sockets=[listening])


if __name__ == "__main__":
    main()
