"""Numbers as people type them: read when they can mean one thing only."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.typed_number import Unclear, read_number


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1200", "1200"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1 200,5", "1200.5"),
        ("1\u202f200\u00a0000,00", "1200000.00"),
        ("1'200'000", "1200000"),
        ("1,200,000", "1200000"),
        ("1.200.000", "1200000"),
        ("0,5", "0.5"),
        ("0.500", "0.500"),
        (".5", "0.5"),
        ("12.3456", "12.3456"),
        ("1234.567", "1234.567"),
        (" 007 ", "7"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        ("٣٤", "34"),
        ("123456789012345", "123456789012345"),
    ],
)
def test_a_number_is_read_as_the_crm_writes_it(typed: str, read: str) -> None:
    assert read_number(typed) == read


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1,200", "1,200 could be 1200 or 1.2. Please write the one that you mean."),
        ("1.125", "1.125 could be 1125 or 1.1250. Please write the one that you mean."),
        ("$5", "Please write only the number"),
        ("12k", "Please write only the number"),
        ("5 %", "Please write only the number"),
        ("1e5", "Please write only the number"),
        ("12,34,567", "not a number that can be read"),
        ("1.2.3", "not a number that can be read"),
        ("1,2000", "not a number that can be read"),
        ("1,200,000,5", "not a number that can be read"),
        ("", "not a number that can be read"),
        ("-", "not a number that can be read"),
        ("9" * 41, "more than 40 characters"),
    ],
)
def test_what_could_mean_two_things_is_refused_with_a_sentence(typed: str, says: str) -> None:
    found = read_number(typed)

    assert isinstance(found, Unclear)
    assert says in found.because


@given(
    whole=st.integers(0, 10**12),
    cents=st.integers(0, 99),
    signs=st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", ".")]),
)
def test_an_amount_is_read_the_same_in_every_way_of_writing_it(whole: int, cents: int, signs: tuple[str, str]) -> None:
    group, point = signs
    typed = f"{whole:,}".replace(",", group) + f"{point}{cents:02}"

    assert read_number(typed) == f"{whole}.{cents:02}"


@given(st.text(max_size=45))
def test_whatever_is_typed_becomes_a_number_or_a_sentence(typed: str) -> None:
    found = read_number(typed)

    assert isinstance(found, Unclear) or Decimal(found).is_finite()


@given(st.from_regex(r"[1-9][0-9]{0,2}[.,][0-9]{3}", fullmatch=True))
def test_what_is_proposed_instead_can_be_read(typed: str) -> None:
    found = read_number(typed)

    assert isinstance(found, Unclear)
    one, other = found.because.partition(" could be ")[2].partition(". Please")[0].split(" or ")
    assert Decimal(str(read_number(one))) == Decimal(one)
    assert Decimal(str(read_number(other))) == Decimal(other)
