"""What somebody began to report: kept until it is filed, so that a closed form or an expired trigger loses nothing."""

from domain.draft import ReportDraft
from domain.ids import ChannelId, MessageTs, UserId
from domain.outcome import Refused
from domain.post import OwedPost, PostKind
from flows.deps import Deps
from flows.intake import FILED_ALREADY, Filed, file_report, filed_before
from flows.owing import draft_word, mention_reply
from store import drafts, once, posts


async def keep_draft(deps: Deps, text: str, *, permalink: str = "", by: UserId, delivery: str) -> int:
    """Keeps what somebody wrote until it is filed. Gives the draft's id."""
    async with deps.begin() as tx:
        return await drafts.keep_draft(tx, text=text, permalink=permalink, by=by, at=deps.clock(), begun_by=delivery)


async def remind_of_draft(deps: Deps, draft: int, *, by: UserId) -> None:
    """Owes whoever closed the form a word with what they wrote, if anything, and a button that files it."""
    async with deps.begin() as tx:
        found = await drafts.find_draft(tx, draft)
        if found is None:
            return
        person, text, _, became = found
        if person == by and text and became is None:
            await posts.owe(tx, draft_word(draft, by))


async def throw_draft_away(deps: Deps, draft: int, *, by: UserId) -> bool:
    """True when it was there, of `by`, and not filed yet."""
    async with deps.begin() as tx:
        dropped = await drafts.drop_draft(tx, draft, by=by)
        if dropped:
            await posts.owe_again(tx, PostKind.DRAFT_WORD, [str(draft)])
    return dropped


async def get_draft(deps: Deps, draft: int, *, by: UserId) -> ReportDraft | Refused:
    """The draft for being filled in further; only for whoever began it."""
    async with deps.store.read() as tx:
        found = await drafts.find_draft(tx, draft)
    if found is None:
        return Refused("What you began is not here any more. `/crm-friction` opens a new form.")
    person, text, permalink, became = found
    if person != by:
        return Refused("Somebody else began this one. `/crm-friction` opens a form of your own.")
    if became is not None:
        return FILED_ALREADY
    return ReportDraft(text, permalink=permalink)


async def file_draft(deps: Deps, draft: int, *, by: UserId, delivery: str) -> Filed | Refused:
    """Files what somebody began, as it is. The same `delivery` again gives the report that it filed."""
    found = await get_draft(deps, draft, by=by)
    if isinstance(found, Refused):  # perhaps because this very delivery has filed it: seen after the refusal, for sure
        async with deps.store.read() as tx:
            return await filed_before(tx, deps, delivery) or found
    return await file_report(deps, found, by=by, delivery=delivery, from_draft=draft)


async def answer_mention(
    deps: Deps, text: str, *, permalink: str, by: UserId, channel: ChannelId, thread_ts: MessageTs, delivery: str
) -> None:
    """Keeps what was said to the bot, and owes a reply in its thread with a button that opens the form."""
    async with deps.begin() as tx:
        if not await once.receive(tx, delivery, at=deps.clock()):
            return
        draft = await drafts.keep_draft(tx, text=text, permalink=permalink, by=by, at=deps.clock(), begun_by=delivery)
        await posts.owe(tx, OwedPost(mention_reply(draft, channel), thread_ts=thread_ts))
