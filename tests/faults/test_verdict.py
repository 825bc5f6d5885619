"""What a run is judged by is itself put to the test: each thing that can go wrong is found."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from sqlalchemy import select

from delivery.history import metadata_of
from delivery.renderers import renderers
from domain.draft import ReportDraft
from domain.ids import PostId
from domain.post import PostKey, PostKind
from domain.report import Verb
from flows import intake
from flows.deps import Deps
from sandbox.state import Message
from store.columns import table_of
from store.tables import DecisionRow, PostRow
from tests.conftest import BOT, RITA, THEO
from tests.faults.book import Book
from tests.faults.verdict import Verdict, judge
from tests.flows.stories import ON_SQLITE, decided

pytestmark = ON_SQLITE
FIRST, SECOND = "Risk is required before I can know it", "The champion is required before there is one"


@pytest.fixture
async def book(deps: Deps) -> Book:
    """Two reports that were accepted, the first of them being fixed."""
    kept = Book(typed=[FIRST, SECOND])
    for number, text in enumerate(kept.typed, start=1):
        filed = await intake.file_report(deps, ReportDraft(text), by=RITA, delivery=text)
        assert isinstance(filed, intake.Filed)
        kept.report_accepted(number, text, sent_at=0.0)
        if number == 1:
            await decided(deps, filed.report.id, Verb.FIX)
            kept.decisions.append((1, "fix", THEO))
    return kept


@pytest.fixture
async def posted(deps: Deps, book: Book) -> list[Message]:
    """What delivery would have posted, in order."""
    posts, stamps = table_of(PostRow), count(1)
    shown: dict[int, Message] = {}
    async with deps.begin() as tx:
        for row in (await tx.execute(select(posts).order_by(posts.c.id))).all():
            drawn = await renderers()[PostKind(row.kind)](deps, PostKey(PostKind(row.kind), row.subject, row.place))
            assert drawn is not None
            ts = f"{next(stamps)}.000000"
            thread = shown[row.parent_id].ts if row.parent_id else None
            shown[row.id] = Message(ts, row.place, BOT, drawn["text"], thread_ts=thread)
            shown[row.id].metadata = metadata_of(PostId(row.id))
            at = {"state": "posted", "ts": ts, "channel": row.place}
            await tx.execute(posts.update().where(posts.c.id == row.id).values(at))
    return list(shown.values())


async def test_when_all_is_well_there_are_no_findings(deps: Deps, book: Book, posted: list[Message]) -> None:
    verdict = await judge(deps, book, posted)

    assert verdict.findings == []
    assert verdict.posts == len(posted) == 4


BROKEN: dict[str, tuple[Callable[[Book, list[Message]], object], Callable[[Verdict], list[str]]]] = {
    "a message that is not there": (lambda _, posted: posted.pop(), lambda v: v.lost),
    "a message that was not updated": (
        lambda _, posted: posted.__setitem__(0, replace(posted[0], text="F-1: New")),
        lambda v: v.lost,
    ),
    "a report that was accepted": (lambda book, _: book.report_accepted(3, "Lost", 0.0), lambda v: v.lost),
    "a decision that was accepted": (lambda book, _: book.decisions.append((2, "fix", THEO)), lambda v: v.lost),
    "a supporter who was told so": (lambda book, _: book.supports.add((1, THEO)), lambda v: v.lost),
    "a mention that was received": (lambda book, _: book.mentions.add("9.000000"), lambda v: v.lost),
    "a message twice": (lambda _, posted: posted.append(replace(posted[0], ts="9.000000")), lambda v: v.double),
    "a message that nobody owed": (
        lambda _, posted: posted.append(replace(posted[0], ts="9.000000", metadata=metadata_of(PostId(99)))),
        lambda v: v.double,
    ),
}


@pytest.mark.parametrize("what", BROKEN)
async def test_is_found(deps: Deps, book: Book, posted: list[Message], what: str) -> None:
    break_it, found = BROKEN[what]
    break_it(book, posted)

    verdict = await judge(deps, book, posted)

    assert len(found(verdict)) == 1
    assert verdict.findings == found(verdict)


async def test_a_report_filed_twice_is_found(deps: Deps, book: Book, posted: list[Message]) -> None:
    await intake.file_report(deps, ReportDraft(FIRST), by=RITA, delivery="another")

    verdict = await judge(deps, book, posted)

    assert verdict.double == [f"“{FIRST}” was typed once and filed 2 times"]


async def test_a_decision_taken_twice_is_found(deps: Deps, book: Book, posted: list[Message]) -> None:
    decisions = table_of(DecisionRow)
    async with deps.begin() as tx:
        row = (await tx.execute(select(decisions))).one()
        await tx.execute(decisions.insert().values(row._asdict() | {"id": row.id + 1}))

    verdict = await judge(deps, book, posted)

    assert [told for told in verdict.double if "after ['fix', 'fix']" in told]


async def test_cards_in_the_wrong_order_are_found(deps: Deps, book: Book, posted: list[Message]) -> None:
    posts = table_of(PostRow)
    cards = [one for one in posted if one.channel == deps.triage and one.thread_ts is None]
    swapped = dict(zip([one.ts for one in cards], [one.ts for one in reversed(cards)], strict=True))
    async with deps.begin() as tx:
        for ts, other in swapped.items():
            number = next(one.metadata["event_payload"]["post_id"] for one in cards if one.ts == ts and one.metadata)
            await tx.execute(posts.update().where(posts.c.id == number).values(ts=other))

    moved = [replace(one, ts=swapped.get(one.ts, one.ts)) for one in posted]
    verdict = await judge(deps, book, moved)

    assert len(verdict.out_of_order) == 1
    assert verdict.findings == verdict.out_of_order
