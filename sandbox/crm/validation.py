"""What the CRM checks before it takes a value. The sentences and codes are HubSpot's."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from sandbox.crm.errors import Json, RefusalError, invalid
from sandbox.crm.properties import Property
from sandbox.crm.records import Deal, written
from sandbox.crm.state import CrmState

RULES_FROM = "2026-09"
"""The first API version that keeps the admins' rules (changelog/crm-api-write-validation-enforcement)."""


class _WrongError(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def accepted(state: CrmState, deal: Deal, values: Mapping[str, object], version: str) -> dict[str, str]:
    """`values` as they will be kept. Raises RefusalError, which names everything that is wrong at once."""
    taken: dict[str, str] = {}
    wrong: list[Json] = []
    for name, value in values.items():
        try:
            taken[name] = _read(state, name, "" if value is None else str(value))
        except _WrongError as found:
            wrong.append(_told(name, str(value), found.code, str(found)))
    if not wrong:
        after = {**deal.values, **taken}
        wrong += _out_of_pipeline(state, after, taken)
        wrong += _against_rules(state, after, taken) if version >= RULES_FROM else []
    if wrong:
        raise _refusal(wrong)
    return taken


def moment(text: str) -> datetime:
    """From milliseconds since 1970 or from ISO; a day alone is its midnight in UTC. Raises ValueError."""
    if text.lstrip("-").isdigit():
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _read(state: CrmState, name: str, value: str) -> str:
    described = state.properties.get(name)
    if described is None:
        raise _WrongError("PROPERTY_DOESNT_EXIST", f'Property "{name}" does not exist')
    if described.read_only:
        raise _WrongError("READ_ONLY_VALUE", f'"{name}" is a read only property; its value cannot be set.')
    if not value:
        return ""
    if described.type in ("enumeration", "bool"):
        return _option(described, value, [choice.value for choice in state.choices_of(name)])
    return READERS[described.type](name, value)


def _option(described: Property, value: str, allowed: list[str]) -> str:
    if described.type == "bool":
        value = value.lower()
    chosen = value.split(";") if described.takes_many else [value]
    for one in chosen:
        if one not in allowed:
            raise _WrongError("INVALID_OPTION", f"{one} was not one of the allowed options: [{', '.join(allowed)}]")
    return value


def _text(_name: str, value: str) -> str:
    if len(value) > 65_536:
        raise _WrongError("PROPERTY_VALUE_TOO_LONG", "The value is longer than 65536 characters.")
    return value


def _number(_name: str, value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise _WrongError("INVALID_INTEGER", f"{value} was not a valid number.")
    return value


def _moment(_name: str, value: str) -> str:
    try:
        return written(moment(value))
    except (ValueError, OverflowError):
        raise _WrongError("INVALID_LONG", f"{value} was not a valid long.") from None


def _day(name: str, value: str) -> str:
    read = _moment(name, value)
    if not read.endswith("T00:00:00.000Z"):
        raise _WrongError("INVALID_DATE", f"{value} is at {read[11:19]} UTC, not midnight!")
    return read[:10]


READERS: dict[str, Callable[[str, str], str]] = {
    "string": _text,
    "number": _number,
    "datetime": _moment,
    "date": _day,
}


def _out_of_pipeline(state: CrmState, after: Mapping[str, str], taken: Mapping[str, str]) -> Iterator[Json]:
    if not taken.keys() & {"dealstage", "pipeline"}:
        return
    pipeline = state.pipelines[after["pipeline"]]
    stage = after.get("dealstage", "")
    if pipeline.find_stage(stage) is None:
        allowed = ", ".join(stage.id for stage in pipeline.stages)
        sentence = f"{stage} was not one of the allowed options: [{allowed}]"
        yield _told("dealstage", stage, "INVALID_OPTION", sentence)


def _against_rules(state: CrmState, after: Mapping[str, str], taken: Mapping[str, str]) -> Iterator[Json]:
    for rule in state.rules:
        if taken.get(rule.property) == rule.value and not after.get(rule.needs):
            label = state.properties[rule.needs].label
            sentence = f'"{label}" is required when {state.properties[rule.property].label} is {rule.value}.'
            yield _told(rule.needs, "", "REQUIRED_FIELD", sentence)


def _told(name: str, value: str, code: str, message: str) -> Json:
    return {
        "isValid": False,
        "message": message,
        "error": code,
        "name": name,
        "localizedErrorMessage": message,
        "propertyValue": value,
    }


def _refusal(wrong: list[Json]) -> RefusalError:
    """HubSpot says everything twice: as JSON inside its message, and as a list."""
    listed = [{"message": w["message"], "code": w["error"], "context": {"propertyName": [w["name"]]}} for w in wrong]
    return invalid(f"Property values were not valid: {json.dumps(wrong)}", listed)
