"""What counts as text: blank or not, too long or not, a link or not; and how a key reads."""

import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

TEXT_LIMIT: Final = 3000
"""Characters kept whole of one text (what Slack's text input and section block hold); longer is refused, never cut."""

SHORT_LIMIT: Final = 150
"""Characters of a title, a stage, a role: what fits one line of a card."""

LINK_LIMIT: Final = 2000
"""Characters of an address: with the words around it, it has to fit into one section."""

_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""The categories Cc, without tab and line end, and Cs."""

_FILLERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols by their category that look like nothing at all."""

_UNSEEN: Final = frozenset({"Cf", "Cc", "Zl", "Zp", "Mn"})


def clean(text: str) -> str:
    """`text` without white space at its ends and without control characters; line ends are \\n.

    What carries no visible character at all (only spaces, zero-width or direction marks) comes back as "".
    """
    kept = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return "" if is_blank(kept) else kept.strip()


def is_blank(text: str) -> bool:
    """True when nobody could see a character of it."""
    return all(c.isspace() or c in _FILLERS or unicodedata.category(c) in _UNSEEN for c in text)


def too_long(text: str, *, limit: int = TEXT_LIMIT) -> str | None:
    """A sentence with both counts when `text` does not fit, else None."""
    if len(text) <= limit:
        return None
    return f"This has {len(text):,} characters; {limit:,} fit. Please shorten it by {len(text) - limit:,}."


def link_problem(text: str) -> str | None:
    """A sentence saying why `text` is not taken for a link, else None."""
    if is_link(text):
        return None
    if len(text) > LINK_LIMIT:
        return f"This address has {len(text):,} characters; {LINK_LIMIT:,} fit. Please give a shorter one."
    return "Please give a whole web address, beginning with https://."


def is_link(text: str) -> bool:
    """True for one absolute http or https address without white space, control characters or direction marks."""
    if len(text) > LINK_LIMIT or " " in text:
        return False
    plain = text.isascii() and text.isprintable()  # as nearly all are: each deal has one
    if not plain and any(c.isspace() or unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def label_of(key: str) -> str:
    """A key of the operating model as people read it: next_step is "Next step"."""
    return key.replace("_", " ").capitalize()
