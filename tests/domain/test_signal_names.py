"""Which customers a thread may name."""

import pytest

from domain.signal_names import MOST_NAMES, customer_in, names_in
from domain.signals.thread import Message


@pytest.mark.parametrize(
    ("said", "customer"),
    [
        ("Kickoff with Kessler Pharma is on Wednesday.", "kessler pharma"),
        ("Who talked to Pell &amp; Sons before the signature?", "pell & sons"),
        ("Did *Kessler*'s CFO sign? See <https://crm.example/d/1|Marlow Ceramics>", "kessler"),
        ("Übergabe an Müller Bau: wer entscheidet dort?", "müller bau"),
        ("so i asked <@U0RITA> about Bank of Ohio again", "bank of ohio"),
    ],
)
def test_a_customer_is_among_the_names(said: str, customer: str) -> None:
    assert customer in names_in([Message("", said)])


@pytest.mark.parametrize(
    ("deal", "customer"),
    [
        ("Kessler Pharma – cold chain – 2027", "Kessler Pharma"),
        ("Pell & Sons - returns", "Pell & Sons"),
        ("Coca-Cola: lanes", "Coca-Cola"),
        ("Marlow | renewal", "Marlow"),
        ("Harbor Foods", "Harbor Foods"),
        ("", ""),
    ],
)
def test_a_deal_is_called_by_its_customer(deal: str, customer: str) -> None:
    assert customer_in(deal) == customer


def test_longer_names_come_first() -> None:
    names = names_in([Message("", "Kessler Pharma East")])

    assert names == ["kessler pharma east", "kessler pharma", "pharma east", "kessler", "pharma", "east"]


@pytest.mark.parametrize("said", ["", "what did we promise them?", "The CRM", "<@U0RITA> <#C0EAST> :tada:"])
def test_ordinary_words_are_no_names(said: str) -> None:
    assert names_in([Message("", said)]) in ([], ["the crm"])


def test_names_are_bounded() -> None:
    said = " ".join(f"Name{number}" for number in range(40_000))

    assert len(names_in([Message("", said)] * 40)) == MOST_NAMES
