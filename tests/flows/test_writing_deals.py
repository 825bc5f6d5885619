"""Updates of deals: kept before they are written, written once by one, and never said to be saved when they are not."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from crm.protocol import Changed, CrmRefuses, CrmUnavailable, Denied, Gone, Saved, Written
from domain.deal_update import Patience, UpdateState
from domain.finding_standing import Asking
from domain.ids import DealId
from domain.post import PostKind
from flows.deps import Deps
from flows.writing_deals import (
    claim_update,
    owed_words,
    take_over,
    tell_by_message,
    told_in_form,
    why_refused,
)
from store import clock, deal_updates
from tests.conftest import ADA, MONDAY, RITA
from tests.flows.scripted_crm import ScriptedCrm
from tests.flows.stories import owed
from tests.flows.updates import (
    CALL,
    CLOSE_DATE,
    KESTREL,
    OSPREY,
    Answering,
    asked_for,
    carry_out,
    now,
    opened,
    shown,
    with_deals,
    write,
)


async def test_what_was_saved_is_known_at_once_and_not_asked_any_more(deps: Deps) -> None:
    deps, crm = await with_deals(deps)
    number = await asked_for(deps, {"next_step": CALL, "close_date": "2026-12-18"})
    assert (await shown(deps)).asking is Asking.SAVING

    saved = await write(deps)

    assert (saved.id, saved.state, saved.by) == (number, UpdateState.SAVED, RITA)
    assert crm.records[KESTREL].values["close_date"] == "2026-12-18"
    assert [(await shown(deps, one)).asking for one in ("next_step_fresh", CLOSE_DATE)] == [Asking.MET, Asking.MET]
    assert (await shown(deps)).by == RITA
    assert (await opened(deps, deal=OSPREY)).deal.id == OSPREY


async def test_who_wrote_to_which_deal_is_logged_and_not_what(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    number = await asked_for(deps)

    with capture_logs() as lines:
        await write(deps)

    (line,) = [one for one in lines if one["event"] == "an update of a deal ended"]
    assert (line["update"], line["deal"], line["by"], line["state"]) == (number, KESTREL, RITA, "saved")
    assert CALL not in str(lines)


async def test_a_stop_between_the_write_and_its_end_is_made_good(deps: Deps) -> None:
    deps, crm = await with_deals(deps)
    number = await asked_for(deps)
    claimed = await claim_update(deps)
    assert claimed
    await crm.write(claimed.deal, claimed.values, seen=claimed.seen)  # and then the process dies

    assert await claim_update(deps) is None  # until the lease is over
    await lease_over(deps)
    again = await write(deps)

    assert (again.id, again.state) == (number, UpdateState.SAVED)
    assert crm.journal.count(KESTREL) == 2  # its beginning, and one write


async def test_a_process_that_begins_takes_over_where_nobody_else_can_be_writing(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    await asked_for(deps)
    assert await claim_update(deps)

    await take_over(deps)

    async with deps.store.read() as tx:
        alone = tx.is_sqlite
    assert (await claim_update(deps) is not None) is alone


async def lease_over(deps: Deps) -> None:
    async with deps.begin() as tx:
        over = clock.after(-1.0, sqlite=tx.is_sqlite)
        await tx.execute(deal_updates.updates.update().values(lease_until=over))


async def test_of_two_replicas_one_writes(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    await asked_for(deps)

    claims = await asyncio.gather(*(claim_update(deps) for _ in range(4)))

    assert len([one for one in claims if one]) == 1


async def test_updates_of_one_deal_are_written_in_order_and_others_do_not_wait(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    first = await asked_for(deps, {"next_step": "first"})
    second = await asked_for(deps, {"next_step": "second"})
    other = await asked_for(deps, deal=OSPREY)

    claims = [await claim_update(deps) for _ in range(3)]
    assert [one and one.id for one in claims] == [first, other, None]
    assert claims[0]
    await carry_out(deps, claims[0])

    assert (await write(deps)).state is UpdateState.CHANGED  # it was typed onto what the deal held before the first
    assert (await now(deps, second)).now == {"next_step": "first"}


async def test_whoever_lost_the_lease_says_nothing(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    number = await asked_for(deps)
    slow = await claim_update(deps)
    assert slow
    await lease_over(deps)
    assert (await write(deps)).state is UpdateState.SAVED

    late = replace(deps, crm=Answering(Denied({"": "No."})))
    await carry_out(late, slow)

    assert (await now(deps, number)).state is UpdateState.SAVED


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Saved({"next_step": CALL}), UpdateState.SAVED),
        (Saved({"next_step": "Call the champion."}), UpdateState.SAVED),  # what the CRM made of it
        (Saved({"next_step": ""}), UpdateState.DENIED),  # taken, and kept as it was
        (Changed({"next_step": CALL}), UpdateState.SAVED),
        (Changed({"next_step": "theirs"}), UpdateState.CHANGED),
        (Denied({"next_step": "Not so."}), UpdateState.DENIED),
        (Gone(), UpdateState.GONE),
        (Gone(OSPREY), UpdateState.GONE),
        (CrmRefuses("The token was revoked."), UpdateState.REFUSED),
    ],
)
async def test_each_answer_of_the_crm_has_its_end(deps: Deps, answer: Written | Exception, state: UpdateState) -> None:
    deps, _ = await with_deals(deps)
    await asked_for(deps)

    ended = await write(replace(deps, crm=Answering(answer)))

    assert ended.state is state
    assert [one.id for one in await owed_words(deps)] == [ended.id]
    asking = (await shown(deps)).asking
    match state:
        case UpdateState.SAVED | UpdateState.CHANGED:  # somebody else has put it in order
            assert asking is Asking.MET
        case UpdateState.GONE:
            assert asking is Asking.GONE
        case _:
            assert asking is Asking.ASKED


@pytest.mark.parametrize("trouble", [CrmUnavailable("down"), KeyError("what no connector should raise")])
async def test_a_crm_that_is_away_is_asked_again_and_given_up_in_the_end(deps: Deps, trouble: Exception) -> None:
    deps, _ = await with_deals(deps)
    number = await asked_for(deps)
    away = Answering(*[trouble] * 3)
    deps = replace(deps, crm=away)

    states = [(await write(deps)).state for _ in range(3)]

    assert states == [UpdateState.WAITING, UpdateState.WAITING, UpdateState.GIVEN_UP]
    assert len(away.written) == 3
    assert await claim_update(deps) is None
    assert (await now(deps, number)).values == {"next_step": CALL}


async def test_that_it_waits_is_told_once_and_its_end_in_a_message_of_its_own(deps: Deps) -> None:
    deps, crm = await with_deals(deps)
    number = await asked_for(deps)
    away = replace(deps, crm=Answering(CrmUnavailable("down"), CrmUnavailable("down")))
    words = []
    for one in (away, away, deps):
        await write(one)
        for what in await owed_words(deps):
            await tell_by_message(deps, what)
            words.append(what.state)

    assert words == [UpdateState.WAITING, UpdateState.SAVED]
    told = {key.kind: count for key, count in (await owed(deps)).items() if key.subject == str(number)}
    assert told == {PostKind.DEAL_UPDATE_WAITS: 2, PostKind.DEAL_UPDATE_ENDED: 1}  # the first is drawn again
    assert crm.records[KESTREL].values["next_step"] == CALL


async def test_what_the_form_showed_is_not_told_again(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    await asked_for(deps)
    ended = await write(deps)

    await told_in_form(deps, ended)
    await tell_by_message(deps, ended)

    assert await owed_words(deps) == []
    assert not [key for key in await owed(deps) if key.kind is PostKind.DEAL_UPDATE_ENDED]


async def test_a_crm_that_refuses_us_is_told_to_the_admins_once_a_day(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    await asked_for(deps)
    await asked_for(deps, deal=OSPREY)
    shut = replace(deps, crm=Answering(*[CrmRefuses("The token was revoked.")] * 2))

    await write(shut)
    await write(shut)

    alerts = [key for key in await owed(deps) if key.kind is PostKind.CRM_REFUSES]
    assert [(key.subject, key.place) for key in alerts] == [("2026-11-23", ADA)]
    today = deps.working_time.local_date(MONDAY)
    assert await why_refused(deps, today) == "The token was revoked."


async def test_a_write_that_takes_too_long_counts_as_away(deps: Deps) -> None:
    class Slow(ScriptedCrm):
        async def write(self, deal: DealId, values: Mapping[str, str], *, seen: Mapping[str, str]) -> Written:
            await asyncio.Event().wait()
            return await super().write(deal, values, seen=seen)

    deps, _ = await with_deals(deps)
    number = await asked_for(deps)
    claimed = await claim_update(deps)
    assert claimed

    await carry_out(replace(deps, crm=Slow()), claimed, Patience((0.0,), write_s=0.01))

    assert (await now(deps, number)).state is UpdateState.WAITING
