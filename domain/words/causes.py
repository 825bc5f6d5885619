"""What the words for an obstacle say about its cause: points for each of the sixteen causes."""

from enum import StrEnum

from domain.words import demands as demand
from domain.words import obstacles as block
from domain.words import places as place
from domain.words.matching import Group, Kind


class Cause(StrEnum):
    REQUIRED_TOO_EARLY = "required_too_early"
    TOO_MANY_FIELDS = "too_many_fields"
    SLOW_LAYOUT = "slow_layout"
    DUPLICATE_RECORDS = "duplicate_records"
    CONFUSING_VALUES = "confusing_values"
    IRRELEVANT_AUTOMATION = "irrelevant_automation"
    DATA_CAPTURED_ELSEWHERE = "data_captured_elsewhere"
    MOBILE = "mobile"
    REPORT_MISMATCH = "report_mismatch"
    SEARCH = "search"
    DEFINITION_CHANGED = "definition_changed"
    UNUSED_DATA = "unused_data"
    PERMISSION_OR_OWNERSHIP = "permission_or_ownership"
    INTEGRATION_OR_SYNC = "integration_or_sync"
    TRAINING_GAP = "training_gap"
    OTHER = "other"


SEARCHING = Group(
    "searching",
    Kind.CAUSE,
    "Looking for something that is there.",
    """
    search, searching, searched, searches, searchable, can't|cannot|couldn't|never|not find, can't ~ find,
    looking|looked up, look up, lookup, suche, finden, buscar, recherche, trouver, pesquisar, encontrar, jump to,
    typed ~ got nothing, trading names, no hit, typing ~ name
    """,
)
REPORTING = Group(
    "reporting",
    Kind.CAUSE,
    "Numbers that people compare.",
    """
    report, reports, dashboard, numbers, figures, roll-up, total, totals, chart, coverage, kpi, counts, count,
    still shows, still show, sums, filter, groups by, sorts by, sort, sorted, don't match, doesn't match, differs,
    differ, mismatch, trust, too high, too low, off by, column, bericht, informe, rapport, relatório, currency,
    list view, looks like, excludes, leaves out
    """,
)
UPKEEP = Group(
    "upkeep",
    Kind.CAUSE,
    "The machine does something when a record changes.",
    """
    deletes my|the, creates a|an|# ~ @object|task|request|email, sends|send a|an|the|# ~ email|mail|reminder,
    email|emails|mail|mails|reminder|reminders go|goes|fire|fires, closes|closed opps|deals, resets, reset, flips,
    flip, overwritten, overwrites, workflow, automation, on its own, automatically, deletes my, gets overwritten
    """,
)

TELLING = (SEARCHING, REPORTING, UPKEEP)

POINTS: dict[str, dict[Cause, float]] = {
    demand.REQUIRED.name: {Cause.REQUIRED_TOO_EARLY: 2.0},
    demand.TOO_EARLY.name: {Cause.REQUIRED_TOO_EARLY: 2.0},
    block.SLOW.name: {Cause.SLOW_LAYOUT: 3.4},
    block.CANNOT.name: {Cause.PERMISSION_OR_OWNERSHIP: 2.0, Cause.OTHER: 0.8},
    block.LOCKED.name: {Cause.PERMISSION_OR_OWNERSHIP: 2.6},
    block.MISSING.name: {Cause.OTHER: 1.2},
    block.WRONG.name: {Cause.REPORT_MISMATCH: 1.2, Cause.OTHER: 1.0},
    block.DUPLICATE.name: {Cause.DUPLICATE_RECORDS: 3.7},
    demand.RETYPE.name: {Cause.DATA_CAPTURED_ELSEWHERE: 3.8},
    block.NOISE.name: {Cause.IRRELEVANT_AUTOMATION: 3.1},
    demand.UNUSED.name: {Cause.UNUSED_DATA: 3.6},
    demand.TOO_MANY.name: {Cause.TOO_MANY_FIELDS: 2.8},
    demand.CONFUSING.name: {Cause.CONFUSING_VALUES: 3.5},
    demand.CHANGED.name: {Cause.DEFINITION_CHANGED: 3.2},
    demand.GUIDANCE.name: {Cause.TRAINING_GAP: 3.3},
    block.MOBILE.name: {Cause.MOBILE: 3.8},
    block.SYNC.name: {Cause.INTEGRATION_OR_SYNC: 2.2},
    block.ERROR.name: {Cause.OTHER: 2.0},
    place.TOOL.name: {Cause.INTEGRATION_OR_SYNC: 1.6, Cause.DATA_CAPTURED_ELSEWHERE: 0.6},
    SEARCHING.name: {Cause.SEARCH: 3.7},
    REPORTING.name: {Cause.REPORT_MISMATCH: 1.7},
    UPKEEP.name: {Cause.IRRELEVANT_AUTOMATION: 1.8},
}
ENOUGH = 1.9
"""Fewer points than this tell no cause."""
