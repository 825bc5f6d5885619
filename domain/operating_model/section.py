"""What every part of the operating model has in common: frozen, no unknown keys, and all its faults named at once."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

CONTRADICTION = "contradiction"
"""The type of an error that says in its own words what is wrong; every other one comes from a single value."""


class Contradiction(NamedTuple):
    """Two places of the file that do not fit together, told at one of them."""

    at: tuple[str | int, ...]
    """Where, from the section on: keys and, in lists, places counted from 0."""
    what: str
    value: object = None
    """What stands there, if it helps to see it."""


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def contradictions(cls, raw: Mapping[str, Any]) -> Iterator[Contradiction]:  # noqa: ARG003 - most have none
        """What does not fit together in `raw`, which is as written: any value in it may be missing or wrong.

        Looked for even when single values are wrong, so that nobody has to run the check twice.
        """
        yield from ()

    @model_validator(mode="wrap")
    @classmethod
    def _all_faults_at_once(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        found = list(cls.contradictions(data)) if isinstance(data, Mapping) else []
        if not found:
            return handler(data)
        try:
            handler(data)
            faults = []
        except ValidationError as invalid:
            faults = [_again(error) for error in invalid.errors()]
        raise ValidationError.from_exception_data(cls.__name__, faults + [_fault(c) for c in found])


def mapping(value: object) -> Mapping[str, Any]:
    """`value` if it has keys, else nothing."""
    return value if isinstance(value, Mapping) else {}


def listed(value: object) -> list[Any]:
    """`value` if it is a list, else nothing."""
    return list(value) if isinstance(value, list | tuple) else []


def _fault(found: Contradiction) -> InitErrorDetails:
    error = PydanticCustomError(CONTRADICTION, "{what}", {"what": found.what})
    return InitErrorDetails(type=error, loc=found.at, input=found.value)


def _again(error: ErrorDetails) -> InitErrorDetails:
    if error["type"] == CONTRADICTION:
        return _fault(Contradiction(error["loc"], error["msg"], error["input"]))
    return InitErrorDetails(type=error["type"], loc=error["loc"], input=error["input"], ctx=error.get("ctx", {}))
