"""App Home: useful on the first visit, honest about what it does not show."""

import json
from dataclasses import replace

import pytest
from view_values import RAVI, RITA, TEXTS, a_home, a_note_standing, a_report, a_standing, accepted, button_labels, words

from domain.ids import UserId
from domain.report import Status
from domain.standing import Begun, HomeStanding
from views.home import OPEN_SHOWN, home


@pytest.mark.parametrize("count", [0, 1, 200])
@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_every_home(text, count):
    view = accepted(home(a_home(text, count)))

    assert len(view["blocks"]) <= 100
    assert len(json.dumps(view)) < 250_000


def test_who_comes_the_first_time_reads_what_this_is_for():
    told = home(HomeStanding(RITA, [], [], []))

    assert "Welcome" in words(told)
    assert "Not filed yet" not in words(told)
    assert button_labels(told) == ["Report friction"]
    for empty in ("You have not reported anything yet", "Nothing is open right now", "Nothing has shipped"):
        assert empty in words(told)


def test_who_was_here_before_is_not_welcomed_again():
    told = words(home(HomeStanding(RITA, [a_standing()], [], [], drafts=[Begun(1, "the board is odd")])))

    assert "Welcome" not in told
    assert "Not filed yet" in told
    assert "the board is odd" in told


def open_for(person, **parts):
    return home(HomeStanding(person, [], [a_standing(a_report(Status.NEW), **parts)], [], open_total=1))


def test_me_too_is_for_those_who_have_not_said_it():
    assert "Me too" in button_labels(open_for(RAVI))
    assert "Me too" not in button_labels(open_for(RITA))
    assert "Me too" not in button_labels(open_for(RAVI, supporters=[RAVI]))
    assert "You support it" in words(open_for(RAVI, supporters=[RAVI]))


def test_the_home_of_others_hides_who_reported_without_a_name():
    hidden = a_standing(a_report(reporter=UserId("U0GHOST"), anonymous=True))

    assert "U0GHOST" not in json.dumps(home(HomeStanding(RAVI, [], [hidden], [])))


def test_a_list_that_is_longer_than_shown_says_so():
    h = replace(a_home(count=OPEN_SHOWN), open_total=OPEN_SHOWN + 1700)

    assert "And 1,700 more that are not shown here." in words(home(h))


def test_what_shipped_shows_what_people_say_of_it():
    shipped = a_note_standing(works_for=[RITA], broken_for=[])

    told = words(home(HomeStanding(RITA, [], [], [shipped])))

    assert "*N-3* · *Next step is optional until Proposal*, Mon 23 Nov 2026" in told
    assert "✅ Works for 1 person. Asked for by 4 people, among them <@U0RITA>" in told
