"""A deal with what it lacks: four buttons each, or the word why nobody is asked."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.asking import Scope, Snooze
from domain.finding_standing import Asking, FindingStanding
from tests.views.deal_values import a_deal, a_finding, a_rest, taken_by_slack
from tests.views.view_values import ADA, RITA, TEXTS, a_report, accepted, button_labels, every, words
from views.blocks import message
from views.filled import Unreadable
from views.finding import MUTE, SNOOZE, deal_findings, read_mute, read_snooze
from views.not_yet_form import not_yet_form, not_yet_said

TUESDAY = datetime(2026, 12, 1, 5, tzinfo=UTC)


def drawn(*standings: FindingStanding) -> dict[str, object]:
    return accepted(taken_by_slack(message("Asked", deal_findings(standings))))


def test_a_finding_has_its_reason_what_to_do_and_four_ways_to_answer() -> None:
    shown = drawn(a_finding())

    assert (
        "Next step last changed 23 days ago, longer than the 14 days allowed.\nSay what happens next and by when."
        in words(shown)
    )
    assert button_labels(shown) == ["Update now", "Can't know yet"]
    menus = list(every(shown["blocks"], "static_select"))
    assert [one["placeholder"]["text"] for one in menus] == ["Snooze", "Mute"]
    snoozes, mutes = ([option["value"] for option in one["options"]] for one in menus)
    assert [read_snooze(value) for value in snoozes] == [(7, one) for one in Snooze]
    assert [read_mute(value) for value in mutes] == [(7, Scope.CRITERION), (7, Scope.DEAL), (7, Scope.EVERYTHING)]
    assert {one["action_id"] for one in menus} == {SNOOZE, MUTE}


def test_two_findings_of_a_deal_stand_under_its_name_once() -> None:
    shown = drawn(a_finding(), a_finding(field_name="Close date", finding=8))

    assert words(shown).count("Kestrel – Road") == 1
    assert "Proposal · close date Fri 18 Dec 2026" in words(shown)
    assert button_labels(shown).count("Update now") == 2


@pytest.mark.parametrize(
    ("standing", "says", "buttons"),
    [
        (a_finding(Asking.SAVING), "⏳ *Next step* is on its way to the CRM.", []),
        (a_finding(Asking.MET, by=RITA, to=RITA), "✅ You saved *Next step*.", []),
        (a_finding(Asking.MET, by=RITA, to=ADA), "✅ <@U0RITA> saved *Next step*.", []),
        (a_finding(Asking.MET), "✅ *Next step* is in order.", []),
        (a_finding(Asking.LEFT), "📁 *Next step* is not asked any more: the deal is no longer in this meeting.", []),
        (a_finding(Asking.UNSEEN), "❔ *Next step* is not asked at present: the CRM does not show the bot enough", []),
        (a_finding(Asking.HELD, ref="F-12"), "⏸ *Next step* is not asked while F-12 is open.", []),
        (a_finding(Asking.GONE), "the deal was deleted, or moved to another pipeline.", []),
        (
            a_finding(Asking.RESTING, rest=a_rest(Scope.FINDING, until=TUESDAY)),
            "⏸ *Next step* is snoozed until Tue 1 Dec 2026.",
            ["Ask again"],
        ),
        (
            a_finding(Asking.RESTING, rest=a_rest(Scope.FIELD), ref="F-12"),
            "🕰 *Next step* cannot be known yet in Proposal. Filed as F-12. You are asked again when the stage changes.",
            ["Ask again"],
        ),
        (
            a_finding(Asking.RESTING, rest=a_rest(Scope.CRITERION)),
            "🔕 *Next step* is muted on every deal.",
            ["Ask again"],
        ),
        (a_finding(Asking.RESTING, rest=a_rest(Scope.DEAL)), "🔕 This deal is muted.", ["Ask again"]),
        (
            a_finding(Asking.RESTING, rest=a_rest(Scope.EVERYTHING, until=TUESDAY)),
            "🔕 Everything is muted until Tue 1 Dec 2026.",
            ["Ask again"],
        ),
    ],
)
def test_what_is_not_asked_says_why(standing: FindingStanding, says: str, buttons: list[str]) -> None:
    shown = drawn(standing)

    assert says in words(shown)
    assert button_labels(shown) == buttons


@pytest.mark.parametrize("asking", Asking)
@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_every_finding(text: str, asking: Asking) -> None:
    rests = [a_rest(scope, until=TUESDAY) for scope in Scope]
    deal = a_deal(text, link="javascript:alert(1)", stage=a_deal().stage)

    shown = drawn(
        *(a_finding(asking, deal=deal, because=text, say=text, field_name=text[:60], rest=one) for one in rests)
    )

    read = "".join(part["text"] for part in every(shown["blocks"], "mrkdwn"))
    assert "<!channel>" not in read
    assert "javascript" not in read


def test_a_deal_that_nobody_knows_has_its_number() -> None:
    assert "Deal 18" in words(drawn(replace(a_finding(Asking.GONE), deal=None)))


@pytest.mark.parametrize("value", ["", "7", "7:year", "x:day", "7:field", "7:finding"])
def test_a_choice_that_is_none_of_ours_is_not_read(value: str) -> None:
    with pytest.raises(Unreadable):
        read_snooze(value)
    with pytest.raises(Unreadable):
        read_mute(value)


@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_every_form_of_what_cannot_be_known(text: str) -> None:
    report = a_report(text=text)
    for same in (None, report):
        accepted(taken_by_slack(not_yet_form(a_deal(text), 7, text, same, None)))
    accepted(taken_by_slack(not_yet_said(a_deal(text), text, report, a_rest(Scope.FIELD), is_new=True)))
