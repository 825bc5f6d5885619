"""What `adoption model check` and `adoption model schema` do."""

from pathlib import Path

from bot.model_file import ModelInvalid, load_model, write_schema
from domain.operating_model import OperatingModel
from domain.roster import people_named


def check(path: Path | str) -> int:
    """The exit code: 0 when the file is fine, 1 when it is not. Every problem is a line."""
    try:
        model = load_model(path)
    except ModelInvalid as invalid:
        print(*invalid.problems, sep="\n")
        print(_counted(len(invalid.problems), "problem", "problems") + " to correct.")
        return 1
    print(f"{path} is fine: {summary(model)}.")
    return 0


def schema() -> int:
    print(write_schema())
    return 0


def summary(model: OperatingModel) -> str:
    """`4 workflows, 8 people, 2 teams, 9 fields, 9 criteria`"""
    return ", ".join(
        [
            _counted(len(model.workflows), "workflow", "workflows"),
            _counted(len(set(people_named(model))), "person or group", "people"),
            _counted(len(model.people.teams), "team", "teams"),
            _counted(len(model.crm.fields), "field", "fields"),
            _counted(sum(len(w.criteria) for w in model.workflows.values()), "criterion", "criteria"),
        ]
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
