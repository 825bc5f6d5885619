"""Operating models as files, for the tests."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.model_file import ModelInvalid, load_model

EXAMPLE = Path(__file__).parents[2] / "operating-model.example.yml"
TEXT = EXAMPLE.read_text("utf-8")


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


WHOLE: dict[str, Any] = YAML(typ="safe").load(EXAMPLE)
