"""The deals that Northwind's people talk about in their channels, and those that are odd in one way each."""

from dataclasses import replace
from datetime import time, timedelta
from random import Random

from sandbox.crm.courses import COMMITTED, HEALTHY, RESTING, UNSAID, Course, live, win
from sandbox.crm.days import Days
from sandbox.crm.lives import ROBOT, SHEET, Life
from sandbox.crm.northwind import CARL, DESK, MAYA, NILS, RAVI, RITA
from sandbox.crm.records import written
from sandbox.crm.state import CrmState

MINUTE = timedelta(minutes=1)


def tell(state: CrmState, days: Days, dice: Random) -> None:
    _talked_about(state, days, dice)
    _renewals(state, days, dice)
    _before_the_call(state, days, dice)
    _odd(state, days)
    _gone(state, days, dice)
    _coming(state, days, dice)


def _talked_about(state: CrmState, days: Days, dice: Random) -> None:
    """As conversation.yml has them."""
    harbor = live(state, days, dice, RITA, "Harbor Foods – Midwest lanes", COMMITTED)
    harbor.then(days.before(3, time(16, 20)), closedate=days.closing(55))
    waiting = Course(renewed=(16, 9), ahead=(), champion=False)
    bluepeak = live(state, days, dice, RAVI, "Bluepeak Outdoor – Savannah lanes", waiting)
    bluepeak.then(days.before(1, time(11, 40)), implementation_risk="unknown", hs_next_step="site visit")
    bluepeak.then(days.before(-3, time(15, 5)), hs_next_step="Site visit next Tuesday, their plant manager confirms")
    ostrander = live(state, days, dice, RITA, "Ostrander Steel – flatbed", replace(waiting, category="BEST_CASE"))
    ostrander.then(days.before(2, time(16, 50)), hs_next_step="Get the transit time guarantee in writing from legal")
    live(state, days, dice, RITA, "Calloway Paper – port drayage", Course(renewed=(19, 15), ahead=(), closing_in=5))
    large = live(state, days, dice, RITA, "Belmont Kitchens – Midwest lanes", replace(COMMITTED, champion=False))
    large.then(days.before(33), amount="148000")  # asked about before all others
    kessler = live(state, days, dice, RITA, "Kessler Pharma – cold chain", UNSAID)
    win(kessler, days, ago=8)
    kessler.then(days.before(7), promised_outcomes="standard onboarding", kickoff_date=days.day(14))
    pell = live(state, days, dice, RAVI, "Pell & Sons – returns", UNSAID)
    win(pell, days, ago=10)


def _renewals(state: CrmState, days: Days, dice: Random) -> None:
    for name, closing_in in (
        ("Marlow Ceramics – renewal", 38),
        ("Tidewater Grocers – renewal", 60),
        ("Hollis Instruments – renewal", -4),
        ("Imperial Nuts – renewal", 25),
    ):
        renewal = live(state, days, dice, CARL, name, Course(stage=0, closing_in=closing_in))
        renewal.then(days.before(20), dealstage="renewal")


def _before_the_call(state: CrmState, days: Days, dice: Random) -> None:
    """What is done in the hour before a forecast call, and just after it; at this week's and at next week's."""
    for call, names in (
        (days.last_call - timedelta(7), ("Rockport Salt – spot to contract", "Orion Sensors – cold chain")),
        (days.last_call, ("Meridian Labs – cold chain", "Summit Elevators – Midwest lanes")),
        (days.next_call, ("Sierra Water – Savannah lanes", "Wexford Crystal – returns")),
    ):
        hurried = live(state, days, dice, RAVI, names[0], Course(renewed=(37, 33), ahead=(), closing_in=28))
        hurried.then(call - 52 * MINUTE, hs_next_step="Check in with them")
        hurried.then(call - 44 * MINUTE, closedate=days.closing(35))
        hurried.then(call - 41 * MINUTE, amount="48000")
        hurried.then(call - 18 * MINUTE, hs_manual_forecast_category="COMMIT")
        hurried.then(call - 11 * MINUTE, champion_name="Same as last year")
        moved = live(state, days, dice, RITA, names[1], Course(category="BEST_CASE", closing_in=24))
        moved.then(call + 25 * MINUTE, hs_manual_forecast_category="PIPELINE")
    automatic = live(state, days, dice, MAYA, "Palmer Greenhouses – Midwest lanes", HEALTHY)
    automatic.then(days.last_call - 30 * MINUTE, by=ROBOT, hs_manual_forecast_category="BEST_CASE")
    automatic.then(days.last_call + 12 * MINUTE, dealstage="contractsent")
    automatic.then(days.last_call + 12 * MINUTE, by=ROBOT, hs_manual_forecast_category="COMMIT")


