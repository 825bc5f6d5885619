"""`adoption forget` says what it will do before it does it; `adoption export --person` takes out what is known."""

import json
import stat
from pathlib import Path

import pytest

from bot.cannot_start import CannotStart
from bot.export_command import export_person
from bot.forget_command import CALLED, forget
from domain.report import Verb
from flows.about_person import DIRECT_MESSAGES
from flows.deps import Deps
from store.names import NAMES, posts
from tests.conftest import RITA
from tests.flows.signal_stories import seen
from tests.flows.stories import a_report, decided, everything


@pytest.fixture(autouse=True)
def no_model(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the operating model is looked for; there is none yet."""
    model = tmp_path / "operating-model.yml"
    monkeypatch.setenv("DATABASE_URL", store_url)
    monkeypatch.setenv("ADOPTION_MODEL", str(model))
    return model


def a_model_naming(person: str, file: Path) -> None:
    file.write_text(f"people:\n  admins: [{person}]\n  others: [{person}X]\n")


async def test_without_yes_it_says_what_it_would_do_and_changes_nothing(
    deps: Deps, capsys: pytest.CaptureFixture[str]
) -> None:
    report = await a_report(deps)
    await a_report(deps, "Risk comes too early, again")
    await a_report(deps, "Nobody is to know that this is mine", anonymous=True)
    await decided(deps, report.id, Verb.WITHDRAW, by=RITA)
    before = await everything(deps)

    await forget(RITA, yes=False, with_texts=False)

    said = capsys.readouterr().out
    assert f"{RITA}: 2 reports and 1 decision or answer." in said
    assert "Nothing was changed. To do it: adoption forget U0RITA --yes" in said
    assert await everything(deps) == before


async def test_with_yes_it_does_it_and_then_nothing_can_be_counted(
    deps: Deps, capsys: pytest.CaptureFixture[str]
) -> None:
    await a_report(deps, "Call me")

    await forget(RITA, yes=True, with_texts=True)
    first = capsys.readouterr().out
    await forget(RITA, yes=False, with_texts=False)

    assert "Done." in first
    assert "U0RITA: nothing that can be counted names them." in capsys.readouterr().out
    stored = json.dumps(await everything(deps), default=str)
    assert RITA not in stored
    assert "Call me" not in stored


async def test_where_the_operating_model_names_them_is_said(
    deps: Deps, no_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_model_naming(RITA, no_model)

    await forget(RITA, yes=False, with_texts=False)

    said = capsys.readouterr().out
    assert f"{no_model}:2. Take them out, restart the bot" in said
    assert f"{no_model}:3" not in said


@pytest.mark.parametrize("typed", ["rita", "@rita", "U0", "rita@example.com", "C0TRIAGE"])
async def test_what_is_no_user_id_is_refused(typed: str, deps: Deps) -> None:
    with pytest.raises(CannotStart) as no:
        await forget(typed, yes=True, with_texts=False)

    assert "is no Slack user id" in no.value.for_user


def test_whatever_names_somebody_has_words_for_people() -> None:
    assert set(CALLED) == {column.table.name for column in NAMES if column.table is not posts} | {DIRECT_MESSAGES}


async def test_what_is_known_of_one_person_leaves_in_a_file(
    deps: Deps, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await a_report(deps, "Hers, by name")
    hidden = await a_report(deps, "Hers, without it", anonymous=True)
    await decided(deps, hidden.id, Verb.WITHDRAW, by=RITA)
    await seen(deps, by=RITA, private=True)
    out = tmp_path / "out"

    await export_person(out, RITA)

    file = out / "person-U0RITA.jsonl"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [row["text"] for row in rows if row["what"] == "reports"] == ["Hers, by name"]
    assert {row["what"] for row in rows} == {"reports", "signals", "signal_notes"}
    assert [row["channel"] for row in rows if row["what"] == "signals"] == [None]
    assert f"{len(rows)} rows about U0RITA: written to {file}" in capsys.readouterr().out
    assert [path.name for path in out.iterdir()] == [file.name]
