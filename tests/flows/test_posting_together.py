"""Several who post at once: each post once, answers before bulk, and rests that all heed."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import update

from domain.ending import POST, UPDATE, Ended, Posted, Rest, Waiting
from domain.ids import ChannelId, MessageTs
from domain.post import OwedPost, Post, PostKey, PostKind
from flows import posting
from flows.deps import Deps
from store.line import posts
from store.posts import owe
from tests.conftest import RITA, TRIAGE, UPDATES
from tests.flows.post_steps import HOUR_S, TRIAGE_CHANNEL, card, claimed, end, owing, send_all, state_of, wait_over


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
