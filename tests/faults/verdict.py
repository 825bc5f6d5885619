"""Compares what was promised, what the store says and what the workspace shows."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import Select, func, select

from delivery.history import EVENT_TYPE
from delivery.renderers import renderers
from domain.ending import BULK
from domain.ids import ReportId
from domain.post import PostKey, PostKind, PostState
from domain.report import MOVES, Status, Verb
from flows.deps import Deps
from sandbox.state import Message
from store.columns import table_of
from store.tables import DecisionRow, PostRow, ReportRow, SupporterRow
from tests.faults.book import Book, Promise
from tests.workspace import EAST, TRIAGE


@dataclass(frozen=True, slots=True)
class Stored:
    reports: Sequence[Any]
    decisions: Sequence[Any]
    supporters: Sequence[Any]
    posts: Sequence[Any]


@dataclass(slots=True)
class Verdict:
    """Each finding is a sentence; all three lists are empty when nothing is wrong."""

    lost: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    posts: int = 0

    @property
    def findings(self) -> list[str]:
        return [*self.lost, *self.double, *self.out_of_order]


async def judge(deps: Deps, book: Book, posted: Sequence[Message]) -> Verdict:
    """`posted` is everything that the bot has put into the workspace. To be called when nothing is owed any more."""
    stored = await _stored(deps)
    shown = [(id_of(message), message) for message in posted if id_of(message) is not None]
    verdict = Verdict(posts=len(shown))
    verdict.lost += [*_promises_lost(book, stored, posted), *_posts_lost(stored, shown)]
    verdict.lost += [told async for told in _stale(deps, stored, shown)]
    verdict.double += [*_filed_twice(book, stored), *_posted_twice(stored, shown), *_decided_twice(stored)]
    strict = deps.store.writer.dialect.name == "sqlite"
    verdict.out_of_order += _out_of_order(book, stored, shown, strict=strict)
    return verdict


def id_of(message: Message) -> int | None:
    """The post's number that the message carries; None for a private answer to a gesture."""
    metadata = message.metadata or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    number: int | None = (metadata.get("event_payload") or {}).get("post_id")
    return number


async def count_owed(deps: Deps) -> int:
    """Posts that are owed or with Slack."""
    posts = table_of(PostRow)
    owed = posts.c.state.in_([PostState.OWED.value, PostState.SENDING.value])
    async with deps.store.read() as tx:
        return int((await tx.execute(select(func.count()).where(owed))).scalar_one())


async def _stored(deps: Deps) -> Stored:
    async def rows(wanted: Select[Any]) -> Sequence[Any]:
        return (await tx.execute(wanted)).all()

    async with deps.store.read() as tx:
        reports, decisions = table_of(ReportRow), table_of(DecisionRow)
        supporters, posts = table_of(SupporterRow), table_of(PostRow)
        return Stored(
            await rows(select(reports).order_by(reports.c.id)),
            await rows(select(decisions).order_by(decisions.c.id)),
            await rows(select(supporters)),
            await rows(select(posts).order_by(posts.c.id)),
        )


# Lost


def _promises_lost(book: Book, stored: Stored, posted: Sequence[Message]) -> Iterator[str]:
    texts = {row.number: row.text for row in stored.reports}
    numbers = {row.id: row.number for row in stored.reports}
    made = {(numbers[row.report_id], row.verb, row.by) for row in stored.decisions}
    supported = {(numbers[row.report_id], row.user_id) for row in stored.supporters}
    answered = {message.thread_ts for message in posted if message.channel == EAST}
    for number, promise in book.reports.items():
        if texts.get(number) != promise.text:
            yield f"F-{number} was accepted and is not stored"
    for number, verb, person in book.decisions:
        # Of two who confirm, the report is moved by the first; both have said so.
        by_anybody = verb == Verb.CONFIRM and any(m[:2] == (number, verb) for m in made)
        if (number, verb, person) not in made and not by_anybody:
            yield f"{verb} of F-{number} by {person} was accepted and is not stored"
    for number, person in book.supports - supported:
        yield f"{person} supports F-{number}, was told so, and is not stored"
    for ts in book.mentions - answered:
        yield f"the mention {ts} was received and not answered"


def _posts_lost(stored: Stored, shown: Sequence[tuple[int | None, Message]]) -> Iterator[str]:
    there = {(number, message.channel, message.ts) for number, message in shown}
    for row in stored.posts:
        if row.state != PostState.POSTED:
            yield f"{_name(row)} is {row.state} ({row.error})"
        elif row.ts is not None and (row.id, row.channel, row.ts) not in there:
            yield f"{_name(row)} is not where the store has it"
    owed = {(row.kind, row.subject) for row in stored.posts}
    for report in stored.reports:
        if (PostKind.REPORT_CARD.value, str(report.id)) not in owed:
            yield f"F-{report.number} has no card"
    for decision in stored.decisions:
        if (PostKind.DECISION_REPLY.value, str(decision.id)) not in owed and decision.verb != Verb.CLOSE:
            yield f"decision {decision.id} ({decision.verb}) has no reply"


