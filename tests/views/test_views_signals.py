"""What people see of signals: polite, within Slack's limits, no word of a thread and no private channel's name."""

from dataclasses import replace
from typing import Any

import pytest

from domain.ids import ChannelId, MessageTs, SignalId
from domain.report import Report
from domain.signal import Signal, SignalState
from domain.signal_standing import LearnedOf, SignalStanding, draft_of
from domain.signals.kinds import MEANINGS, NAMES, SEEN, Kind
from domain.signals.learning import Answers, learn
from domain.watching import ThreadPlace
from tests.conftest import MONDAY, RITA, THEO
from tests.views.view_values import NASTY, TEXTS, a_report, accepted, blocks_of, button_labels, submitted, words
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


@pytest.mark.parametrize(("evidence", "says"), [((), "It is about <"), (("One asks.",), "Why <")])
def test_a_note_links_to_its_thread_with_a_reason_or_without(evidence: tuple[str, ...], says: str) -> None:
    said = words(accepted(signal_note(standing(evidence=evidence))))

    assert f"{says}{LINK}|this thread>" in said


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
