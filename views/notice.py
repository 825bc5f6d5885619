"""A private "no" or word of trouble, as a message and as a small window where no message can be shown."""

from typing import Final

from domain.outcome import Refused
from views.blocks import Payload, message, modal, section
from views.words import mentions

NOTICE: Final = "notice"


def refusal(no: Refused) -> Payload:
    """Says no to whoever tried, and names those who could."""
    ask = f" You can ask {mentions(no.people, 'or')}." if no.people else ""
    return message(no.because, [section(no.because + ask)])


def notice(told: Payload) -> Payload:
    """A message as a window to be read and closed."""
    return modal(NOTICE, "A word about that", told["blocks"], close="Close")


def said(sentence: str) -> Payload:
    """One sentence of ours, privately."""
    return message(sentence, [section(sentence)])
