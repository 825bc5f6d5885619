"""App Home: useful on the first visit, honest about what it does not show."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.asking import Scope
from domain.finding_standing import Asking
from domain.ids import ChannelId, UserId
from domain.report import Status
from domain.signal_standing import Unwatched
from domain.standing import Begun, HomeStanding
from tests.views.deal_values import a_finding, a_rest
from tests.views.view_values import (
    RAVI,
    RITA,
    TEXTS,
    a_home,
    a_note_standing,
    a_report,
    a_standing,
    accepted,
    button_labels,
    words,
)
from views.home import OPEN_SHOWN, RESTING_SHOWN, home


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
    h = replace(a_home(count=OPEN_SHOWN), mine_total=115, open_total=OPEN_SHOWN + 1700, shipped_total=315)

    told = words(home(h))

    for more in ("1,700", "100", "300"):
        assert f"And {more} more that are not shown here." in told


def test_what_shipped_shows_what_people_say_of_it():
    shipped = a_note_standing(works_for=[RITA], broken_for=[])

    told = words(home(HomeStanding(RITA, [], [], [shipped])))

    assert "*N-3* · *Next step is optional until Proposal*, Mon 23 Nov 2026" in told
    assert "✅ Works for 1 person. Asked for by 4 people, among them <@U0RITA>" in told


def test_what_is_not_asked_for_now_can_be_asked_again():
    snoozed = a_finding(Asking.RESTING, rest=a_rest(Scope.FINDING, until=datetime(2026, 12, 1, 5, tzinfo=UTC)))
    muted = a_finding(Asking.RESTING, rest=a_rest(Scope.CRITERION))

    view = accepted(home(HomeStanding(RITA, [], [], [], resting=[snoozed, muted] * 10)))

    assert "Kestrel – Road>*\n⏸ *Next step* is snoozed until Tue 1 Dec 2026." in words(view)
    assert "🔕 *Next step* is muted on every deal." in words(view)
    assert button_labels(view).count("Ask again") == RESTING_SHOWN
    assert "And 10 more that are not shown here." in words(view)
    assert "Not asked for now" not in words(home(HomeStanding(RITA, [], [], [])))


def test_an_admin_reads_who_stopped_us_from_watching_at_a_time_of_their_own_zone():
    at = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    told = home(HomeStanding(RITA, [], [], [], unwatched=[Unwatched(1, ChannelId("C0DEALS"), RAVI, at)]))

    assert f"<#C0DEALS> · stopped by <@{RAVI}>, <!date^{int(at.timestamp())}^" in words(told)
    assert "|Tue 24 Nov 2026 at 02:30 UTC>" in words(told)
    assert "Watch again" in button_labels(told)
