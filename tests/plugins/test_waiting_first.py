"""Stories that wait are spread over the workers of a run, and none is lost on the way."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.plugins.waiting_first import THAT_WAIT, in_order


@dataclass(frozen=True)
class Item:
    """As much of pytest's as is looked at."""

    path: Path
    number: int


def items(*names: str) -> list[Any]:
    return [Item(Path(name), number) for number, name in enumerate(names)]


@pytest.mark.parametrize("waiting", [1, 2, 7])
@pytest.mark.parametrize("workers", [4, 5, 6])
def test_two_workers_begin_with_those_that_wait(workers: int, waiting: int) -> None:
    collected = items(*["test_of_the_page.py"] * 90, *[sorted(THAT_WAIT)[0]] * waiting, *["test_quick.py"] * 103)

    ordered = in_order(collected, workers)

    assert sorted(ordered, key=lambda item: item.number) == collected
    stretch = len(collected) // workers
    begins = [item.number for item in collected if item.path.name in THAT_WAIT]
    half = waiting // 2
    assert [item.number for item in ordered[stretch : stretch + half]] == begins[:half]
    last = stretch * (workers - 1)
    assert [item.number for item in ordered[last : last + waiting - half]] == begins[half:]
    assert ordered[0].number == 0


def test_where_few_work_the_order_stays() -> None:
    collected = items("test_quick.py", sorted(THAT_WAIT)[0], "test_quick.py")

    assert in_order(collected, 2) == collected


def test_every_module_that_waits_is_there() -> None:
    found = {file.name for file in Path(__file__).parent.parent.glob("*/test_*.py")}

    assert found >= THAT_WAIT
