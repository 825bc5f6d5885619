"""What people typed can ping nobody, forge no link, reorder nothing, and is shown whole."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.views.view_values import MAXIMAL, NASTY, accepted, words
from views.blocks import message, option, section, sections
from views.escape import bold, day, escape, gist, link, moment, pieces, quote, shorten

DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

texts = st.text(alphabet=st.sampled_from("ab &<>!@#|*_~`\n\t:;amp-\u202e\u2066\u200fé😀ש"), max_size=200)


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@given(texts)
def test_nothing_typed_can_ping_or_link(typed):
    safe = escape(typed)

    assert "<" not in safe
    assert ">" not in safe
    assert not set(safe) & set(DIRECTIONS)


@given(texts)
def test_everything_else_is_kept(typed):
    visible = "".join(c for c in typed if c not in DIRECTIONS)

    assert unescaped(escape(typed)) == visible


@given(st.text(alphabet="a&<> \n", max_size=400), st.integers(min_value=8, max_value=60))
def test_a_long_text_is_cut_into_pieces_without_losing_or_breaking_anything(typed, most):
    cut = list(pieces(escape(typed), most))

    assert all(0 < len(piece) <= most for piece in cut)
    assert all(unescaped(piece).count("&") == typed_amps(piece) for piece in cut)
    assert "".join("".join(unescaped(piece) for piece in cut).split()) == "".join(typed.split())


def typed_amps(piece: str) -> int:
    return piece.count("&amp;")


def test_three_thousand_ampersands_are_shown_whole():
    told = accepted(message("much", sections("&" * 3000)))

    assert words(told).count("&amp;") == 3000


def test_a_text_is_cut_at_a_line_end_rather_than_inside_a_word():
    first, second = pieces("a" * 90 + "\n" + "b" * 20, 100)

    assert (first, second) == ("a" * 90, "b" * 20)


@given(texts)
def test_every_line_of_a_quote_is_quoted_and_no_fence_reaches_past_it(typed):
    quoted = quote(typed)

    assert all(line.startswith(">") for line in quoted.split("\n"))
    assert "```" not in quoted


@given(texts, st.integers(min_value=10, max_value=80))
def test_a_gist_is_one_line_and_short_when_escaped(typed, most):
    told = gist(typed, most)

    assert "\n" not in told
    assert len(escape(told)) <= most


def test_a_gist_that_is_cut_says_so():
    assert gist("word " * 100, 20) == "word word word word…"
    assert gist("two\n  lines") == "two lines"


def test_a_short_text_is_not_shortened():
    assert shorten("Fix", 3) == "Fix"
    assert shorten("Fixed", 3) == "Fi…"


def test_words_with_marks_of_their_own_are_not_made_bold():
    assert bold("Next step") == "*Next step*"
    assert bold("Amount* and `date`") == "Amount* and `date`"
    assert bold("a < b") == "*a &lt; b*"


def test_an_address_cannot_end_its_link_early():
    assert link("https://crm.example/a|b>c?x=1&y=2", "Open") == "<https://crm.example/a%7Cb%3Ec?x=1&amp;y=2|Open>"


def test_a_day_reads_the_same_everywhere():
    assert day(date(2026, 11, 3)) == "Tue 3 Nov 2026"


def test_a_moment_falls_back_to_the_companys_zone():
    at = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)

    told = moment(at, ZoneInfo("America/New_York"))

    assert told == "<!date^1795447800^{date_short_pretty} at {time}|Mon 23 Nov 2026 at 10:30 EST>"


@pytest.mark.parametrize("typed", [NASTY, MAXIMAL, "\u202e", " "])
def test_a_label_takes_whatever_was_typed(typed):
    assert 0 < len(option(typed, 1)["text"]["text"]) <= 75


def test_a_message_with_too_many_blocks_says_that_there_is_more():
    told = accepted(message("much", [section("line")] * 60))

    assert words(told).count("line") == 49
    assert "more than Slack lets us show" in words(told)


def test_a_line_of_ours_that_grew_too_long_is_cut_visibly():
    told = section("<@U1>, " * 1000)["text"]["text"]

    assert len(told) <= 3000
    assert told.endswith("…")
