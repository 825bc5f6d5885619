"""Stories that wait are spread over the workers of a run, and none is lost on the way."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.plugins.waiting_first import FOR_PROCESSES, FOR_TIME, in_order


@dataclass(frozen=True)
class Item:
    """As much of pytest's as is looked at."""

    path: Path
    number: int


def items(*names: str) -> list[Any]:
    return [Item(Path(name), number) for number, name in enumerate(names)]


@pytest.mark.parametrize("waiting", [1, 7])
@pytest.mark.parametrize("workers", [4, 5, 6])
def test_two_workers_begin_with_those_that_wait(workers: int, waiting: int) -> None:
    waits = [*["test_command_line.py"] * 5, *["test_answers_lost.py"] * waiting]
    collected = items(*["test_of_the_page.py"] * 90, *waits, *["test_quick.py"] * 103)

    ordered = in_order(collected, workers)

    assert sorted(ordered, key=lambda item: item.number) == collected
    begins = [ordered[len(collected) // workers * worker] for worker in range(workers)]
    assert begins[0] == collected[0]
    assert begins[1] == collected[95]
    assert begins[-1] == collected[90]


def test_where_few_work_the_order_stays() -> None:
    collected = items("test_quick.py", "test_answers_lost.py", "test_quick.py")

    assert in_order(collected, 2) == collected


def test_every_module_that_waits_is_there() -> None:
    found = {file.name for file in Path(__file__).parent.parent.rglob("test_*.py")}

    assert found >= FOR_TIME | FOR_PROCESSES
