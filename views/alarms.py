"""What admins read when posts are stuck or the CRM is not read, and what the same message says once that is over."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from domain.ending import RATE_LIMITED, UNREACHABLE, Stuck
from views.blocks import Payload, context, message, section
from views.escape import escape, moment
from views.words import counted, listed

PLACES: Final = 10
"""Channels named in one message; the rest are counted."""

_WHY: Final[Mapping[str, str]] = {
    UNREACHABLE: "Slack does not answer us, or says that it failed.",
    RATE_LIMITED: "Slack asks us to wait, again and again.",
    "not_drawn": "The bot stumbles over what it should show.",
    "thread_not_found": "The message in whose thread they belong is gone.",
}

_REMEDY: Final[Mapping[str, str]] = {
    UNREACHABLE: (
        "Look at https://slack-status.com, and whether the machine that the bot runs on reaches slack.com. "
        "Nothing is lost: as soon as Slack answers, the posts go out by themselves, in order."
    ),
    RATE_LIMITED: (
        "Find out whether another program uses the same app or token, and stop it. "
        "Otherwise wait: the posts go out by themselves, in order, as fast as Slack lets us."
    ),
    "not_drawn": "This is a mistake in the bot. Please report it with the lines “post not drawn” of the bot's log.",
    "thread_not_found": "Nothing: the bot posts that message again, and then what belongs under it.",
}

_UNKNOWN: Final = "Run `adoption doctor` where the bot runs: it says what is wrong and what to do."


def stuck_remedy(error: str) -> str:
    """One or two sentences for an admin about what was tried and could not be posted yet."""
    return _REMEDY.get(error, _UNKNOWN)


def stuck_alarm(stuck: Sequence[Stuck], since: datetime, zone: ZoneInfo) -> Payload:
    """To an admin: something could not be posted for a quarter of an hour, and what can be done."""
    number = sum(one.count for one in stuck)
    say = f"{counted(number, 'post', 'posts')} could not be posted since {moment(since, zone)}: to {_places(stuck)}."
    errors = sorted({one.error for one in stuck if one.error})
    why = " ".join(_WHY.get(error, f"Slack says “{escape(error)}”.") for error in errors)
    what = " ".join(dict.fromkeys(stuck_remedy(error) for error in errors))
    once = "You are told once. This message says so when it is over."
    return message(f"⚠️ {say}", [section(f"⚠️ {say} {why}"), section(f"*What to do:* {what}"), context(once)])


def stuck_over(since: datetime, zone: ZoneInfo) -> Payload:
    """What the same message says once nothing is stuck any more."""
    say = f"Posts were stuck since {moment(since, zone)}. They are not any more; there is nothing to do."
    return message(f"✅ {say}", [section(f"✅ {say}")])


def crm_alarm(since: datetime, zone: ZoneInfo) -> Payload:
    """To an admin: what the bot says of deals is a day old, and what can be done."""
    say = f"The CRM could not be read since {moment(since, zone)}. Digests and questions about deals are as of then."
    what = (
        "Run `adoption run crm-sync` where the bot runs: it reads the CRM now, or says what keeps it from that. "
        "The bot goes on trying every quarter of an hour, from where it stopped."
    )
    once = "You are told once. This message says so when it is over."
    return message(f"⚠️ {say}", [section(f"⚠️ {say}"), section(f"*What to do:* {what}"), context(once)])


def crm_read_again(since: datetime, zone: ZoneInfo) -> Payload:
    """What the same message says once it was read again."""
    say = f"The CRM could not be read since {moment(since, zone)}. It is read again; there is nothing to do."
    return message(f"✅ {say}", [section(f"✅ {say}")])


def _places(stuck: Sequence[Stuck]) -> str:
    counts: dict[str, int] = {}
    for one in stuck:
        counts[one.place] = counts.get(one.place, 0) + one.count
    named = [f"<#{escape(place)}> ({count:,})" for place, count in list(counts.items())[:PLACES]]
    if more := len(counts) - len(named):
        named.append(counted(more, "other channel", "other channels"))
    return listed(named)
