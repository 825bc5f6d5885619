"""Forgetting a person who took part: the name goes, the record and every number stay."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from domain.forgotten import NAME_DELETED, is_forgotten
from domain.ids import NoteId, ReportId
from domain.outcome import StoreUnavailable
from domain.post import PostKind
from domain.report import Verb
from domain.standing import NoteStanding
from flows.deps import Deps
from flows.forgetting import forget_person
from flows.showing import get_standing, note_standing
from store.engine import Store, Transaction, open_store
from tests.conftest import CARL, MONDAY, RAVI, RITA, THEO, UPDATES
from tests.flows.every_row import a_row_of_every_table
from tests.flows.forgetting_steps import forget, shown
from tests.flows.stories import (
    ON_SQLITE,
    a_report,
    a_shipped_note,
    confirm,
    decided,
    everything,
    now,
    supporters,
)


async def note_now(deps: Deps, note: NoteId) -> NoteStanding:
    standing = await note_standing(deps, note, told=None)
    assert standing
    return standing


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


@ON_SQLITE
async def test_the_words_are_not_left_in_the_file(deps: Deps, store_url: str) -> None:
    words = "Call me on 555-0100 at home"
    for number in range(20):
        await a_report(deps, f"{number} {words} " * 60)

    await forget(deps, with_texts=True)

    await deps.store.close()  # which brings everything into the file
    assert words.encode() not in contents_of(store_url)


def contents_of(store_url: str) -> bytes:
    return Path(store_url.removeprefix("sqlite:///")).read_bytes()


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
