"""`adoption model` and the docs: what is checked and printed, and that the docs' examples are what they say."""

import json
import re

import jsonschema
import pytest
from ruamel.yaml import YAML

from bot import model_commands
from bot.model_file import load_model, write_schema
from tests.manifest.model_files import EXAMPLE, WHOLE, edited, problems


@pytest.fixture
def file(tmp_path):
    return tmp_path / "operating-model.yml"


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
