"""Slack's way of writing a message, turned into the words that somebody typed."""

import re
from typing import Final

from domain.texts import clean

_MARKED: Final = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def words_of(text: str) -> str:
    """Links, mentions and channels as people read them, entities undone.

    A mention carries only an id; it becomes "@someone": whom a message spoke to is not what blocks anybody.
    """
    return clean(_MARKED.sub(_read, text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def _read(found: re.Match[str]) -> str:
    sign, what, label = found[1], found[2], found[3]
    match sign:
        case "@":
            return f"@{label}" if label else "@someone"
        case "#":
            return f"#{label}" if label else "#a-channel"
        case "!":
            return label or f"@{what.partition('^')[0]}"
        case _:
            return f"{label} ({what})" if label and label != what else what
