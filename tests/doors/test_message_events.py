"""Message events of any shape: what is heard of them, and that none of them does any harm."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing import channel_message, heard
from domain.operating_model import OperatingModel
from flows.deps import Deps
from handlers.watching import is_in_a_channel, on_channel_message
from store import pending_threads
from store.engine import open_store
from tests.conftest import BOT, MONDAY, RITA, TEAM, TRIAGE, Clock, deps_over
from tests.plugins.secret_watch import NEVER_LOGGED

AROUND = f"Please fill in the forecast sheet of {NEVER_LOGGED} before the call, we go through it and not the CRM."
TS, PARENT = "1795000000.000200", "1795000000.000100"
SAID = {
    "type": "message", "user": RITA, "text": AROUND, "ts": TS, "event_ts": TS, "channel": "C0EAST",
    "channel_type": "channel",
}  # fmt: skip
PLACE = {"type": "message", "channel": "C0EAST", "channel_type": "channel", "ts": "1795000009.000000"}
SHEET = {"id": "F1", "name": "Forecast.xlsx", "filetype": "xlsx"}
BY_ANOTHER_BOT = SAID | {"bot_id": "B0DEPLOYS"}


def event(what: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": dict(what)} | more


def changed(now: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    return event(PLACE | {"subtype": "message_changed", "message": dict(now), "previous_message": dict(before)})


def deleted(before: Mapping[str, Any]) -> dict[str, Any]:
    return event(PLACE | {"subtype": "message_deleted", "deleted_ts": TS, "previous_message": dict(before)})


@pytest.fixture(params=["sqlite"])
def store_url(store_url: str) -> str:
    return store_url


async def waiting(deps: Deps) -> list[str]:
    async with deps.store.read() as tx:
        return [thread.ts for thread in await pending_threads.due(tx, at=MONDAY.replace(year=2027), limit=100)]


@pytest.mark.parametrize(
    ("body", "thread"),
    [
        (event(SAID), TS),
        (event(SAID | {"thread_ts": PARENT}), PARENT),
        (event(SAID | {"subtype": "thread_broadcast", "thread_ts": PARENT}), PARENT),
        (event(SAID | {"subtype": "file_share", "files": [{"name": "a.xlsx", "filetype": "xlsx"}]}), TS),
        (event(SAID | {"channel": "G0SECRET", "channel_type": "group"}), TS),
        (changed(SAID, SAID | {"text": "a"}), TS),
        (changed(SAID | {"text": "never mind"}, SAID), TS),
        (changed({"ts": TS, "subtype": "tombstone", "user": "USLACKBOT"}, SAID), TS),
        (changed(SAID | {"files": [SHEET | {"mode": "tombstone"}]}, SAID | {"files": [SHEET]}), TS),
        (deleted(SAID), TS),
        (deleted(SAID | {"thread_ts": PARENT}), PARENT),
    ],
)
async def test_what_people_say_edit_and_delete_is_heard(deps: Deps, body: dict[str, Any], thread: str) -> None:
    assert is_in_a_channel(body)
    assert (await heard(deps, body)).status == 200

    assert await waiting(deps) == [thread]


@pytest.mark.parametrize(
    "body",
    [
        event(SAID | {"user": BOT}),
        event(BY_ANOTHER_BOT),
        event(SAID | {"subtype": "bot_message", "bot_id": "B0DEPLOYS", "user": None}),
        event(SAID | {"subtype": "channel_topic"}),
        event(SAID, team_id="T0ELSEWHERE"),
        event(SAID, is_ext_shared_channel=True),
        event(SAID | {"channel": TRIAGE}),
        event(SAID | {"text": "Lunch at 12?"}),
        event(SAID | {"text": None}),
        event(SAID | {"text": f"<@{BOT}> {AROUND}"}),
        changed(SAID, SAID),
        changed(SAID | {"attachments": [{"from_url": "https://a.example"}]}, SAID),
        changed(BY_ANOTHER_BOT, BY_ANOTHER_BOT | {"text": "a"}),
        deleted(BY_ANOTHER_BOT),
        deleted({}),
    ],
)
async def test_what_no_person_said_or_says_nothing_new_leads_nowhere(deps: Deps, body: dict[str, Any]) -> None:
    assert is_in_a_channel(body)
    assert on_channel_message(deps, body) is None
    assert await waiting(deps) == []


@pytest.mark.parametrize("kind", ["im", "mpim", "app_home", None])
def test_direct_messages_are_not_watched(kind: str | None) -> None:
    assert not is_in_a_channel(event(SAID | {"channel_type": kind}))


async def test_slack_is_told_to_come_again_when_a_thread_cannot_be_stored(model: OperatingModel) -> None:
    away = deps_over(open_store("sqlite:////nowhere/at/all.db", TEAM), model, Clock())

    assert (await heard(away, event(SAID))).status == 500


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from([TS, RITA, AROUND]),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(list(SAID)), inside, max_size=5),
    max_leaves=10,
)
NAMES = st.sampled_from([*SAID, "subtype", "message", "previous_message", "deleted_ts", "files", "bot_id", "thread_ts"])
SUBTYPES = st.sampled_from(["message_changed", "message_deleted", "file_share", None])


@given(odd=st.dictionaries(NAMES, ANYTHING, max_size=6), subtype=SUBTYPES, outside=st.booleans())
def test_no_shape_of_an_event_breaks_anything(
    odd: dict[str, Any], subtype: str | None, outside: bool, model: OperatingModel
) -> None:
    deps = deps_over(open_store("sqlite:////nowhere/at/all.db", TEAM), model, Clock())
    body = event(SAID | ({} if outside else {"subtype": subtype}) | odd)

    if is_in_a_channel(body):
        work = on_channel_message(deps, body)
        if work is not None:
            assert hasattr(work, "close")
            work.close()


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        (b'{"type":"event_callback","event":{"type":"message","channel_type":"channel"}}', True),
        (b'{"type":"event_callback","event":{"type":"message","channel_type":"group"}}', True),
        (b'{"type":"event_callback","event":{"type":"message","channel_type":"im"}}', False),
        (b'{"type":"event_callback","event":{"type":"app_mention","text":"\\"channel_type\\":\\"channel\\""}}', False),
        (b'payload=%7B%22channel_type%22%3A%22channel%22', False),
        (b'[{"type":"message","channel_type":"channel"}]', False),
        (b'{"channel_type":"channel"', False),
        (b'"channel_type":"channel"\xff', False),
        (b"[" * 100_000 + b'"channel_type":"channel"', False),
    ],
)  # fmt: skip
def test_a_message_event_is_known_by_its_body(body: bytes, is_one: bool) -> None:
    assert (channel_message(body) is not None) is is_one