AS_OF_THEN: Final = {PostKind.REMINDER.value, PostKind.ESCALATION.value}
"""They say how long a report had waited when they were drawn, and by a clock that may have been wrong."""


async def _stale(deps: Deps, stored: Stored, shown: Sequence[tuple[int | None, Message]]) -> Any:
    """Messages that say something else than what they would say if they were drawn now."""
    by_number = {row.id: row for row in stored.posts}
    for number, message in shown:
        row = by_number.get(number)
        if row is None or row.kind in AS_OF_THEN or (row.channel, row.ts) != (message.channel, message.ts):
            continue
        drawn = await renderers()[PostKind(row.kind)](deps, PostKey(PostKind(row.kind), row.subject, row.place))
        if drawn is not None and drawn["text"] != message.text:
            yield f"{_name(row)} says “{message.text}”, not “{drawn['text']}”"


# Double


def _filed_twice(book: Book, stored: Stored) -> Iterator[str]:
    filed = Counter(row.text for row in stored.reports)
    for text in book.typed:
        if filed[text] > 1:
            yield f"“{text}” was typed once and filed {filed[text]} times"


def _posted_twice(stored: Stored, shown: Sequence[tuple[int | None, Message]]) -> Iterator[str]:
    owed = {row.id: row for row in stored.posts}
    for number, times in Counter(number for number, _ in shown).items():
        if number not in owed:
            yield f"a message carries {number}, which was never owed"
        elif times > 1:
            yield f"{_name(owed[number])} stands there {times} times"


def _decided_twice(stored: Stored) -> Iterator[str]:
    """The decisions of each report must lead from new to where it stands, one allowed move after the other."""
    made: dict[ReportId, list[Verb]] = defaultdict(list)
    for row in stored.decisions:
        made[row.report_id].append(Verb(row.verb))
    for report in stored.reports:
        status: Status | None = Status.NEW
        for verb in made[report.id]:
            status = MOVES.get((status, verb)) if status else None
        if status != report.status:
            yield f"F-{report.number} stands at {report.status} after {[str(v) for v in made[report.id]]}"


# Out of order


def _out_of_order(
    book: Book, stored: Stored, shown: Sequence[tuple[int | None, Message]], *, strict: bool
) -> Iterator[str]:
    """In each channel and thread, what was owed first stands first; answers and bulk each for themselves.

    On SQLite numbers are given in the order of the commits. On PostgreSQL two transactions at the same time may commit
    in another order than that of their numbers; but those about one report wait for each other, and whoever writes a
    report after another one was answered comes after it.
    """
    rows = {row.id: row for row in stored.posts}
    streams: dict[tuple[str, str | None, bool], list[tuple[str, int]]] = defaultdict(list)
    for number, message in shown:
        if number is not None and number in rows and rows[number].ts == message.ts:
            thread = message.thread_ts if message.is_reply else None
            streams[message.channel, thread, rows[number].kind in BULK].append((message.ts, number))
    cards = _cards(book, stored)
    for (channel, thread, _), stream in streams.items():
        in_place = [number for _, number in sorted(stream)]
        for first, second in pairwise(in_place):
            told = f"{_name(rows[second])} comes after {_name(rows[first])}"
            if (strict or (thread is not None and channel == TRIAGE)) and second < first:
                yield told
        if not strict and thread is None and channel == TRIAGE:
            yield from _cards_out_of_order([cards[number] for number in in_place if number in cards])


def _cards(book: Book, stored: Stored) -> Mapping[int, tuple[int, Promise]]:
    """The accepted reports by the number of the post that is their card."""
    numbers = {str(row.id): row.number for row in stored.reports}
    return {
        row.id: (numbers[row.subject], book.reports[numbers[row.subject]])
        for row in stored.posts
        if row.kind == PostKind.REPORT_CARD.value and numbers[row.subject] in book.reports
    }


def _cards_out_of_order(cards: Sequence[tuple[int, Promise]]) -> Iterator[str]:
    latest_sent, number_of_latest = 0.0, 0
    for number, promise in cards:
        if promise.answered_at < latest_sent:
            yield f"the card of F-{number} comes after that of F-{number_of_latest}, sent when it was answered"
        if promise.sent_at > latest_sent:
            latest_sent, number_of_latest = promise.sent_at, number


def _name(row: Any) -> str:
    return f"post {row.id} ({row.kind} {row.subject} in {row.place})"
