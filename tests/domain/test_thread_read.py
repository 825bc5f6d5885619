"""What a thread is about: the kind of its channel, its workflow, its deal; and which messages may matter at all."""

import json
from pathlib import Path

import pytest

from domain.ids import ChannelId
from domain.operating_model import OperatingModel
from domain.signal_gate import may_matter, probability
from domain.signals.features import features
from domain.signals.kinds import Kind
from domain.signals.thread import ChannelKind, Message, SharedFile, Thread
from domain.signals.weighing import shipped, weigh
from domain.thread_read import Place, channel_kind, fingerprint_of, ids_in_links, is_host_of, workflow_of

VOICES = Path(__file__).parent.parent.parent / "bench" / "data" / "threads_voices.jsonl"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("deal-orion", ChannelKind.DEAL),
        ("won-deals", ChannelKind.DEAL),
        ("cs-onboarding", ChannelKind.CS),
        ("renewals-emea", ChannelKind.CS),
        ("emea-forecast-ops", ChannelKind.FORECAST),
        ("revenue-leadership", ChannelKind.EXEC),
        ("ae-boston", ChannelKind.TEAM),
        ("tier2", ChannelKind.SUPPORT),
        ("office-lunch", ChannelKind.RANDOM),
        ("general", ChannelKind.OTHER),
        ("forecasting-the-weather", ChannelKind.FORECAST),
        ("", ChannelKind.OTHER),
        ("日本語", ChannelKind.OTHER),
    ],
)
def test_a_channel_is_for_what_its_name_says(model: OperatingModel, name: str, kind: ChannelKind) -> None:
    assert channel_kind(model, Place(ChannelId("C0ANY"), name)) is kind


@pytest.mark.parametrize(
    ("channel", "kind"),
    [("C0HANDOFF", ChannelKind.CS), ("C0FORECAST", ChannelKind.FORECAST), ("C0RENEWALS", ChannelKind.CS)],
)
def test_the_operating_model_knows_better(model: OperatingModel, channel: str, kind: ChannelKind) -> None:
    assert channel_kind(model, Place(ChannelId(channel), "lunch")) is kind


@pytest.mark.parametrize(
    ("kind", "channel", "workflow"),
    [
        (Kind.SLACK_HANDOFF, "C0EAST", "handoff"),
        (Kind.SLACK_HANDOFF, "C0FORECAST", "handoff"),
        (Kind.MANAGER_SPREADSHEET, "C0EAST", "pipeline_review"),
        (Kind.MANAGER_SPREADSHEET, "C0FORECAST", "forecast"),
        (Kind.SIDE_NOTES, "C0RENEWALS", "renewal"),
        (Kind.SIDE_NOTES, "C0EAST", None),
    ],
)
def test_a_signal_belongs_to_the_workflow_of_its_kind_or_of_its_channel(
    model: OperatingModel, kind: Kind, channel: str, workflow: str | None
) -> None:
    assert workflow_of(model, kind, ChannelId(channel)) == workflow


def test_ids_come_out_of_links_and_not_out_of_words() -> None:
    said = (
        "opp 006AAAA00001 <https://acme.lightning.force.com/lightning/r/Opportunity/006JEXNBLDWD5MP1/view|Helix> "
        "<https://app.hubspot.com/contacts/4411223/record/0-3/9876543210> <@U0RITA> <mailto:a12345@b.example>"
    )

    found = ids_in_links([Message("U", said)])

    assert found["006JEXNBLDWD5MP1"] == "acme.lightning.force.com"
    assert found["9876543210"] == "app.hubspot.com"
    assert "006AAAA00001" not in found


@pytest.mark.parametrize("link", ["<https://[half>", "<https://>", "<https://" + "a1b2c" * 9_000 + ">"])
def test_a_link_that_is_none_is_passed_over(link: str) -> None:
    assert ids_in_links([Message("U", link)]) == {}


@pytest.mark.parametrize(
    ("link", "host", "same"),
    [
        ("", "any.example", True),
        ("https://a.example/7", "a.example", True),
        ("https://a.example/7", "b.example", False),
    ],
)
def test_a_record_is_where_its_own_link_leads(link: str, host: str, same: bool) -> None:
    assert is_host_of(link, host) is same


def test_a_fingerprint_depends_on_order_and_on_every_stamp() -> None:
    assert len({fingerprint_of(stamps) for stamps in ([], ["1"], ["1", "2"], ["2", "1"], ["12"], ["1", "2 3"])}) == 6


# --- the gate --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "ok", "thanks!", "Lunch at 12?", ":tada: :tada:", "", "   ", "!!!", "who is in today?", "lgtm",
        "The build is red again, looking.", "Happy birthday Sam!", "おめでとうございます", "Поздравляю с праздником!",
    ],
)  # fmt: skip
def test_ordinary_talk_does_not_matter(said: str) -> None:
    assert not may_matter(said)


@pytest.mark.parametrize("length", [8, 4_000, 40_000, 400_000])
def test_a_message_of_any_length_is_looked_at(length: int) -> None:
    assert may_matter("x" * length) in (True, False)


def test_a_spreadsheet_without_a_word_may_matter_and_a_picture_may_not() -> None:
    assert may_matter("", [SharedFile("pipe review.xlsx", "xlsx")])
    assert not may_matter("", [SharedFile("cat.png", "png")])


def test_the_gate_weighs_as_the_judge_does() -> None:
    for row in map(json.loads, VOICES.read_text(encoding="utf-8").splitlines()[:200]):
        said = tuple(Message(str(one.get("user")), str(one.get("text") or "")) for one in row["messages"])
        found = features(Thread(said))
        assert probability(found, shipped()) == pytest.approx(weigh(found, shipped()).probability)


def test_of_labelled_signals_the_gate_stops_next_to_none() -> None:
    rows = [json.loads(line) for line in VOICES.read_text(encoding="utf-8").splitlines() if line]
    signals = [row["messages"] for row in rows if row["label"] != "none"]

    passed = sum(any(may_matter(str(message.get("text") or "")) for message in messages) for messages in signals)

    assert len(signals) > 300
    assert passed / len(signals) >= 0.99
