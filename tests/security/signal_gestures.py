"""What is said of signals, with who may: whoever started the thread, the triage owners of its workflow, and admins."""

from collections.abc import Mapping
from itertools import count
from typing import Final

from domain.ids import ChannelId, MessageTs, UserId
from domain.signal import Signal
from domain.signal_standing import SignalStanding, draft_of
from domain.signals.kinds import Kind
from domain.watching import ThreadPlace
from flows.unwatching import stop_watching
from store import signals
from store.signals import Sighting
from tests.security import payloads as slack
from tests.security.deal_gestures import DealRule, Made, Payload
from tests.security.payloads import Json
from tests.security.rules import EVERYBODY
from tests.security.world import WHO, WORKFLOW, Role
from views import signals as buttons
from views.flag_form import FLAG_FORM, KIND, WORD, flag_form
from views.signal_form import SIGNAL_FORM, signal_form
from views.signals_sorted import NONE, SORT_OUT, SORTED_FORM, sorted_form

CONCERNED: Final = frozenset({Role.REPORTER, Role.TRIAGE_OWNER, Role.ADMIN})
"""Rita started the thread, Finn decides about the forecast."""

_numbers = count(1)


def fresh_thread() -> ThreadPlace:
    return ThreadPlace(ChannelId("C0EAST"), MessageTs(f"1764{next(_numbers):06d}.000100"))


async def signal_of_rita(at: Made) -> Signal:
    seen = Sighting(fresh_thread(), Kind.MANAGER_SPREADSHEET, WORKFLOW, WHO[Role.REPORTER], 0.95, ("Evidence.",))
    async with at.world.deps.begin() as tx:
        signal = await signals.add_signal(tx, seen, at=at.world.deps.clock())
    assert signal
    return signal


def press(action_id: str) -> Payload:
    async def made(at: Made) -> Json:
        signal = await signal_of_rita(at)
        return slack.click(at.user, action_id, str(signal.id), team=at.team, url=at.world.slack.response_url)

    return made


async def press_merge(at: Made) -> Json:
    signal = await signal_of_rita(at)
    value = f"{at.world.target.id}:{signal.id}"
    return slack.click(at.user, buttons.MERGE, value, team=at.team, url=at.world.slack.response_url)


async def press_sort_out(at: Made) -> Json:
    signal = await signal_of_rita(at)
    return slack.click(at.user, SORT_OUT, str(signal.id), team=at.team, url=at.world.slack.response_url)


async def fill_sorted(at: Made) -> Json:
    signal = await signal_of_rita(at)
    form = sorted_form([SignalStanding(signal, "https://northwind.slack.com/archives/C0EAST/p1", None, [])])
    return slack.submission(at.user, form, {NONE: slack.ticked(str(signal.id))}, team=at.team)


async def press_stop(at: Made) -> Json:
    return _in_channel(at, f"C0FRESH{next(_numbers)}", buttons.STOP_WATCHING)


async def press_watch_again(at: Made) -> Json:
    channel = ChannelId(f"C0FRESH{next(_numbers)}")
    await stop_watching(at.world.deps, channel, by=WHO[Role.REPORTER])
    return _in_channel(at, channel, buttons.WATCH_AGAIN)


def _in_channel(at: Made, channel: str, action_id: str) -> Json:
    made = slack.click(at.user, action_id, channel, team=at.team, url=at.world.slack.response_url)
    return made | {"channel": {"id": channel, "name": "fresh"}}


async def flag_shortcut(at: Made) -> Json:
    message = {"type": "message", "user": WHO[Role.REPORTER], "ts": fresh_thread().ts, "text": "See my sheet."}
    return slack.interaction("message_action", at.user, team=at.team) | {
        "callback_id": "flag_workaround",
        "trigger_id": slack.trigger(),
        "response_url": at.world.slack.response_url,
        "message_ts": message["ts"],
        "channel": {"id": "C0EAST", "name": "east"},
        "message": message,
    }


async def fill_flag(at: Made) -> Json:
    form = flag_form(fresh_thread(), UserId("U0RITA"))
    filled = {KIND: slack.chosen(Kind.SIDE_NOTES), WORD: slack.text("")}
    return slack.submission(at.user, form, filled, team=at.team)


async def fill_friction(at: Made) -> Json:
    signal = await signal_of_rita(at)
    draft = draft_of(signal.kind, signal.workflow, "https://northwind.slack.com/archives/C0EAST/p1")
    form = signal_form([signal.id], signal.kind, draft, workflows=[("forecast", "Forecast")], field_labels={})
    return slack.submission(at.user, form, {"text": slack.text("The report does not show it.")}, team=at.team)


SIGNAL_SHORTCUTS: Final[Mapping[str, DealRule]] = {"flag_workaround": (EVERYBODY, "opens", flag_shortcut)}
SIGNAL_BUTTONS: Final[Mapping[str, DealRule]] = {
    buttons.IS_ONE: (CONCERNED, "changes", press(buttons.IS_ONE)),
    buttons.IS_NONE: (CONCERNED, "changes", press(buttons.IS_NONE)),
    buttons.FILE_FRICTION: (CONCERNED, "opens", press(buttons.FILE_FRICTION)),
    buttons.MERGE: (CONCERNED, "changes", press_merge),
    SORT_OUT: (CONCERNED, "opens", press_sort_out),
    buttons.STOP_WATCHING: (EVERYBODY, "changes", press_stop),
    buttons.WATCH_AGAIN: (EVERYBODY, "changes", press_watch_again),
}
SIGNAL_FORMS: Final[Mapping[str, DealRule]] = {
    FLAG_FORM: (EVERYBODY, "changes", fill_flag),
    SIGNAL_FORM: (EVERYBODY, "changes", fill_friction),
    SORTED_FORM: (CONCERNED, "changes", fill_sorted),
}
