"""The operating model's file: every fault with its line, what is wrong and what is allowed, all at once."""
# ruff: noqa: E501 - what is told stands on one line here, as people see it

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot import model_commands
from bot.holiday_calendar import public_holidays, working_time_of
from bot.model_file import ModelInvalid, Problem, load_model, write_schema

EXAMPLE = Path(__file__).parents[2] / "operating-model.example.yml"
TEXT = EXAMPLE.read_text("utf-8")

FOREIGN_PHRASES = re.compile(
    r"Input should|valid dictionary|Extra inputs|Field required|Value error|pydantic|Traceback|ruamel|\bNone\b"
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "operating-model.yml"


def problems(file: Path, text: str | bytes) -> list[str]:
    """Without the folder; the file is there afterwards."""
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ModelInvalid) as invalid:
        load_model(file)
    return [str(problem).removeprefix(f"{file.parent}/") for problem in invalid.value.problems]


def edited(old: str, new: str) -> str:
    assert TEXT.count(old) >= 1, old
    return TEXT.replace(old, new, 1)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file is empty. Copy operating-model.example.yml and change it"),
        ("# only a comment\n\n", "the file is empty. Copy operating-model.example.yml and change it"),
        ("- version: 1\n", ":1: a list, where keys like version, company and workflows are expected"),
        ("version\n", ":1: a single value, where keys like version, company and workflows are expected"),
        ("version: 1\npeople:\n\tadmins: []\n", ":3: a tab; indent with spaces"),
        ("a:\n  b: 1\n c: 2\n", ":3: does not fit the lines before it: check the indentation, and the quotes around a whole text"),
        ("a: 1\n  b: 2\n", ':2: a ":" that does not fit: check the indentation and the line before, and quote a text that has ": "'),
        ("a: say: it\n", ':1: a ":" that does not fit: check the indentation and the line before, and quote a text that has ": "'),
        ("a:\n  - [1, 2\nb: 3\n", ":3: the [ or { opened on line 2 is not closed, or a comma is missing"),
        ('a: 1\nb: "x\nc: 1\n', ":2: a quote is opened here and never closed"),
        ("a: 1\n---\nb: 1\n", ":2: a second document begins here (---); one file holds one model"),
        ("a: *b\n", ":1: a text that begins with * must stand in quotes"),
        ("a: 1\nb: @ada\n", ':2: a text that begins with @ must stand in quotes, like "@…"'),
        ("a: 1\nb: %x\n", ':2: a text that begins with % must stand in quotes, like "%…"'),
        ("a: 1\nb: \x07\n", ":2: a control character that YAML does not allow; delete it"),
        ("a: &a [*a]\n", ":1: too many values, or values nested too deeply; anchors (&) and aliases (*) can do that"),
        ("a: " + "[" * 1000 + "]" * 1000, "too many values, or values nested too deeply; anchors (&) and aliases (*) can do that"),
        (b"a: 1\nb: caf\xe9\n", ":2: not UTF-8; save the file in that encoding"),
        ("a: 1\n".encode("utf-16"), ":1: not UTF-8; save the file in that encoding"),
        (b"#" * 1_000_001, "larger than 1 MB; this cannot be an operating model"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why_in_one_sentence(file, text, told):
    [said] = problems(file, text)

    assert said == f"operating-model.yml{'' if told.startswith(':') else ': '}{told}"


def test_anchors_that_stand_for_billions_of_values_are_not_followed(file):
    laughs = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12))

    [said] = problems(file, f"a0: &a0 [x]\n{laughs}\n")

    assert "too many values" in said


def test_a_missing_file_and_a_folder_say_what_to_do(tmp_path):
    for path, what in [
        (tmp_path / "none.yml", "there is no such file. Copy operating-model.example.yml, or name another file with ADOPTION_MODEL"),
        (tmp_path, "this is a directory; name the file in it"),
        (tmp_path / "a\0b", "the file cannot be read: not a file name"),
    ]:  # fmt: skip
        with pytest.raises(ModelInvalid) as invalid:
            load_model(path)
        assert invalid.value.problems == (Problem(str(path), None, "", what),)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("version: 1\n", "version: 1\nversion: 1\n", "version: given twice; the first one is on line 3"),
        ("name: Forecast\n", "name: Forecast\n    name: Again\n", "workflows.forecast.name: given twice; the first one is on line "),
        ("company: Northwind", "company: !secret Northwind", "company: the tag !secret means nothing here; leave it out, or put the text in quotes"),
        ("pipeline: default", "? [a, b]\n  : default", "crm: a key must be a single word"),
        ("pipeline: default", "<<: {pipeline: default}", "crm: << is not supported; write the keys out"),
    ],
)  # fmt: skip
def test_what_is_yaml_but_cannot_be_meant_is_told_and_the_rest_still_checked(file, old, new, told):
    said = problems(file, edited(old, new).replace("post: daily", "post: never"))

    assert len(said) == 2
    assert re.sub(r"^operating-model.yml:\d+: ", "", said[0]).startswith(told)
    assert "release_notes.post" in said[1]


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


def test_a_number_with_more_digits_than_python_reads_is_still_answered(file):
    [said] = problems(file, edited("closing_within_days: 90", f"closing_within_days: {'9' * 5000}"))

    assert "workflows.forecast.records.closing_within_days" in said


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["U0ADA", "mon", "09:30", "C0X1", "joined", "none"]),
    st.lists(st.one_of(st.integers(), st.text(max_size=3)), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([at] if at else []), *(place for key, below in inner for place in places(below, (*at, key)))]


