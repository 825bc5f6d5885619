"""Payloads that nobody sends, through the real doors: `python -m tests.security.fuzz --payloads 50000`."""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from delivery.renderers import renderers
from domain.post import PostKey, PostKind
from domain.report import MOVES, Status, Verb
from sandbox.deliver import as_request
from store import migrate
from store.engine import open_store
from tests.conftest import TEAM
from tests.doors.wire import kind_of, signed
from tests.security.log_lines import Logs, listening
from tests.security.payloads import Json
from tests.security.spoiling import MARK, MUTATIONS, Mutation, in_json_metadata, mutated, real_shapes
from tests.security.world import SECRET, TOKEN, World, running_world

INTERNAL: Final = ("Traceback", "site-packages", "sqlalchemy", "sqlite3", "KeyError", "TypeError", "ValueError")
INTERNAL_MORE: Final = ("NoneType", "AttributeError", "object at 0x", "SELECT ", "INSERT ", ".py", TOKEN, SECRET)


class Wrong(AssertionError):  # noqa: N818 - read as "this is wrong"
    """A property does not hold."""


@dataclass
class Fuzz:
    world: World
    logs: Logs
    shapes: Sequence[tuple[str, Json]]
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    incidents: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    sent: int = 0
    slowest_ms: float = 0.0

    async def send(self, number: int, mutations: Sequence[Mutation]) -> None:
        kind, shape = self.shapes[number % len(self.shapes)]
        payload = mutated(in_json_metadata(shape, mutations[1:]), mutations)
        payload = self._apart(payload)
        self.logs.forget()
        self.world.slack.forget()
        begun = time.perf_counter()
        answer = await self._post(payload)
        self.slowest_ms = max(self.slowest_ms, (time.perf_counter() - begun) * 1000)
        self.sent += 1
        self._judge(kind, answer)

    def _apart(self, payload: Any) -> Any:
        """Its own delivery, and nobody's server but ours is called."""
        if isinstance(payload, dict):
            fresh = f"{self.sent}.9.fuzz"
            payload |= {key: fresh for key in ("trigger_id", "event_id") if isinstance(payload.get(key), str)}
            url = payload.get("response_url")
            if isinstance(url, str) and url.startswith("http") and url != self.world.slack.response_url:
                payload["response_url"] = self.world.slack.response_url
        return payload

    async def _post(self, payload: Any) -> httpx.Response:
        if isinstance(payload, dict):
            body, content_type = _written(payload)
        else:
            body, content_type = json.dumps(payload).encode(), "application/json"
        return await self.world.post(body, signed(body, SECRET) | {"Content-Type": content_type})

    def _judge(self, kind: str, answer: httpx.Response) -> None:
        logged = "\n".join(self.logs.lines)
        told = answer.text + str(self.world.slack.told)
        if answer.status_code >= 500 and not self.logs.incidents:
            raise Wrong(f"{answer.status_code} without an incident")
        if answer.status_code not in {200, 400, 404, 413, 500}:
            raise Wrong(f"answered {answer.status_code}")
        if self.logs.incidents and answer.status_code != 500 and "an admin this number" not in told + kind:
            self.outcomes[kind, "incident that nobody was told of"] += 1
        if said := [word for word in (*INTERNAL, *INTERNAL_MORE) if word in told.replace(MARK, "")]:
            raise Wrong(f"said to a person: {said}")
        if kept := [word for word in (MARK, TOKEN, SECRET) if word in logged]:
            raise Wrong(f"logged: {kept} in {logged[:400]}")
        self._count(kind, answer, logged)

    def _count(self, kind: str, answer: httpx.Response, logged: str) -> None:
        if self.logs.incidents:
            self.incidents[self.logs.lines[0][:300]] += 1
            outcome = "incident, told with its number" if answer.status_code == 200 else "incident, delivered again"
        elif "could not be read" in logged:
            outcome = "400, unreadable" if answer.status_code == 400 else "unreadable, said so"
        elif "another workspace" in logged:
            outcome = "another workspace, refused"
        else:
            outcome = {200: "answered", 404: "nothing of ours", 413: "413, too large"}[answer.status_code]
        self.outcomes[kind, outcome] += 1

    async def check_store(self) -> None:
        """Numbers without gaps, every report where its decisions took it, every report with a card owed."""
        rows = self.world.db.execute("SELECT id, number, status FROM reports WHERE team_id = ? ORDER BY number", [TEAM])
        found = rows.fetchall()
        if [number for _, number, _ in found] != list(range(1, len(found) + 1)):
            raise Wrong("numbers have gaps")
        cards = {s for (s,) in self.world.db.execute("SELECT subject FROM posts WHERE kind = 'report_card'")}
        if missing := [number for report, number, _ in found if str(report) not in cards]:
            raise Wrong(f"no card owed for {missing}")
        self._check_moves({report: status for report, _, status in found})
        for table in ("reports", "decisions", "drafts", "posts", "notes", "supporters"):
            foreign = self.world.db.execute(f"SELECT count(*) FROM {table} WHERE team_id <> ?", [TEAM])  # noqa: S608
            if foreign.fetchone()[0]:
                raise Wrong(f"rows of another workspace in {table}")

    def _check_moves(self, stands: Mapping[int, str]) -> None:
        walked = dict.fromkeys(stands, Status.NEW)
        for report, verb in self.world.db.execute("SELECT report_id, verb FROM decisions ORDER BY id"):
            to = MOVES.get((walked[report], Verb(verb)))
            if to is None:
                raise Wrong(f"report {report} was moved by {verb} from {walked[report]}")
            walked[report] = to
        if wrong := [report for report, status in stands.items() if walked[report] != status]:
            raise Wrong(f"reports {wrong} do not stand where their decisions took them")

    async def draw_everything(self) -> int:
        """Whatever was stored can be shown."""
        owed = self.world.db.execute("SELECT kind, subject, place FROM posts").fetchall()
        for kind, subject, place in owed:
            await renderers()[PostKind(kind)](self.world.deps, PostKey(PostKind(kind), subject, place))
        return len(owed)


