"""What people typed, made safe to stand in a message: it can ping nobody, forge no link and reorder nothing.

People's words are shown as Slack's own mrkdwn with every control character escaped, always in a section of their own
(`blocks.sections`) or on quoted lines of their own (`quote`). So the habits of people who write in Slack keep working
(`code`, *bold*, lists), and a mark that somebody forgot to close ends with its own section or line. Every text object
is `verbatim`, so Slack turns nothing into a link or a mention by itself.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from domain.forgotten import NAME_DELETED, is_forgotten
from domain.ids import UserId

_DIRECTION: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Embeddings, overrides and isolates reach beyond the words they stand in; the harmless marks U+200E/F stay."""

_LINK_SIGNS: Final = str.maketrans({"|": "%7C", "<": "%3C", ">": "%3E", " ": "%20"})

ENTITY_LENGTH: Final = 5  # &amp;


def escape(text: str) -> str:
    """`text` for a mrkdwn text object: Slack's three control characters as entities, no direction overrides."""
    return text.translate(_DIRECTION).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> str:
    """`text` for a plain_text object, which knows no markup: on one line, without direction overrides."""
    return " ".join(text.translate(_DIRECTION).split())


def quote(text: str) -> str:
    """`text`, typed by a person, as a quote: every line of it. A code fence in it cannot reach past its line."""
    safe = escape(text).replace("```", "``\u200b`")
    return "\n".join(f">{line}" for line in safe.split("\n"))


def gist(text: str, most: int = 300) -> str:
    """The beginning of `text` on one line, so short that it has at most `most` characters when escaped; not escaped.

    Only for where the whole text stands somewhere else; the cut shows as an ellipsis.
    """
    line = plain(text)
    if len(escape(line)) <= most:
        return line
    kept = shorten(line, most)
    while len(escape(kept)) > most:
        kept = shorten(line, len(kept) - max(1, (len(escape(kept)) - most) // ENTITY_LENGTH))
    return kept


def shorten(text: str, most: int) -> str:
    """`text` in at most `most` characters, for labels and options; a cut shows as an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def pieces(escaped: str, most: int) -> Iterator[str]:
    """`escaped` in pieces of at most `most` characters, cut after a line or a word where one ends, never in an entity.

    Joined, the pieces give every visible character of `escaped` in order; only white space at a cut is lost.
    """
    rest = escaped
    while len(rest) > most:
        cut = _cut(rest, most)
        if piece := rest[:cut].rstrip():
            yield piece
        rest = rest[cut:].lstrip("\n ")
    if rest.strip():
        yield rest


def _cut(text: str, most: int) -> int:
    near = most - most // 8
    for sign in ("\n", " "):
        if (at := text.rfind(sign, near, most)) > 0:
            return at + 1
    entity = re.search(r"&[a-z]{0,3}$", text[:most])
    return entity.start() if entity else most


def bold(text: str) -> str:
    """`text`, typed by a person, in bold on one line; left as it is when it carries marks of its own."""
    safe = escape(plain(text))
    return safe if re.search(r"[*`_~]", safe) else f"*{safe}*"


def link(url: str, label: str) -> str:
    """A link under words of ours. `url` was accepted by `domain.texts.is_link`."""
    return f"<{url.translate(_LINK_SIGNS).translate(_DIRECTION).replace('&', '&amp;')}|{label}>"


def mention(user: UserId) -> str:
    return NAME_DELETED if is_forgotten(user) else f"<@{user}>"


def day(on: date) -> str:
    """`Mon 30 Nov 2026`: the same for every reader, whatever order of day and month they are used to."""
    return f"{on:%a} {on.day} {on:%b} {on.year}"


def moment(at: datetime, zone: ZoneInfo) -> str:
    """A time that Slack shows in the reader's own zone; the fallback is in `zone`."""
    local = at.astimezone(zone)
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|{day(local.date())} at {local:%H:%M %Z}>"
