"""A process that has read the bot's modules and forks for each start of a command: a start costs 30 ms, not a second.

Run with a socket's number as its argument. An order is a line of JSON, with three descriptors: standard output and
error of the new process, and where to write its number and, when it has ended, its exit code, a line each. What is
forked is a process of its own, with an environment, a folder, signals and an end of its own; only what it imports and
builds for the first text or the first model is there already.
"""

import atexit
import gc
import json
import os
import runpy
import selectors
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

COMMAND: Final = "bot.cli"
READ_BEFORE: Final = (
    COMMAND,  # first, as in the command itself
    *(
        f"bot.{name}"
        for name in ("serve", "doctor", "job_commands", "db_commands", "judging", "model_commands", "logs")
    ),
    *("aiosqlite", "asyncpg", "uvicorn.loops.auto", "uvicorn.protocols.http.auto", "uvicorn.lifespan.off"),
    *("sqlalchemy.dialects.sqlite.aiosqlite", "sqlalchemy.dialects.postgresql.asyncpg"),
    *("alembic.command", "alembic.config", "alembic.context"),
    *("apscheduler.executors.asyncio", "slack_bolt.listener_matcher.async_builtins"),
    *("anyio._backends._asyncio", "bot.crm_hubspot", "certifi", "crm.csv_files", "rich._emoji_codes"),
)
EXAMPLE: Final = Path(__file__).parents[2] / "operating-model.example.yml"

Order = dict[str, Any]


def main(number: int) -> None:
    for name in READ_BEFORE:
        import_module(name)
    use_once()
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=number) as orders:
        order = next_order_of_mine(orders)
    if order:
        run(order)


def use_once() -> None:
    import_module(COMMAND).main(["model", "check", str(EXAMPLE)], standalone_mode=False)
    sys.stdout.flush()  # or everybody says it again
    import_module("domain.gist").gist("The first text")


def next_order_of_mine(orders: socket.socket) -> Order | None:
    """In each process that was forked, its order; in this one None, when nobody is there any more to order."""
    ended_r, ended_w = os.pipe()
    for end in (ended_r, ended_w):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(ended_w)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is asked to stop by Ctrl-C closes the socket
    running: dict[int, int] = {}
    selector = selectors.DefaultSelector()
    selector.register(orders, selectors.EVENT_READ)
    selector.register(ended_r, selectors.EVENT_READ)
    while True:
        ready = [key.fileobj for key, _ in selector.select()]
        if ended_r in ready:
            os.read(ended_r, 4096)
            tell_who_ended(running)
        if orders not in ready:
            continue
        received, descriptors, _, _ = socket.recv_fds(orders, 65536, 3)
        if not received:
            return None
        while not received.endswith(b"\n"):
            received += orders.recv(65536)
        *outputs, told = descriptors
        if child := os.fork():
            running[child] = told
            tell(told, child)
            for output in outputs:
                os.close(output)
            continue
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        selector.close()
        for descriptor in (ended_r, ended_w, told, *running.values()):
            os.close(descriptor)
        become(outputs)
        return dict(json.loads(received))


def tell_who_ended(running: dict[int, int]) -> None:
    for child, told in list(running.items()):
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            del running[child]
            tell(told, os.waitstatus_to_exitcode(status))
            os.close(told)


def tell(told: int, number: int) -> None:
    with suppress(BrokenPipeError):  # the test is over
        os.write(told, b"%d\n" % number)


def become(outputs: list[int]) -> None:
    for standard, output in enumerate(outputs, start=1):
        os.dup2(output, standard)
        os.close(output)


def run(order: Order) -> NoReturn:
    try:
        begin(order)
    except SystemExit as ended:
        end(ended.code)
    except BaseException:  # noqa: BLE001 - said and ended as Python does it
        sys.excepthook(*sys.exc_info())
        end(1)
    end(0)


def begin(order: Order) -> None:
    """As if it was started anew: by the command's script, or by `python -m`."""
    os.environ.clear()
    os.environ.update(order["environment"])
    time.tzset()
    os.chdir(order["folder"])
    sys.argv = [order["module"], *order["arguments"]]
    if order["module"] != COMMAND:
        # It may change what this one takes by name from others: so it reads them when that is done.
        sys.modules.pop("bot.serve", None)
        runpy.run_module(order["module"], run_name="__main__", alter_sys=True)
        return
    command = import_module(COMMAND).main
    sys.exit(command())


def end(code: Any) -> NoReturn:
    """As Python ends, but that what was read is not taken apart piece by piece, for which all of it is copied."""
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code or 0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
