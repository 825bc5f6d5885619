"""The weekly list as people see it: counts, meanings, links, a way on, and never too long for Slack."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from test_views_signals import LINK, PRIVATE, a_signal, standing

from domain.ids import ReportId
from domain.signal import SignalState
from domain.signal_standing import SignalStanding
from domain.signals.kinds import MEANINGS, Kind
from domain.signals_week import GROUPS_PER_POST, Group, Lacking, Week
from tests.conftest import THEO
from tests.views.view_values import NASTY, TEXTS, a_report, accepted, button_labels, words
from views.signals_week import SHOWN, signals_week


def a_group(number: int = 2, **parts: Any) -> Group:
    seen = [standing(number=n + 1) for n in range(number)]
    standard = Group("handoff", "Closed-won handoff", Kind.SLACK_HANDOFF, (7, 8, 10, 9, number), seen)
    return replace(standard, **parts)


def a_week(*groups: Group, **parts: Any) -> Week:
    owners = {group.workflow: [THEO] for group in groups}
    week = Week(date(2026, 11, 23), date(2026, 11, 29), 1, 1, groups, {}, owners, before=3)
    return replace(week, **parts)


def test_the_list_tells_counts_meaning_links_and_a_way_on() -> None:
    lacking = Lacking("Promised outcomes", 0.619, 44, is_empty=True)
    group = a_group(12, lacking=lacking, report=a_report(number=9))

    shown = accepted(signals_week(a_week(group, asked={"Closed-won handoff": [7, 8, 10, 9, 12]})))

    said = words(shown)
    assert "*Closed-won handoff* · for <@U0THEO>" in said
    assert "*Handoff in Slack: 12 threads.* In the four weeks before: 7, 8, 10, 9." in said
    assert MEANINGS[Kind.SLACK_HANDOFF] in said
    assert said.count(LINK) == SHOWN
    assert "and 7 more" in said
    assert "*Promised outcomes* is empty in 61 % of 44 deals." in said
    assert "*F-9* may say the same" in said
    assert "Closed-won handoff: 7 → 8 → 10 → 9 → 12" in said
    assert button_labels(shown) == ["Merge into F-9", "File friction", "Not all of these"]


def test_a_report_about_something_else_in_the_workflow_is_not_said_to_be_the_same() -> None:
    shown = accepted(signals_week(a_week(a_group(report=a_report(number=9), says_the_same=False))))

    assert "*F-9* is open about this workflow, too" in words(shown)
    assert "may say the same" not in words(shown)
    assert button_labels(shown) == ["Merge into F-9", "File friction", "Not all of these"]


def test_nothing_seen_is_one_line_of_good_news() -> None:
    shown = accepted(signals_week(a_week()))

    assert len(shown["blocks"]) == 1
    assert "no thread went around the CRM" in shown["text"]
    assert "In the four weeks before there were 3." in shown["text"]


def test_whom_a_thread_is_about_stands_beside_it() -> None:
    seen = [replace(standing(), customer="Pell & Sons")]

    assert "in <#C0EAST> · Pell &amp; Sons · likely" in words(accepted(signals_week(a_week(a_group(1, seen=seen)))))


def test_of_a_private_channel_nothing_is_told_but_that_it_is_one() -> None:
    private = a_signal(private=True, channel=PRIVATE)
    seen = [SignalStanding(private, f"https://x.slack.com/archives/{PRIVATE}/p1", None, [], customer="Pell & Sons")]

    shown = accepted(signals_week(a_week(a_group(1, seen=seen))))

    assert "in a private channel" in words(shown)
    assert "Pell" not in str(shown)
    assert PRIVATE not in str(shown)


def test_what_is_part_of_a_report_needs_no_button() -> None:
    report = a_report(number=9)
    seen = [standing(state=SignalState.FILED)]

    shown = accepted(signals_week(a_week(a_group(1, seen=seen, parts_of=[report], report=report))))

    assert "1 thread is part of F-9." in words(shown)
    assert button_labels(shown) == []


@pytest.mark.parametrize("text", [*TEXTS, NASTY])
def test_the_fullest_list_is_one_that_slack_takes(text: str) -> None:
    lacking = Lacking(text[:100] or "x", 0.9, 10_000, is_empty=False)
    report = a_report(text=text, id=ReportId(1))
    seen = [replace(standing(number=n + 1), customer=text) for n in range(200)]
    groups = [
        a_group(200, seen=seen, workflow=f"w{n}", workflow_name=text[:75] or "x", lacking=lacking, report=report)
        for n in range(GROUPS_PER_POST)
    ]

    shown = accepted(signals_week(a_week(*groups, asked={text[:75] + str(n): [999] * 5 for n in range(30)})))

    assert sum(map(len, words(shown).split("\n"))) < 13_000
