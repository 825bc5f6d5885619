"""A thread as it is gathered from Slack: any content, what of it is kept, and what changes its fingerprint."""

from collections.abc import Iterator

import pytest

from bot.thread_reader import FIRST, LAST, Gathered, place_of
from domain.signals.judging import judge
from domain.signals.thread import Thread
from flows.deps import Deps
from tests.conftest import BOT, CARL, RITA
from tests.doors.test_reading_threads import EAST, THREAD, TOLD, Json, said

SHEET = {"id": "F1", "name": "Forecast.xlsx", "filetype": "xlsx"}


@pytest.fixture(params=["sqlite"])
def store_url(store_url: str) -> str:
    return store_url


def gathered(deps: Deps, *messages: Json) -> Gathered:
    found = Gathered(deps, THREAD)
    for message in messages:
        found.add(message)
    return found


@pytest.mark.parametrize(
    "message",
    [
        said("x" * 40_000),
        said("spreadsheet forecast " * 2_000),
        said(":tada: :rocket: :+1:"),
        said("", files=[{"name": "Forecast Q4 (mine).xlsx", "filetype": "xlsx", "url_private": "https://x"}]),
        said("", files=[None, "gone", {"id": "F1", "mode": "tombstone"}]),
        said("", attachments=[{"fallback": "a link", "from_url": "https://example.com"}]),
        said("Что мы обещали клиенту? 我们向客户承诺了什么？ 何を約束しましたか؟ ماذا وعدنا العميل"),
        said("\u202e\u0000\ud7ff<@U0X|<!channel>>&amp;&lt;"),
        {"type": "message", "ts": THREAD.ts},
        {"type": "message", "ts": THREAD.ts, "text": None, "user": None, "files": "none", "edited": "yes"},
    ],
    ids=lambda message: str(message.get("text"))[:12].encode("ascii", "replace").decode(),
)
def test_any_message_can_be_read_and_judged(deps: Deps, message: Json) -> None:
    read = gathered(deps, message).read()

    assert read is not None
    assert 0.0 <= judge(Thread(read.messages)).probability <= 1.0


def test_the_first_and_the_last_messages_are_kept_in_their_order(deps: Deps) -> None:
    read = gathered(deps, *(said(str(number), second=number + 1) for number in range(1_000))).read()

    assert read is not None
    assert [message.text for message in read.messages] == [
        *map(str, range(FIRST)),
        *map(str, range(1_000 - LAST, 1_000)),
    ]
    assert read.count == 1_000


def test_what_is_left_of_a_deleted_beginning_has_no_author_to_tell(deps: Deps) -> None:
    tombstone = said("This message was deleted.", "USLACKBOT", subtype="tombstone")

    read = gathered(deps, tombstone, said(TOLD, RITA, second=60)).read()

    assert read is not None
    assert (read.starter, read.count) == (None, 1)
    assert gathered(deps, tombstone).read() is None


@pytest.mark.parametrize(
    "by", [{"user": BOT}, {"bot_id": "B0DEPLOYS"}, {"subtype": "channel_join"}, {"user": None, "bot_id": "B0X"}]
)
def test_what_no_person_wrote_is_marked_so(deps: Deps, by: Json) -> None:
    read = gathered(deps, said("Where is the forecast sheet?", CARL) | by).read()

    assert read is not None
    assert read.messages[0].by_bot
    assert read.starter is None


def test_authors_come_with_their_teams(deps: Deps) -> None:
    teams = {member: team.role for team in deps.roster.teams for member in team.members}
    read = gathered(deps, *(said("Hello", member, second=n + 1) for n, member in enumerate(sorted(teams)))).read()

    assert read is not None
    assert [message.team for message in read.messages] == [teams[member] for member in sorted(teams)]


def _changes() -> Iterator[tuple[str, list[Json]]]:
    yield "an answer", [said("a"), said("b", second=1), said("c", second=2)]
    yield "an edit", [said("a", edited={"ts": "1795000001.000000"}), said("b", second=1)]
    yield "a second edit", [said("a", edited={"ts": "1795000002.000000"}), said("b", second=1)]
    yield "a deletion", [said("a")]
    yield "a file", [said("a", files=[SHEET]), said("b", second=1)]
    yield "two files", [said("a", files=[SHEET, SHEET]), said("b", second=1)]


def test_every_change_of_a_thread_gives_another_fingerprint(deps: Deps) -> None:
    prints = {"before": gathered(deps, said("a"), said("b", second=1)).read()}
    prints |= {what: gathered(deps, *messages).read() for what, messages in _changes()}

    assert len({read.fingerprint for read in prints.values() if read}) == 7


def test_a_file_that_was_deleted_is_none(deps: Deps) -> None:
    gone = {"id": "F1", "mode": "tombstone", "name": "Forecast.xlsx"}

    before, after = (
        gathered(deps, said("Here", files=[SHEET])).read(),
        gathered(deps, said("Here", files=[gone])).read(),
    )

    assert before
    assert after
    assert (len(before.messages[0].files), after.messages[0].files) == (1, ())
    assert before.fingerprint != after.fingerprint


@pytest.mark.parametrize(("told", "private"), [({"is_private": True}, True), ({"is_group": True}, True), ({}, False)])
def test_private_is_what_slack_calls_private(told: Json, private: bool) -> None:
    assert place_of(EAST, told).private is private
