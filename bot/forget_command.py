"""What `adoption forget` does: says what the store knows about a person and what would become of it, then does it."""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.chosen_store import chosen_store
from bot.settings import DEFAULT_MODEL
from bot.user_id import user_called
from domain.forgotten import NAME_DELETED
from domain.ids import UserId
from flows.about_person import DIRECT_MESSAGES, counted_about
from flows.forgetting import forget_person
from views.words import counted, listed

CALLED: Final[Mapping[str, tuple[str, str]]] = {
    "reports": ("report", "reports"),
    "supporters": ("“me too”", "times “me too”"),
    "decisions": ("decision or answer", "decisions and answers"),
    "diagnoses": ("diagnosis", "diagnoses"),
    "notes": ("release note", "release notes"),
    "verdicts": ("word on whether a fix works", "words on whether a fix works"),
    "drafts": ("draft", "drafts"),
    "signals": ("workaround signal", "workaround signals"),
    "signal_labels": ("answer to a signal", "answers to signals"),
    "signal_notes": ("note about a thread", "notes about threads"),
    "unwatched_channels": (
        "channel whose watching they stopped or began",
        "channels whose watching they stopped or began",
    ),
    "inspections": ("deal reviewed", "deals reviewed"),
    "deal_updates": ("update of a deal", "updates of deals"),
    "asking_rests": ("snooze, mute or “can't know yet”", "snoozes, mutes and “can't know yet”"),
    "bundles": ("day's message", "days' messages"),
    "crm_people": ("owner in the CRM who was found to be them", "owners in the CRM who were found to be them"),
    DIRECT_MESSAGES: ("direct message to them", "direct messages to them"),
}
"""A row of each table that names somebody, as people call it; one and many."""


async def forget(person: str, *, yes: bool, with_texts: bool, team: str = "") -> None:
    """Raises CannotStart, and StoreUnavailable: then some of it may be done, and calling it again does the rest."""
    user = user_called(person)
    async with chosen_store(team) as store:
        counts = await counted_about(store, user)
        found = [counted(counts[what], *CALLED[what]) for what in CALLED if counts[what]]
        print(f"{user}: {listed(found)}." if found else f"{user}: nothing that can be counted names them.")
        print(_what_becomes_of_it(with_texts=with_texts))
        if yes:
            await forget_person(store, user, at=datetime.now(UTC), with_texts=with_texts)
            print(f"\nDone. A bot that is running shows {NAME_DELETED} in Slack within a few minutes.")
    print(_what_stays(user))
    if not yes:
        print(f"\nNothing was changed. To do it: adoption forget {user} {'--with-texts ' if with_texts else ''}--yes")


def _what_becomes_of_it(*, with_texts: bool) -> str:
    texts = (
        "What they reported, answered and said of fixes is deleted."
        if with_texts
        else "What they wrote stays, without their name; --with-texts deletes it as well, and only now: afterwards "
        "nobody knows what was theirs."
    )
    return (
        f"In all of it {NAME_DELETED} takes the place of their name, in Slack too. Drafts, snoozes, mutes, what they "
        "were asked each day, and who they are in the CRM are deleted. What they reported without a name is not "
        f"counted here and is treated alike.\n{texts} Decisions and release notes stay with their reasons and times."
    )


def _what_stays(user: UserId) -> str:
    lines = list(_in_the_model(user))
    model = (
        f"\n- The operating model: {', '.join(lines)}. Take them out, restart the bot, and run this once more: "
        "reminders and weekly lists call on the owners whom it names."
        if lines
        else ""
    )
    return (
        "\nWhat stays, because it is not the store's:\n"
        "- Messages in Slack: their own, and what the bot wrote to them. Slack's admins can delete those.\n"
        "- The CRM and its history, and our copy of it. It names people by the CRM's own ids.\n"
        "- Backups, exports and logs from before. Delete them as your rules say.\n"
        f"- A name that somebody typed out in a text: only mentions (@) are found.{model}\n"
        "Whoever goes on using the bot, or owning deals, is known to it again from then on."
    )


def _in_the_model(user: UserId) -> Iterator[str]:
    """`operating-model.yml:14` for every line that names them, where there is such a file."""
    path = Path(os.environ.get("ADOPTION_MODEL") or DEFAULT_MODEL)
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        if re.search(rf"\b{user}\b", line):
            yield f"{path}:{number}"
