"""What the doctor asks of the store: whether it can be used and is whole, and which posts do not get to Slack."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import groupby
from pathlib import Path
from shutil import disk_usage

from bot.checkup import Line, clock_line, disk_line
from bot.settings import Settings
from delivery.remedies import is_about_the_bot, remedy_for
from domain.ending import Stuck
from domain.ids import TeamId
from domain.operating_model.words import is_person
from domain.outcome import StoreUnavailable
from domain.post import PostKind
from flows.alarms import STUCK_AFTER
from flows.deps import Deps
from flows.posting import stuck
from flows.timekeeping import store_time
from store import migrate
from store.backup import integrity
from store.engine import Store, open_store
from store.migrate import Schema
from views.alarms import stuck_remedy
from views.words import counted

WAYS = "Check DATABASE_URL, and that the file may be written or the server runs."
LATE = "The store stamps what is owed and when it is tried again; logs and jobs then tell another time."


@asynccontextmanager
async def opened(settings: Settings, team: str = "") -> AsyncIterator[Store]:
    store = open_store(settings.database_url.get_secret_value(), TeamId(team))
    try:
        yield store
    finally:
        await store.close()


async def look_at_store(settings: Settings, *, now: datetime) -> AsyncIterator[Line]:
    async with opened(settings) as store:
        try:
            async for line in _store(store, now):
                yield line
        except StoreUnavailable as away:
            yield Line("store", f"It cannot be used: {away}. {WAYS}")


async def _store(store: Store, now: datetime) -> AsyncIterator[Line]:
    on_file = store.writer.dialect.name == "sqlite"
    if damage := await integrity(store):
        yield Line("store", damage)
        return
    schema = await migrate.schema_of(store)
    if schema is Schema.NEWER:
        newer = "It was written by a newer version of the bot. Start that version, or restore a backup."
        yield Line("store", newer)
    elif not schema.may_serve and not on_file:
        yield Line("store", f"Its schema is {schema}. Run `adoption db upgrade`.")
    else:
        if schema is not Schema.EMPTY:
            await migrate.can_write(store)
        kind = "a SQLite file, whole" if on_file else "PostgreSQL, reachable"
        yield Line("store", fine=f"{kind}, schema {schema}")
    if not on_file:
        yield clock_line(now, await store_time(store), whose="the store's", matters=LATE)
    elif file := store.writer.url.database:
        yield disk_line(Path(file), disk_usage(Path(file).parent).free)


async def look_at_posts(deps: Deps) -> AsyncIterator[Line]:
    """What has waited too long, by place and trouble; of a store without a schema there is nothing to say."""
    try:
        found = await stuck(deps, longer_than=STUCK_AFTER) if await _has_posts(deps.store) else None
    except StoreUnavailable:
        found = None
    if found is None:
        return
    late = [one for one in found if _is_late(one, deps)]
    by_trouble = sorted((one for one in found if not _is_nobodys(one) and one not in late), key=_trouble)
    for (place, error, refused), some in groupby(by_trouble, key=_trouble):
        yield Line("posts", _stuck(place, error, list(some), deps, refused=refused))
    if lost := sum(one.count for one in found if _is_nobodys(one)):
        words = counted(lost, "private word", "private words")
        yield Line("posts", fine=f"{words} did not arrive: an account is gone, or takes none from us")
    if late:
        parts = counted(sum(one.count for one in late), "part", "parts")
        yield Line("posts", fine=f"{parts} of digests did not arrive: no meeting has that channel any more")
    if not found:
        yield Line("posts", fine="none is stuck")


def _trouble(one: Stuck) -> tuple[str, str, bool]:
    return one.place, one.error or "", one.refused


def _is_nobodys(one: Stuck) -> bool:
    """A colleague who left, or who takes no messages from us, is nothing to put right."""
    return one.refused and is_person(one.place) and not is_about_the_bot(one.error or "")


def _is_late(one: Stuck, deps: Deps) -> bool:
    """A digest is about one meeting: corrected, the operating model's channel gets the next one."""
    channels = {workflow.meeting.channel for workflow in deps.model.workflows.values()}
    return one.refused and one.kind in (PostKind.DIGEST, PostKind.DIGEST_PART) and one.place not in channels


async def _has_posts(store: Store) -> bool:
    return (await migrate.schema_of(store)).may_serve


def _stuck(place: str, error: str, posts: list[Stuck], deps: Deps, *, refused: bool) -> str:
    since = min(one.since for one in posts).astimezone(deps.model.timezone)
    number = counted(sum(one.count for one in posts), "post", "posts")
    waiting = f"{number} to {place}, owed since {since:%Y-%m-%d %H:%M %Z},"
    if refused:
        return f"{waiting} refused by Slack ({error}). {_plain(remedy_for(error))}"
    if error:
        return f"{waiting} tried and not posted ({error}). {_plain(stuck_remedy(error))}"
    return f"{waiting} not tried yet. Does the bot run? If it does, there are others before them: look again later."


def _plain(mrkdwn: str) -> str:
    return mrkdwn.replace("*", "")
