"""Northwind Logistics: the company that lives in the sandbox."""

from datetime import datetime
from typing import NamedTuple

from sandbox.conversation import converse
from sandbox.state import SLACKBOT, Channel, Company, Person

TEAM, BOT_USER, BOT_ID, APP = "T0NORTHWIND", "U0ADOPTION", "B0ADOPTION", "A0ADOPTION"


class _Place(NamedTuple):
    id: str
    name: str
    topic: str
    with_bot: bool = True


PEOPLE = (
    Person("U0RITA", "rita", "Rita Moreno", "Account executive, East", "rita.moreno@northwind.example"),
    Person("U0RAVI", "ravi", "Ravi Shah", "Account executive, East", "ravi.shah@northwind.example"),
    Person("U0MAYA", "maya", "Maya Lindqvist", "Sales manager, East", "maya.lindqvist@northwind.example"),
    Person("U0THEO", "theo", "Theo Brandt", "RevOps, triage owner", "theo.brandt@northwind.example"),
    Person("U0FINN", "finn", "Finn Okafor", "Finance", "finn.okafor@northwind.example"),
    Person("U0CLEO", "cleo", "Cleo Martin", "CS manager", "cleo.martin@northwind.example"),
    Person("U0CARL", "carl", "Carl Jensen", "Customer success", "carl.jensen@northwind.example"),
    Person("U0ADA", "ada", "Ada Novak", "CRM admin", "ada.novak@northwind.example", is_admin=True),
)

PLACES = (
    _Place("C0TRIAGE", "crm-triage", "Where reports about the CRM arrive and are decided"),
    _Place("C0UPDATES", "crm-updates", "What changed in the CRM, and why"),
    _Place("C0PIPELINE", "pipeline-review", "Wednesdays at 10:00"),
    _Place("C0FORECAST", "forecast", "Weekly forecast call, Mondays at 9:30"),
    _Place("C0HANDOFF", "handoff", "Closed-won to onboarding. Review on Thursdays at 14:00"),
    _Place("C0RENEWALS", "renewals", "What is up for renewal, and how it stands"),
    _Place("C0EAST", "sales-east", "Team East: deals, lanes, questions"),
    _Place("C0GENERAL", "general", "All of Northwind", with_bot=False),
)


def northwind(at: datetime, bot_name: str = "Adoption") -> Company:
    """The company as it stands at `at`; its conversations took place in the days before."""
    company = Company(TEAM, "Northwind Logistics", "northwind", "America/New_York", BOT_USER, BOT_ID, APP)
    bot = Person(BOT_USER, "adoption", bot_name, is_bot=True)
    slackbot = Person(SLACKBOT, "slackbot", "Slackbot", is_bot=True)
    for person in (*PEOPLE, bot, slackbot):
        company.people[person.id] = Person(**vars(person))
    everyone = {person.id for person in PEOPLE}
    founded = int(at.timestamp()) - 400 * 86_400
    for place in PLACES:
        members = everyone | ({BOT_USER} if place.with_bot else set())
        company.channels[place.id] = Channel(place.id, place.name, place.topic, created=founded, members=members)
    for person in PEOPLE:
        company.open_im(BOT_USER, person.id, at=founded)
    converse(company, before=at)
    return company
