"""A file of the operating model with anything in it: faults are told in our words, and no bytes make it stumble."""
# ruff: noqa: E501 - what is told stands on one line here, as people see it

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model_file import ModelInvalid, Problem, load_model
from tests.manifest.model_files import TEXT, WHOLE, edited, line_of, problems

FOREIGN_PHRASES = re.compile(
    r"Input should|valid dictionary|Extra inputs|Field required|Value error|pydantic|Traceback|ruamel|\bNone\b"
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "operating-model.yml"


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
