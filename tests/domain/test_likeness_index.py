"""The index finds what likeness finds, whatever was put, replaced or dropped before."""

from hypothesis import example, given
from hypothesis import strategies as st

from domain.gist import length, packed, unpacked
from domain.likeness import SAME_AT, gist, likeness
from domain.likeness_index import LikenessIndex

TEXTS = [
    "Account page is slow",
    "the account record hangs for a minute",
    "Renewal dashboard has no product filter",
    "I can't filter renewals by product",
    "Close date is read only for managers",
    "managers may not edit the close date",
    "",
    "zebra xylophone",
]
gestures = st.lists(st.tuples(st.sampled_from(["put", "drop"]), st.integers(0, 6), st.sampled_from(TEXTS)), max_size=30)


def an_index(*texts: str) -> LikenessIndex:
    index = LikenessIndex()
    for key, text in enumerate(texts, start=1):
        index.put(key, text)
    return index


@given(gestures, st.sampled_from(TEXTS))
def test_the_index_answers_as_comparing_one_by_one_would(done, asked):
    index, kept = LikenessIndex(), {}
    for gesture, key, text in done:
        if gesture == "put":
            index.put(key, text)
            kept[key] = text
        else:
            index.drop(key)
            kept.pop(key, None)

    found = index.nearest(asked, limit=100)

    scores = {key: likeness(gist(asked), gist(text)) for key, text in kept.items()}
    assert len(index) == len(kept)
    assert found == sorted(((k, s) for k, s in scores.items() if s >= SAME_AT), key=lambda row: (-row[1], row[0]))


@given(st.text(max_size=200), st.text(max_size=200))
def test_what_was_put_is_found_by_its_own_text(one, other):
    index = an_index(one, other)

    assert (1, 1.0) in index.nearest(one)


@given(st.one_of(st.text(), st.sampled_from(TEXTS)))
@example("the quota's \ud800 field, 50 % of 1.5 €, is größer " + "zebra quagga amount stage " * 400)
def test_a_gist_is_unpacked_as_it_was_packed(text):
    made = gist(text)

    assert unpacked(packed(made)) == made
    assert length(packed(made)) == len(made.concepts) + len(made.words)


def test_no_more_than_asked_for_the_most_alike_first():
    index = an_index(*["Account page is slow"] * 5, "the account page is slow on my laptop")

    assert index.nearest("Account page is slow", limit=3) == [(1, 1.0), (2, 1.0), (3, 1.0)]


def test_what_is_left_out_is_not_found():
    index = an_index("Account page is slow", "Account page is slow")

    assert index.nearest("Account page is slow", leave_out={1}) == [(2, 1.0)]


def test_a_report_put_again_is_known_by_its_new_text_only():
    index = an_index("Account page is slow")

    index.put(1, "Renewal dashboard has no product filter")

    assert index.nearest("Account page is slow") == []
    assert index.nearest("Renewal dashboard has no product filter") == [(1, 1.0)]


def test_a_dropped_report_leaves_nothing_behind():
    index = an_index("Account page is slow", "zebra")

    index.drop(1)
    index.drop(1)
    index.drop(2)

    assert len(index) == 0
    assert index.nearest("Account page is slow", at_least=0.0) == []


def a_crowd(reports: int = 3000) -> LikenessIndex:
    return an_index(*[f"Account {n} has the wrong owner and is missing in report {n % 7}" for n in range(reports)])


def test_among_thousands_of_reports_the_paraphrase_is_found():
    index = a_crowd()
    index.put(9999, "the customer record in Salesforce just hangs, time for a coffee")

    assert [key for key, _ in index.nearest("Account page takes half a minute to load")] == [9999]


def test_among_thousands_that_are_alike_the_same_text_is_found():
    assert a_crowd().nearest("Account 17 has the wrong owner and is missing in report 3", limit=1) == [(18, 1.0)]
