"""What happened at Northwind before the demo begins: told through the same flows that people use, at past times."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, TypeVar

from domain.decision import DecisionDraft
from domain.draft import ReportDraft
from domain.ids import NoteId, ReportId, UserId
from domain.note import NoteDraft
from domain.occasions import moment_at
from domain.outcome import Refused, Repeated
from domain.report import Verb
from domain.working_time import WorkingTime
from flows import intake, shipping, triage
from flows.deps import Deps

T = TypeVar("T")

RITA, RAVI, MAYA = UserId("U0RITA"), UserId("U0RAVI"), UserId("U0MAYA")
THEO, FINN, ADA = UserId("U0THEO"), UserId("U0FINN"), UserId("U0ADA")
CLEO, CARL = UserId("U0CLEO"), UserId("U0CARL")

BEGINS: Final = 15
"""Working days before the demo's today."""

OPENS: Final = time(10, 5)
"""When the demo's today begins: people are at work, and the day's post is still to come."""


@dataclass(frozen=True, slots=True)
class Event:
    days_ago: int
    at: str
    happen: Callable[["Story"], Awaitable[object]]


class Story:
    """Carries out events by the names that they give to reports and notes."""

    def __init__(self, deps: Deps, today: date) -> None:
        self.deps = deps
        self.today = today
        self._reports: dict[str, ReportId] = {}
        self._notes: dict[str, NoteId] = {}
        self._delivered = 0

    def _delivery(self) -> str:
        self._delivered += 1
        return f"demo-{self._delivered}"

    async def file(self, name: str, by: UserId, draft: ReportDraft) -> None:
        filed = await intake.file_report(self.deps, draft, by=by, delivery=self._delivery())
        self._reports[name] = _done(filed).report.id

    async def support(self, name: str, by: UserId) -> None:
        _done(await intake.support(self.deps, self._reports[name], by=by, delivery=self._delivery()))

    async def decide(self, name: str, by: UserId, verb: Verb, *, into: str = "", **parts: object) -> None:
        target = self._reports[into] if into else None
        draft = DecisionDraft(self._reports[name], verb, target=target, **parts)  # type: ignore[arg-type]
        _done(await triage.decide(self.deps, draft, by=by, delivery=self._delivery()))

    async def ship(self, name: str, by: UserId, title: str, what_changed: str, *roles: str, workflow: str) -> None:
        draft = NoteDraft(self._reports[name], title, what_changed, workflows=(workflow,), roles=roles)
        shipped = _done(await shipping.ship(self.deps, draft, by=by, delivery=self._delivery()))
        self._notes[name] = shipped.note.id

    async def confirm(self, name: str, by: UserId) -> None:
        _done(await shipping.confirm(self.deps, self._notes[name], by=by, delivery=self._delivery()))


def _done(outcome: T | Refused | Repeated) -> T:
    if isinstance(outcome, Refused | Repeated):
        raise AssertionError(outcome)  # noqa: TRY004 - the story no longer fits the rules
    return outcome


def working_day_before(working_time: WorkingTime, day: date, days: int) -> date:
    """`days` working days before `day`; with 0 the last working day up to `day`."""
    while days or not working_time.is_working_day(day):
        days -= working_time.is_working_day(day)
        day -= timedelta(days=1)
    return day


def moments(deps: Deps, today: date) -> Iterator[tuple[datetime, Event]]:
    """When each event takes place, in order."""
    for event in EVENTS:
        day = working_day_before(deps.working_time, today, event.days_ago)
        yield moment_at(day, time.fromisoformat(event.at), deps.model.timezone), event


