"""The digest as it is drawn: whatever the CRM holds, within Slack's limits, all of it, and nothing of it as markup."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from domain.digest import Content, HeldBack, LastTime, ListedDeal, Moved, Reason, Shipped, Unjudged, Worth
from domain.digest_layout import laid_out
from domain.digest_sorting import currencies_of, in_pieces
from domain.ids import DealId
from domain.inspection import Reviewed
from tests.conftest import CLEO, MAYA, MONDAY
from tests.domain.digest_values import a_digest, a_listed, contents
from tests.views.view_values import accepted, button_labels, every, words
from views.digest import MARK_REVIEWED, digest_head, digest_reply
from views.digest_lines import deal_line, money, worth

NEW_YORK = ZoneInfo("America/New_York")
UNREVIEWED = Reviewed()
TOO_LONG = 13_000
"""Characters in all of which Slack refuses a message (slackapi/bolt-js#2509)."""


def messages(content: Content, reviewed: Reviewed = UNREVIEWED):
    digest = a_digest(content)
    replies = [digest_reply(digest, n + 1, NEW_YORK) for n in range(len(content.replies))]
    return [digest_head(digest, reviewed, NEW_YORK), *replies]


def head(content: Content, reviewed: Reviewed = UNREVIEWED):
    return messages(content, reviewed)[0]


def with_deals(*lacking: ListedDeal, ready: int = 0, **parts) -> Content:
    currencies = {"EUR": 1, "USD": 0}
    every_deal = [*lacking, *(a_listed(1000 + n, reasons=()) for n in range(ready))]
    made = Content(
        meeting="Weekly forecast call",
        total=Worth.of(every_deal, currencies),
        ready=Worth.of(every_deal[len(lacking) :], currencies),
        lacking=Worth.of(lacking, currencies),
        resting=Worth(),
        owners={"1": "Rita Ruiz"},
        not_ready=lacking,
        largest=lacking[:5],
        read_at=MONDAY - timedelta(minutes=10),
    )
    return laid_out(replace(made, **parts))


@settings(max_examples=40)
@given(contents())
def test_whatever_the_crm_holds(content):
    """One test for what is true of any digest: to make one up and to draw it takes longer than to look at it."""
    reviewed = messages(content, Reviewed((MAYA, CLEO), 120, 30))
    drawn = messages(content)

    slack_takes_every_message(reviewed)
    no_deal_is_left_out_and_none_is_told_twice(content, drawn)
    nothing_that_was_typed_becomes_markup_of_slacks(drawn)


def slack_takes_every_message(drawn):
    for payload in drawn:
        accepted(payload)
        assert len(payload["text"]) + sum(len(one["text"]) for one in every(payload["blocks"], "mrkdwn")) < TOO_LONG
        assert "more than Slack lets us show" not in words(payload)


def no_deal_is_left_out_and_none_is_told_twice(content, drawn):
    first, *replies = drawn
    told = Counter(re.findall(r"^• (?:<[^|>]*\|)?(\d+)\.", "\n".join(map(words, [first, *replies])), re.MULTILINE))

    deals = [*content.not_ready, *content.held_deals, *content.recovered]
    others = [*content.moved, *content.doubted, *content.followed]
    listed_again = content.largest if "Not ready, the largest" in words(first) else ()
    assert told == Counter(one.name.partition(".")[0] for one in (*deals, *others, *listed_again))


def nothing_that_was_typed_becomes_markup_of_slacks(drawn):
    """Only our links are in angle brackets: a digest that is posted calls nobody by name."""
    for payload in drawn:
        said = "\n".join(one["text"] for one in every(payload["blocks"], "mrkdwn"))
        for marked in re.findall(r"<[^>]*>", said):
            assert marked.startswith(("<https://crm.example/", "<!date^"))


def test_a_deal_is_a_link_with_its_reasons_and_what_to_do():
    said = words(head(with_deals(a_listed(7, "Acme &"), ready=2)))

    assert "*2 of 3 deals are ready*" in said
    assert "*Rita Ruiz*\n• <https://crm.example/1|7. Acme &amp;> · 1,000 USD\n" in said
    assert "Next step is empty. _Say what happens next._" in said


def test_what_is_said_of_a_deal_stands_in_one_block_with_its_name():
    moved = tuple(
        Moved(f"{n}. Acme", f"https://crm.example/{n}", (f"Close date pushed by {n} days",)) for n in range(90)
    )

    blocks = [
        one["text"]
        for payload in messages(with_deals(a_listed(1000), moved=moved))
        for one in every(payload["blocks"], "mrkdwn")
    ]

    told = [text for text in blocks if "pushed by" in text]
    assert len(told) > 1
    assert [text for text in told if text.startswith(" ") or "pushed by" not in text.splitlines()[-1]] == []


def test_what_is_held_back_leads_to_its_report():
    held = (
        HeldBack("champion", 12, MONDAY, 14, "https://northwind.slack.com/archives/C1/p1"),
        HeldBack("risk", 3, MONDAY, 1),
    )

    said = words(head(with_deals(held=held)))

    link = "<https://northwind.slack.com/archives/C1/p1|F-12>"
    assert f"• Champion: paused, {link} open since Mon 23 Nov 2026, 14 deals" in said
    assert "• Risk: paused, F-3 open since Mon 23 Nov 2026, 1 deal" in said


def test_two_currencies_are_never_one_sum():
    euros = replace(a_listed(2), currency="EUR", amount=Decimal("45000.50"))
    unknown = a_listed(3, amount=None)

    said = words(head(with_deals(a_listed(1), euros, unknown)))

    assert "*Not ready*\n3 deals\n1,000 USD · 45,000.50 EUR · 1 without an amount" in said


def test_of_a_crm_with_one_currency_the_sum_is_told_and_beside_others_a_deal_without_one_is_counted():
    unnamed, other = (replace(a_listed(n), currency=None) for n in (1, 2))

    alone = with_deals(unnamed, other, lacking=Worth.of([unnamed, other], currencies_of([unnamed, other])))

    assert "*Not ready*\n2 deals\n2,000\n" in words(head(alone))
    assert "2 deals\n1,000 USD · 1 without a currency" in words(head(with_deals(unnamed, a_listed(3))))


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("123456789012345.67", "USD", "123,456,789,012,345.67 USD"),
        ("48000.00", "EUR", "48,000 EUR"),
        ("-0.5", "USD", "-0.50 USD"),
        ("0", "JPY", "0 JPY"),
        ("1E+400", "USD", "1.000e+400 USD"),
        ("1E-400", "USD", "0 USD"),
        ("5", None, "5"),
        ("5", "<!h>", "5 &lt;!h&gt;"),
    ],
)
def test_amounts_can_be_read(amount, currency, shown):
    assert money(Decimal(amount), currency) == shown


