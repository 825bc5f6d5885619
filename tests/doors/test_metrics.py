"""What is counted at the doors, as operators read it at /metrics; and the one id by which a gesture is found again."""

import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from sandbox.deliver import as_request
from tests.doors.running import Company
from tests.doors.steps import FRICTION, NEXT_STEP, fixing, reported
from tests.doors.test_when_it_fails import INCIDENT, store_away
from tests.doors.wire import kind_of, last_heard, operators_read, send, send_raw, signed
from tests.seen import Json
from tests.workspace import BOT, RAVI, RITA, THEO, eventually


@contextmanager
def listening() -> Iterator[list[MutableMapping[str, Any]]]:
    """What is logged meanwhile, with what was bound to it."""
    with capture_logs(processors=(merge_contextvars,)) as lines:
        yield lines


class Counts:
    """Samples of /metrics, by name and labels as they are written there."""

    def __init__(self, text: str) -> None:
        self._samples = dict(re.findall(r"^(\S+(?:\{.*\})?) (\S+)$", text, re.MULTILINE))

    def __call__(self, sample: str) -> float:
        return float(self._samples.get(sample, 0))


async def counts(northwind: Company) -> Counts:
    return Counts((await operators_read(northwind, "/metrics")).text)


def gestures(kind: str, outcome: str) -> str:
    return f'adoption_gestures_total{{kind="{kind}",outcome="{outcome}"}}'


async def repeated(northwind: Company, payload: Json, reason: str = "http_timeout") -> httpx.Response:
    """Slack delivers it once more."""
    body, content_type = as_request(kind_of(payload), payload)
    again = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": reason}
    return await send_raw(northwind, body, signed(body) | again | {"Content-Type": content_type})


async def test_gestures_are_counted_by_kind_and_outcome(northwind: Company) -> None:
    workspace = northwind.workspace
    before = await counts(northwind)

    card = await reported(workspace)
    await workspace.press(card, "Fix", RITA)
    await workspace.shortcut("Report CRM friction", user=RAVI)
    await workspace.press(card, "Defer", THEO)
    await workspace.fill_and_submit(THEO, {"Revisit on": date(2020, 1, 1), "Why": "Later"})
    after = await counts(northwind)

    for kind, outcome in [
        ("command", "accepted"),
        ("block_actions", "refused"),
        ("shortcut", "accepted"),
        ("view_submission", "refused"),
    ]:
        assert after(gestures(kind, outcome)) == before(gestures(kind, outcome)) + 1, (kind, outcome)


async def test_what_fails_and_what_cannot_be_read_is_counted_apart(northwind: Company, store_file: Path) -> None:
    before = await counts(northwind)

    with store_away(store_file):
        await northwind.workspace.command(FRICTION, NEXT_STEP, user=RITA)
    await send(northwind, {"type": "block_actions", "user": {"id": ["no", "text"]}})
    after = await counts(northwind)

    assert after(gestures("command", "failed")) == before(gestures("command", "failed")) + 1
    assert after(gestures("block_actions", "unreadable")) == before(gestures("block_actions", "unreadable")) + 1
    assert after(gestures("command", "accepted")) == before(gestures("command", "accepted"))


async def test_a_store_that_is_away_is_seen_though_nobody_acts(northwind: Company, store_file: Path) -> None:
    async def says(number: float) -> bool | None:
        return (await counts(northwind))("adoption_store_away") == number or None

    assert await says(0)
    with store_away(store_file, "posts"):
        await eventually(lambda: says(1), "the store is away")
    await eventually(lambda: says(0), "the store is back")


async def test_the_time_from_gesture_to_answer_is_measured(northwind: Company) -> None:
    before = await counts(northwind)

    await reported(northwind.workspace)
    after = await counts(northwind)

    for sample in ('seconds_count{kind="command"}', 'seconds_bucket{kind="command",le="+Inf"}'):
        assert after(f"adoption_gesture_{sample}") == before(f"adoption_gesture_{sample}") + 1
    taken = 'adoption_gesture_seconds_sum{kind="command"}'
    assert after(taken) > before(taken)


