"""`adoption doctor`: what it finds, what it advises, and how that reads in a narrow terminal."""

import re
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.assembly import utc_now
from bot.slack_checks import SCOPES, look_at_channels, look_at_clock, look_at_scopes
from delivery.client import open_client
from domain.operating_model import OperatingModel
from sandbox.settings import Settings
from tests.conftest import EXAMPLE
from tests.doors.processes import Office, office
from tests.doors.running import TOKEN
from tests.serving import MANIFEST, running_sandbox
from tests.workspace import BOT, RITA, TRIAGE

MARK, SUBJECT = 2, 9
"""Columns in front of a sentence."""


@pytest.fixture
async def northwind(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


def declared_scopes(manifest: str) -> set[str]:
    return set(re.findall(r"^      - ([a-z_:.]+) +#", manifest, re.MULTILINE)) - {"app_mention"}


def owe(file: Path, *rows: tuple[str, str, str, str | None]) -> None:
    """Posts that have been owed for an hour: (subject, place, state, error)."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for subject, place, state, error in rows:
            db.execute(
                "INSERT INTO posts (team_id, kind, subject, place, bulk, state, wanted, shown, attempts, unsure, "
                "reposted, owed_at, error) VALUES ('T0NORTHWIND', 'report_card', ?, ?, 0, ?, 1, 0, 1, 0, 0, "
                "strftime('%Y-%m-%d %H:%M:%f000', 'now', '-1 hour'), ?)",
                (subject, place, state, error),
            )


def damage(template: Path, store: Path) -> None:
    """The first of its pages can be read, those behind it cannot."""
    whole = bytearray(template.read_bytes())
    whole[8192:40960] = b"\xff" * (40960 - 8192)
    store.write_bytes(whole)


def test_it_asks_for_the_scopes_of_the_manifest() -> None:
    scopes = MANIFEST.read_text().partition("    bot:\n")[2].partition("\nsettings:")[0]

    assert declared_scopes(scopes) == SCOPES.keys()


async def test_in_a_narrow_terminal_without_colour_it_reads_well(northwind: Office, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, northwind.store)
    await northwind.workspace.change_channel(TRIAGE, kick=BOT)
    owe(northwind.store, ("1", TRIAGE, "refused", "not_in_channel"))

    ended = await northwind.adoption("doctor", COLUMNS="80")

    lines = ended.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in ended.out
    for line in lines[:-1]:
        assert re.match(r"[✓✗] [a-z]+ +|" + " " * (MARK + SUBJECT), line), line
    assert lines[-1] == "2 to put right."
    assert ended.code == 1


async def test_posts_that_do_not_get_there_are_said_with_the_remedy(northwind: Office, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, northwind.store)
    owe(
        northwind.store,
        ("1", TRIAGE, "refused", "is_archived"),
        ("2", TRIAGE, "refused", "is_archived"),
        ("3", "C0UPDATES", "owed", "unreachable"),
        ("4", "C0EAST", "owed", None),
        ("5", RITA, "refused", "token_revoked"),
    )

    ended = await northwind.adoption("doctor")

    assert ended.code == 1
    assert ended.out.count("✗") == 4
    for says in (
        "2 posts to C0TRIAGE, owed since",
        "refused by Slack (is_archived). Unarchive the channel",
        "1 post to C0UPDATES",
        "tried and not posted (unreachable). Look at https://slack-status.com",
        "1 post to C0EAST",
        "not tried yet. Does the bot run?",
        "1 post to U0RITA",
        "refused by Slack (token_revoked). Reinstall the app",
    ):
        assert says in ended.said, ended.said


async def test_a_colleague_who_left_is_nothing_to_put_right(northwind: Office, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, northwind.store)
    owe(northwind.store, ("1", RITA, "refused", "user_disabled"))

    ended = await northwind.adoption("doctor")

    assert ended.code == 0, ended.said
    assert "1 private word did not arrive: an account is gone, or takes none from us" in ended.said


async def test_a_digest_for_a_channel_that_no_meeting_has_is_nothing_to_put_right(
    northwind: Office, sqlite_template: Path
) -> None:
    shutil.copy(sqlite_template, northwind.store)
    owe(northwind.store, ("1", "C0WRONG", "refused", "channel_not_found"))
    with closing(sqlite3.connect(northwind.store, isolation_level=None)) as db:
        db.execute("UPDATE posts SET kind = 'digest'")

    ended = await northwind.adoption("doctor")

    assert ended.code == 0, ended.said
    assert "1 part of digests did not arrive: no meeting has that channel any more" in ended.said


async def test_what_is_owed_for_minutes_is_not_stuck(northwind: Office, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, northwind.store)
    owe(northwind.store, ("1", TRIAGE, "owed", None))
    with closing(sqlite3.connect(northwind.store, isolation_level=None)) as db:
        db.execute("UPDATE posts SET owed_at = strftime('%Y-%m-%d %H:%M:%f000', 'now', '-5 minutes')")

    ended = await northwind.adoption("doctor")

    assert (ended.code, "none is stuck" in ended.said) == (0, True), ended.said


async def test_a_damaged_file_is_said_and_the_rest_is_still_looked_at(northwind: Office, sqlite_template: Path) -> None:
    damage(sqlite_template, northwind.store)

    ended = await northwind.adoption("doctor")

    assert ended.code == 1
    assert "It is damaged" in ended.said
    assert "in #crm-triage" in ended.said
    assert "Traceback" not in ended.said


async def test_a_store_of_a_newer_version_is_said(northwind: Office, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, northwind.store)
    with closing(sqlite3.connect(northwind.store, isolation_level=None)) as db:
        db.execute("UPDATE alembic_version SET version_num = 'of_2031'")

    ended = await northwind.adoption("doctor")

    assert ended.code == 1
    assert "It was written by a newer version of the bot." in ended.said


async def test_a_store_that_can_only_be_read_is_said(northwind: Office, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, northwind.store)
    with closing(sqlite3.connect(northwind.store, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        ended = await northwind.adoption("doctor")

    assert "It cannot be used: database is locked" in ended.said


async def test_a_file_that_cannot_be_opened_is_said(northwind: Office) -> None:
    ended = await northwind.adoption("doctor", DATABASE_URL="sqlite:////nowhere/adoption.db")

    assert ended.code == 1
    assert "It cannot be used" in ended.said
    assert "Check DATABASE_URL" in ended.said
    assert "the bot token is that of" in ended.said


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
async def test_on_postgresql_the_clocks_are_compared(northwind: Office, store_url: str) -> None:
    ended = await northwind.adoption("doctor", DATABASE_URL=store_url)

    assert ended.code == 0, ended.said
    assert "PostgreSQL, reachable, schema at head" in ended.said
    assert "in step with the store's" in ended.said
    assert "in step with Slack's" in ended.said


async def test_on_postgresql_an_empty_store_is_to_be_upgraded(northwind: Office, postgres_server: str) -> None:
    ended = await northwind.adoption("doctor", DATABASE_URL=postgres_server)

    assert ended.code == 1
    assert "Its schema is empty. Run `adoption db upgrade`." in ended.said
    assert "posts" not in [line.split()[1] for line in ended.out.splitlines()]


async def test_a_slack_that_does_not_answer_is_said(northwind: Office) -> None:
    ended = await northwind.adoption("doctor", SLACK_API_URL="http://127.0.0.1:9/api/")

    assert ended.code == 1
    assert "It does not answer at http://127.0.0.1:9/api/. Is the network up?" in ended.said


async def test_a_refused_token_is_said_and_not_printed(northwind: Office) -> None:
    ended = await northwind.adoption("doctor", SLACK_BOT_TOKEN="xoxb-of-another-app")

    assert ended.code == 1
    assert "Slack refuses SLACK_BOT_TOKEN (invalid_auth). Copy it again." in ended.said
    assert "of-another-app" not in ended.said


async def test_a_meeting_without_the_bot_in_its_channel_is_said(model: OperatingModel) -> None:
    async with running_sandbox(Settings(manifest=MANIFEST, bot_token=TOKEN)) as workspace:
        await workspace.change_channel("C0FORECAST", kick=BOT)
        async with open_client(TOKEN, base_url=workspace.api_url) as client:
            said = [line.problem async for line in look_at_channels(client, model) if line.problem]

    assert said == ["The bot is not in #forecast. Type /invite @Adoption there."]


async def test_each_missing_scope_is_named_with_what_it_is_for(tmp_path: Path, model: OperatingModel) -> None:
    manifest = tmp_path / "manifest.yml"
    lines = MANIFEST.read_text().splitlines(keepends=True)
    manifest.write_text(
        "".join(line for line in lines if "- channels:history" not in line and "- im:write" not in line)
    )

    async with (
        running_sandbox(Settings(manifest=manifest, bot_token=TOKEN)) as workspace,
        open_client(TOKEN, base_url=workspace.api_url) as client,
    ):
        me = await client.auth_test()
        scopes = look_at_scopes(me)
        channels = [line async for line in look_at_channels(client, model)]

    assert [line.problem.split(" is missing")[0] for line in scopes] == ["channels:history", "im:write"]
    assert "the bot cannot look for its own posts before repeating one" in scopes[0].problem
    assert all("cannot read its history (missing_scope)" in line.problem for line in channels)
    assert look_at_clock(me, utc_now()).fine == "in step with Slack's"
    assert "behind Slack's" in look_at_clock(me, utc_now() - timedelta(minutes=6)).problem


# The CRM


def with_crm(northwind: Office, crm: str) -> str:
    """A model like the example, with another CRM; its path."""
    before, _, rest = EXAMPLE.read_text().partition("crm:\n")
    fields = rest[rest.index("  pipeline:") :]
    (northwind.folder / "model.yml").write_text(f"{before}crm:\n{crm}{fields}")
    return str(northwind.folder / "model.yml")


async def about_crm(northwind: Office, crm: str, **environment: str) -> list[str]:
    ended = await northwind.adoption("doctor", ADOPTION_MODEL=with_crm(northwind, crm), COLUMNS="400", **environment)
    assert "Traceback" not in ended.said
    return [line for line in ended.out.splitlines() if line.split()[1:2] == ["crm"]]


HUBSPOT_KIND = "  kind: hubspot\n"


async def test_a_crm_that_answers_is_said(northwind: Office) -> None:
    hubspot = northwind.workspace.api_url.replace("/api/", "/hubspot")

    (line,) = await about_crm(northwind, HUBSPOT_KIND, HUBSPOT_TOKEN="pat-sandbox", HUBSPOT_API_URL=hubspot)

    assert line.startswith("✓")
    assert "hubspot answers" in line
    assert "9 of our fields" in line


async def test_a_crm_that_cannot_be_reached_or_refuses_us_is_said(northwind: Office) -> None:
    hubspot = northwind.workspace.api_url.replace("/api/", "/hubspot")

    away = await about_crm(northwind, HUBSPOT_KIND, HUBSPOT_TOKEN="pat-sandbox", HUBSPOT_API_URL="http://127.0.0.1:9")
    refused = await about_crm(northwind, HUBSPOT_KIND, HUBSPOT_TOKEN="pat-of-another", HUBSPOT_API_URL=hubspot)

    assert ["✗" in line and "Is the network up" in line for line in away] == [True]
    assert ["✗" in line and "HUBSPOT_TOKEN" in line for line in refused] == [True]
    assert "pat-of-another" not in "".join(refused)


async def test_what_the_crm_needs_and_is_not_there_is_named(northwind: Office) -> None:
    hubspot = await about_crm(northwind, HUBSPOT_KIND, HUBSPOT_API_URL="http://hubspot.example")
    salesforce = await about_crm(northwind, "  kind: salesforce\n")
    csv = await about_crm(northwind, "  kind: csv\n  csv: {stages: {qualified: open, won: won}}\n")

    assert [line.split()[2] for line in hubspot] == ["HUBSPOT_TOKEN", "HUBSPOT_API_URL"]
    assert [line.split()[2] for line in salesforce] == [
        "SALESFORCE_LOGIN_URL",
        "SALESFORCE_CLIENT_ID",
        "SALESFORCE_CLIENT_SECRET",
    ]
    assert csv
    assert all("deals.csv" in line or "✗" in line for line in csv)
