"""Finding posts: by their key, or by the message of Slack's that shows them."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import bindparam, select

from domain.ids import ChannelId, MessagePlace, MessageTs, PostId
from domain.post import PostKey, PostKind
from store.columns import table_of
from store.engine import Transaction
from store.tables import PostRow

posts = table_of(PostRow)

_ID: Final = select(posts.c.id).where(
    posts.c.team_id == bindparam("team"),
    posts.c.kind == bindparam("of_kind"),
    posts.c.subject == bindparam("about"),
    posts.c.place == bindparam("at_place"),
)
_ID_IF_SHOWN: Final = _ID.where(posts.c.ts.is_not(None))


async def find_shown(tx: Transaction, channel: ChannelId, ts: MessageTs) -> PostKey | None:
    """The post that stands at `ts` in `channel`; None when that message is none of ours."""
    row = (
        await tx.execute(
            select(posts.c.kind, posts.c.subject, posts.c.place).where(
                posts.c.team_id == tx.team, posts.c.ts == ts, posts.c.channel == channel
            )
        )
    ).first()
    return PostKey(PostKind(row.kind), row.subject, row.place) if row else None


async def is_in_slack(tx: Transaction, key: PostKey) -> bool:
    """True of a post that was shown at least once."""
    return (await tx.execute(_ID_IF_SHOWN, _which(tx, key))).first() is not None


async def shown_at(tx: Transaction, kind: PostKind, subjects: Collection[str]) -> dict[str, MessagePlace]:
    """Where the posts of `kind` about `subjects` stand in Slack; without those that do not stand there yet."""
    asked = select(posts.c.subject, posts.c.channel, posts.c.ts).where(
        posts.c.team_id == tx.team,
        posts.c.kind == kind.value,
        posts.c.subject.in_(subjects),
        posts.c.ts.is_not(None),
        posts.c.channel.is_not(None),
    )
    return {row.subject: (row.channel, row.ts) for row in await tx.execute(asked)}


async def id_of(tx: Transaction, key: PostKey) -> PostId | None:
    return (await tx.execute(_ID, _which(tx, key))).scalar_one_or_none()


async def find_post(tx: Transaction, post: PostId | None) -> PostId | None:
    """`post` if there is one; None for a number that we never gave."""
    found = select(posts.c.id).where(posts.c.team_id == tx.team, posts.c.id == post)
    return None if post is None else (await tx.execute(found)).scalar_one_or_none()


def _which(tx: Transaction, key: PostKey) -> dict[str, str]:
    return {"team": tx.team, "of_kind": key.kind.value, "about": key.subject, "at_place": key.place}
