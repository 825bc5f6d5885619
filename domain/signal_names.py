"""Which customers a thread may name: looked for among the names of deals, and kept nowhere."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Final

from domain.signals.thread import Message

MOST_NAMES: Final = 200
MOST_WORDS: Final = 5
SHORTEST: Final = 4
"""Characters of a name of one word: shorter ones are words of every sentence."""
LOOKED_AT: Final = 4_000
"""Characters of a message: what it is about is said early."""

_AFTER_CUSTOMER: Final = re.compile(r" [–—|-] |: ")
"""Deals are called "Customer – what it is", with one of these in between, or just by the customer."""

_MARKUP: Final = re.compile(r"<[^>]*>|[*_~`]")
_RUN: Final = re.compile(r"[^\W\d_][\w'’.&-]*(?:[ ](?:&|[^\W_][\w'’.&-]*))*")


def customer_in(deal_name: str) -> str:
    return _AFTER_CUSTOMER.split(deal_name, maxsplit=1)[0].strip()


def names_in(messages: Iterable[Message]) -> list[str]:
    """Sequences of words that begin and end with a capital letter, in lower case, longer ones first."""
    found: dict[str, None] = {}
    for message in messages:
        for run in _RUN.findall(_MARKUP.sub(" ", unescape(message.text[:LOOKED_AT]))):
            for name in _names(run.split()):
                found.setdefault(name)
    return sorted(found, key=lambda name: (-name.count(" "), -len(name)))[:MOST_NAMES]


def _names(words: list[str]) -> Iterable[str]:
    plain = [word.strip(".,'’-&") or word for word in words]
    capital = [word[:1].isupper() for word in plain]
    for first in (place for place, is_capital in enumerate(capital) if is_capital):
        for last in range(first, min(first + MOST_WORDS, len(plain))):
            name = " ".join(plain[first : last + 1]).lower()
            if capital[last] and (last > first or len(name) >= SHORTEST):
                yield name.removesuffix("'s").removesuffix("’s")
