"""Loads the operating model from its file, or says everything that is wrong with it, each with its line."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.holiday_calendar import unknown_places
from bot.model_faults import explain, is_echo, path_of, place_of
from bot.model_yaml import Fault, Plain, Unreadable, read_plain
from domain.operating_model import OperatingModel
from domain.operating_model.words import HOLIDAYS


@dataclass(frozen=True)
class Problem:
    file: str
    line: int | None
    """From 1; None when it is about the file as a whole."""
    path: str
    """`workflows.forecast.meeting.day`; empty when it is about the line."""
    what: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(filter(None, [where, self.path, self.what]))


class ModelInvalid(Exception):  # noqa: N818 - it says what the model is
    """Carries every problem of the file, in the order of its lines."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def load_model(path: Path | str) -> OperatingModel:
    """Raises ModelInvalid."""
    try:
        plain = read_plain(Path(path))
    except Unreadable as unreadable:
        raise ModelInvalid((_problem(path, unreadable.fault),)) from None
    faults = [*plain.faults, *_unknown_holidays(plain)]
    try:
        model = OperatingModel.model_validate(plain.value)
    except ValidationError as invalid:
        faults += _faults(invalid, plain)
    else:
        if not faults:
            return model
    # Two rules can find the same fault; and what a broken line caused further down is told after it.
    told = dict.fromkeys(_problem(path, fault) for fault in faults)
    raise ModelInvalid(tuple(sorted(told, key=lambda problem: problem.line or 0)))


def write_schema() -> str:
    """The JSON Schema of the file, for editors that complete and check while typing."""
    schema = OperatingModel.model_json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Operating model"}
    return json.dumps(
        {**head, **{key: value for key, value in schema.items() if key not in head}}, indent=2, ensure_ascii=False
    )


def _faults(invalid: ValidationError, plain: Plain) -> Iterator[Fault]:
    for error in invalid.errors(include_url=False):
        if is_echo(error):
            continue
        place = place_of(error)
        yield Fault(plain.line_of(place), explain(error), place)


def _unknown_holidays(plain: Plain) -> Iterator[Fault]:
    """Looked at as written, so that they are told together with everything else."""
    written: Any = plain.value.get("holidays") if isinstance(plain.value, Mapping) else None
    places = written if isinstance(written, list) else [written]
    for number, place in enumerate(places):
        if isinstance(place, str) and HOLIDAYS.fullmatch(place):
            at = ("holidays", number) if isinstance(written, list) else ("holidays",)
            for _, allowed in unknown_places([place]):
                yield Fault(plain.line_of(at), f'"{place}" — {allowed}', at)


def _problem(path: Path | str, fault: Fault) -> Problem:
    return Problem(str(path), fault.line, path_of(fault.at), fault.what)
