"""Posts on their way to Slack, whatever Slack, the network and people do to them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from delivery import metrics
from delivery.client import open_client
from delivery.courier import Delivery
from delivery.drawing import Drawn
from delivery.history import PAGE, history_problems, metadata_of
from delivery.pacing import Pace
from delivery.renderers import renderers
from domain.decision import DecisionDraft
from domain.draft import ReportDraft
from domain.ending import POST
from domain.post import OwedPost, PostKey, PostKind
from domain.report import Verb
from flows import posting
from flows.announcing import announce_day
from flows.deps import Deps
from flows.intake import Filed, file_report
from flows.triage import decide
from store.line import posts
from store.posts import owe
from tests.conftest import ADA, MONDAY, RITA, THEO, TRIAGE, UPDATES
from tests.seen import Message
from tests.serving import running_sandbox
from tests.workspace import Workspace

TOKEN = "xoxb-sandbox"
QUICK = Pace(0, first_pause_s=0.02, longest_pause_s=0.1, doubt_s=0.6, lease_s=60, poll_s=0.25)
PATIENCE_S = 20.0

POST_FAULTS = ["drop_before", "drop_after", "http_500", "hang"]


class Words:
    """What each subject says at the moment; a subject that says nothing is not shown."""

    def __init__(self) -> None:
        self.of: dict[str, str | None] = {}
        self.blocks: list[dict[str, Any]] | None = None
        self.broken: set[str] = set()

    async def draw(self, _deps: Deps, key: PostKey) -> Drawn:
        if key.subject in self.broken:
            raise ValueError("a row that cannot be drawn")
        text = self.of.get(key.subject, f"F-{key.subject}.")
        if text is None:
            return None
        return {"text": text} | ({"blocks": self.blocks} if self.blocks is not None else {})


@pytest.fixture
async def slack() -> AsyncIterator[Workspace]:
    async with running_sandbox() as workspace:
        yield workspace


@pytest.fixture
async def client(slack: Workspace) -> AsyncIterator[AsyncWebClient]:
    """Gives up on a call after 0.3 s."""
    async with open_client(TOKEN, base_url=slack.api_url, timeout_s=0.3) as opened:
        yield opened


@pytest.fixture
def words() -> Words:
    return Words()


@pytest.fixture
def new_delivery(deps: Deps, client: AsyncWebClient, words: Words) -> Callable[[], Delivery]:
    drawn = dict.fromkeys(PostKind, words.draw) | {PostKind.REFUSED_ALERT: renderers()[PostKind.REFUSED_ALERT]}
    return lambda: Delivery(deps, client, QUICK, render=drawn)


@pytest.fixture
async def delivery(deps: Deps, new_delivery: Callable[[], Delivery]) -> AsyncIterator[Delivery]:
    running = new_delivery()
    deps.wake = running.wake
    task = asyncio.create_task(running.run())
    yield running
    await running.stop()
    await task


def card(number: int, place: str = TRIAGE) -> OwedPost:
    return OwedPost(PostKey(PostKind.REPORT_CARD, str(number), place))


def reply(number: int, to: OwedPost) -> OwedPost:
    return OwedPost(PostKey(PostKind.DECISION_REPLY, str(number), to.key.place), parent=to.key)


def word(number: int, person: str = RITA) -> OwedPost:
    return OwedPost(PostKey(PostKind.DECISION_WORD, str(number), person))


async def owing(deps: Deps, *owed: OwedPost) -> None:
    for one in owed:
        async with deps.begin() as tx:
            await owe(tx, one)


async def settled(deps: Deps, *owed: OwedPost, state: str = "posted") -> None:
    """Waits until all of them stand at `state`."""
    for one in owed:
        async with asyncio.timeout(PATIENCE_S):
            while (await row(deps, one))["state"] != state:  # noqa: ASYNC110 - it becomes true in the store
                await asyncio.sleep(0.02)


async def row(deps: Deps, owed: OwedPost) -> dict[str, Any]:
    async with deps.store.read() as tx:
        key = (posts.c.kind == owed.key.kind.value) & (posts.c.subject == owed.key.subject)
        found = await tx.execute(posts.select().where(key, posts.c.place == owed.key.place))
        return dict(found.mappings().one())


async def ours(slack: Workspace, place: str, thread_ts: str | None = None) -> list[str]:
    """What the bot said there, oldest first, without what was there before the test began."""
    said = await slack.messages(place, thread_ts=thread_ts)
    return [m.raw_text for m in said if m.json.get("metadata") and m.ts != thread_ts]


async def shown_at(deps: Deps, slack: Workspace, owed: OwedPost) -> Message:
    ts = (await row(deps, owed))["ts"]
    return next(m for m in await slack.messages(owed.key.place) if m.ts == ts)


def counted(counter: Any, *labels: str) -> float:
    return float((counter.labels(*labels) if labels else counter)._value.get())


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


@pytest.mark.parametrize("fault", POST_FAULTS)
@pytest.mark.parametrize("where", ["channel", "thread", "person"])
async def test_nothing_is_lost_or_doubled_when_an_answer_is(
    deps: Deps, delivery: Delivery, slack: Workspace, fault: str, where: str
) -> None:
    await owing(deps, card(1))
    await settled(deps, card(1))
    tried = {"channel": card(2), "thread": reply(2, card(1)), "person": word(2)}[where]
    behind = {"channel": card(3), "thread": reply(3, card(1)), "person": word(3)}[where]
    thread_ts = (await row(deps, card(1)))["ts"] if where == "thread" else None
    await slack.faults({"method": POST, "kind": fault, "times": 2, "seconds": 0.4})

    await owing(deps, tried, behind)
    await settled(deps, tried, behind)

    said = await ours(slack, tried.key.place, thread_ts)
    assert said[-2:] == ["F-2.", "F-3."]
    assert said.count("F-2.") == said.count("F-3.") == 1


async def test_a_lost_answer_is_looked_up_and_counted(deps: Deps, delivery: Delivery, slack: Workspace) -> None:
    found, unsure = counted(metrics.FOUND), counted(metrics.UNSURE)
    await slack.faults({"method": POST, "kind": "drop_after"})

    await owing(deps, card(1))
    await settled(deps, card(1))

    assert (counted(metrics.FOUND) - found, counted(metrics.UNSURE) - unsure) == (1, 1)
    assert len(await slack.traffic("conversations.history")) == 1
    assert await ours(slack, TRIAGE) == ["F-1."]


async def test_history_is_read_page_by_page(deps: Deps, delivery: Delivery, slack: Workspace) -> None:
    closed = {"method": "conversations.history", "kind": "http_500", "times": None}
    await slack.faults({"method": POST, "kind": "drop_after"}, closed)
    await owing(deps, card(1))
    await slack.message_in(TRIAGE, containing="F-1.")
    async with open_client(TOKEN, base_url=slack.api_url) as patient:
        for _ in range(PAGE // 20 + 1):
            await asyncio.gather(*(patient.chat_postMessage(channel=TRIAGE, text="Meanwhile") for _ in range(20)))

    await slack.faults()
    await settled(deps, card(1))

    assert await ours(slack, TRIAGE) == ["F-1."]
    assert [call["request"].get("cursor") for call in await slack.traffic("conversations.history")][-1]


async def test_history_that_cannot_be_read_is_no_reason_to_lose_a_post(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    unreadable = counted(metrics.UNREADABLE)
    await slack.faults(
        {"method": POST, "kind": "drop_before"},
        {"method": "conversations.history", "kind": "error", "error": "missing_scope"},
    )

    await owing(deps, card(1))
    await settled(deps, card(1))

    assert counted(metrics.UNREADABLE) - unreadable == 1
    assert await ours(slack, TRIAGE) == ["F-1."]


async def test_a_number_that_is_not_ours_is_not_taken_for_it(
    deps: Deps, delivery: Delivery, slack: Workspace, client: AsyncWebClient
) -> None:
    """Any app may send metadata of any kind."""
    await owing(deps, card(1))
    await settled(deps, card(1))
    number = (await row(deps, card(1)))["id"] + 1
    foreign = {"event_type": "somebody_elses", "event_payload": {"post_id": number}}
    await client.chat_postMessage(channel=TRIAGE, text="Theirs.", metadata=foreign)
    await slack.faults({"method": POST, "kind": "drop_before"})

    await owing(deps, card(2))
    await settled(deps, card(2))

    assert (await row(deps, card(2)))["id"] == number
    assert await ours(slack, TRIAGE) == ["F-1.", "Theirs.", "F-2."]


@pytest.mark.parametrize("method", [POST, "conversations.open"])
async def test_slack_says_wait(deps: Deps, delivery: Delivery, slack: Workspace, method: str) -> None:
    await slack.faults({"method": method, "kind": "rate_limited", "retry_after": 1})

    await owing(deps, word(1), word(2))
    await settled(deps, word(1), word(2))

    assert await ours(slack, RITA) == ["F-1.", "F-2."]


async def test_one_method_waits_and_the_others_do_not(
    deps: Deps, delivery: Delivery, slack: Workspace, words: Words
) -> None:
    await owing(deps, card(1))
    await settled(deps, card(1))
    await slack.faults({"method": POST, "kind": "rate_limited", "retry_after": 600})
    await owing(deps, card(2))
    await settled(deps, card(2), state="owed")

    words.of["1"] = "Changed meanwhile."
    await owing(deps, card(1))

    await slack.message_in(TRIAGE, containing="Changed meanwhile.")
    assert await ours(slack, TRIAGE) == ["Changed meanwhile."]


async def test_an_answer_that_is_no_json_is_an_unknown_outcome(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    await slack.faults({"method": POST, "kind": "error", "error": "fatal_error"})

    await owing(deps, card(1))
    await settled(deps, card(1))

    assert await ours(slack, TRIAGE) == ["F-1."]
    assert len(await slack.traffic("conversations.history")) == 1


async def test_a_word_that_nobody_knows_is_tried_again_and_holds_up_nobody(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    await slack.faults({"method": POST, "kind": "error", "error": "moon_in_the_wrong_phase", "times": 3})

    await owing(deps, card(1), card(2))
    await settled(deps, card(1), card(2))

    assert sorted(await ours(slack, TRIAGE)) == ["F-1.", "F-2."]


async def test_a_rejected_shape_stays_behind_alone(
    deps: Deps, delivery: Delivery, slack: Workspace, words: Words
) -> None:
    words.blocks = [{"type": "section"}]
    await owing(deps, card(1))
    await settled(deps, card(1), state="refused")

    words.blocks = None
    await owing(deps, card(2))
    await settled(deps, card(2))

    assert (await row(deps, card(1)))["error"] == "invalid_blocks"
    assert await ours(slack, TRIAGE) == ["F-2."]


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


async def test_a_deleted_card_is_posted_again_once(
    deps: Deps, delivery: Delivery, slack: Workspace, words: Words
) -> None:
    await owing(deps, card(1))
    await settled(deps, card(1))
    await slack.delete(await shown_at(deps, slack, card(1)))

    words.of["1"] = "Here again."
    await owing(deps, card(1))
    again = await slack.message_in(TRIAGE, containing="Here again.")
    await settled(deps, card(1))
    await slack.delete(again)
    await owing(deps, card(1))
    await settled(deps, card(1), state="refused")

    assert await ours(slack, TRIAGE) == []
    assert (await row(deps, card(1)))["error"] == "message_not_found"


async def test_a_reply_to_a_deleted_card_brings_the_card_back_first(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    await owing(deps, card(1))
    await settled(deps, card(1))
    await slack.delete(await shown_at(deps, slack, card(1)))

    await owing(deps, reply(2, card(1)))
    await settled(deps, reply(2, card(1)), card(1))

    assert await ours(slack, TRIAGE) == ["F-1."]
    assert await ours(slack, TRIAGE, (await row(deps, card(1)))["ts"]) == ["F-2."]


async def test_a_reply_to_somebody_elses_deleted_message_is_given_up(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    mention = await slack.say(TRIAGE, "This blocks me", user=RITA)
    await slack.delete(mention)
    answer = OwedPost(PostKey(PostKind.MENTION_REPLY, "1", TRIAGE), thread_ts=mention.ts)  # type: ignore[arg-type]

    await owing(deps, answer)
    await settled(deps, answer, state="refused")

    assert await ours(slack, ADA) == []


async def test_the_bot_was_not_invited(deps: Deps, delivery: Delivery, slack: Workspace) -> None:
    await slack.change_channel(TRIAGE, kick="U0ADOPTION")
    await owing(deps, card(1), card(2))
    await settled(deps, card(1), card(2), state="refused")
    alert = await slack.message_in(ADA, containing="2 posts are waiting")
    assert "/invite" in alert.text

    await slack.change_channel(TRIAGE, invite="U0ADOPTION")
    assert await posting.retry_refused(deps, TRIAGE) == 2
    await settled(deps, card(1), card(2))

    assert await ours(slack, TRIAGE) == ["F-1.", "F-2."]
    assert len(await ours(slack, ADA)) == 1


async def test_an_archived_channel_alarms_the_admins_and_a_colleague_who_left_does_not(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    await slack.change_channel(TRIAGE, archived=True)
    await slack.deactivate(RITA)

    await owing(deps, card(1), word(1))
    await settled(deps, card(1), word(1), state="refused")
    await slack.message_in(ADA, containing="is_archived")

    assert len(await ours(slack, ADA)) == 1


async def test_a_revoked_token_is_no_reason_to_give_up_what_is_owed(
    deps: Deps, delivery: Delivery, slack: Workspace
) -> None:
    await slack.faults({"method": "*", "kind": "error", "error": "token_revoked", "times": None})
    await owing(deps, card(1), word(1))
    await settled(deps, card(1), word(1), state="refused")

    await slack.faults()
    await posting.retry_refused(deps)
    await settled(deps, card(1), word(1))

    assert await ours(slack, TRIAGE) == ["F-1."]
    assert await ours(slack, RITA) == ["F-1."]


async def test_slack_cannot_be_reached_at_all(deps: Deps, words: Words) -> None:
    drawn = dict.fromkeys(PostKind, words.draw)
    async with open_client(TOKEN, base_url="http://127.0.0.1:9/api/", timeout_s=0.3) as nowhere:
        unreached = Delivery(deps, nowhere, QUICK, render=drawn)
        await owing(deps, card(1))
        task = asyncio.create_task(unreached.run())
        async with asyncio.timeout(PATIENCE_S):
            while (await row(deps, card(1)))["attempts"] < 3:  # noqa: ASYNC110 - it becomes true in the store
                await asyncio.sleep(0.02)
        await unreached.stop()
        await task

    after = await row(deps, card(1))
    assert (after["state"], after["unsure"], after["error"]) == ("owed", False, "unreachable")


@pytest.mark.parametrize("where", ["channel", "thread", "person"])
async def test_a_process_that_dies_after_slack_accepted_leaves_no_double(
    deps: Deps, new_delivery: Callable[[], Delivery], slack: Workspace, client: AsyncWebClient, where: str
) -> None:
    await owing(deps, card(1))
    assert await new_delivery().drain(PATIENCE_S)
    thread_ts = (await row(deps, card(1)))["ts"] if where == "thread" else None
    tried = {"channel": card(2), "thread": reply(2, card(1)), "person": word(2)}[where]
    behind = {"channel": card(3), "thread": reply(3, card(1)), "person": word(3)}[where]
    await owing(deps, tried, behind)
    turn = await posting.take_turn(deps, [], lambda waiting: waiting, at=deps.clock(), lease_s=0.2)
    (taken,) = turn.claimed
    channel = (await client.conversations_open(users=RITA))["channel"]["id"] if where == "person" else TRIAGE
    number = metadata_of(taken.id)
    await client.chat_postMessage(channel=channel, text="F-2.", metadata=number, thread_ts=thread_ts)

    survivor = new_delivery()
    task = asyncio.create_task(survivor.run())
    await settled(deps, tried, behind)
    await survivor.stop()
    await task

    assert (await ours(slack, tried.key.place, thread_ts))[-2:] == ["F-2.", "F-3."]
    assert (await ours(slack, tried.key.place, thread_ts)).count("F-2.") == 1


async def test_where_history_is_closed_is_said_with_the_remedy(
    deps: Deps, slack: Workspace, client: AsyncWebClient
) -> None:
    fine = await history_problems(client, deps)
    await slack.change_channel(TRIAGE, kick="U0ADOPTION")
    closed = {"method": "conversations.history", "kind": "error", "error": "missing_scope", "channel": UPDATES}
    await slack.faults(closed)

    uninvited, without_scope = await history_problems(client, deps)

    assert fine == []
    assert TRIAGE in uninvited and "/invite" in uninvited
    assert UPDATES in without_scope and "channels:history" in without_scope


async def test_how_long_people_wait_for_a_post_is_measured(deps: Deps, delivery: Delivery) -> None:
    answers, bulk = metrics.LATENCY.labels("answer"), metrics.LATENCY.labels("bulk")
    before = answers._sum.get(), bulk._sum.get()

    note = OwedPost(PostKey(PostKind.NOTE_WORD, "1", RITA))
    await owing(deps, word(1), note)
    await settled(deps, word(1), note)

    assert answers._sum.get() > before[0]
    assert bulk._sum.get() > before[1]


async def test_a_cancelled_delivery_leaves_its_doubt_to_the_next(deps: Deps, words: Words, slack: Workspace) -> None:
    await slack.faults({"method": POST, "kind": "hang", "seconds": 0.8})
    pace = replace(QUICK, doubt_s=1.2)
    async with open_client(TOKEN, base_url=slack.api_url) as patient:
        first, second = (Delivery(deps, patient, pace, render=dict.fromkeys(PostKind, words.draw)) for _ in range(2))
        await owing(deps, card(1))
        cancelled = asyncio.create_task(first.run())
        await settled(deps, card(1), state="sending")
        await asyncio.sleep(0.1)  # the call is on its way
        cancelled.cancel()
        await asyncio.wait({cancelled})
        left = await row(deps, card(1))

        task = asyncio.create_task(second.run())
        await settled(deps, card(1))
        await second.stop()
        await task

    assert (left["state"], left["unsure"]) == ("owed", True)
    assert await ours(slack, TRIAGE) == ["F-1."]


async def test_a_stop_lets_calls_under_way_finish(deps: Deps, words: Words, slack: Workspace) -> None:
    await slack.faults({"method": POST, "kind": "hang", "seconds": 1.0})
    await owing(deps, card(1))
    async with open_client(TOKEN, base_url=slack.api_url) as patient:
        stopping = Delivery(deps, patient, QUICK, render=dict.fromkeys(PostKind, words.draw))
        task = asyncio.create_task(stopping.run())
        await settled(deps, card(1), state="sending")

        await stopping.stop()
        await task

    assert (await row(deps, card(1)))["state"] == "posted"
    assert await ours(slack, TRIAGE) == ["F-1."]


async def test_three_replicas_send_everything_once_and_in_order(
    deps: Deps, new_delivery: Callable[[], Delivery], slack: Workspace
) -> None:
    places = [TRIAGE, UPDATES, "C0PIPELINE", "C0FORECAST", RITA, "U0RAVI"]
    owed = [card(n, place) for n in range(8) for place in places]
    await slack.faults(
        {"method": POST, "kind": "drop_after", "times": None, "share": 0.15},
        {"method": POST, "kind": "http_500", "times": None, "share": 0.1},
    )

    replicas = [new_delivery() for _ in range(3)]
    tasks = [asyncio.create_task(replica.run()) for replica in replicas]
    await owing(deps, *owed)
    await settled(deps, *owed)
    for replica in replicas:
        await replica.stop()
    await asyncio.gather(*tasks)

    for place in places:
        assert await ours(slack, place) == [f"F-{n}." for n in range(8)]


async def test_a_second_process_heeds_the_rest_of_a_place_in_which_the_first_has_posted(
    deps: Deps, client: AsyncWebClient, slack: Workspace, words: Words
) -> None:
    drawn = dict.fromkeys(PostKind, words.draw)
    slow = Pace(3600, posts_a_minute=10**6, poll_s=0.05)
    for owed in ([card(1)], [card(2), card(2, UPDATES)]):
        await owing(deps, *owed)
        process = Delivery(deps, client, slow, render=drawn)
        task = asyncio.create_task(process.run())
        await settled(deps, owed[-1])
        await process.stop()
        await task

    assert (await ours(slack, TRIAGE), await ours(slack, UPDATES)) == (["F-1."], ["F-2."])


async def test_a_drain_waits_for_what_is_due_and_for_nothing_else(
    deps: Deps, new_delivery: Callable[[], Delivery], slack: Workspace, words: Words
) -> None:
    await slack.faults({"method": POST, "kind": "rate_limited", "retry_after": 600, "channel": UPDATES})
    await owing(deps, *[card(n) for n in range(5)])

    delivered = await new_delivery().drain(PATIENCE_S)
    await owing(deps, card(1, UPDATES))
    held = await new_delivery().drain(PATIENCE_S)
    await slack.faults({"method": POST, "kind": "hang", "seconds": 60})
    await owing(deps, card(6))
    hanging = await new_delivery().drain(0.1)

    assert (delivered, held, hanging) == (True, True, False)
    assert await ours(slack, TRIAGE) == [f"F-{n}." for n in range(5)]


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
