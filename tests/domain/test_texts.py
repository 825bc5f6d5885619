"""What counts as text, and what of it is kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.texts import clean, is_blank, is_link, too_long


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Risk \n", "Risk"),
        ("one\r\ntwo\rthree\u2028four\u2029five", "one\ntwo\nthree\nfour\nfive"),
        ("a\tb", "a\tb"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("<!channel> & `code`", "<!channel> & `code`"),
        ("\u200fעברית\u200e", "\u200fעברית\u200e"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("cafe\u0301", "cafe\u0301"),
        ("half \ud83d a pair", "half  a pair"),
    ],
)
def test_a_text_is_kept_without_what_cannot_be_shown(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", " \t\n", "\u200b", "\u202e\u2066", "\ufeff", "\x00", "\u2028", "\u0301", "\u3164 "]
)
def test_what_nobody_can_see_is_no_text(typed: str) -> None:
    assert is_blank(typed)
    assert clean(typed) == ""


@given(st.text())
def test_what_was_cleaned_stays_as_it_is(typed: str) -> None:
    kept = clean(typed)

    assert clean(kept) == kept
    assert kept == kept.strip()
    assert all(c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"} for c in kept)
    kept.encode()


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1))
def test_what_somebody_can_read_is_kept_whole(typed: str) -> None:
    shown = f"x{typed}x"

    assert clean(shown) == shown


def test_a_text_that_fits_is_not_too_long() -> None:
    assert too_long("x" * 3000) is None
    assert too_long("x" * 150, limit=150) is None


def test_a_text_that_does_not_fit_is_told_by_how_much() -> None:
    assert too_long("x" * 40_000) == "This has 40,000 characters; 3,000 fit. Please shorten it by 37,000."


@pytest.mark.parametrize(
    "link", ["https://crm.example/deals/7?a=b#c", "http://10.0.0.1:8080", "https://bücher.example"]
)
def test_a_whole_address_is_a_link(link: str) -> None:
    assert is_link(link)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "crm.example/deals/7",
        "javascript:alert(1)",
        "ftp://crm.example",
        "https://",
        "https://crm.example/a b",
        "https://crm.example\n",
        "https://crm.example/\x00",
        "https://crm.example/\u202egpj",
        "https://[crm.example",
        "https://crm.example/" + "x" * 2000,
    ],
)
def test_anything_else_is_none(typed: str) -> None:
    assert not is_link(typed)
