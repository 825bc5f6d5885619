"""The operating model's file: a wrong value is told with its line, what is wrong and what is allowed."""
# ruff: noqa: E501 - what is told stands on one line here, as people see it

from datetime import date

import pytest

from bot.holiday_calendar import public_holidays, working_time_of
from bot.model_file import load_model
from tests.manifest.model_files import EXAMPLE, TEXT, edited, line_of, problems


@pytest.fixture
def file(tmp_path):
    return tmp_path / "operating-model.yml"


def test_the_example_is_fine():
    assert load_model(EXAMPLE).company == "Northwind Logistics"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("day: mon, at", "day: monda, at", 'workflows.forecast.meeting.day: "monda" — one of mon, tue, wed, thu, fri, sat, sun'),
        ('at: "14:00"', 'at: "25:00"', 'workflows.handoff.meeting.at: "25:00" — a time of day from "00:00" to "23:59", in quotes'),
        ("version: 1", "version: 2", "version: 2 — only 1"),
        ("company: Northwind Logistics", "company: 77", "company: 77 — text; put it in quotes"),
        ("America/New_York", "New York", 'timezone: "New York" — a time zone by its full name, like America/New_York or Europe/Berlin'),
        ("holidays: US ", "holidays: usa ", 'holidays: "usa" — a country like US, a part of one like US-NY, a list of them, or none'),
        ("triage: C0TRIAGE ", 'triage: "#triage" ', 'channels.triage: "#triage" — a Slack channel id (C… or G…), not a name; it stands at the end of the channel\'s details'),
        ("admins: [U0ADA]", "admins: []", "people.admins: an empty list — at least one entry"),
        ("admins: [U0ADA]", "admins: U0ADA", 'people.admins: "U0ADA" — a list, like [a, b]'),
        ("manager: U0MAYA", "manager: S0MAYA", 'people.teams[0].manager: "S0MAYA" — one person: a Slack user id (U… or W…) or an e-mail address'),
        ("[U0CARL]", '["@carl"]', 'people.teams[1].members[0]: "@carl" — a Slack user id (U… or W…), a user group id (S…) or an e-mail address'),
        ("kind: demo", "kind: sugar", 'crm.kind: "sugar" — one of demo, csv, hubspot, salesforce'),
        ("control: flag\n", "control: shout\n", 'workflows.renewal.control: "shout" — one of flag, inspection, prompt, gate'),
        ("open: true, closing", "open: maybe, closing", 'workflows.forecast.records.open: "maybe" — true or false'),
        ("closing_within_days: 90", "closing_within_days: 90.5", "workflows.forecast.records.closing_within_days: 90.5 — a whole number"),
        ("closing_within_days: 90", "closing_within_days: -1", "workflows.forecast.records.closing_within_days: -1 — 0 or more"),
        ("closing_within_days: 90", "closing_within_days: 99999", "workflows.forecast.records.closing_within_days: 99999 — 36500 or less"),
        ("be_filled: true, changed_within_days: 7", "be_filled: true, at_least: .inf", "workflows.forecast.criteria[1].must.at_least: Infinity — a number"),
        ("be_filled: true, changed_within_days: 7", 'matches: "*"', 'workflows.forecast.criteria[1].must.matches: "*" — a regular expression (nothing to repeat at position 0)'),
        ("field: champion,", "field: hero,", 'workflows.forecast.criteria[2].field: "hero" — one of the words under crm.fields (stage, amount, close_date, next_step, forecast_category, implementation_risk, champion, promised_outcomes, kickoff_date)'),
        ('say: "Name the champion who carries this commit."', "say: ' '", 'workflows.forecast.criteria[2].say: " " — a sentence of 1 to 300 characters'),
        ("watch: joined", "watch: everything", 'workarounds.watch: "everything" — joined, or a list of Slack channel ids (C… or G…)'),
        ("post: daily", "post: never", 'release_notes.post: "never" — one of daily, immediately'),
        ('cron: "0 15 1 * *"', 'cron: "0 15 32 * *"', 'workflows.renewal.meeting.cron: "0 15 32 * *" — the day of month "32" must be *, a number from 1 to 31, a range like 1-5, a step like */2, or several of them with commas'),
        ("triage: {remind_after", "triage: 3 #", "triage: 3 — keys below it: remind_after_working_days, escalate_after_working_days"),
        ("pipeline_review:", "Pipeline-Review:", 'workflows.Pipeline-Review: "Pipeline-Review" — a short key of lower-case letters, digits and _, starting with a letter'),
        ("triage_owners: [U0FINN]", "triage_owner: [U0FINN]", "workflows.forecast.triage_owner: unknown key — did you mean triage_owners? Allowed here: name, triage_owners, meeting, records, done_means, control, criteria"),
        ("quiet_after_ignored: 3", "zzz: 3", "nudges.zzz: unknown key — Allowed here: at, at_most_per_person_per_day, quiet_after_ignored"),
        ("  updates: C0UPDATES", "  # updates:", "channels.updates: missing — a Slack channel id (C… or G…), not a name; it stands at the end of the channel's details. Where decisions and release notes go, for everyone who uses the CRM"),
        ("company: Northwind Logistics", "company:", "company: empty — a name of one line, from 1 to 75 characters. The company's name"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_with_its_line_and_what_is_allowed(file, old, new, told):
    # A key that is missing is told at the line of what it is missing from.
    marker = "channels:" if "missing" in told else new
    text = edited(old, new)

    assert problems(file, text) == [f"operating-model.yml:{line_of(text, marker)}: {told}"]


def test_an_unknown_country_or_part_of_one_is_told_with_those_that_are_known(file):
    [country] = problems(file, edited("holidays: US ", "holidays: XX "))
    [part] = problems(file, edited("holidays: US ", "holidays: [CA, US-ZZ] "))

    assert country.startswith('operating-model.yml:6: holidays: "XX" — none, or one of AD, AE, ')
    assert ", US, " in country
    assert part.startswith('operating-model.yml:6: holidays[1]: "US-ZZ" — one of US, US-AK, ')
    assert "US-NY" in part


def test_all_faults_are_told_at_once_in_the_order_of_the_lines(file):
    text = (
        edited("day: mon,", "day: monda,").replace("version: 1", "version: 3").replace("holidays: US ", "holidays: XX ")
    )
    text = (
        text.replace("id: promises_written", "id: risk_known").replace("daily,", "never,") + "\ntriage: {}\nextra: 1\n"
    )

    told = problems(file, text)

    lines = [int(problem.split(":")[1]) for problem in told]
    assert lines == sorted(lines)
    assert [problem.split(": ")[1] for problem in told] == [
        "version",
        "holidays",
        "workflows.forecast.meeting.day",
        "workflows.handoff.criteria[1].id",
        "release_notes.post",
        "triage",
        "extra",
    ]


@pytest.mark.parametrize("text", ["\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), "%YAML 1.2\n---\n" + TEXT])
def test_how_an_editor_saved_it_does_not_matter(file, text):
    file.write_bytes(text.encode())

    assert load_model(file) == load_model(EXAMPLE)


def test_an_anchor_may_save_typing(file):
    file.write_text(edited("admins: [U0ADA]", "admins: &a [U0ADA]").replace("[U0THEO]", "*a"), "utf-8")

    assert load_model(file).people.triage_owners == ("U0ADA",)


@pytest.mark.parametrize(("country", "kept"), [("NO", ("NO",)), ("[NO, US-NY]", ("NO", "US-NY")), ("none", ())])
def test_norway_is_a_country(file, country, kept):
    file.write_text(edited("holidays: US ", f"holidays: {country} "), "utf-8")

    assert load_model(file).holidays == kept


def test_a_long_value_is_shown_by_its_beginning(file):
    [said] = problems(file, edited("company: Northwind Logistics", f"company: {'x' * 5000}"))

    assert len(said) < 200
    assert '…" — a name of one line' in said


def test_holidays_of_several_places_are_all_free():
    free = public_holidays(("US", "CA-ON"))

    assert date(2026, 11, 26) in free  # Thanksgiving in the United States
    assert date(2026, 10, 12) in free  # and in Canada
    assert date(2026, 11, 25) not in free
    assert date(9999, 12, 31) not in free
    assert "2026-11-26" not in free
    assert date(2026, 11, 26) not in public_holidays(())


def test_the_companys_working_time_knows_its_holidays():
    calendar = working_time_of(load_model(EXAMPLE))

    assert not calendar.is_working_day(date(2026, 11, 26))
    assert calendar.is_working_day(date(2026, 11, 27))
