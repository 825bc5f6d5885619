"""Northwind's pipeline: some 120 deals with six weeks behind them, and two more weeks of which one can watch."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import cycle
from random import Random

from sandbox.crm.courses import COURSES, RESTING, SETTLED, UNSAID, hand_over, live, win
from sandbox.crm.customers import CUSTOMERS, PLACEHOLDERS, PRODUCTS
from sandbox.crm.days import Days
from sandbox.crm.lives import Life
from sandbox.crm.northwind import CARL, MAYA, RAVI, RITA
from sandbox.crm.state import CrmState
from sandbox.crm.stories import tell

WON = ((2, True), (5, False), (7, True), (9, True), (12, False), (13, True), (16, True), (17, False))
"""Days ago, and whether what customer success needs was written down."""
LOST = (3, 6, 10, 15)


def plant(state: CrmState, today: datetime, *, seed: int = 1) -> None:
    """Everything up to now happens at once, the rest as time passes. The same seed and day give the same pipeline."""
    dice, days = Random(seed), Days(today)  # noqa: S311 - nothing to guess
    tell(state, days, dice)
    names = _names(dice)
    owners, junk = cycle((RITA, RAVI, RITA, RAVI, MAYA, CARL)), cycle(PLACEHOLDERS)
    for how_many, course in COURSES:
        for _ in range(how_many):
            going = replace(course, next_step=next(junk)) if course.next_step else course
            live(state, days, dice, next(owners), next(names), going)
    for ago, handed_over in WON:
        won = live(state, days, dice, next(owners), next(names), SETTLED if handed_over else UNSAID)
        win(won, days, ago=ago)
        if handed_over:
            hand_over(won, days, dice, ago=ago)
    for ago in LOST:
        life = live(state, days, dice, next(owners), next(names), RESTING)
        life.then(days.before(ago), dealstage="closedlost")
    _partners(state, days, names)
    state.catch_up()


def _names(dice: Random) -> Iterator[str]:
    told = [f"{customer} – {dice.choice(PRODUCTS)}" for customer in CUSTOMERS]
    dice.shuffle(told)
    return iter(told)


def _partners(state: CrmState, days: Days, names: Iterator[str]) -> None:
    for stage in ("91000001", "91000002", "91000003"):
        made = {"dealname": next(names), "pipeline": "31415926", "amount": "22000", "closedate": days.closing(30)}
        Life(state, MAYA, days.before(30), {**made, "dealstage": "91000001"}).then(days.before(12), dealstage=stage)