async def test_what_slack_delivers_again_is_counted_by_what_it_missed(northwind: Company, store_file: Path) -> None:
    sample = 'adoption_deliveries_repeated_total{reason="http_error"}'
    before = await counts(northwind)

    with store_away(store_file, "drafts"):
        await northwind.workspace.say("C0EAST", f"<@{BOT}> {NEXT_STEP}", user=RITA)
        await northwind.workspace.idle()
    after = await counts(northwind)

    assert after(sample) == before(sample) + 3
    assert after(gestures("event", "failed")) == before(gestures("event", "failed")) + 4


async def test_a_word_that_slack_does_not_use_makes_no_label(northwind: Company) -> None:
    await northwind.workspace.command(FRICTION, "help", user=RITA)
    command = await last_heard(northwind, FRICTION)
    unknown = 'adoption_deliveries_repeated_total{reason="unknown_error"}'
    before = await counts(northwind)

    await repeated(northwind, command, "zanzibar")
    metrics = (await operators_read(northwind, "/metrics")).text

    assert Counts(metrics)(unknown) == before(unknown) + 1
    assert "zanzibar" not in metrics


async def test_what_is_turned_away_is_counted(northwind: Company) -> None:
    sample = 'adoption_requests_turned_away_total{why="not signed"}'
    before = await counts(northwind)

    await send_raw(northwind, b"command=%2Fcrm-friction", {})

    assert (await counts(northwind))(sample) == before(sample) + 1


async def test_a_gesture_leaves_one_line_that_names_no_person_and_no_word(northwind: Company) -> None:
    with listening() as lines:
        card = await reported(northwind.workspace)
        await northwind.workspace.press(card, "Fix", RITA)

    (filed, refused) = [line for line in lines if line["event"] == "gesture"]
    assert (filed["kind"], filed["name"], filed["outcome"]) == ("command", FRICTION, "accepted")
    assert (refused["kind"], refused["name"], refused["outcome"]) == ("block_actions", "decide_fix", "refused")
    assert filed["gesture"] != refused["gesture"]
    assert not re.search("tbd|proposal|U0", str([filed, refused]), re.IGNORECASE)


async def test_a_second_delivery_is_found_under_the_id_of_the_first(northwind: Company) -> None:
    with listening() as lines:
        await reported(northwind.workspace)
        await repeated(northwind, await last_heard(northwind, FRICTION))

    first, second = [line["gesture"] for line in lines if line["event"] == "gesture"]
    assert first == second


async def test_the_number_that_a_person_may_quote_is_that_of_the_gesture(northwind: Company, store_file: Path) -> None:
    with store_away(store_file), listening() as lines:
        said = await northwind.workspace.command(FRICTION, NEXT_STEP, user=RITA)

    quoted = INCIDENT.search(said.text)
    assert quoted
    told = quoted[0].split("`")[1]
    assert {line["event"] for line in lines if line.get("gesture") == told} == {"a gesture failed", "gesture"}


async def test_a_name_that_we_did_not_give_is_not_logged(northwind: Company) -> None:
    card = await reported(northwind.workspace)
    await northwind.workspace.press(card, "Fix", THEO)
    pressed = await last_heard(northwind, "decide_fix")
    action = pressed["actions"][0] | {"action_id": "zanzibar"}

    with listening() as lines:
        await send(northwind, pressed | {"actions": [action]})

    assert [line["name"] for line in lines if line["event"] == "gesture"] == ["other"]
    assert "zanzibar" not in str(lines)


async def test_a_gesture_and_the_posts_that_it_owed_are_found_under_one_id(northwind: Company) -> None:
    with listening() as lines:
        card = await reported(northwind.workspace)
        await fixing(northwind.workspace, card)
        await northwind.quiet()

    def under(gesture: str) -> list[str]:
        return [f"{line['event']} {line['kind']}" for line in lines if line.get("gesture") == gesture]

    id_of = {line["kind"]: line["gesture"] for line in lines if line["event"] == "gesture"}
    filed, decided = id_of["command"], id_of["view_submission"]
    assert under(filed) == ["gesture command", "posted report_card"]
    assert sorted(under(decided)) == [
        "gesture view_submission",
        "posted decision_reply",
        "posted decision_word",
        "updated report_card",
    ]
