"""What spoke for a signal, in sentences that a person understands."""

from domain.signals.features import TELLING
from domain.signals.kinds import Kind
from domain.signals.reading import file_kind
from domain.signals.thread import Thread
from domain.signals.weighing import Weighed

MOST = 4
"""Sentences; more would not be read."""

SAYS = {cue.name: cue.says for cue in TELLING}
BY_THE_WORDING = "The wording is like that of other threads of this kind."


def evidence(thread: Thread, weighed: Weighed) -> tuple[str, ...]:
    """The weightiest first, each once; at least one."""
    spoke = (SAYS[cue] for cue in weighed.spoke if cue in SAYS)
    said = dict.fromkeys((*_of_the_thread(thread, weighed.kind), *spoke))
    return tuple(said)[:MOST] or (BY_THE_WORDING,)


def _of_the_thread(thread: Thread, kind: Kind) -> list[str]:
    """What can be seen without weighing anything."""
    said: list[str] = []
    by_people = [message for message in thread.messages if not message.by_bot]
    teams = [message.team for message in by_people if message.team]
    if kind is Kind.SLACK_HANDOFF and teams and any(team != teams[0] for team in teams):
        said.append("One team asks, another answers.")
    files = [file_kind(file) for message in by_people for file in message.files]
    if kind in _SHEETS and "file:sheet" in files:
        said.append("A spreadsheet is attached.")
    return said


_SHEETS = frozenset({Kind.MANAGER_SPREADSHEET, Kind.REP_TRACKER, Kind.REPORT_REBUILD})
