"""Posts that Slack refuses: who is alarmed, and how they are tried again."""

from datetime import timedelta

import pytest

from domain.ending import Ending, Later, TurnedDown
from domain.post import PostKind
from flows import posting
from flows.alarms import stoppages_among
from flows.deps import Deps
from store.line import posts
from tests.conftest import ADA, RITA, TRIAGE, UPDATES
from tests.flows.post_steps import HOUR_S, card, claimed, end, owing, reply, row, state_of, subjects


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
    assert [(one.place, one.refused) for one in after_an_hour] == [(UPDATES, True)]
    assert owed == 3 and 0 < oldest_s < HOUR_S


async def test_what_waits_under_a_message_that_was_turned_down_is_told_as_turned_down(deps: Deps) -> None:
    await owing(deps, card(1), reply(1, card(1)))
    (first,) = await claimed(deps)
    await end(deps, first, TurnedDown("is_archived", alert=False))

    told = await posting.stuck(deps, longer_than=timedelta(hours=1))

    assert {(one.kind, one.error, one.refused) for one in told} == {
        (PostKind.REPORT_CARD, "is_archived", True),
        (PostKind.DECISION_REPLY, "is_archived", True),
    }
    assert await posting.backlog(deps) == (0, 0.0)
    assert stoppages_among(told) == {}