def _odd(state: CrmState, days: Days) -> None:
    late = days.before(39)
    for owner, name, values in (
        (DESK, "Sable Leather – spot to contract", {"amount": "18500"}),
        (NILS, "Canyon Outfitters – returns", {"amount": "64000", "hs_manual_forecast_category": "COMMIT"}),
        (RAVI, '<b>Alder & Finch</b> <img src=x onerror="alert(1)"> – cross-dock', {"amount": "27000"}),
        (RITA, "Edison Batteries – port drayage", {"closedate": "9999-12-31T17:00:00.000Z"}),
        (CARL, "Lowell Yarn – cross-dock", {"hs_next_step": '=HYPERLINK("http://example.com";"Open")'}),
        (RAVI, "Danube Wines – cold chain", {"deal_currency_code": "EUR", "implementation_risk": "see_notes"}),
        (RAVI, "Nolan Wire – returns", {"closedate": days.closing(0, time(23, 30))}),
    ):
        usual = {"amount": "31000", "closedate": days.closing(30), "hs_manual_forecast_category": "PIPELINE"}
        Life(state, owner, late, {"dealname": name, **usual, **values}).then(
            days.before(33), dealstage="presentationscheduled"
        )
    # No call discusses it: it closes too late, and is not qualified.
    made = {"dealname": "Quincy Ovens – Midwest lanes", "amount": "999999999999999", "closedate": days.closing(200)}
    Life(state, RITA, late, {**made, "hs_manual_forecast_category": "PIPELINE"})
    # Imported: older than their records, with a close date that nobody has touched since.
    for name in ("Vernon Trailers – Midwest lanes", "Granite Peak Gear – returns"):
        made = {"dealname": name, "createdate": written(days.before(60)), "closedate": days.closing(6)}
        Life(state, MAYA, days.before(35), made, by=SHEET)


def _gone(state: CrmState, days: Days, dice: Random) -> None:
    live(state, days, dice, RITA, "Crane Paper – returns", RESTING).archived(days.before(4))
    live(state, days, dice, CARL, "Test deal, please ignore", RESTING).archived(days.before(11))
    kept = live(state, days, dice, RAVI, "Union Mattress – Savannah lanes", HEALTHY)
    live(state, days, dice, RAVI, "UNION MATTRESS – Savannah", RESTING).merged_into(kept, days.before(6))


def _coming(state: CrmState, days: Days, dice: Random) -> None:
    """What can be watched in the days after today."""
    signed = live(
        state, days, dice, RAVI, "Crestwood Violins – Savannah lanes", replace(COMMITTED, risk=("",), ahead=())
    )
    win(signed, days, ago=-2)
    dropped = live(state, days, dice, RITA, "Ketteridge Looms – flatbed", Course(closing_in=12, ahead=()))
    dropped.then(days.before(-4, time(15, 10)), dealstage="closedlost")
    likely = Course(category="BEST_CASE", closing_in=26)
    promoted = live(state, days, dice, MAYA, "Halloran Dairies – cold chain", likely)
    promoted.then(days.before(-3, time(10, 35)), dealstage="contractsent", hs_manual_forecast_category="COMMIT")
    slipping = live(state, days, dice, RAVI, "Mossley Carpets – returns", Course(closing_in=4, pushes=1))
    slipping.then(days.before(-3, time(17, 25)), closedate=days.closing(32))
    made = {"dealname": "Tidewater Grocers – third site", "amount": "36000", "closedate": days.closing(75)}
    Life(state, RITA, days.before(-1, time(11, 20)), made)
