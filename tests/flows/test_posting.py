"""Which posts are next, who may send them, and what stands in the store when a try has ended."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import update

from domain.ending import Ended, Ending, Found, Gone, Later, Posted, ThreadGone, TurnedDown, Waiting
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
    while not (after := await posting.release_run_out(deps)):
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
