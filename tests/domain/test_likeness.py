"""Reports of one friction are recognised in other words, and two frictions of one field are told apart."""

import string
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concepts.lexicon import CLASSES, ENTRIES, NAMES, elements
from domain.concepts.nearness import nearness, vector
from domain.concepts.trees import answer, as_tree
from domain.concepts.words import stem, stems
from domain.gist import MOST_CONCEPTS, MOST_WORDS
from domain.likeness import SAME_AT, gist, likeness, why_alike
from domain.likeness_signs import SIGNS, lay_out, signs

WORDS = [
    *sorted({word for entry in ENTRIES for way in entry.ways for word in way.split()})[::7],
    "zebra",
    "Łódź",
    "<@U1>",
]
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Account page takes half a minute to load", "the customer record in Salesforce just hangs, time for a coffee"),
        ("Mobile app logs me out every hour", "on my phone I type the password again all day"),
        ("Handoff note takes six clicks", "to write one line for CS I go through four screens"),
        ("Procurement status is required too early", "must fill in purchasing when nobody has talked to them yet"),
        ("No mass change of account owner", "I reassign 140 customers one by one"),
        ("Merging accounts needs an admin", "I open a ticket to combine two customer records"),
    ],
)
def test_one_friction_in_other_words_is_suggested(one, other):
    assert likeness(gist(one), gist(other)) >= SAME_AT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Close date is read only for managers", "Close date is required too early"),
        ("Handoff form is too long", "Handoff form isn't on mobile"),
        ("Champion is required at stage 2", "Budget is required at stage 2"),
        ("Renewal dashboard is slow", "Renewal dashboard has no product filter"),
        ("Forecast comment is cut at 255 characters", "Lead source gets overwritten"),
    ],
)
def test_another_trouble_or_another_field_is_not_suggested(one, other):
    assert likeness(gist(one), gist(other)) < SAME_AT


def test_a_few_words_more_do_not_make_another_report():
    one = "Close date set from Sydney shows one day early"

    assert likeness(gist(one), gist(f"{one} again please")) >= SAME_AT


def test_what_is_alike_is_said_in_words_for_people():
    alike = why_alike(gist("Account page is slow"), gist("the account record hangs, slow as ever"))

    assert set(alike) >= {"account page", "slow"}
    assert not any("_" in concept for concept in alike)


def test_nothing_is_alike_in_texts_that_share_nothing():
    assert why_alike(gist("Account page is slow"), gist("no filter by product in the renewal dashboard")) == ()


@given(texts, texts)
def test_every_sign_has_a_figure_the_same_both_ways(one, other):
    a, b = lay_out(gist(one)), lay_out(gist(other))

    assert len(signs(a, b)) == len(SIGNS)
    assert signs(a, b) == signs(b, a)


@pytest.mark.parametrize(
    ("word", "nearer", "farther"),
    [("quote", "offer", "password"), ("slow", "fast", "invoice"), ("phone", "mobile", "discount")],
)
def test_words_of_one_matter_are_nearer_than_others(word, nearer, farther):
    def near(other):
        return nearness(dist(vector(stem(word)), vector(stem(other))))

    assert near(nearer) > near(farther)


def test_a_word_that_is_not_in_the_table_stands_nowhere():
    assert vector("xqzvw") is None


@pytest.mark.parametrize(("signs_seen", "said"), [((0.2, 0.2), 3), ((0.2, 0.8), 4), ((0.8, 0.2), 5), ((0.8, 0.8), 6)])
def test_a_tree_answers_by_three_questions(signs_seen, said):
    """First sign 0 at 0.5; then sign 0 again, which is settled; then sign 1."""
    tree = as_tree([0, 0.5, 0, 0.1, 0, 0.9, 1, 0.5, 1, 0.5, 1, 0.5, 1, 0.5, *range(1, 9)])

    assert answer(tree, signs_seen) == said


@given(texts, texts)
def test_likeness_is_a_share_and_the_same_both_ways(one, other):
    a, b = gist(one), gist(other)

    assert 0.0 <= likeness(a, b) <= 1.0
    assert likeness(a, b) == likeness(b, a)


@given(texts)
def test_the_same_text_is_wholly_alike(text):
    assert likeness(gist(text), gist(text)) == 1.0


@given(texts, texts)
def test_only_the_same_text_is_wholly_alike(one, other):
    assert (likeness(gist(one), gist(other)) == 1.0) == (one == other)


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\ud800", "\u202e\u200b", "<" * 40_000, "no " * 13_000, "a" * 40_000, "'" * 999]
)
def test_any_text_has_a_gist(text):
    assert likeness(gist(text), gist("Account page is slow")) < SAME_AT


def test_of_a_long_text_little_is_kept():
    kept = gist(" ".join(f"{a}{b}{c}" for a in string.ascii_letters for b in "aeiou" for c in string.ascii_letters))

    assert len(kept.words) <= MOST_WORDS
    assert len(kept.concepts) <= MOST_CONCEPTS


def test_every_concept_is_named_once_and_every_kind_exists():
    assert len(set(NAMES)) == len(NAMES)
    assert {kind for entry in ENTRIES for kind in entry.kinds} <= set(NAMES)


def test_no_phrase_shrinks_to_a_single_everyday_word():
    """Articles and pronouns are left out of phrases: "on its own" would have meant every "on"."""
    shrunk = [
        (entry.name, way)
        for entry in ENTRIES
        for way in entry.ways
        if len(way.replace("..", "").split()) > 1 and len(elements(way)) < 2
    ]

    assert shrunk == []


def test_every_class_in_a_phrase_is_known():
    used = {word for entry in ENTRIES for way in entry.ways for word in way.split() if word.startswith("@")}

    assert used <= set(CLASSES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we can't edit it", ["can", "NOT", "edit"]),
        ("I cannot edit it", ["can", "NOT", "edit"]),
        ("ask <@U012AB> in <https://x.example/y|the list>", ["ask", "in", "list"]),
        ("R&amp;D isn’t synced", ["r", "d", "be", "NOT", "sync"]),
    ],
)
def test_words_are_read_as_slack_delivers_them(text, found):
    assert stems(text) == found