def _written(payload: Json) -> tuple[bytes, str]:
    try:
        return as_request(kind_of(payload), payload)
    except UnicodeEncodeError:
        # Half a character: no form can hold it, JSON can.
        return json.dumps(payload).encode(), "application/json"


CHECKED_EVERY: Final = 200


def run(payloads: int, store_file: Path, *, seconds: float = 0.0, keep_going: bool = False) -> Fuzz:
    """At most so many payloads, and with `seconds` no longer than that. Raises Wrong (or what was not caught)."""
    with asyncio.Runner() as runner, listening() as logs:
        stop = runner.run(_start(store_file))
        world: World = stop[0]
        fuzz = Fuzz(world, logs, runner.run(real_shapes(world)))
        end = time.monotonic() + (seconds or 1e9)
        try:
            _feed(fuzz, runner.run, payloads, end, keep_going=keep_going)
            runner.run(fuzz.check_store())
            runner.run(fuzz.draw_everything())
        finally:
            runner.run(stop[1].__aexit__(None, None, None))
    return fuzz


async def _start(store_file: Path) -> tuple[World, Any]:
    store = open_store(f"sqlite:///{store_file}", TEAM)
    await migrate.upgrade(store)
    await store.close()
    context = running_world(store_file)
    return await context.__aenter__(), context


def _feed(fuzz: Fuzz, run_in_loop: Callable[[Any], Any], payloads: int, end: float, *, keep_going: bool) -> None:
    @settings(
        max_examples=payloads,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # what was stored by one payload meets the next: a smaller one proves nothing
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        derandomize=not keep_going,
    )
    @given(number=st.integers(0, len(fuzz.shapes) - 1), mutations=MUTATIONS)
    def feed(number: int, mutations: list[Mutation]) -> None:
        if time.monotonic() > end or fuzz.sent >= payloads:
            return
        try:
            run_in_loop(fuzz.send(number, mutations))
        except Exception as error:  # one that nothing caught, or a property that does not hold
            if not keep_going:
                raise
            fuzz.wrong.append(f"{error!r:.300} {number} {mutations!r:.300}")
        if fuzz.sent % CHECKED_EVERY == 0:
            run_in_loop(fuzz.check_store())

    feed()


def table(fuzz: Fuzz, seconds: float) -> str:
    kinds = sorted({kind for kind, _ in fuzz.outcomes})
    outcomes = sorted({outcome for _, outcome in fuzz.outcomes})
    lines = [f"{'':36}" + "".join(f"{kind:>10}" for kind in [*kinds, "all"])]
    for outcome in outcomes:
        counts = [fuzz.outcomes[kind, outcome] for kind in kinds]
        lines.append(f"{outcome:36}" + "".join(f"{count:>10,}" for count in [*counts, sum(counts)]))
    lines.append(f"{fuzz.sent:,} payloads in {seconds:.0f} s, the slowest {fuzz.slowest_ms:.0f} ms")
    lines += [f"{count:>6,} x {incident}" for incident, count in fuzz.incidents.most_common(40)]
    lines += [f"WRONG: {wrong}" for wrong in fuzz.wrong[:40]]
    lines.append(f"{len(fuzz.wrong)} broke a property, {sum(fuzz.incidents.values())} ended as an incident")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--payloads", type=int, default=50_000)
    parser.add_argument("--seconds", type=float, default=0.0)
    asked = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="adoption-fuzz-") as folder:
        fuzz = run(asked.payloads, Path(folder) / "adoption.db", seconds=asked.seconds, keep_going=True)
    print(table(fuzz, time.monotonic() - begun))
    sys.exit(bool(fuzz.wrong))


if __name__ == "__main__":
    main()