EVENTS: Final = (
    Event(
        14,
        "11:20",
        lambda s: s.file(
            "search",
            CLEO,
            ReportDraft(
                "Account search does not find customers by their billing name, so I open the last invoice instead",
                workflow="renewal",
                instead="I search the mailbox for the last invoice.",
            ),
        ),
    ),
    Event(13, "09:40", lambda s: s.decide("search", THEO, Verb.FIX, owner=ADA)),
    Event(
        11,  # a fortnight and a day, after which nobody is waited for any more
        "15:10",
        lambda s: s.ship(
            "search",
            ADA,
            "Search finds billing names",
            "The account search looks at the billing name too. Nothing to do differently.",
            "Customer success",
            workflow="renewal",
        ),
    ),
    Event(
        8,
        "11:20",
        lambda s: s.file(
            "promises",
            CARL,
            ReportDraft(
                "Promised outcomes is one long text field, so I retype it into a list before every kickoff",
                workflow="handoff",
                field="promised_outcomes",
                stage="Closed won",
            ),
        ),
    ),
    Event(8, "15:02", lambda s: s.support("promises", CLEO)),
    Event(
        8,
        "16:30",
        lambda s: s.file(
            "tasks",
            RAVI,
            ReportDraft(
                "Every change of the close date creates a task to call the customer. I have 40 of them open",
                workflow="pipeline_review",
                field="close_date",
                instead="I move the date on Fridays only, all at once.",
            ),
        ),
    ),
    Event(
        7,
        "10:15",
        lambda s: s.decide("promises", THEO, Verb.FIX, owner=ADA, link="https://tracker.northwind.example/CRM-218"),
    ),
    Event(7, "10:20", lambda s: s.decide("tasks", THEO, Verb.FIX, owner=THEO)),
    Event(7, "11:05", lambda s: s.support("tasks", RITA)),
    Event(
        7,
        "14:00",
        lambda s: s.file(
            "verbal",
            MAYA,
            ReportDraft(
                "Forecast category has no value for a verbal yes, so it is Best case until the paper is signed",
                workflow="forecast",
                field="forecast_category",
            ),
        ),
    ),
    Event(
        6,
        "09:30",
        lambda s: s.decide(
            "verbal",
            FINN,
            Verb.REJECT,
            words="A category for every kind of yes is how we got eleven of them. Best case is what a verbal yes is.",
            change_mind="Two quarters in which verbal yeses closed as often as commits do.",
        ),
    ),
    Event(
        6,
        "13:45",
        lambda s: s.file(
            "renewal_date",
            CLEO,
            ReportDraft(
                "The renewal date cannot be edited by customer success, only by the account executive who left in May",
                workflow="renewal",
            ),
        ),
    ),
    Event(
        5,
        "09:50",
        lambda s: s.ship(
            "promises",
            ADA,
            "Promised outcomes is a list now",
            "On a closed-won deal you add one outcome a line, each with a date. Old texts are kept below the list.",
            "Rep",
            "Customer success",
            workflow="handoff",
        ),
    ),
    Event(
        5,
        "11:30",
        lambda s: s.decide(
            "renewal_date",
            THEO,
            Verb.DEFER,
            words="Ownership of renewals is being sorted out anyway, and this hangs on it.",
            revisit_on=s.today + timedelta(days=9),
        ),
    ),
    Event(4, "10:02", lambda s: s.confirm("promises", CARL)),
    Event(
        4,
        "11:12",
        lambda s: s.file(
            "dashboard",
            RITA,
            ReportDraft(
                "The pipeline dashboard shows another total than my list view, and my manager reads the dashboard",
                workflow="pipeline_review",
                field="amount",
                anonymous=True,
            ),
        ),
    ),
    Event(
        4,
        "15:20",
        lambda s: s.decide(
            "dashboard", THEO, Verb.ASK, question="Which list view do you compare it with, and for which quarter?"
        ),
    ),
    Event(
        4,
        "16:10",
        lambda s: s.file(
            "kickoff",
            CARL,
            ReportDraft(
                "The nightly sync overwrites the kickoff date on the handoff with the signature date",
                workflow="handoff",
                field="kickoff_date",
                instead="I keep the real dates in my calendar.",
            ),
        ),
    ),
    Event(
        3,
        "09:15",
        lambda s: s.decide(
            "kickoff",
            THEO,
            Verb.FIX,
            owner=ADA,
            due_on=s.today + timedelta(days=4),
            link="https://tracker.northwind.example/CRM-231",
        ),
    ),
    Event(
        3,
        "10:40",
        lambda s: s.file(
            "phone",
            RAVI,
            ReportDraft(
                "Next step cannot be edited in the phone app, so it waits until I am back at the laptop",
                workflow="pipeline_review",
                field="next_step",
            ),
        ),
    ),
    Event(
        3,
        "14:25",
        lambda s: s.ship(
            "tasks",
            THEO,
            "Moving a close date no longer creates a task",
            "A task to call the customer is created only when the close date moves into another quarter.",
            "Rep",
            workflow="pipeline_review",
        ),
    ),
    Event(
        2,
        "11:00",
        lambda s: s.file(
            "phone_too",
            MAYA,
            ReportDraft("On the phone nobody in my team can change the next step after a visit", field="next_step"),
        ),
    ),
    Event(2, "13:10", lambda s: s.decide("phone_too", THEO, Verb.MERGE, into="phone")),
    Event(
        2,
        "15:45",
        lambda s: s.file(
            "currency", RAVI, ReportDraft("The amount field on new deals is in the wrong currency", field="amount")
        ),
    ),
    Event(2, "16:05", lambda s: s.decide("currency", RAVI, Verb.WITHDRAW)),
    Event(
        1,
        "14:30",
        lambda s: s.file(
            "lag",
            FINN,
            ReportDraft(
                "The forecast report shows yesterday's amounts until noon, so the call runs from my spreadsheet",
                workflow="forecast",
                field="amount",
                stage="Mondays before the forecast call",
            ),
        ),
    ),
)
