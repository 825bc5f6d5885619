"""How deals go, the ordinary way and each other way: what a forecast call or a handoff review stumbles over."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from random import Random

from sandbox.crm.customers import CHAMPIONS, NEXT_STEPS, OUTCOMES
from sandbox.crm.days import Days
from sandbox.crm.lives import Life
from sandbox.crm.records import Owner
from sandbox.crm.state import CrmState

STAGES = ("appointmentscheduled", "qualifiedtobuy", "presentationscheduled", "contractsent")
DISCOVERY, QUALIFIED, PROPOSAL, NEGOTIATION = range(4)


@dataclass(frozen=True)
class Course:
    """Days are counted back from today, `closing_in` and `ahead` forward.

    `renewed` are the days on which the next step was written anew, none for one that never was; `ahead` those on which
    it will be. `pushes` is how often the close date was moved, a fortnight each time. `risk` is what may be answered
    when the proposal asks for it.
    """

    stage: int = PROPOSAL
    category: str = "PIPELINE"
    renewed: tuple[int, ...] = (16, 9, 3)
    ahead: tuple[int, ...] = (3, 8, 13)
    next_step: str = ""
    closing_in: int = 45
    pushes: int = 0
    champion: bool = True
    currency: str = "USD"
    amount: bool = True
    risk: tuple[str, ...] = ("low", "medium", "medium", "medium", "high", "unknown")


HEALTHY = Course()
RESTING = Course(renewed=(30, 22), ahead=())
"""Of a deal that is about to come to its end."""
SETTLED = Course(NEGOTIATION, "COMMIT", renewed=(30, 22), ahead=(), closing_in=20)
UNSAID = replace(SETTLED, risk=("",))
COMMITTED = Course(NEGOTIATION, "COMMIT", closing_in=20, renewed=(12, 6, 2), ahead=(2, 5, 9, 13))

COURSES: tuple[tuple[int, Course], ...] = (
    (8, HEALTHY),
    (6, Course(QUALIFIED, closing_in=70)),
    (5, Course(DISCOVERY, closing_in=85, champion=False)),
    (7, Course(PROPOSAL, "BEST_CASE", closing_in=30)),
    (8, COMMITTED),
    (4, replace(HEALTHY, currency="EUR")),
    (1, replace(COMMITTED, currency="EUR")),
    (4, replace(HEALTHY, renewed=(), ahead=())),
    (4, replace(HEALTHY, next_step="placeholder", renewed=(16, 9), ahead=())),
    (5, replace(HEALTHY, renewed=(38, 23), ahead=())),
    (2, Course(QUALIFIED, renewed=(30,), ahead=(), closing_in=60)),
    (4, replace(HEALTHY, closing_in=-9)),
    (1, replace(HEALTHY, closing_in=-1)),
    (3, replace(COMMITTED, champion=False)),
    (3, replace(COMMITTED, renewed=(24, 13), ahead=())),
    (1, replace(COMMITTED, renewed=(), ahead=(), champion=False)),
    (3, Course(PROPOSAL, "BEST_CASE", closing_in=35, pushes=3)),
    (1, Course(NEGOTIATION, "COMMIT", closing_in=25, renewed=(12, 6, 2), pushes=5)),
    (4, Course(PROPOSAL, "", closing_in=50)),
    (2, replace(HEALTHY, amount=False)),
    (1, Course(PROPOSAL, closing_in=200)),
)
"""How many deals go which way."""


def live(state: CrmState, days: Days, dice: Random, owner: Owner, name: str, course: Course) -> Life:
    """An open deal that goes `course`."""
    born = dice.randint(max(37, *(on + 3 for on in course.renewed)) if course.renewed else 37, 42)
    amount = str(dice.randrange(8, 240) * 500) if course.amount else ""
    first_closing = course.closing_in - 14 * course.pushes
    life = Life(
        state,
        owner,
        days.before(born, time(dice.randint(9, 17), dice.randint(0, 59))),
        {
            "dealname": name,
            "amount": amount,
            "deal_currency_code": course.currency,
            "closedate": days.closing(first_closing),
            "hs_manual_forecast_category": "PIPELINE" if course.category else "",
        },
    )
    _advance(life, days, dice, born, course)
    if course.champion:
        life.then(at_work(life, days, dice, born - 8), champion_name=dice.choice(CHAMPIONS))
    for push in range(1, course.pushes + 1):
        life.then(at_work(life, days, dice, born - 6 * push), closedate=days.closing(first_closing + 14 * push))
    _write_next_steps(life, days, dice, course)
    return life


def at_work(life: Life, days: Days, dice: Random, ago: int) -> datetime:
    """About the time of day at which the owner looks after this deal."""
    return days.before(ago, life.habit) + timedelta(minutes=dice.randint(-50, 50))


def _advance(life: Life, days: Days, dice: Random, born: int, course: Course) -> None:
    """A stage every six days; the risk is asked for at the proposal, and answered as it is answered."""
    for stage in range(1, course.stage + 1):
        on = at_work(life, days, dice, born - 6 * stage)
        if stage == PROPOSAL:
            life.then(on, implementation_risk=dice.choice(course.risk))
        life.then(on, dealstage=STAGES[stage])
    if course.category not in ("", "PIPELINE"):
        life.then(at_work(life, days, dice, born - 6 * course.stage - 2), hs_manual_forecast_category=course.category)


def _write_next_steps(life: Life, days: Days, dice: Random, course: Course) -> None:
    steps = dice.sample(NEXT_STEPS, len(NEXT_STEPS))
    for on in course.renewed:
        life.then(at_work(life, days, dice, on), hs_next_step=steps.pop())
    if course.next_step:
        life.then(at_work(life, days, dice, 2), hs_next_step=course.next_step)
    for on in course.ahead:
        life.then(at_work(life, days, dice, -on), hs_next_step=steps.pop())


def hand_over(life: Life, days: Days, dice: Random, *, ago: int) -> None:
    """What customer success must know, written down on the day before."""
    life.then(
        at_work(life, days, dice, ago + 1),
        implementation_risk=dice.choice(("low", "medium", "high")),
        promised_outcomes=dice.choice(OUTCOMES),
        kickoff_date=days.day(14 - ago),
    )


def win(life: Life, days: Days, *, ago: int) -> None:
    life.then(days.before(ago, life.habit), dealstage="closedwon")
