"""The operating model: the company's file saying which workflows, meetings, fields, criteria and people there are."""

from domain.operating_model.company import Channels, Crm, CrmKind, People, TeamOnFile, WorkingHours
from domain.operating_model.model import OperatingModel
from domain.operating_model.routines import Nudges, PostNotes, ReleaseNotes, Retention, Triage, Workarounds
from domain.operating_model.workflows import Control, Criterion, Demand, Meeting, RecordFilter, Workflow

__all__ = [
    "Channels",
    "Control",
    "Criterion",
    "Crm",
    "CrmKind",
    "Demand",
    "Meeting",
    "Nudges",
    "OperatingModel",
    "People",
    "PostNotes",
    "RecordFilter",
    "ReleaseNotes",
    "Retention",
    "TeamOnFile",
    "Triage",
    "Workarounds",
    "Workflow",
    "WorkingHours",
]
