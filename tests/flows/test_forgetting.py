"""Forgetting a person who took part: the numbers stay, nobody is written to by a made-up name, and Slack shows it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from delivery.renderers import renderers
from domain.ending import Ended, Posted
from domain.forgotten import NAME_DELETED, is_forgotten, stand_in
from domain.ids import ChannelId, MessageTs, NoteId, ReportId
from domain.outcome import StoreUnavailable
from domain.post import PostKey, PostKind
from domain.report import Status, Verb
from domain.standing import NoteStanding
from flows.ageing import remind_of_undecided
from flows.announcing import announce_day
from flows.deps import Deps
from flows.exporting import exported
from flows.forgetting import forget_person
from flows.posting import take_turn
from flows.showing import get_standing, note_standing
from store.engine import Store, Transaction, open_store
from tests.conftest import CARL, MONDAY, RAVI, RITA, THEO, TRIAGE, UPDATES, Clock
from tests.flows.every_row import a_row_of_every_table
from tests.flows.stories import (
    ON_SQLITE,
    a_report,
    a_shipped_note,
    confirm,
    decided,
    everything,
    now,
    owed,
    ship,
    shipped,
    supported,
    supporters,
)
from views.blocks import users_select
from views.replies import alert_over

LINK = "https://northwind.slack.com/archives/C0EAST/p1764000000000100"


async def forget(deps: Deps, person: str = RITA, *, with_texts: bool = False) -> None:
    await forget_person(deps.store, type(RITA)(person), at=deps.clock(), with_texts=with_texts)


async def shown(deps: Deps, kind: PostKind, subject: str, place: str) -> str:
    """The post as Slack would be told to show it."""
    return json.dumps(await renderers()[kind](deps, PostKey(kind, subject, place)), ensure_ascii=False)


async def note_now(deps: Deps, note: NoteId) -> NoteStanding:
    standing = await note_standing(deps, note, told=None)
    assert standing
    return standing


async def test_the_report_stays_and_the_card_is_drawn_without_the_name(deps: Deps) -> None:
    report = await a_report(deps, permalink=LINK)
    before = await owed(deps)

    await forget(deps)

    stays = await now(deps, report.id)
    assert (stays.text, stays.status, stays.permalink) == (report.text, Status.NEW, None)
    assert {post.kind for post in await owed(deps) - before} == {PostKind.REPORT_CARD}
    card = await shown(deps, PostKind.REPORT_CARD, str(report.id), TRIAGE)
    assert NAME_DELETED in card
    assert RITA not in card


async def test_with_texts_what_they_wrote_goes_and_what_they_decided_stays(deps: Deps) -> None:
    report = await a_report(deps, "Call me on 555-0100", by=THEO, instead="My sheet")
    await decided(deps, report.id, Verb.ASK)
    await decided(deps, report.id, Verb.ANSWER, by=THEO, words="Ask my wife")
    await decided(deps, report.id, Verb.REJECT, words="It is used.")

    await forget(deps, THEO, with_texts=True)

    stays = await now(deps, report.id)
    told = (await get_standing(deps, report.id)).decisions
    assert (stays.text, stays.instead) == ("(text deleted)", None)
    assert [one.words for one in told] == ["", "(text deleted)", "It is used."]
    assert told[0].question == "Which page?"
    assert all(one.by and is_forgotten(one.by) for one in told)


async def test_every_number_stays_what_it_was(deps: Deps) -> None:
    report, note = await a_shipped_note(deps, RAVI, CARL)
    for person in (RITA, RAVI):
        await confirm(deps, note.id, by=person)
    before = await note_now(deps, note.id)

    for person in (RITA, RAVI):
        await forget(deps, person)

    after = await note_now(deps, note.id)
    assert (after.asked, len(after.works_for)) == (before.asked, len(before.works_for)) == (3, 2)
    assert len(set(await supporters(deps, report.id))) == 2
    card = await shown(deps, PostKind.NOTE_CARD, str(note.id), UPDATES)
    assert f"Asked for by 3 people, among them {NAME_DELETED}" in card


async def test_everything_that_shows_the_name_is_drawn_again_and_nothing_else(deps: Deps) -> None:
    await a_report(deps, "Somebody else's", by=RAVI)
    report = await a_report(deps, by=RAVI)
    fix = await decided(deps, report.id, Verb.FIX, owner=RITA)
    note = await shipped(deps, report.id, by=RITA)
    await announce_day(deps, at=MONDAY + timedelta(days=1))
    before = await owed(deps)

    await forget(deps)

    again = {(post.kind, post.subject) for post in await owed(deps) - before}
    assert {kind for kind, _ in again} == {
        *(PostKind.REPORT_CARD, PostKind.DECISION_REPLY, PostKind.DECISION_WORD),
        *(PostKind.DECIDED_DIGEST, PostKind.NOTES_OF_DAY, PostKind.NOTE_WORD),
    }
    assert (PostKind.DECISION_WORD, str(fix.decision.id)) in again
    (day,) = (subject for kind, subject in again if kind is PostKind.DECIDED_DIGEST)
    for kind, subject, place in (
        (PostKind.DECISION_REPLY, str(fix.decision.id), TRIAGE),
        (PostKind.DECIDED_DIGEST, day, UPDATES),
        (PostKind.NOTE_CARD, str(note.id), UPDATES),
    ):
        text = await shown(deps, kind, subject, place)
        assert NAME_DELETED in text
        assert RITA not in text


async def test_a_reminder_calls_on_whom_the_operating_model_names_by_then(deps: Deps, clock: Clock) -> None:
    await a_report(deps, by=RAVI)
    clock.move(days=4)
    await remind_of_undecided(deps, at=clock())
    (reminder,) = [post for post in await owed(deps) if post.kind is PostKind.REMINDER]
    named = await shown(deps, PostKind.REMINDER, reminder.subject, TRIAGE)
    before = await owed(deps)

    deps.roster = replace(deps.roster, general_owners=frozenset({CARL}), owners_of={})
    await forget(deps, THEO)

    assert THEO in named
    assert reminder in await owed(deps) - before
    assert THEO not in await shown(deps, PostKind.REMINDER, reminder.subject, TRIAGE)


async def test_of_what_was_reported_without_a_name_nothing_shows_who_was_forgotten(deps: Deps) -> None:
    report = await a_report(deps, anonymous=True)
    await decided(deps, report.id, Verb.ASK)
    answer = await decided(deps, report.id, Verb.ANSWER, by=RITA)
    before, card = await owed(deps), await shown(deps, PostKind.DECISION_REPLY, str(answer.decision.id), TRIAGE)

    await forget(deps)

    assert not [post for post in await owed(deps) - before if not is_forgotten(post.place)]
    assert await shown(deps, PostKind.DECISION_REPLY, str(answer.decision.id), TRIAGE) == card
    records = [record async for _, record in exported(deps.store)]
    assert not [value for record in records for value in record.values() if is_forgotten(str(value))]


async def test_nobody_is_written_to_by_a_made_up_name(deps: Deps) -> None:
    report = await a_report(deps)
    await supported(deps, report.id, CARL)
    await decided(deps, report.id, Verb.ASK)
    await forget(deps)
    before = await owed(deps)

    merged = await a_report(deps, "The same", by=RAVI)
    await decided(deps, report.id, Verb.MERGE, target=merged.id)
    await decided(deps, merged.id, Verb.FIX)
    await ship(deps, merged.id)

    told = {post.place for post in await owed(deps) - before}
    assert told == {TRIAGE, RAVI, CARL}


async def test_what_they_were_still_to_be_told_is_not_sent(deps: Deps) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.FIX)
    (to_rita,) = [post for post in await owed(deps) if post.place == RITA]
    claimed = (
        await take_turn(deps, [], lambda waiting: [one for one in waiting if one.place == RITA], at=MONDAY)
    ).claimed

    await forget(deps)
    ended = [Ended(post, Posted(MessageTs("1764.1"), ChannelId("D0RITA"))) for post in claimed]
    turn = await take_turn(deps, ended, lambda waiting: waiting, at=MONDAY)

    assert [post.key.kind for post in claimed] == [to_rita.kind]
    assert not [post for post in turn.claimed if is_forgotten(post.key.place)]
    stored = json.dumps((await everything(deps))["posts"], default=str)
    assert "D0RITA" not in stored
    assert RITA not in stored


def test_a_made_up_name_is_no_user_of_slacks() -> None:
    nobody = stand_in("0a1b2c")

    assert "initial_user" not in users_select(initial=nobody)
    assert f"posts to {NAME_DELETED} for a while" in alert_over(nobody)["text"]


class Dying(Store):
    """A store whose process is gone after so many transactions."""

    def __init__(self, store: Store, left: int) -> None:
        super().__init__(store.writer, store.reader, store.team)
        self.left = left

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        self.left -= 1
        if self.left < 0:
            raise StoreUnavailable
        async with super().begin() as tx:
            yield tx


@ON_SQLITE
@pytest.mark.parametrize("steps", range(8))
async def test_stopped_anywhere_it_is_done_by_beginning_again(deps: Deps, steps: int) -> None:
    await a_row_of_every_table(deps, RITA)

    with pytest.raises(StoreUnavailable):
        await forget_person(Dying(deps.store, steps), RITA, at=MONDAY, with_texts=False)
    await forget(deps)

    assert RITA not in json.dumps(await everything(deps), default=str)


async def test_another_workspace_knows_them_still(deps: Deps, store_url: str) -> None:
    report = await a_report(deps)
    ours, deps.store = deps.store, open_store(store_url, type(deps.store.team)("T0SOUTHWIND"))

    await forget(deps)

    await deps.store.close()
    deps.store = ours
    assert (await now(deps, ReportId(report.id))).reporter == RITA
