"""From a message in Slack's markup to the words that cues and weights are looked up by."""

import re
from html import unescape

from domain.signals.phrases import NAME_MARK, STOP
from domain.signals.thread import SharedFile

LONGEST_TEXT = 4_000
"""Characters of a message that are read. A workaround is told in the first lines; the rest would only cost time."""
LONGEST_WORD = 30
NUMBER = "#"

_MARKUP = re.compile(r"<([^<>]{1,2000})>")
_EMOJI = re.compile(r":([a-z][a-z0-9_+-]{1,40}):")
_TOKEN = re.compile(r"(?:link|file|e):[a-z_]+|\d+:\d+s?\b|\d+(?:[.,:]\d+)*|/?[^\W\d_]+(?:'[^\W\d_]+)*|[.!?;:\n()]|[%#]")
_ENDS = frozenset(".!?;:\n()")

LINKS = (
    ("link:crm", ("force.com", "salesforce.", "hubspot.", "pipedrive.", "dynamics.", "zoho.", "gainsight", "veeva")),
    ("link:sheet", ("/spreadsheets/", ":x:", "1drv.ms/x", "smartsheet", ".xlsx", "excel", "sheets.google", "quip.")),
    ("link:board", ("trello.", "airtable.", "miro.", "monday.com", "coda.io", "clickup.", "asana.", "todoist")),
    (
        "link:doc",
        ("/document/", ":w:", "notion.", "confluence", "evernote", "onenote", "dropbox", "atlassian.net/wiki"),
    ),
    ("link:work", ("jira", "figma", "github", "gitlab", "zendesk", "statuspage", "ops.", "help.", "highspot")),
)
"""Kinds of links by what their addresses hold."""

FILES = {
    "file:sheet": "xlsx xls xlsm xlsb csv gsheet numbers ods tsv",
    "file:doc": "docx doc gdoc txt md rtf odt pages text post canvas quip",
    "file:image": "png jpg jpeg heic gif webp tiff",
    "file:audio": "m4a mp3 wav aac ogg mp4 mov",
    "file:paper": "pdf pptx ppt key gslides zip eml msg",
}
_FILE_KINDS = {ending: kind for kind, endings in FILES.items() for ending in endings.split()}


def link_kind(address: str) -> str:
    plain = address.lower()
    return next((kind for kind, parts in LINKS if any(part in plain for part in parts)), "link:other")


def file_kind(file: SharedFile) -> str:
    ending = file.name.rpartition(".")[2].lower() if "." in file.name else ""
    return _FILE_KINDS.get(file.filetype.lower()) or _FILE_KINDS.get(ending, "file:other")


def _plain(found: re.Match[str]) -> str:
    """A mention, a channel or a link as words that say what kind it is."""
    inside, _, label = found[1].partition("|")
    if inside.startswith("@"):
        return " e:mention "
    if inside.startswith("#"):
        return f" e:channel {label} "
    if inside.startswith("!"):
        return " e:everybody "
    return f" {link_kind(inside)} {label} "


def words(text: str) -> list[str]:
    """The words of a message in order. Figures are `NUMBER`, ends of sentences `STOP`, names begin with `NAME_MARK`."""
    text = text[:LONGEST_TEXT]
    if "<" in text:
        text = _MARKUP.sub(_plain, text)
    if "&" in text:
        text = unescape(text)
    text = _EMOJI.sub(r" e:\1 ", text).replace("’", "'")
    found: list[str] = []
    for word in _TOKEN.findall(text):
        if word in _ENDS:
            if found and found[-1] != STOP:
                found.append(STOP)
        elif word[0].isdigit():
            found.append(word if word == "1:1" else NUMBER)
        elif found and found[-1] != STOP and word[0].isupper() and word[1:].islower() and len(word) > 2:
            found.append(NAME_MARK + word.lower())
        elif len(word) <= LONGEST_WORD:
            found.append(word.lower())
    return found
