"""Says where an exception came from and leaves out what it says: its words and locals may be people's."""

import traceback
from pathlib import Path


def origin_of(error: BaseException) -> str:
    """`ValueError at showing.py:214 in read_span`."""
    frames = traceback.extract_tb(error.__traceback__)
    name = type(error).__name__
    return f"{name} at {Path(frames[-1].filename).name}:{frames[-1].lineno} in {frames[-1].name}" if frames else name
