"""Friction before reminders: which findings nobody is asked about, because what they ask for has open friction."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.ids import ReportId
from domain.texts import label_of


@dataclass(frozen=True, slots=True)
class Friction:
    """An open report, as far as it holds back what is asked of people. `field` may be the reporter's own words."""

    report: ReportId
    number: int
    workflow: str | None
    field: str | None
    since: datetime

    @property
    def ref(self) -> str:
        return f"F-{self.number}"


@dataclass(frozen=True, slots=True)
class OpenFriction:
    """The oldest open report about each field, and about each workflow as a whole."""

    by_field: Mapping[str, Friction]
    by_workflow: Mapping[str, Friction]

    @classmethod
    def of(cls, reports: Iterable[Friction], fields: Collection[str]) -> "OpenFriction":
        """`fields` are those of the operating model.

        A report that names one of them is about that field, in whichever workflow it is asked for. Any other report is
        about its workflow as a whole; one that names neither holds nothing back.
        """
        known = {name.casefold(): field for field in fields for name in (field, label_of(field))}
        by_field: dict[str, Friction] = {}
        by_workflow: dict[str, Friction] = {}
        for report in sorted(reports, key=lambda report: report.number):
            field = known.get((report.field or "").strip().casefold())
            if field:
                by_field.setdefault(field, report)
            elif report.workflow:
                by_workflow.setdefault(report.workflow, report)
        return cls(by_field, by_workflow)

    def holding(self, workflow: str, *fields: str) -> Friction | None:
        """The report because of which nobody is asked for `fields` in `workflow`; None when nothing holds them back."""
        named = (self.by_field[field] for field in fields if field in self.by_field)
        return next(named, None) or self.by_workflow.get(workflow)
