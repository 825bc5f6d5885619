"""Which customers a thread may name."""

import pytest

from domain.signal_names import MOST_NAMES, names_in
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


def test_longer_names_come_first() -> None:
    names = names_in([Message("", "Kessler Pharma East")])

    assert names == ["kessler pharma east", "kessler pharma", "pharma east", "kessler", "pharma", "east"]


@pytest.mark.parametrize("said", ["", "what did we promise them?", "The CRM", "<@U0RITA> <#C0EAST> :tada:"])
def test_ordinary_words_are_no_names(said: str) -> None:
    assert names_in([Message("", said)]) in ([], ["the crm"])


def test_names_are_bounded() -> None:
    said = " ".join(f"Name{number}" for number in range(40_000))

    assert len(names_in([Message("", said)] * 40)) == MOST_NAMES
