"""Which posts are next, who may send them, and what stands in the store when a try has ended."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, update

from domain.ending import POST, UPDATE, Ended, Ending, Found, Gone, Later, Posted, Rest, ThreadGone, TurnedDown, Waiting
from domain.ids import ChannelId, MessageTs
from domain.post import OwedPost, Post, PostKey, PostKind
from flows import posting
from flows.deps import Deps
from store.line import posts
from store.posts import owe
from tests.conftest import ADA, RITA, TRIAGE, UPDATES

TRIAGE_CHANNEL = ChannelId(TRIAGE)
HOUR_S = 3600.0


def card(number: int, place: str = TRIAGE) -> OwedPost:
    return OwedPost(PostKey(PostKind.REPORT_CARD, str(number), place))


def reply(number: int, to: OwedPost) -> OwedPost:
    return OwedPost(PostKey(PostKind.DECISION_REPLY, str(number), to.key.place), parent=to.key)


def everything(waiting: Sequence[Waiting]) -> Sequence[Waiting]:
    return waiting


async def owing(deps: Deps, *owed: OwedPost) -> None:
    async with deps.begin() as tx:
        for one in owed:
            await owe(tx, one)


async def claimed(deps: Deps, lease_s: float = 60) -> list[Post]:
    return list((await posting.take_turn(deps, [], everything, at=deps.clock(), lease_s=lease_s)).claimed)


async def end(deps: Deps, post: Post, ending: Ending) -> None:
    turn = await posting.take_turn(deps, [Ended(post, ending)], None, at=deps.clock())
    assert not turn.unrecorded


async def send_all(deps: Deps, ts: str = "100.1") -> None:
    for post in await claimed(deps):
        await end(deps, post, Posted(MessageTs(ts), TRIAGE_CHANNEL))


async def row(deps: Deps, owed: OwedPost) -> dict[str, object]:
    async with deps.store.read() as tx:
        key = (posts.c.kind == owed.key.kind.value) & (posts.c.subject == owed.key.subject)
        found = await tx.execute(posts.select().where(key, posts.c.place == owed.key.place))
        return dict(found.mappings().one())


async def state_of(deps: Deps, owed: OwedPost) -> object:
    return (await row(deps, owed))["state"]


def subjects(claims: Sequence[Post]) -> list[str]:
    return [post.key.subject for post in claims]


async def wait_over(deps: Deps) -> None:
    """The pauses of all posts are over."""
    async with deps.begin() as tx:
        await tx.execute(update(posts).values(next_try_at=None))


async def test_a_place_has_one_new_post_at_a_time_in_the_order_in_which_they_were_owed(deps: Deps) -> None:
    await owing(deps, card(1), card(2), card(1, UPDATES))

    first = await claimed(deps)
    meanwhile = await claimed(deps)
    await end(deps, first[0], Posted(MessageTs("1.1"), TRIAGE_CHANNEL))
    second = await claimed(deps)

    assert [(p.key.subject, p.key.place) for p in first] == [("1", TRIAGE), ("1", UPDATES)]
    assert meanwhile == []
    assert subjects(second) == ["2"]


async def test_a_reply_waits_for_its_parent_and_lets_others_pass(deps: Deps) -> None:
    await owing(deps, card(1), reply(1, card(1)))
    (parent,) = await claimed(deps)
    await end(deps, parent, Later(HOUR_S, "a_shape_of_its_own"))
    await owing(deps, card(2))

    passing = await claimed(deps)
    await end(deps, passing[0], Posted(MessageTs("2.1"), TRIAGE_CHANNEL))
    await wait_over(deps)
    (parent,) = await claimed(deps)
    await end(deps, parent, Posted(MessageTs("1.1"), TRIAGE_CHANNEL))
    (child,) = await claimed(deps)

    assert subjects(passing) == ["2"]
    assert parent.key.kind is PostKind.REPORT_CARD
    assert (child.key.kind, child.parent_ts, child.thread_ts) == (PostKind.DECISION_REPLY, "1.1", "1.1")


@pytest.mark.parametrize("outage", ["ratelimited", "unreachable"])
async def test_an_outage_holds_up_what_stands_behind(deps: Deps, outage: str) -> None:
    await owing(deps, card(1), card(2))
    (first,) = await claimed(deps)

    await end(deps, first, Later(HOUR_S, outage))

    assert await claimed(deps) == []


@pytest.mark.parametrize("ending", [TurnedDown("invalid_blocks", alert=False), Later(HOUR_S, "not_drawn")])
async def test_a_trouble_of_its_own_holds_up_nothing(deps: Deps, ending: Ending) -> None:
    await owing(deps, card(1), card(2))
    (first,) = await claimed(deps)

    await end(deps, first, ending)

    assert subjects(await claimed(deps)) == ["2"]


async def test_a_pause_ends_by_the_stores_clock(deps: Deps) -> None:
    await owing(deps, card(1))
    (first,) = await claimed(deps)
    await end(deps, first, Later(0.2, "ratelimited"))

    turn = await posting.take_turn(deps, [], everything, at=deps.clock())
    await asyncio.sleep(0.25)
    again = await claimed(deps)

    assert turn.claimed == []
    assert turn.next_due_s is not None and 0 < turn.next_due_s <= 0.2
    assert subjects(again) == ["1"]


async def test_ten_changes_are_one_update(deps: Deps) -> None:
    await owing(deps, card(1))
    await send_all(deps)
    for _ in range(10):
        await owing(deps, card(1))

    (update_,) = await claimed(deps)
    await end(deps, update_, Posted(update_.ts, update_.channel))

    assert (update_.ts, update_.wanted) == ("100.1", 11)
    assert await claimed(deps) == []
    assert await state_of(deps, card(1)) == "posted"


async def test_what_is_wanted_while_it_is_sent_is_sent_again(deps: Deps) -> None:
    await owing(deps, card(1))
    (first,) = await claimed(deps)
    await owing(deps, card(1))

    await end(deps, first, Posted(MessageTs("1.1"), TRIAGE_CHANNEL))
    (second,) = await claimed(deps)

    assert (second.ts, second.wanted, second.attempt) == ("1.1", 2, 2)


async def test_a_sender_that_does_not_come_back_leaves_doubt(deps: Deps) -> None:
    await owing(deps, card(1))
    await claimed(deps, lease_s=1.0)

    before = await posting.release_run_out(deps)
    while not (after := await posting.release_run_out(deps)):  # noqa: ASYNC110 - it becomes true in the store
        await asyncio.sleep(0.05)
    (again,) = await claimed(deps)

    assert (len(before), len(after)) == (0, 1)
    assert again.unsure and again.attempt == 2
    assert again.first_tried_at is not None and again.first_tried_at <= deps.clock()


async def test_the_lease_of_a_living_sender_is_not_touched(deps: Deps) -> None:
    await owing(deps, card(1))
    await claimed(deps)

    assert await posting.release_run_out(deps) == []
    assert await claimed(deps) == []


@pytest.mark.parametrize("ending", [Posted(MessageTs("9.9"), TRIAGE_CHANNEL), TurnedDown("is_archived"), Gone()])
async def test_an_attempt_that_was_overtaken_ends_nothing(deps: Deps, ending: Ending) -> None:
    await owing(deps, card(1))
    (late,) = await claimed(deps, lease_s=0.0)
    await asyncio.sleep(0.01)
    await posting.release_run_out(deps)
    (current,) = await claimed(deps)

    await end(deps, late, ending)
    held = await row(deps, card(1))
    await end(deps, current, Posted(MessageTs("1.1"), TRIAGE_CHANNEL))

    assert (held["state"], held["attempts"], held["ts"]) == ("sending", 2, None)
    assert (await row(deps, card(1)))["ts"] == "1.1"


async def test_a_late_success_counts_while_nobody_has_tried_again(deps: Deps) -> None:
    await owing(deps, card(1))
    (late,) = await claimed(deps, lease_s=0.0)
    await asyncio.sleep(0.01)
    await posting.release_run_out(deps)

    await end(deps, late, Posted(MessageTs("1.1"), TRIAGE_CHANNEL))

    assert await state_of(deps, card(1)) == "posted"
    assert not (await row(deps, card(1)))["unsure"]


async def test_a_post_that_was_found_is_updated_next(deps: Deps) -> None:
    await owing(deps, card(1))
    (first,) = await claimed(deps)

    await end(deps, first, Found(MessageTs("1.1"), TRIAGE_CHANNEL))
    (second,) = await claimed(deps)

    assert (second.ts, second.channel, second.unsure) == ("1.1", TRIAGE, False)


async def test_a_deleted_card_is_new_again_and_keeps_in_mind_that_it_was(deps: Deps) -> None:
    await owing(deps, card(1))
    await send_all(deps)
    await owing(deps, card(1))
    (update_,) = await claimed(deps)

    await end(deps, update_, Gone())
    (again,) = await claimed(deps)

    assert (again.ts, again.reposted) == (None, True)


async def test_a_reply_without_its_thread_brings_the_parent_up_first(deps: Deps) -> None:
    await owing(deps, card(1), reply(1, card(1)))
    await send_all(deps, ts="1.1")
    (orphan,) = await claimed(deps)

    await end(deps, orphan, ThreadGone(0.0))
    due = await claimed(deps)

    assert card(1).key in [post.key for post in due]
    assert orphan.thread_ts == "1.1"


async def test_a_reply_in_doubt_is_looked_for_in_the_thread_that_it_was_sent_to(deps: Deps) -> None:
    await owing(deps, card(1), reply(1, card(1)))
    await send_all(deps, ts="1.1")
    (child,) = await claimed(deps)
    await end(deps, child, Later(0.0, "unreachable", unsure=True))
    async with deps.begin() as tx:
        await tx.execute(update(posts).where(posts.c.kind == "report_card").values(ts="2.2"))

    (again,) = await claimed(deps)

    assert (again.thread_ts, again.parent_ts) == ("1.1", "2.2")


async def test_a_reply_to_what_was_never_shown_is_not_stuck(deps: Deps) -> None:
    await owing(deps, card(1), reply(1, card(1)))
    (parent,) = await claimed(deps)

    await end(deps, parent, Posted())

    assert [p.key.kind for p in await claimed(deps)] == [PostKind.DECISION_REPLY]


async def alerts(deps: Deps) -> list[tuple[str, str]]:
    """(subject, to whom) of every alert that is owed."""
    async with deps.store.read() as tx:
        found = await tx.execute(posts.select().where(posts.c.kind == PostKind.REFUSED_ALERT.value))
        return [(r["subject"], r["place"]) for r in found.mappings()]


async def test_a_refusal_stays_and_alerts_the_admins_once_for_a_place_and_an_error(deps: Deps) -> None:
    await owing(deps, card(1), card(2))
    for _ in range(2):
        new = [p for p in await claimed(deps) if p.key.place == TRIAGE]
        await end(deps, new[0], TurnedDown("not_in_channel"))

    assert [await state_of(deps, card(n)) for n in (1, 2)] == ["refused", "refused"]
    assert (await row(deps, card(1)))["error"] == "not_in_channel"
    assert await alerts(deps) == [(f"{TRIAGE}!not_in_channel", ADA)]
    assert await posting.refused_in(deps, TRIAGE, "not_in_channel") == 2


@pytest.mark.parametrize(
    ("place", "ending"),
    [(RITA, TurnedDown("user_disabled")), (TRIAGE, TurnedDown("message_not_found", alert=False))],
)
async def test_nobody_is_alarmed_about_a_person_or_a_deleted_message(deps: Deps, place: str, ending: Ending) -> None:
    await owing(deps, card(1, place))
    (post,) = await claimed(deps)

    await end(deps, post, ending)

    assert await alerts(deps) == []
    assert await state_of(deps, card(1, place)) == "refused"


async def test_refused_posts_of_a_place_are_owed_again_when_asked(deps: Deps) -> None:
    await owing(deps, card(1), card(1, UPDATES))
    for post in await claimed(deps):
        await end(deps, post, TurnedDown("is_archived", alert=False))
    woken: list[bool] = []
    deps.wake = lambda: woken.append(True)

    count = await posting.retry_refused(deps, TRIAGE)
    again = await claimed(deps)
    rest = await posting.retry_refused(deps, None)

    assert (count, rest) == (1, 1)
    assert [p.key.place for p in again] == [TRIAGE]
    assert len(woken) == 2
    assert await posting.retry_refused(deps, UPDATES) == 0


async def test_a_post_refused_while_it_changed_is_tried_as_it_is_now(deps: Deps) -> None:
    await owing(deps, card(1))
    (first,) = await claimed(deps)
    await owing(deps, card(1))

    await end(deps, first, TurnedDown("msg_too_long", alert=False))

    assert subjects(await claimed(deps)) == ["1"]


async def test_what_another_workspace_owes_is_not_ours(deps: Deps) -> None:
    await owing(deps, card(1))
    async with deps.begin() as tx:
        await tx.execute(update(posts).values(team_id="T0OTHER"))

    assert await claimed(deps) == []
    assert await posting.backlog(deps) == (0, 0.0)
    assert await posting.retry_refused(deps) == 0


async def test_everything_is_claimed_once_however_many_claim(deps: Deps) -> None:
    places = [f"C0{n:04}" for n in range(12)]
    await owing(deps, *[card(n, place) for place in places for n in range(4)])
    seen: list[Post] = []
    at_once: set[str] = set()

    async def replica() -> None:
        for _ in range(40):
            mine = await claimed(deps)
            taken = [p.key.place for p in mine]
            assert len(set(taken)) == len(taken) and at_once.isdisjoint(taken)
            at_once.update(taken)
            await asyncio.sleep(0)
            at_once.difference_update(taken)
            seen.extend(mine)
            endings = [Ended(p, Posted(MessageTs("1.1"), ChannelId(p.key.place))) for p in mine]
            while endings:
                turn = await posting.take_turn(deps, endings, None, at=deps.clock())
                endings = list(turn.unrecorded)

    await asyncio.gather(*(replica() for _ in range(4)))

    assert len(seen) == len({p.id for p in seen}) == 48
    for place in places:
        assert [p.key.subject for p in seen if p.key.place == place] == ["0", "1", "2", "3"]


async def test_on_two_replicas_a_place_that_another_is_claiming_is_left_alone(deps: Deps) -> None:
    """Both saw the place free; the one that comes second must not send a second new post into it."""
    if deps.store.writer.dialect.name == "sqlite":
        pytest.skip("one writer: the second sees what the first has claimed")
    await owing(deps, card(1), card(2))

    async with deps.begin() as tx:
        from store import claims, line

        seen = await line.waiting(tx)
        first = await claims.claim(tx, seen, at=deps.clock(), lease_s=60)
        turn = await posting.take_turn(deps, [], lambda _: seen, at=deps.clock())

    assert len(first) == 1
    assert (list(turn.claimed), turn.missed) == ([], 1)


async def test_a_row_that_somebody_is_changing_is_ended_next_time(deps: Deps) -> None:
    if deps.store.writer.dialect.name == "sqlite":
        pytest.skip("one writer: nobody can be changing it")
    await owing(deps, card(1))
    (post,) = await claimed(deps)
    ended = [Ended(post, Posted(MessageTs("1.1"), TRIAGE_CHANNEL))]

    async with deps.begin() as tx:
        await owe(tx, card(1))
        turn = await posting.take_turn(deps, ended, None, at=deps.clock())
    after = await posting.take_turn(deps, turn.unrecorded, None, at=deps.clock())

    assert list(turn.unrecorded) == ended
    assert not after.unrecorded
    assert await state_of(deps, card(1)) == "owed"


def note_word(number: int, place: str) -> OwedPost:
    return OwedPost(PostKey(PostKind.NOTE_WORD, str(number), place))


def decision_word(number: int, place: str) -> OwedPost:
    return OwedPost(PostKey(PostKind.DECISION_WORD, str(number), place))


async def owing_together(deps: Deps, *owed: OwedPost) -> None:
    async with deps.begin() as tx:
        await owe(tx, *owed)


async def test_an_answer_waits_behind_no_bulk_of_its_place_or_of_others(deps: Deps) -> None:
    people = [RITA, *(f"U0{n:04}" for n in range(49))]
    for number in range(100):
        await owing_together(deps, *(note_word(number, person) for person in people))
    await owing(deps, decision_word(1, RITA), decision_word(2, RITA))
    seen: list[Waiting] = []

    def first_of_all(waiting: Sequence[Waiting]) -> Sequence[Waiting]:
        seen.extend(waiting)
        return waiting[:1]

    turn = await posting.take_turn(deps, [], first_of_all, at=deps.clock())
    await end(deps, turn.claimed[0], Posted(MessageTs("1.1"), ChannelId(RITA)))
    then = await claimed(deps)

    assert [(p.key.kind, p.key.place) for p in turn.claimed] == [(PostKind.DECISION_WORD, RITA)]
    assert (len(seen), {one.kind for one in seen[1:]}) == (50, {PostKind.NOTE_WORD})
    assert [(p.key.kind, p.key.subject) for p in then if p.key.place == RITA] == [(PostKind.DECISION_WORD, "2")]


async def test_bulk_that_was_passed_comes_in_its_own_order(deps: Deps) -> None:
    await owing(deps, note_word(1, RITA), note_word(2, RITA), decision_word(1, RITA))
    order = []

    for _ in range(3):
        (post,) = await claimed(deps)
        order.append((post.key.kind, post.key.subject))
        await end(deps, post, Posted(MessageTs("1.1"), ChannelId(RITA)))

    assert order == [(PostKind.DECISION_WORD, "1"), (PostKind.NOTE_WORD, "1"), (PostKind.NOTE_WORD, "2")]


async def turn_of(deps: Deps, me: str, *, seen: Sequence[Rest] = ()) -> tuple[list[Waiting], list[Post]]:
    """What waits, as `me` sees it, and what it then gets."""
    looked_at: list[Waiting] = []

    def look(waiting: Sequence[Waiting]) -> Sequence[Waiting]:
        looked_at.extend(waiting)
        return waiting

    turn = await posting.take_turn(deps, [], look, at=deps.clock(), seen=seen, me=me)
    return looked_at, list(turn.claimed)


async def test_a_place_in_which_one_process_has_posted_rests_for_the_others(deps: Deps) -> None:
    await owing(deps, card(1), card(1, UPDATES))
    await posting.take_turn(deps, [], None, at=deps.clock(), seen=[Rest(TRIAGE, HOUR_S)], me="one")

    waiting, others = await turn_of(deps, "two")
    _, own = await turn_of(deps, "one")

    assert {one.place: one.rest_s > HOUR_S - 60 for one in waiting} == {TRIAGE: True, UPDATES: False}
    assert [p.key.place for p in others] == [UPDATES]
    assert [p.key.place for p in own] == [TRIAGE]


async def test_a_rest_that_is_over_holds_nobody_and_a_longer_one_is_not_cut_short(deps: Deps) -> None:
    await owing(deps, card(1), card(1, UPDATES))
    await posting.take_turn(deps, [], None, at=deps.clock(), seen=[Rest(TRIAGE, 0.05), Rest(UPDATES, HOUR_S)], me="one")
    await posting.take_turn(deps, [], None, at=deps.clock(), seen=[Rest(UPDATES, 0.0)], me="two")
    await asyncio.sleep(0.1)

    _, got = await turn_of(deps, "three")

    assert [p.key.place for p in got] == [TRIAGE]


async def test_slacks_wait_for_a_method_is_heard_by_all(deps: Deps) -> None:
    await owing(deps, card(1))
    await send_all(deps)
    await owing(deps, card(1), card(2))
    await posting.take_turn(deps, [], None, at=deps.clock(), seen=[Rest(POST, HOUR_S)], me="one")

    new_waits, _ = await turn_of(deps, "two")
    await posting.take_turn(deps, [], None, at=deps.clock(), seen=[Rest(UPDATE, HOUR_S)], me="one")
    await wait_over(deps)
    await owing(deps, card(3, UPDATES))
    later, _ = await turn_of(deps, "two")

    assert {one.is_new: one.rest_s > 0 for one in new_waits} == {True: True, False: False}
    assert [one.rest_s > 0 for one in later] == [True]


async def test_what_is_late_is_told_with_its_trouble_and_what_waits_for_it(deps: Deps) -> None:
    await owing(deps, card(1), reply(1, card(1)), card(2), card(1, UPDATES))
    first, updates = await claimed(deps)
    await end(deps, first, Later(HOUR_S, "not_drawn"))
    await end(deps, updates, TurnedDown("is_archived", alert=False))

    at_once = await posting.stuck(deps, longer_than=timedelta(seconds=-1))
    after_an_hour = await posting.stuck(deps, longer_than=timedelta(hours=1))
    owed, oldest_s = await posting.backlog(deps)

    told = {(one.place, one.kind, one.error, one.refused, one.count) for one in at_once}
    assert told == {
        (TRIAGE, PostKind.REPORT_CARD, "not_drawn", False, 1),
        (TRIAGE, PostKind.DECISION_REPLY, "not_drawn", False, 1),
        (TRIAGE, PostKind.REPORT_CARD, None, False, 1),
        (UPDATES, PostKind.REPORT_CARD, "is_archived", True, 1),
    }
    assert after_an_hour == []
    assert owed == 3 and 0 < oldest_s < HOUR_S


async def test_since_when_a_post_is_owed_is_counted_from_what_it_does_not_show_yet(deps: Deps) -> None:
    await owing(deps, card(1))
    first = (await row(deps, card(1)))["owed_at"]
    await owing(deps, card(1))
    still = (await row(deps, card(1)))["owed_at"]
    (post,) = await claimed(deps)
    await owing(deps, card(1))
    meanwhile = (await row(deps, card(1)))["owed_at"]

    assert still == first
    assert post.owed_for_s >= 0
    assert str(meanwhile) > str(first)


async def test_no_turn_reads_more_of_the_posts_than_it_needs(deps: Deps) -> None:
    """SQLite says how it goes about it: every look at the posts is a step into an index that knows what is asked."""
    if deps.store.writer.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's plan depends on how many posts there are")
    plan = await plan_of_a_turn(deps)

    looks = [step for step in plan if any(f" {name} " in f" {step} " for name in NAMES_OF_POSTS)]
    assert looks
    for step in looks:
        assert step.startswith("SEARCH") and ("USING INDEX ix_posts_" in step or "INTEGER PRIMARY KEY" in step), step
        assert "ix_posts_ts" not in step


NAMES_OF_POSTS = ("posts", "owed", "busy", "post", "parent", "parents", "first", "changed", "ahead", "their_parents")


async def plan_of_a_turn(deps: Deps) -> list[str]:
    """Of all that a turn reads, in SQLite's words."""
    await owing(deps, card(1), card(1, UPDATES))
    read: list[tuple[str, Any]] = []

    def note(_1: object, _2: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            read.append((statement, parameters))

    event.listen(deps.store.writer.sync_engine, "before_cursor_execute", note)
    assert len(await claimed(deps)) == 2
    assert await claimed(deps) == []
    event.remove(deps.store.writer.sync_engine, "before_cursor_execute", note)
    async with deps.begin() as tx:
        connection = tx.connection.sync_connection
        assert connection
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", values) for asked, values in read]
        return [str(step.detail) for plan in plans for step in plan]
