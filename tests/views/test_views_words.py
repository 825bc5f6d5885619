"""Where a report stands, how many and how old, in words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.ids import UserId
from domain.report import Status
from tests.views.view_values import FINN, NOW, a_report, a_standing
from views.words import BADGE, age, listed, mentions, refs, standing


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23, minutes=59), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=3, hours=19), "4 days ago"),
        (timedelta(days=40), "40 days ago"),
    ],
)
def test_ages_are_counted_in_whole_units(past, said):
    assert age(NOW - past, NOW) == said


@pytest.mark.parametrize(("names", "said"), [("", ""), ("a", "a"), ("ab", "a and b"), ("abc", "a, b and c")])
def test_names_are_listed_as_people_list_them(names, said):
    assert listed(list(names)) == said


def test_of_many_people_ten_are_named_and_the_rest_counted():
    told = mentions([UserId(f"U{n}") for n in range(12)], "or")

    assert told.startswith("<@U0>, <@U1>, ")
    assert told.endswith("<@U9> or 2 more")


def test_of_many_reports_ten_are_named_and_the_rest_counted():
    assert refs([a_report(number=n) for n in range(13)]).endswith("F-9 and 3 more")


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_words_and_not_only_a_sign(status):
    sign, _, said = BADGE[status].partition(" ")

    assert sign
    assert said[0].isupper()


def test_a_standing_says_what_belongs_to_it():
    due = a_report(Status.FIXING, fix_owner=FINN, due_on=date(2026, 11, 30))
    later = a_report(Status.DEFERRED, revisit_on=date(2026, 12, 1))
    merged = replace(a_standing(a_report(Status.MERGED)), merged_into="F-3")

    assert standing(a_standing(due)) == "🔧 Being fixed by <@U0FINN>, due Mon 30 Nov 2026"
    assert standing(a_standing(later)) == "⏳ Deferred until Tue 1 Dec 2026"
    assert standing(merged) == "🔗 Same as F-3"
    assert standing(a_standing(a_report(Status.FIXING))) == "🔧 Being fixed"
