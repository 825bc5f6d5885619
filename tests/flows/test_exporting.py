"""What leaves in files: all of it, once, without whoever asked for no name, and harmless in a spreadsheet."""

import csv
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from bot.cannot_start import CannotStart
from bot.export_command import export
from domain.exported import COLUMNS, Sheet, cell
from domain.report import Verb
from domain.signal_verdict import Verdict
from flows.deps import Deps
from flows.exporting import exported
from store import exports
from store.engine import open_store
from tests.conftest import CARL, RAVI, RITA, THEO
from tests.flows.signal_stories import answered, seen
from tests.flows.stories import a_report, a_shipped_note, confirm, decided, say_still_broken, shipped

FORMULA = '=HYPERLINK("https://evil.example","Click")'


async def sheets(deps: Deps) -> dict[Sheet, list[dict[str, Any]]]:
    found: dict[Sheet, list[dict[str, Any]]] = {sheet: [] for sheet in Sheet}
    async for sheet, record in exported(deps.store):
        assert tuple(record) == COLUMNS[sheet]
        found[sheet].append(record)
    return found


def modes_in(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


async def test_every_report_decision_note_and_signal_leaves_once(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "PAGE", 2)
    fixed, note = await a_shipped_note(deps, RAVI, CARL)
    await say_still_broken(deps, note.id, by=RAVI)
    doubled = [await a_report(deps, f"Asked too early, case {n}") for n in range(4)]
    await decided(deps, doubled[0].id, Verb.MERGE, target=doubled[1].id)
    signal = await answered(deps, await seen(deps), Verdict.CONFIRMED)

    found = await sheets(deps)

    assert [one["report"] for one in found[Sheet.REPORTS]] == ["F-1", "F-2", "F-3", "F-4", "F-5"]
    assert [(one["status"], one["merged_into"], one["supporters"]) for one in found[Sheet.REPORTS][:2]] == [
        ("fixing", None, 2),
        ("merged", "F-3", 0),
    ]
    told = [(one["report"], one["verb"], one["by"], one["target"]) for one in found[Sheet.DECISIONS]]
    assert told[:2] == [("F-1", "fix", THEO, None), ("F-1", "ship", THEO, None)]
    assert told[-1] == ("F-2", "merge", THEO, "F-3")
    (out,) = found[Sheet.NOTES]
    assert (out["note"], out["resolves"]) == ("N-1", [fixed.ref])
    assert (out["works_now"], out["still_broken"]) == (0, 1)
    (listed,) = found[Sheet.SIGNALS]
    assert (listed["signal"], listed["state"], listed["channel"]) == (signal.ref, "confirmed", signal.channel)


async def test_who_reported_without_a_name_is_named_nowhere(deps: Deps) -> None:
    link = "https://northwind.slack.com/archives/C0EAST/p1764000000000100"
    report, note = await a_shipped_note(deps, CARL, anonymous=True, permalink=link)
    await say_still_broken(deps, note.id, by=RITA)
    asked = await a_report(deps, "The second of hers", anonymous=True)
    await decided(deps, asked.id, Verb.ASK)
    await decided(deps, asked.id, Verb.ANSWER, by=RITA)
    moved = await a_report(deps, "The same, by Ravi", by=RAVI)
    await decided(deps, asked.id, Verb.MERGE, target=moved.id)

    found = await sheets(deps)

    told = json.dumps(found)
    assert RITA not in told
    assert link not in told
    assert RAVI in told
    assert [one["reporter"] for one in found[Sheet.REPORTS]] == [None, None, RAVI]
    by = {one["verb"]: one["by"] for one in found[Sheet.DECISIONS] if one["report"] == report.ref}
    assert by == {"fix": THEO, "ship": THEO, "reopen": None}


async def test_a_supporter_who_came_without_a_name_confirms_without_one(deps: Deps) -> None:
    hers = await a_report(deps, "Asked too early", anonymous=True)
    his = await a_report(deps, "Risk comes too early", by=RAVI)
    await decided(deps, hers.id, Verb.MERGE, target=his.id)
    await decided(deps, his.id, Verb.FIX)
    note = await shipped(deps, his.id)
    await confirm(deps, note.id, by=RITA)

    found = await sheets(deps)

    assert RITA not in json.dumps(found)
    assert [one["verb"] for one in found[Sheet.DECISIONS] if one["by"] is None] == ["confirm"]


async def test_of_a_signal_who_started_it_leaves_as_an_id_and_nothing_of_a_private_place(deps: Deps) -> None:
    await seen(deps, by=RITA, private=True)
    await seen(deps, by=RITA)
    await seen(deps, by=None)

    private, public, unknown = (await sheets(deps))[Sheet.SIGNALS]

    assert (private["channel"], private["thread_ts"], private["starter"]) == (None, None, None)
    assert RITA not in json.dumps(private)
    assert (public["channel"], public["starter"]) == ("C0EAST", RITA)
    assert unknown["starter"] is None


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\uff1d"])
def test_what_a_spreadsheet_would_carry_out_becomes_text(first: str) -> None:
    assert cell(f"{first}1+1") == f"'{first}1+1"
    assert cell([f"{first}1+1", "b"]) == f"'{first}1+1; b"


@pytest.mark.parametrize(
    ("value", "shown"), [("1+1", "1+1"), ("", ""), (None, ""), (-3, -3), (True, "yes"), (["a", "b"], "a; b")]
)
def test_what_is_harmless_stays_as_it_is(value: Any, shown: Any) -> None:
    assert cell(value) == shown


async def test_the_files_hold_it_for_spreadsheets_and_for_programs(
    deps: Deps, store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", store_url)
    await a_report(deps, FORMULA + "\nin two lines, with “quotes” and ü")
    out = tmp_path / "out"

    for _ in range(2):
        await export(out)

    expected = {f"{sheet}.{kind}" for sheet in Sheet for kind in ("csv", "jsonl")}
    assert modes_in(out) == dict.fromkeys(expected, 0o600)
    with (out / "reports.csv").open(encoding="utf-8", newline="") as table:
        (row,) = csv.DictReader(table)
    (line,) = (out / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    assert row["text"] == f"'{json.loads(line)['text']}"
    assert json.loads(line)["text"].startswith(FORMULA)
    assert (out / "notes.csv").read_text().splitlines() == [",".join(COLUMNS[Sheet.NOTES])]
    said = capsys.readouterr().out
    assert f"1 report, 0 decisions, 0 notes, 0 signals: written to {out}" in said
    assert FORMULA not in said


async def test_of_several_workspaces_one_is_chosen(
    deps: Deps, store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", store_url)
    await a_report(deps, "Northwind's")
    ours, deps.store = deps.store, open_store(store_url, type(deps.store.team)("T0SOUTHWIND"))
    await a_report(deps, "Southwind's")
    await deps.store.close()
    deps.store = ours

    with pytest.raises(CannotStart) as asked:
        await export(tmp_path / "out")
    assert "T0NORTHWIND, T0SOUTHWIND. Choose one with --team." in asked.value.for_user
    with pytest.raises(CannotStart) as unknown:
        await export(tmp_path / "out", team="T0NOBODY")
    assert "knows no workspace T0NOBODY" in unknown.value.for_user
    assert not (tmp_path / "out").exists()

    await export(tmp_path / "out", team="T0SOUTHWIND")

    assert "Southwind's" in (tmp_path / "out" / "reports.csv").read_text()
    assert "Northwind's" not in (tmp_path / "out" / "reports.csv").read_text()


async def test_where_there_is_no_store_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.db'}")

    with pytest.raises(CannotStart) as no:
        await export(tmp_path / "out")

    assert "Is DATABASE_URL the one that the bot runs with?" in no.value.for_user
    assert not (tmp_path / "elsewhere.db").exists()
    assert not (tmp_path / "out").exists()


async def test_what_cannot_be_written_is_said_and_what_was_there_stays(
    deps: Deps, store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", store_url)
    await a_report(deps)
    (tmp_path / "out").write_text("mine")

    with pytest.raises(CannotStart) as no:
        await export(tmp_path / "out")

    assert "could not be written" in no.value.for_user
    assert (tmp_path / "out").read_text() == "mine"
