"""A message in Slack's markup becomes words, and phrases are found in them in one pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.signals.features import TELLING, features
from domain.signals.features import lexicon as shipped
from domain.signals.phrases import Cue, Lexicon
from domain.signals.reading import file_kind, link_kind, words
from domain.signals.thread import ChannelKind, Message, SharedFile, Thread

CRM_LINK = "https://acme.lightning.force.com/lightning/r/Opportunity/006/view"


def lexicon(phrases: str, **classes: str) -> Lexicon:
    return Lexicon([Cue("it", "It is said.", phrases)], classes)


def found(phrases: str, text: str, **classes: str) -> bool:
    book = lexicon(phrases, **classes)
    return bool(book.find([book.labels(word) for word in words(text)]))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Done, <@U123ABC>!", ["done", "e:mention", "."]),
        (f"see <{CRM_LINK}|Larkin Glass>", ["see", "link:crm", "^larkin", "^glass"]),
        ("<!here> in <#C1|deals> :tada:", ["e:everybody", "in", "e:channel", "deals", "e:tada"]),
        ("a &gt; b &amp; 40 %", ["a", "b", "#", "%"]),
        ("1:1 with Ada at 10:30", ["1:1", "with", "^ada", "at", "#"]),
        ("didn’t", ["didn't"]),
        ("x" * 31, []),
    ],
)
def test_markup_becomes_words(text, read):
    assert words(text) == read


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://docs.google.com/spreadsheets/d/1/edit", "link:sheet"),
        ("https://acme.sharepoint.com/:x:/s/sales", "link:sheet"),
        ("https://docs.google.com/document/d/1", "link:doc"),
        ("https://trello.com/b/1", "link:board"),
        ("https://app-eu1.hubspot.com/contacts/1", "link:crm"),
        ("https://www.figma.com/file/1", "link:work"),
        ("https://example.com", "link:other"),
    ],
)
def test_links_are_told_apart_by_their_address(address, kind):
    assert link_kind(address) == kind


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (SharedFile("a.bin", "xlsx"), "file:sheet"),
        (SharedFile("Plan.XLSX"), "file:sheet"),
        (SharedFile("notes", "gdoc"), "file:doc"),
        (SharedFile("IMG_1.HEIC"), "file:image"),
        (SharedFile("voice.m4a", "m4a"), "file:audio"),
        (SharedFile(""), "file:other"),
    ],
)
def test_files_are_told_apart_by_type_and_else_by_name(file, kind):
    assert file_kind(file) == kind


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("my sheet", "It is in MY sheets"),
        ("fill|type ~ row", "fill in all those rows"),
        ("told them|him", "I told him"),
        ("@tool board", "the Trello board"),
        ("# overdue", "312 overdue"),
        ("ask @name", "just ask Ada"),
        ("follow up", "a follow-up"),
    ],
)
def test_a_phrase_is_found(phrase, text):
    assert found(phrase, text, tool="trello miro")


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("my sheet", "my. Sheet"),
        ("fill ~ row", "fill it. A row"),
        ("fill ~ row", "fill one two three four rows"),
        ("=report", "reports"),
        ("ask @name", "just ask Trello"),
        ("@tool board", "the board"),
    ],
)
def test_a_phrase_is_not_found_where_it_is_not(phrase, text):
    assert not found(phrase, text, tool="trello miro")


def test_a_tool_is_no_name():
    assert shipped().labels("^trello")[0] == "trello"
    assert shipped().labels("^wilhelmina") == ("@name",)


def test_every_cue_has_a_name_of_its_own_and_a_sentence():
    assert len({cue.name for cue in TELLING}) == len(TELLING)
    assert all(cue.says[0].isupper() and cue.says.endswith(".") for cue in TELLING)


def test_a_cue_is_seen_with_its_channel_and_with_the_cues_beside_it():
    said = Message("U1", "My notes are in OneNote, they are not on the account")

    signs = features(Thread((said,), ChannelKind.CS)).signs

    assert {"in cs: notes kept elsewhere", "both: not in the CRM & notes kept elsewhere"} <= signs


def test_neither_length_nor_names_nor_authors_are_features():
    short = features(Thread((Message("U1", "my notes are in Word"),), ChannelKind.CS))
    again = features(
        Thread((Message("U1", "my notes are in Word"), Message("U1", "my notes are in Word")), ChannelKind.CS)
    )
    named = [
        features(Thread((Message(user, f"ask {name} about it"),))) for user, name in (("U1", "Ada"), ("U9", "Tomas"))
    ]

    assert short.wording == again.wording
    assert {name for name in again.signs ^ short.signs if not name.startswith("last: ")} == set()
    assert named[0] == named[1]


@given(st.text(max_size=400), st.text(max_size=50))
def test_any_text_can_be_read(text, other):
    thread = Thread((Message("U1", text, (SharedFile(other, other),)), Message("U2", other)))

    assert features(thread) == features(thread)
