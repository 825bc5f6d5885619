"""The `adoption` command: what it says, how it ends, and that it prints no secret.

What reads modules of its own runs as itself once: that they can be read in this order shows in no fork.
"""

import json
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE
from tests.doors.processes import APP_TOKEN, Ended, Office, office
from tests.doors.running import SECRET, TOKEN
from tests.serving import free_socket
from tests.workspace import BOT, RITA, TRIAGE, UPDATES, eventually


@pytest.fixture
async def northwind(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


def assert_no_secret(said: str, *secrets: str) -> None:
    for secret in (TOKEN, SECRET, APP_TOKEN, *secrets):
        assert secret not in said


async def test_everything_that_is_missing_is_named_at_once(northwind: Office) -> None:
    ended = await northwind.adoption("serve", SLACK_BOT_TOKEN=None, SLACK_SIGNING_SECRET=None, ADOPTION_MODEL=None)

    assert ended.code == 1
    for named in ("SLACK_BOT_TOKEN is missing", "SLACK_SIGNING_SECRET is missing", "ADOPTION_MODEL: there is no file"):
        assert named in ended.err
    assert len(ended.err.strip().splitlines()) == 3
    assert "Traceback" not in ended.said
    assert not northwind.store.exists()


async def test_everything_malformed_is_named_at_once_and_no_secret_printed(northwind: Office) -> None:
    wrong = {
        "SLACK_BOT_TOKEN": "hunter2-bot",
        "SLACK_SIGNING_SECRET": "hunter2-signing",
        "SLACK_APP_TOKEN": "hunter2-app",
        "SLACK_API_URL": "nowhere",
        "DATABASE_URL": "mysql://bot:hunter2-database@db/adoption",
        "PORT": "eighty",
        "LOG_LEVEL": "loud",
        "LOG_FORMAT": "xml",
    }

    ended = await northwind.adoption("serve", **wrong)

    assert ended.code == 1
    assert [line.partition(" ")[0].rstrip(":") for line in ended.err.strip().splitlines()] == list(wrong)
    assert_no_secret(ended.said, "hunter2")


CANNOT_START = {
    "bot token": ({"SLACK_BOT_TOKEN": "xoxb-of-another-app"}, "Slack refuses SLACK_BOT_TOKEN (invalid_auth). Copy"),
    "app token": (
        {"SLACK_APP_TOKEN": "xapp-of-another-app"},
        "Slack refuses SLACK_APP_TOKEN (invalid_auth). Create",
    ),
    "no folder": ({"DATABASE_URL": "sqlite:////proc/none/a.db"}, "cannot be used: unable to open database file"),
    "no database": ({"DATABASE_URL": "sqlite:///notes.txt"}, "cannot be used: file is not a database"),
    "no server": ({"DATABASE_URL": "postgresql://bot:hunter2@127.0.0.1:1/a"}, "cannot be used: ConnectionRefusedError"),
    "model": ({"ADOPTION_MODEL": "broken.yml"}, "broken.yml:3"),
}


@pytest.mark.parametrize(("changed", "says"), CANNOT_START.values(), ids=CANNOT_START)
async def test_what_keeps_it_from_starting_is_said_in_a_sentence(
    northwind: Office, changed: dict[str, str], says: str
) -> None:
    (northwind.folder / "notes.txt").write_text("Call Ravi back.\n" * 400)
    (northwind.folder / "broken.yml").write_text("version: 1\ncompany: Northwind\ntimezone: Mars/Olympus\n")

    ended = await northwind.adoption("serve", **changed)

    assert ended.code == 1
    assert says in ended.said
    assert "Traceback" not in ended.said
    assert_no_secret(ended.said, "of-another-app", "hunter2")


async def test_a_port_in_use_is_said_before_anything_starts(northwind: Office) -> None:
    taken = free_socket()
    port = taken.getsockname()[1]

    ended = await northwind.adoption("serve", PORT=str(port))
    demo = await northwind.adoption("demo", "--port", str(port))
    taken.close()

    assert (ended.code, demo.code) == (1, 1)
    assert f"127.0.0.1:{port} cannot be listened on" in ended.err
    assert "choose another PORT" in ended.err
    assert "adoption demo --port" in demo.err
    assert not northwind.store.exists()


async def test_a_store_from_a_newer_version_is_left_alone(northwind: Office, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, northwind.store)
    with closing(sqlite3.connect(northwind.store, isolation_level=None)) as db:
        db.execute("UPDATE alembic_version SET version_num = 'of_2031'")

    ended = await northwind.adoption("serve")

    assert ended.code == 1
    assert "This store was written by a newer version of the bot. Nothing was changed." in ended.err
    with closing(sqlite3.connect(northwind.store)) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchall() == [("of_2031",)]


async def test_a_locked_store_is_said_in_a_sentence(northwind: Office) -> None:
    with closing(sqlite3.connect(northwind.store, isolation_level=None)) as backup:
        backup.execute("BEGIN EXCLUSIVE")
        ended = await northwind.adoption("serve")
        backup.execute("ROLLBACK")

    assert ended.code == 1
    assert "cannot be used: database is locked" in ended.said
    assert "nothing else locks it" in ended.said
    assert "Traceback" not in ended.said


SECRET_WORDS = "zanzibar next step is required before I can move a deal to Proposal"


async def test_it_serves_logs_no_word_ends_when_told_and_another_command_goes_on(northwind: Office) -> None:
    workspace = northwind.workspace
    ended: list[Ended] = []
    async with northwind.serving(ended, itself=True, LOG_LEVEL="debug", LOG_FORMAT="json"):
        await workspace.command("/crm-friction", SECRET_WORDS, user=RITA)
        await workspace.command("/crm-friction", "zanzibar is annoying", user=RITA)
        await workspace.close_modal(RITA)
        card = await workspace.message_in(TRIAGE, containing="zanzibar")
        await workspace.message_in(RITA, containing="zanzibar is annoying")
        await workspace.press(card, "Fix", RITA)
        await workspace.faults({"method": "views.open", "kind": "http_500", "times": None})
        await workspace.press(card, "Fix", "U0THEO")
        await workspace.faults({"method": "chat.postMessage", "kind": "http_500", "times": 2})
        await workspace.say("C0EAST", f"<@{BOT}> zanzibar", user=RITA)
        await workspace.idle()
        await workspace.faults()
        await workspace.press(card, "Fix", "U0THEO")
        await workspace.fill_and_submit("U0THEO", {"Link": "https://zanzibar.example/1"})
        await workspace.changed(card, containing="Being fixed")
    logged = ended[0]

    assert logged.code == 0
    assert "Traceback" not in logged.err
    assert [json.loads(line)["event"] for line in logged.err.splitlines()][-1] == "stopped"
    assert '"event": "a gesture failed"' in logged.err
    assert not re.search("zanzibar|rita|theo|proposal", logged.said, re.IGNORECASE)
    assert_no_secret(logged.said)
    ran = await northwind.adoption_itself("run", "release-notes", "--at", "2026-11-23T16:00-05:00")
    assert (ran.code, ran.out.partition(" as of")[0]) == (0, "release-notes ran")
    assert "zanzibar" not in ran.said
    digest = await workspace.message_in(UPDATES, containing="Decided on")
    assert "zanzibar" in digest.text


async def test_socket_mode_needs_no_address(northwind: Office) -> None:
    workspace = northwind.workspace
    ended: list[Ended] = []
    async with northwind.serving(ended, SLACK_APP_TOKEN=APP_TOKEN, SLACK_SIGNING_SECRET=None):
        said = await workspace.command("/crm-friction", SECRET_WORDS, user=RITA)
        card = await workspace.message_in(TRIAGE, containing="zanzibar")
        await workspace.post("disconnect")

        async def pressed() -> bool | None:
            """In the gap between two connections Slack says that it did not work, and one presses again."""
            return (await workspace.press(card, "Fix", "U0THEO")).ok or None

        await eventually(pressed, "a new connection", 20)
        await workspace.fill_and_submit("U0THEO", {"Fix owner": "Ada Novak"})
        await workspace.changed(card, containing="Being fixed")

    assert "F-1" in said.text
    assert ended[0].code == 0
    assert "mode=socket" in ended[0].err.replace("\x1b", "")
    assert_no_secret(ended[0].said, "zanzibar")


async def test_the_doctor_finds_all_well(northwind: Office) -> None:
    ended = await northwind.adoption_itself("doctor", SLACK_APP_TOKEN=APP_TOKEN)

    assert ended.code == 0, ended.said
    assert "✗" not in ended.out
    for about in ("settings", "store", "model", "tokens", "scopes", "in #crm-triage", "in #crm-updates", "people"):
        assert about in ended.out
    assert_no_secret(ended.said)


async def test_the_doctor_says_everything_that_is_wrong_with_the_remedy(northwind: Office) -> None:
    workspace = northwind.workspace
    await workspace.change_channel(TRIAGE, kick=BOT)
    await workspace.change_channel(UPDATES, archived=True)
    await workspace.deactivate("U0THEO")
    model = EXAMPLE.read_text().replace("admins: [U0ADA]", "admins: [U0ADA, nobody@northwind.example, S0GONE]")
    (northwind.folder / "model.yml").write_text(model)

    ended = await northwind.adoption("doctor", ADOPTION_MODEL="model.yml", SLACK_APP_TOKEN="xapp-wrong")

    assert ended.code == 1
    for problem in (
        "Slack refuses SLACK_APP_TOKEN (invalid_auth)",
        "The bot is not in #crm-triage. Type /invite @Adoption there.",
        "#crm-updates (C0UPDATES) is archived",
        "nobody@northwind.example stands for nobody",
        "S0GONE stands for nobody",
        "U0THEO decides or administers, but the account is gone",
    ):
        assert problem in ended.said, ended.said
    assert ended.out.count("✗") == 6
    assert_no_secret(ended.said, "xapp-wrong")


async def test_the_doctor_begins_with_the_settings(northwind: Office) -> None:
    ended = await northwind.adoption("doctor", SLACK_BOT_TOKEN=None, PORT="x")

    assert ended.code == 1
    assert "SLACK_BOT_TOKEN is missing" in ended.said
    assert "PORT should be a number" in ended.said


async def test_jobs_are_listed_with_their_next_time(northwind: Office) -> None:
    ended = await northwind.adoption("jobs")

    assert ended.code == 0, ended.said
    for job in ("revisit-deferred", "triage-reminders", "release-notes"):
        assert re.search(rf"{job} +\w\w\w \d{{4}}-\d\d-\d\d \d\d:\d\d America/New_York", ended.out)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "signals-daily"], "“signals-daily” is no job. The jobs are: crm-sync,"),
        (["run", "release-notes", "--at", "noon"], "“noon” is no time. Write it like"),
        (["judge", "reports", "missing.jsonl"], "missing.jsonl cannot be read"),
    ],
    ids=["no job", "no time", "no file"],
)
async def test_a_wrong_command_says_what_would_be_right(northwind: Office, arguments: list[str], says: str) -> None:
    ended = await northwind.adoption(*arguments)

    assert ended.code == 1
    assert says in ended.said
    assert "Traceback" not in ended.said