def test_more_currencies_than_anybody_reads_are_counted():
    many = Worth(20, {f"C{n:02}": Decimal(1) for n in range(20)})

    assert worth(many).endswith("1 C11 · 8 more currencies")


def test_a_deal_without_a_name_or_with_a_link_of_another_kind_can_still_be_told():
    unnamed = replace(a_listed(1), name=" ", link="https://crm.example/1")
    script = replace(a_listed(2), name="Acme", link="javascript:alert(1)")

    assert deal_line(unnamed) == "<https://crm.example/1|A deal without a name> · 1,000 USD"
    assert deal_line(script) == "Acme · 1,000 USD"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (with_deals(), "There are no deals to discuss"),
        (with_deals(ready=1), "✅ The only deal is ready"),
        (with_deals(unseen=True), "⚠️ No deals can be seen"),
        (with_deals(ready=1, unseen=True), "✅ The only deal that can be seen is ready"),
        (with_deals(a_listed(1), ready=2, unseen=True), "2 of 3 deals that can be seen are ready"),
        (with_deals(ready=34), "✅ All 34 deals are ready"),
        (with_deals(a_listed(1)), "0 of 1 deal is ready"),
        (with_deals(read_at=None), "The CRM has not been read yet, so nothing can be said about its deals."),
        (with_deals(ready=2, is_stale=True), "What is known of the CRM is from Mon 23 Nov 2026 at 09:50."),
    ],
)
def test_what_there_is_to_say_is_said_in_one_line(content, said):
    assert said in words(head(content))


def test_without_a_look_into_the_crm_nothing_is_called_ready():
    drawn = head(with_deals(read_at=None))

    assert "ready" not in words(drawn).lower().replace("read yet", "")
    assert button_labels(drawn) == []


def test_a_long_digest_has_a_short_head_that_names_the_largest_and_says_what_is_in_the_thread():
    reasons = (Reason("Next step is empty", "Say what happens next."), Reason("Champion is empty", "Name them."))
    deals = [a_listed(n, "Deal", reasons=reasons[: 1 + n % 2]) for n in range(80)]
    first, *replies = messages(with_deals(*deals, ready=20))

    assert words(first).count("• ") == 5
    assert "|0. Deal> · 1,000 USD\n      Next step is empty.\n" in words(first)
    assert "|1. Deal> · 1,000 USD\n      Next step is empty. And 1 more.\n" in words(first)
    assert "🧵 In the thread: every deal that is not ready with its reasons, by owner (80)." in words(first)
    assert len(words(first)) < 1500
    assert len(replies) > 1
    assert f"Weekly forecast call, part 1 of {len(replies)}" in words(replies[0])
    assert "*Rita Ruiz* (continued)" in words(replies[1])
    assert "(continued)" not in words(replies[0])
    assert button_labels(first) == ["Mark reviewed"]
    assert all(not button_labels(reply) for reply in replies)


