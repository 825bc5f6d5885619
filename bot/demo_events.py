"""What people at Northwind reported, decided and shipped before the demo begins."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.demo_story import Event, working_day_before
from domain.draft import ReportDraft
from domain.ids import UserId
from domain.occasions import moment_at
from domain.report import Verb
from flows.deps import Deps

RITA, RAVI, MAYA = UserId("U0RITA"), UserId("U0RAVI"), UserId("U0MAYA")
THEO, FINN, ADA = UserId("U0THEO"), UserId("U0FINN"), UserId("U0ADA")
CLEO, CARL = UserId("U0CLEO"), UserId("U0CARL")


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
