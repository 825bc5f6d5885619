"""`POST …/search`: filters, one order, pages."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from sandbox.crm.errors import Json, invalid
from sandbox.crm.records import Deal, written
from sandbox.crm.state import CrmState
from sandbox.crm.validation import moment

PAGE, LONGEST_PAGE, REACH = 10, 200, 10_000
MOST_GROUPS, MOST_IN_GROUP, MOST_FILTERS = 5, 6, 18
LONGEST_BODY = 3_000
OPERATORS = ("EQ", "NEQ", "LT", "LTE", "GT", "GTE", "BETWEEN", "IN", "NOT_IN", "HAS_PROPERTY", "NOT_HAS_PROPERTY")

Values = Mapping[str, str]
Key = float | str
Test = Callable[[Values], bool]


def search(state: CrmState, body: Json) -> tuple[list[Deal], int, int | None]:
    """A page, how many there are in all, and where the next page begins. Raises RefusalError."""
    limit, after = _whole(body, "limit", PAGE), _whole(body, "after", 0)
    if not 0 < limit <= LONGEST_PAGE:
        raise invalid(f"limit: the number of objects per page must be between 1 and {LONGEST_PAGE}.")
    if after + limit > REACH:
        raise invalid(f"Paging through search results past {REACH} is not supported.")
    groups = _groups(state, body)
    found = _found(state, groups, str(body.get("query") or "").casefold())
    _sort(state, found, body)
    end = after + limit
    return found[after:end], len(found), end if end < len(found) else None


def _found(state: CrmState, groups: list[list[Json]], words: str) -> list[Deal]:
    first, last = _bounds(state, groups)
    tests = [[_test(state, one) for one in group if not _is_bound(one, groups)] for group in groups]
    deals = [state.deals[deal_id] for deal_id in state.live[first:last]]
    if not words and not state.index_lags and not any(tests):
        return deals
    known: list[tuple[Deal, Values]] = [(deal, deal.values) for deal in deals]
    if state.index_lags:
        known = [(deal, values) for deal in deals if (values := state.indexed(deal)) is not None]
    if words:
        known = [(deal, values) for deal, values in known if words in values.get("dealname", "").casefold()]
    if len(tests) == 1:
        for test in tests[0]:
            known = [(deal, values) for deal, values in known if test(values)]
    elif tests:
        known = [pair for pair in known if any(all(test(pair[1]) for test in group) for group in tests)]
    return [deal for deal, _ in known]


def _whole(body: Json, name: str, otherwise: int) -> int:
    value = body.get(name)
    if value in (None, ""):
        return otherwise
    if not str(value).isdigit():
        raise invalid(f"{name} must be an integer; {value!r} is none.")
    return int(str(value))


def _groups(state: CrmState, body: Json) -> list[list[Json]]:
    groups = [list(group.get("filters", [])) for group in body.get("filterGroups") or []]
    if body.get("filters"):
        groups.append(list(body["filters"]))
    if len(groups) > MOST_GROUPS or any(len(group) > MOST_IN_GROUP for group in groups):
        raise invalid(f"There are at most {MOST_GROUPS} filterGroups of {MOST_IN_GROUP} filters.")
    if sum(map(len, groups)) > MOST_FILTERS:
        raise invalid(f"There are at most {MOST_FILTERS} filters in all.")
    for one in (one for group in groups for one in group):
        if one.get("propertyName") not in state.properties:
            raise invalid(f"There was a problem with the request: property {one.get('propertyName')} does not exist")
        if one.get("operator") not in OPERATORS:
            raise invalid(f"Invalid input JSON: {one.get('operator')!r} is none of {', '.join(OPERATORS)}")
    return groups


def _bounds(state: CrmState, groups: Sequence[Sequence[Json]]) -> tuple[int, int]:
    """The part of the ids that can be meant: who pages by id through 100,000 deals is not made to wait."""
    first, last = 0, len(state.live)
    for one in (one for group in groups for one in group if _is_bound(one, groups)):
        place = bisect_right(state.live, int(str(one["value"])))
        first, last = (max(first, place), last) if one["operator"] == "GT" else (first, min(last, place))
    return first, last


def _is_bound(one: Json, groups: Sequence[Sequence[Json]]) -> bool:
    named = one["propertyName"] == "hs_object_id" and one["operator"] in ("GT", "LTE")
    return named and len(groups) == 1 and str(one.get("value", "")).isdigit()


def _test(state: CrmState, asked: Json) -> Test:
    name, operator = str(asked["propertyName"]), str(asked["operator"])
    kind = state.properties[name].type
    if operator == "HAS_PROPERTY":
        return lambda values: name in values
    if operator == "NOT_HAS_PROPERTY":
        return lambda values: name not in values
    if operator in ("IN", "NOT_IN"):
        return _membership(name, kind, asked, wanted=operator == "IN")
    low = _wanted(kind, asked, "value")
    key = KEYS.get(kind, str.casefold)
    if operator == "BETWEEN":
        high = _wanted(kind, asked, "highValue")
        return lambda values: name in values and ge(key(values[name]), low) and le(key(values[name]), high)
    compare = COMPARISONS[operator]
    if operator == "NEQ":
        return lambda values: name not in values or compare(key(values[name]), low)
    return lambda values: name in values and compare(key(values[name]), low)


def _membership(name: str, kind: str, asked: Json, *, wanted: bool) -> Test:
    """HubSpot compares lower-case text with what is asked as it is: an upper-case word finds nothing."""
    given = asked.get("values")
    if not isinstance(given, list) or not given:
        raise invalid(f"{asked['operator']} needs a list of values.")
    among = frozenset(map(str, given))
    lower = kind == "string"
    return lambda values: ((values.get(name, "").lower() if lower else values.get(name)) in among) is wanted


def _wanted(kind: str, asked: Json, name: str) -> Key:
    value = asked.get(name)
    if value is None:
        raise invalid(f"{asked['operator']} needs {name}.")
    try:
        if kind in ("date", "datetime"):
            at = written(moment(str(value)))
            return at if kind == "datetime" else at[:10]
        return KEYS.get(kind, str.casefold)(str(value))
    except (ValueError, OverflowError):
        raise invalid(f"{value!r} is no value for {asked['propertyName']}.") from None


KEYS: dict[str, Callable[[str], Key]] = {"number": float, "date": str, "datetime": str}
"""Times are kept in one form, in which the order of the text is that of the time. Everything else is compared as text
in small letters."""

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {"EQ": eq, "NEQ": ne, "LT": lt, "LTE": le, "GT": gt, "GTE": ge}


def _sort(state: CrmState, found: list[Deal], body: Json) -> None:
    """By id unless asked otherwise; what has no value comes last."""
    sorts = body.get("sorts") or []
    if len(sorts) > 1:
        raise invalid("Only one sort is allowed.")
    asked = sorts[0] if sorts else "hs_object_id"
    asked = {"propertyName": asked} if isinstance(asked, str) else asked
    name, down = str(asked.get("propertyName")), asked.get("direction") == "DESCENDING"
    if name not in state.properties:
        raise invalid(f"There was a problem with the request: property {name} does not exist")
    if name == "hs_object_id" and not down:
        return
    key = KEYS.get(state.properties[name].type, str.casefold)
    having = [deal for deal in found if name in deal.values]
    having.sort(key=lambda deal: key(deal.values[name]), reverse=down)
    found[:] = having + [deal for deal in found if name not in deal.values]