def test_a_character_in_two_halves_is_one_and_half_a_character_is_told(file):
    file.write_text(edited("company: Northwind Logistics", 'company: "\\ud83d\\ude9a Northwind"'), "utf-8")
    assert load_model(file).company == "🚚 Northwind"

    halved = edited("company: Northwind Logistics", 'company: "\\ud83d Northwind"')
    assert problems(file, halved) == [
        f"operating-model.yml:{line_of(halved, 'company:')}: company: "
        "half a character; write the character itself in place of the \\u escape"
    ]


WHOLE: dict[str, Any] = YAML(typ="safe").load(EXAMPLE)
PLACES = places(WHOLE)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK), min_size=1, max_size=4))
def test_whatever_stands_where_it_is_told_in_our_words_with_a_line(file, junk):
    whole = json.loads(json.dumps(WHOLE))
    for place, value in junk:
        put(whole, place, value)
    file.write_text(json.dumps(whole, indent=1), "utf-8")

    try:
        load_model(file)
    except ModelInvalid as invalid:
        for problem in invalid.problems:
            assert problem.line is None or 1 <= problem.line <= file.read_text("utf-8").count("\n") + 1
            assert not FOREIGN_PHRASES.search(problem.what), problem.what
            assert "another value" not in problem.what, problem.what


def put(whole: Any, place: tuple[Any, ...], value: Any) -> None:
    """Unless something else was put above it before."""
    *path, last = place
    try:
        for key in path:
            whole = whole[key]
        whole[last] = value
    except (TypeError, KeyError, IndexError):
        return


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=40), st.integers(0, len(TEXT)))
def test_no_bytes_make_it_stumble(file, junk, at):
    file.write_bytes(TEXT[:at].encode() + junk + TEXT[at:].encode())

    try:
        load_model(file)
    except ModelInvalid as invalid:
        assert invalid.problems
        assert not FOREIGN_PHRASES.search(str(invalid).replace(str(file), ""))


def test_the_schema_accepts_the_example_and_closes_every_section():
    schema = json.loads(write_schema())

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(WHOLE, schema)
    for section in [schema, *schema["$defs"].values()]:
        assert section["type"] == "string" or section["additionalProperties"] is False
        for name, key in section.get("properties", {}).items():
            assert key.get("description"), name


@pytest.mark.parametrize(
    "broken",
    [
        {"extra": 1},
        {"holidays": "usa"},
        {"channels": {"triage": "C0TRIAGE"}},
        {"crm": {"kind": "demo", "fields": {"Not A Key": "x"}}},
        {"workarounds": {"watch": "all"}},
        {"workflows": {}},
    ],
)
def test_the_schema_refuses_what_the_bot_refuses(broken):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(WHOLE | broken, json.loads(write_schema()))


def test_check_counts_what_is_there(capsys):
    assert model_commands.check(EXAMPLE) == 0

    assert capsys.readouterr().out == f"{EXAMPLE} is fine: 4 workflows, 8 people, 2 teams, 9 fields, 9 criteria.\n"


def test_check_prints_every_problem_on_a_line_and_fails(file, capsys):
    file.write_text(edited("version: 1", "version: 2").replace("post: daily", "post: never"), "utf-8")

    assert model_commands.check(file) == 1

    first, second, count = capsys.readouterr().out.splitlines()
    assert first == f"{file}:3: version: 2 — only 1"
    assert "release_notes.post" in second
    assert count == "2 problems to correct."


def test_schema_prints_the_schema(capsys):
    assert model_commands.schema() == 0

    assert json.loads(capsys.readouterr().out)["title"] == "Operating model"


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


DOCS = (EXAMPLE.parent / "docs" / "operating-model.md").read_text("utf-8")


def test_the_smallest_file_of_the_docs_loads(file):
    smallest = re.search(r"## The smallest file.*?```yaml\n(.*?)```", DOCS, re.DOTALL)

    assert smallest
    file.write_text(smallest[1], "utf-8")
    assert load_model(file).company == "Northwind Logistics"


def test_the_criterion_of_the_docs_loads(file):
    criterion = re.search(r"```yaml\n(- id: .*?)```", DOCS, re.DOTALL)

    assert criterion
    written = WHOLE["workflows"]["forecast"] | {"criteria": YAML(typ="safe").load(criterion[1])}
    file.write_text(json.dumps(WHOLE | {"workflows": {"forecast": written}}), "utf-8")
    assert load_model(file).workflows["forecast"].criteria[0].id == "commit_has_next_step"


def test_the_faults_of_the_docs_are_those_that_are_told(file):
    shown = [line.strip() for line in DOCS.splitlines() if line.startswith("    operating-model.yml:")]

    text = edited("day: mon, at", "day: monda, at").replace("remind_after_working_days", "remind_after_days")

    assert problems(file, text) == shown


def test_the_docs_name_every_key():
    schema = json.loads(write_schema())

    keys = {key for section in [schema, *schema["$defs"].values()] for key in section.get("properties", {})}

    assert [key for key in sorted(keys) if not re.search(rf"`(\w+\.)*{key}\b", DOCS)] == []
