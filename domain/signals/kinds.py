"""The kinds of workarounds, and what each may say about the CRM."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    SLACK_HANDOFF = "slack_handoff"
    MANAGER_SPREADSHEET = "manager_spreadsheet"
    PERSONAL_TASK_LIST = "personal_task_list"
    SIDE_NOTES = "side_notes"
    REP_TRACKER = "rep_tracker"
    REPORT_REBUILD = "report_rebuild"
    SHADOW_ACCOUNT = "shadow_account"


NAMES: Final = {
    Kind.SLACK_HANDOFF: "Handoff in Slack",
    Kind.MANAGER_SPREADSHEET: "Review from a spreadsheet",
    Kind.PERSONAL_TASK_LIST: "Private to-do list",
    Kind.SIDE_NOTES: "Notes kept elsewhere",
    Kind.REP_TRACKER: "Tracker of one's own",
    Kind.REPORT_REBUILD: "Report rebuilt by hand",
    Kind.SHADOW_ACCOUNT: "Stand-in record",
}
"""What a kind is called in a list."""

SEEN: Final = {
    Kind.SLACK_HANDOFF: "What a won customer was promised, or who matters there, is passed on in Slack.",
    Kind.MANAGER_SPREADSHEET: "A review seems to be run from a spreadsheet or a list instead of the CRM.",
    Kind.PERSONAL_TASK_LIST: "Follow-ups for customers seem to be kept in a private list.",
    Kind.SIDE_NOTES: "Notes on a customer seem to be kept outside the CRM.",
    Kind.REP_TRACKER: "Deals or accounts seem to be tracked on a board or sheet beside the CRM.",
    Kind.REPORT_REBUILD: "A figure that the CRM reports seems to be worked out again by hand.",
    Kind.SHADOW_ACCOUNT: "A second or stand-in record seems to be made to get around a rule.",
}
"""What was seen, in one sentence."""

MEANINGS: Final = {
    Kind.SLACK_HANDOFF: "The handoff fields may ask for the wrong things, come too late, or be too slow to fill.",
    Kind.MANAGER_SPREADSHEET: "No report in the CRM may answer what the review asks.",
    Kind.PERSONAL_TASK_LIST: "The CRM's own tasks may be too many, or not the ones that matter.",
    Kind.SIDE_NOTES: "Writing or finding a note in the CRM may take too long.",
    Kind.REP_TRACKER: "The CRM's views may not show deals the way the work goes.",
    Kind.REPORT_REBUILD: "The report's definitions may not be trusted, or not be known.",
    Kind.SHADOW_ACCOUNT: "The rules for owners, hierarchy or required fields may be unclear, or in the way.",
}
"""What a kind may say about the CRM, in one sentence. Never about the people."""
