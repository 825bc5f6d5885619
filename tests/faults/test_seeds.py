"""Three runs under faults: nothing lost, nothing twice, nothing out of order. `make faults` runs many."""

import shutil
from pathlib import Path

import pytest

from tests.faults.plan import plan_of
from tests.faults.run import run

ACTS_S = 4.0


@pytest.mark.parametrize("seed", [1, 2])
async def test_one_process_on_sqlite(seed: int, sqlite_template: Path, tmp_path: Path) -> None:
    store = tmp_path / "adoption.db"
    shutil.copy(sqlite_template, store)

    result = await run(plan_of(seed, "sqlite", acts_s=ACTS_S), f"sqlite:///{store}", tmp_path)

    assert result.injected.total() > 0
    assert result.verdict.findings == []


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
async def test_three_processes_on_postgresql(store_url: str, tmp_path: Path) -> None:
    result = await run(plan_of(3, "postgres", acts_s=ACTS_S), store_url, tmp_path)

    assert result.injected.total() > 0
    assert result.verdict.findings == []
