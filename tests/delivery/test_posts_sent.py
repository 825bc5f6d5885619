"""What is owed arrives: in order, in its place, drawn as it is by then."""

from datetime import timedelta

from slack_sdk.web.async_client import AsyncWebClient

from delivery import metrics
from delivery.courier import Delivery
from delivery.history import metadata_of
from delivery.renderers import renderers
from domain.decision import DecisionDraft
from domain.draft import ReportDraft
from domain.post import OwedPost, PostKey, PostKind
from domain.report import Verb
from flows.announcing import announce_day
from flows.deps import Deps
from flows.intake import Filed, file_report
from flows.triage import decide
from store.posts import owe
from tests.conftest import MONDAY, RITA, THEO, TRIAGE, UPDATES
from tests.delivery.sending import PATIENCE_S, QUICK, Words, ours, owing, settled, shown_at, word
from tests.flows.post_steps import card, reply, row
from tests.workspace import Workspace


async def test_posts_arrive_in_order_each_in_its_place(deps: Deps, delivery: Delivery, slack: Workspace) -> None:
    owed = [card(1), reply(11, card(1)), card(2), card(3), card(1, UPDATES), word(1), word(2)]

    await owing(deps, *owed)
    await settled(deps, *owed)

    parent = (await row(deps, card(1)))["ts"]
    assert await ours(slack, TRIAGE) == ["F-1.", "F-2.", "F-3."]
    assert await ours(slack, TRIAGE, parent) == ["F-11."]
    assert await ours(slack, UPDATES) == ["F-1."]
    assert await ours(slack, RITA) == ["F-1.", "F-2."]
    assert len(await slack.traffic("conversations.open")) == 1


async def test_every_post_carries_its_number_and_keeps_it_when_it_changes(
    deps: Deps, delivery: Delivery, slack: Workspace, words: Words
) -> None:
    await owing(deps, card(1))
    await settled(deps, card(1))

    words.of["1"] = "Now fixing."
    await owing(deps, card(1))
    await slack.message_in(TRIAGE, containing="Now fixing.")

    message = await shown_at(deps, slack, card(1))
    assert message.json["metadata"] == metadata_of((await row(deps, card(1)))["id"])
    assert await ours(slack, TRIAGE) == ["Now fixing."]


async def test_a_post_that_cannot_be_drawn_stops_nobody(
    deps: Deps, delivery: Delivery, slack: Workspace, words: Words
) -> None:
    words.broken.add("1")
    await owing(deps, card(1), card(2))
    await settled(deps, card(2))

    words.broken.clear()
    await settled(deps, card(1))

    assert await ours(slack, TRIAGE) == ["F-2.", "F-1."]


async def test_what_is_not_there_any_more_is_not_posted(
    deps: Deps, delivery: Delivery, slack: Workspace, words: Words
) -> None:
    words.of["1"] = None

    await owing(deps, card(1))
    await settled(deps, card(1))

    assert await ours(slack, TRIAGE) == []
    assert (await row(deps, card(1)))["ts"] is None


async def test_how_long_people_wait_for_a_post_is_measured(deps: Deps, delivery: Delivery) -> None:
    answers, bulk = metrics.LATENCY.labels("answer"), metrics.LATENCY.labels("bulk")
    before = answers._sum.get(), bulk._sum.get()

    note = OwedPost(PostKey(PostKind.NOTE_WORD, "1", RITA))
    await owing(deps, word(1), note)
    await settled(deps, word(1), note)

    assert answers._sum.get() > before[0]
    assert bulk._sum.get() > before[1]


def test_every_kind_of_post_can_be_drawn() -> None:
    assert set(renderers()) == set(PostKind)


async def test_what_the_flows_owe_is_drawn_and_reaches_everyone_concerned(
    deps: Deps, client: AsyncWebClient, slack: Workspace
) -> None:
    filed = await file_report(deps, ReportDraft("Risk is required before I can know <it>"), by=RITA, delivery="1")
    assert isinstance(filed, Filed)
    first = await Delivery(deps, client, QUICK).drain(PATIENCE_S)
    rejection = DecisionDraft(filed.report.id, Verb.REJECT, words="It is needed.", change_mind="A deal it has cost.")
    await decide(deps, rejection, by=THEO, delivery="2")
    await announce_day(deps, at=MONDAY + timedelta(hours=8))
    async with deps.begin() as tx:
        reminder = PostKey(PostKind.REMINDER, f"{filed.report.id}@2026-11-23", TRIAGE)
        await owe(tx, OwedPost(reminder, parent=card(filed.report.id).key))
        await owe(tx, OwedPost(PostKey(PostKind.ESCALATION, f"{filed.report.id}@2026-11-24", TRIAGE)))

    then = await Delivery(deps, client, QUICK).drain(PATIENCE_S)

    assert first and then
    assert "&lt;it&gt;" in (await slack.message_in(TRIAGE, containing="before I can know")).raw_text
    parent = await shown_at(deps, slack, card(filed.report.id))
    assert "It is needed." in " ".join(reply.text for reply in await slack.thread(parent))
    assert "It is needed." in (await slack.message_in(RITA, containing="F-1")).text
    assert "F-1" in (await slack.message_in(UPDATES, containing="It is needed.")).text