def test_there_is_no_reply_beyond_the_last():
    digest = a_digest(with_deals(a_listed(1)))

    assert [digest_reply(digest, n, NEW_YORK) for n in (0, 1, -1)] == [None, None, None]


def test_a_deal_that_was_not_ready_before_says_for_how_many_calls():
    said = [words(head(with_deals(replace(a_listed(1), calls=calls)))) for calls in (1, 2, 3, 11, 22)]

    assert "in a row" not in said[0]
    for nth, text in zip(("2nd", "3rd", "11th", "22nd"), said[1:], strict=True):
        assert f"1,000 USD · {nth} time in a row" in text


@pytest.mark.parametrize(
    ("words_on_them", "says"),
    [
        ((), "1 accepted, 2 not ready."),
        (("Good <steps>",), "1 accepted, 2 not ready. On the accepted ones: “Good &lt;steps&gt;”."),
        (tuple("abcde"), "1 accepted, 2 not ready. On the accepted ones: “a”, “b”, “c” and 2 more."),
    ],
)
def test_what_was_said_of_accepted_deals_in_the_last_call_is_not_lost(words_on_them, says):
    assert words(head(with_deals(a_listed(1), last_time=LastTime(MONDAY, 1, 2, words_on_them)))).count(says) == 1


def test_who_reviewed_what_stands_on_the_head():
    drawn = head(with_deals(a_listed(1), ready=10), Reviewed((MAYA, CLEO), 9, 2))

    assert "✅ Reviewed by <@U0MAYA> and <@U0CLEO>: 9 accepted, 2 not ready" in words(drawn)
    (button,) = every(drawn["blocks"], "button")
    assert (button["action_id"], button["value"]) == (MARK_REVIEWED, "7")


def test_a_deal_that_lacks_very_much_is_told_in_pieces():
    reasons = tuple(Reason(f"Field {n} is empty", "Say it. " * 30) for n in range(40))
    deals = in_pieces([replace(a_listed(1, "Acme"), reasons=reasons, id=DealId("d1"))])

    said = "\n".join(map(words, messages(with_deals(*deals, largest=()))))

    assert len(deals) > 1
    assert all(f"Field {n} is empty" in said for n in range(40))
    assert said.count("|1. Acme>") == len(deals)
    assert said.count("|1. Acme> (continued)") == len(deals) - 1


def test_slack_takes_a_digest_in_which_everything_is_as_long_as_it_can_be():
    reasons = tuple(Reason("&" * 1000, "&" * 300) for _ in range(3))
    link = f"https://crm.example/{'x' * 400}"
    deals = [replace(a_listed(n, "&" * 300, link, reasons=reasons), calls=99) for n in range(60)]
    largest_amount = Decimal("-123456789012345678901.99")
    lacking = in_pieces(replace(deal, amount=largest_amount, currency=f"C{n:09}") for n, deal in enumerate(deals))
    currencies = {f"C{n:09}": n for n in range(60)}
    every_sum = Worth.of(lacking, currencies)
    shipped = tuple(Shipped(f"N-{n}", "&" * 150) for n in range(30))
    full = replace(
        with_deals(),
        meeting="&" * 75,
        owners={"1": "&" * 20},
        total=every_sum,
        ready=every_sum,
        lacking=every_sum,
        resting=every_sum,
        not_ready=lacking,
        largest=lacking[:5],
        unjudged=tuple(Unjudged("x" * 60, 10_000) for _ in range(30)),
        untold=("The CRM keeps no history of " + "x" * 300,) * 3,
        shipped=shipped,
        held=tuple(HeldBack("x" * 60, 123_456, MONDAY, 10_000) for _ in range(9)),
        last_time=LastTime(MONDAY, 9999, 9999, ("&" * 150,) * 9),
        is_stale=True,
    )

    for payload in messages(laid_out(full), Reviewed((MAYA,) * 20, 9999, 9999)):
        accepted(payload)
        said = [one["text"] for kind in ("mrkdwn", "plain_text") for one in every(payload["blocks"], kind)]
        assert len(payload["text"]) + sum(map(len, said)) < TOO_LONG
        assert all("…" not in one or "&amp;…" in one for one in said)
