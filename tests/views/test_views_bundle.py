"""A person's bundle of the day: what is asked, what became of it, and nothing too much for one message."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.asking import Scope
from domain.bundle import Why
from domain.bundle_standing import BundleStanding, SectionStanding
from domain.deal import Deal, Stage, Standing
from domain.finding_standing import Asking, FindingStanding
from domain.ids import DealId
from tests.views.deal_values import a_rest
from tests.views.view_values import NASTY, NOW, TEXTS, ZONE, accepted, button_labels, words
from views.bundle import bundle

MEETS = NOW + timedelta(days=1)


def a_deal(number: int = 1, name: str = "Acme renewal") -> Deal:
    stage = Stage("proposal", "Proposal", "default", Standing.OPEN)
    return Deal(DealId(str(number)), name, None, stage, NOW, {"close_date": "2026-12-10"}, link="https://crm.example/1")


def lack(deal: Deal, *, asking: Asking = Asking.ASKED, text: str = "Next step is empty") -> FindingStanding:
    return FindingStanding(
        deal.id,
        "forecast",
        "c",
        asking,
        "Next step",
        ZONE,
        deal,
        7,
        because=text,
        say="Say what happens next.",
        ref="F-12",
    )


def section(
    *deals: list[FindingStanding], why: Why = Why.NUDGE, meeting: str = "Weekly forecast call"
) -> SectionStanding:
    return SectionStanding(why, meeting, MEETS, deals)


def drawn(*sections: SectionStanding, used: tuple[str, ...] = ()) -> dict[str, object]:
    return accepted(bundle(BundleStanding(ZONE, sections, used)))


def test_what_is_asked_stands_with_its_four_answers() -> None:
    told = drawn(section([lack(a_deal())]))

    assert told["text"] == "1 of your deals is not ready for Weekly forecast call yet."
    assert "Acme renewal" in words(told)
    assert "Next step is empty.\nSay what happens next." in words(told)
    assert button_labels(told) == ["Update now", "Can't know yet"]


def test_what_is_in_order_asks_nothing_any_more() -> None:
    told = drawn(section([lack(a_deal(), asking=Asking.MET)]))

    assert told["text"] == "Nothing is left to do before Weekly forecast call."
    assert "Nothing is left to do" in words(told)
    assert button_labels(told) == []


def test_what_got_open_friction_meanwhile_is_not_asked() -> None:
    told = drawn(section([lack(a_deal(), asking=Asking.HELD)]))

    assert "not asked while F-12 is open" in words(told)
    assert button_labels(told) == []


def test_what_was_held_back_from_the_start_is_said() -> None:
    part = SectionStanding(Why.PREVIEW, "Handoff review", MEETS, [[lack(a_deal())]], [("Implementation risk", "F-12")])

    assert "Not asked: Implementation risk (F-12 is open)." in words(drawn(part))


@pytest.mark.parametrize(
    ("deals", "says"), [(1, "1 of your deals still lacks something."), (2, "2 of your deals still lack something.")]
)
def test_once_the_meeting_has_begun_a_deal_can_be_updated_and_that_is_all(deals: int, says: str) -> None:
    asked = [[lack(a_deal(number))] for number in range(deals)]

    told = drawn(replace(section(*asked, [lack(a_deal(9), asking=Asking.MET)]), is_over=True))

    assert told["text"] == f"Weekly forecast call is over. {says} What you update here is in the CRM at once."
    assert "*Weekly forecast call* was <!date" in words(told)
    assert "yet" not in words(told)
    assert button_labels(told) == ["Update now"] * deals


def test_once_the_meeting_has_begun_what_rests_needs_no_button() -> None:
    resting = replace(lack(a_deal(), asking=Asking.RESTING), rest=a_rest(Scope.DEAL))

    assert button_labels(drawn(section([resting]))) == ["Ask again"]
    over = drawn(replace(section([resting]), is_over=True))

    assert button_labels(over) == []
    assert "✅ Nothing is left to do." in words(over)
    assert "This deal is muted" in words(over)


@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_whatever_stands_in_the_crm(text: str) -> None:
    deals = [[lack(a_deal(n, text), text=text[:400])] for n in range(40)]

    ahead, over = section(*deals, meeting=text[:100]), section(*deals, why=Why.PREVIEW, meeting=text[:100])
    told = drawn(ahead, replace(over, is_over=True), used=(text[:200],))

    assert "<!channel>" not in words(told)


@pytest.mark.parametrize("count", [1, 11, 12, 13, 60, 300])
def test_every_deal_is_shown_or_counted(count: int) -> None:
    told = drawn(section(*([lack(a_deal(n, f"Deal number {n}"))] for n in range(count))))

    said = words(told)
    shown = sum(f"|Deal number {n}>" in said for n in range(count))
    more = re.search(r"… and (\d+) more, which", said)
    assert str(told["text"]).startswith(f"{count} of your deals")
    assert shown + (int(more[1]) if more else 0) == count
    assert len(json.dumps(told["blocks"], ensure_ascii=False)) < 13_000


@pytest.mark.parametrize("meetings", [1, 2])
def test_what_was_answered_takes_no_room_from_what_is_still_asked(meetings: int) -> None:
    answered = [[lack(a_deal(n, f"Answered {n}"), asking=Asking.MET)] for n in range(60)]
    part = section(*answered, [lack(a_deal(61, "The last one"))])

    told = drawn(*[part] * meetings, used=("What you updated was used.",))

    assert button_labels(told) == ["Update now", "Can't know yet"] * meetings
    assert "💡 What you updated was used." in words(told)
    assert len(json.dumps(told["blocks"], ensure_ascii=False)) < 13_000


def test_of_the_deals_without_buttons_those_come_first_that_are_still_asked() -> None:
    deals = [[lack(a_deal(n, f"Deal {n}"), asking=Asking.MET if n % 2 else Asking.ASKED)] for n in range(40)]

    listed = words(drawn(section(*deals))).partition("more*")[2]

    assert listed.index("Next step is empty") < listed.index("is in order")


def test_names_are_escaped() -> None:
    assert "<!channel>" not in words(drawn(section([lack(a_deal(name=NASTY[:60]))])))