async def test_the_store_is_upgraded_when_told(northwind: Office) -> None:
    first = await northwind.adoption_itself("db", "upgrade")
    second = await northwind.adoption("db", "upgrade", SLACK_BOT_TOKEN=None)

    assert (first.code, second.code) == (0, 0), second.said
    assert first.out != second.out
    with closing(sqlite3.connect(northwind.store)) as db:
        assert db.execute("SELECT count(*) FROM reports").fetchone() == (0,)


async def test_the_data_is_taken_out_without_a_slack(northwind: Office, sqlite_template: Path) -> None:
    before = await northwind.adoption("export", SLACK_BOT_TOKEN=None)
    shutil.copy(sqlite_template, northwind.store)
    ended = await northwind.adoption_itself("export", "--out", "mine", SLACK_BOT_TOKEN=None, ADOPTION_MODEL=None)

    assert (before.code, ended.code) == (1, 0), ended.said
    assert "There is no store at" in before.said
    assert "written to mine" in ended.said
    assert (northwind.folder / "mine" / "signals.csv").read_text().startswith("signal,kind,")


async def test_reports_and_pairs_are_judged_line_by_line(northwind: Office) -> None:
    texts = northwind.folder / "reports.jsonl"
    texts.write_text(
        f'{{"id": "a", "text": "{SECRET_WORDS}"}}\nnonsense\n\n{{"id": "b", "text": "this is annoying"}}\n'
    )
    pairs = northwind.folder / "pairs.jsonl"
    pairs.write_text(json.dumps({"id": "p", "a": SECRET_WORDS, "b": SECRET_WORDS}) + "\n")

    reports = await northwind.adoption_itself("judge", "reports", "reports.jsonl")
    alike = await northwind.adoption("judge", "pairs", "pairs.jsonl")

    judged = [json.loads(line) for line in reports.out.splitlines()]
    assert [(one["id"], one["actionable"]) for one in judged] == [("a", True), ("b", False)]
    assert judged[1]["missing"]
    assert set(judged[0]) == {"id", "actionable", "missing", "workflow", "cause"}
    assert reports.code == 1
    assert "reports.jsonl:2" in reports.err
    assert [(one["id"], one["same"]) for one in map(json.loads, alike.out.splitlines())] == [("p", True)]
    assert alike.code == 0
