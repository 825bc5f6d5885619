"""What people see of signals: polite, within Slack's limits, no word of a thread and no private channel's name."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from view_values import NASTY, TEXTS, a_report, accepted, blocks_of, button_labels, submitted, words

from domain.ids import ChannelId, MessageTs, ReportId, SignalId
from domain.report import Report
from domain.signal import Signal, SignalState
from domain.signal_standing import LearnedOf, SignalStanding, draft_of
from domain.signals.kinds import MEANINGS, NAMES, SEEN, Kind
from domain.signals.learning import Answers, learn
from domain.signals_week import GROUPS_PER_POST, Group, Lacking, Week
from domain.watching import ThreadPlace
from tests.conftest import MONDAY, RITA, THEO
from views.filled import Unreadable
from views.flag_form import KIND, WORD, flag_form, flagged, read_flag_form
from views.signal_form import read_signal_form, signal_form
from views.signals import (
    MOST_AT_ONCE,
    answered,
    file_friction,
    merge,
    merged,
    read_channel,
    read_merge,
    read_signals,
    signal_note,
    signals_quiet,
    unwatched_post,
    watch_greeting,
)
from views.signals_week import SHOWN, signals_week

EAST = ChannelId("C0EAST")
PRIVATE = ChannelId("G0SECRET")
LINK = "https://northwind.slack.com/archives/C0EAST/p1764000000000100"
SCOLDING = ("should", "must", "please stop", "wrong", "@channel", "@here", "policy", "forbidden")


def a_signal(number: int = 7, **parts: Any) -> Signal:
    standard = Signal(
        id=SignalId(number),
        number=number,
        kind=Kind.SLACK_HANDOFF,
        workflow="handoff",
        channel=EAST,
        thread_ts=MessageTs("1764000000.000100"),
        starter=RITA,
        probability=0.97,
        evidence=("One team asks, another answers.",),
        deal=None,
        private=False,
        shared=False,
        state=SignalState.NOTED,
        state_at=MONDAY,
        seen_at=MONDAY,
    )
    return replace(standard, **parts)


def standing(like: Report | None = None, report: Report | None = None, **parts: Any) -> SignalStanding:
    return SignalStanding(a_signal(**parts), LINK, "Closed-won handoff", [THEO], report=report, like=like)


@pytest.mark.parametrize("kind", Kind)
def test_a_note_says_what_was_seen_what_it_may_mean_and_why(kind: Kind) -> None:
    note = accepted(signal_note(standing(kind=kind)))

    said = words(note)
    assert SEEN[kind] in said
    assert MEANINGS[kind] in said
    assert "One team asks, another answers." in said
    assert "Only you see this." in note["text"]
    assert button_labels(note) == ["It is a workaround", "Not one", "File friction", "Stop watching this channel"]
    assert not [word for word in SCOLDING if word in said.casefold().replace("the wrong things", "")]


def test_a_note_without_evidence_gives_no_reason() -> None:
    assert "Why this thread" not in words(accepted(signal_note(standing(evidence=()))))


@pytest.mark.parametrize(
    ("state", "says", "buttons"),
    [
        (SignalState.CONFIRMED, "*W-7* is on this week's list for <@U0THEO>", ["File friction", "Not one"]),
        (SignalState.DISMISSED, "off the list", ["It is a workaround", "Stop watching this channel"]),
        (SignalState.FILED, "part of F-12", []),
    ],
)
def test_an_answer_says_what_became_of_it(state: SignalState, says: str, buttons: list[str]) -> None:
    shown = accepted(answered(standing(state=state, report=a_report(number=12))))

    assert says in words(shown)
    assert button_labels(shown) == buttons
    assert "*" not in shown["text"]


def test_an_open_report_is_offered_for_support() -> None:
    shown = accepted(answered(standing(state=SignalState.CONFIRMED, like=a_report(number=9))))

    assert "Support F-9 instead" in button_labels(shown)


@pytest.mark.parametrize("text", [*TEXTS, NASTY])
@pytest.mark.parametrize("number", [1, 12])
def test_what_was_merged_is_told(text: str, number: int) -> None:
    accepted(merged(a_report(text=text), number))


# --- what is watched -------------------------------------------------------------------------------------------------


def test_the_greeting_has_two_sentences_and_a_way_out() -> None:
    shown = accepted(watch_greeting(EAST))

    assert shown["text"].count(". ") + shown["text"].count("! ") == 1
    assert button_labels(shown) == ["Stop watching this channel"]


def test_the_channel_hears_who_did_it_and_how_to_undo_it() -> None:
    stopped, again = accepted(unwatched_post(EAST, RITA, None)), accepted(unwatched_post(EAST, RITA, THEO))

    assert "<@U0RITA>" in words(stopped)
    assert button_labels(stopped) == ["Watch again"]
    assert "<@U0THEO>" in words(again)
    assert button_labels(again) == ["Stop watching this channel"]


@pytest.mark.parametrize(("what", "about"), [(Kind.SIDE_NOTES, NAMES[Kind.SIDE_NOTES]), ("C0EAST", "<#C0EAST>")])
def test_admins_hear_what_went_quiet_and_why(what: Kind | str, about: str) -> None:
    answers = Answers(confirmed=1, dismissed=9)

    said = words(accepted(signals_quiet(LearnedOf(what, answers, learn(answers), 1.01))))

    assert about in said
    assert "of 10 answers 1 said that it was right" in said


# --- what buttons and forms carry ------------------------------------------------------------------------------------


def test_buttons_bring_back_what_they_are_about() -> None:
    many = [SignalId(2**31 - 1 - n) for n in range(MOST_AT_ONCE + 20)]

    carried = file_friction(many)["value"]
    to = merge(a_report(), many)["value"]

    assert len(to) <= 2000
    assert read_signals(carried) == many[:MOST_AT_ONCE]
    assert read_merge(to) == (a_report().id, many[:MOST_AT_ONCE])


@pytest.mark.parametrize("value", ["", "x", "1,", "0", ",".join(["1"] * 101)])
def test_what_no_button_of_ours_carries_is_not_read(value: str) -> None:
    with pytest.raises(Unreadable):
        read_signals(value)
    with pytest.raises(Unreadable):
        read_merge(f"1:{value}")


@pytest.mark.parametrize("value", ["", "D0RITA", "U0RITA", "C0 EAST", "C" * 40])
def test_only_a_channel_is_stopped(value: str) -> None:
    with pytest.raises(Unreadable):
        read_channel(value)


def test_the_report_form_knows_its_signals() -> None:
    draft = draft_of(Kind.SIDE_NOTES, "forecast", LINK)
    like = a_report(number=9, text=NASTY)
    form = accepted(
        signal_form(
            [SignalId(7), SignalId(8)],
            Kind.SIDE_NOTES,
            draft,
            workflows=[("forecast", "Forecast")],
            field_labels={},
            like=like,
        )
    )

    read, ids = read_signal_form(submitted(form, text="There is no place for notes."))

    assert ids == [7, 8]
    assert (read.text, read.workflow, read.permalink) == ("There is no place for notes.", "forecast", LINK)
    assert read.instead == "I keep notes on the customer outside the CRM."
    assert "Support F-9 instead" in button_labels(form)


def test_a_flag_is_read_as_it_was_filled_in() -> None:
    place = ThreadPlace(EAST, MessageTs("1764000000.000100"))
    form = accepted(flag_form(place, RITA))

    read = read_flag_form(submitted(form, **{KIND: Kind.SHADOW_ACCOUNT.value, WORD: "Rules"}))

    assert list(blocks_of(form)) == [KIND, WORD]
    assert (read.thread, read.starter) == (place, RITA)
    assert (read.kind, read.word) == (Kind.SHADOW_ACCOUNT, "Rules")


def test_a_flag_of_nothing_that_we_know_is_not_read() -> None:
    form = flag_form(ThreadPlace(EAST, MessageTs("1.1")), None)

    with pytest.raises(Unreadable):
        read_flag_form(submitted(form, **{KIND: "gossip"}))


@pytest.mark.parametrize("report", [None, a_report(number=3)])
def test_what_became_of_a_flag_is_said(report: Report | None) -> None:
    assert ("F-3" in words(accepted(flagged(standing(report=report))))) is (report is not None)


# --- the weekly list -------------------------------------------------------------------------------------------------


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

    assert "Open about this workflow, too, is *F-9*" in words(shown)
    assert "may say the same" not in words(shown)
    assert button_labels(shown) == ["Merge into F-9", "File friction", "Not all of these"]


def test_nothing_seen_is_one_line_of_good_news() -> None:
    shown = accepted(signals_week(a_week()))

    assert len(shown["blocks"]) == 1
    assert "no thread went around the CRM" in shown["text"]
    assert "In the four weeks before there were 3." in shown["text"]


def test_of_a_private_channel_nothing_is_told_but_that_it_is_one() -> None:
    seen = [
        SignalStanding(a_signal(private=True, channel=PRIVATE), f"https://x.slack.com/archives/{PRIVATE}/p1", None, [])
    ]

    shown = accepted(signals_week(a_week(a_group(1, seen=seen))))

    assert "in a private channel" in words(shown)
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
    groups = [
        a_group(200, workflow=f"w{n}", workflow_name=text[:75] or "x", lacking=lacking, report=report)
        for n in range(GROUPS_PER_POST)
    ]

    shown = accepted(signals_week(a_week(*groups, asked={text[:75] + str(n): [999] * 5 for n in range(30)})))

    assert sum(map(len, words(shown).split("\n"))) < 13_000
