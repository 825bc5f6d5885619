"""What tests write goes to memory, where there is enough of it: nothing of it outlives them; a disk makes them wait."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

MEMORY: Final = Path("/dev/shm")  # noqa: S108 - whatever is put there has a folder of its own
ENOUGH: Final = 2 * 1024**3
"""Bytes; a run of everything needs a fraction of it. A container has 64 MB unless it is told otherwise."""


def pytest_configure() -> None:
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH:
        os.environ["TMPDIR"] = str(MEMORY)  # for whatever tests start as well
        tempfile.tempdir = None
