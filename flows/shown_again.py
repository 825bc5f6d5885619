"""Drawing again what showed something that was deleted: wherever it stands in Slack, it changes there."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime

from domain.ids import DigestId, NoteId, ReportId
from domain.post import PostKind
from flows.shipping import show_note_again
from flows.showing import TOLD, read_span
from store import names, once, posts, shown_names
from store.engine import Transaction
from store.mentions import Mention
from store.parts import in_parts


async def friction(tx: Transaction, reports: Collection[ReportId], also_notes: Collection[NoteId] = ()) -> None:
    """Everything that tells of `reports`: their cards, what was decided, the notes of their fixes; and `also_notes`."""
    decided = await shown_names.decisions_about(tx, reports)
    await _posts_about(tx, [PostKind.REPORT_CARD], reports)
    await _posts_about(tx, [PostKind.DECISION_REPLY, PostKind.DECISION_WORD], decided)
    ends = {_second(end) for end in await once.when_claimed(tx, TOLD, [str(id) for id in decided])}
    days = await shown_names.subjects_of(tx, PostKind.DECIDED_DIGEST)
    await _again(tx, PostKind.DECIDED_DIGEST, [one for one in days if _second(read_span(one)[1]) in ends])
    for note in {*also_notes, *await shown_names.notes_about(tx, reports)}:
        await show_note_again(tx, note)


async def digests(tx: Transaction, ids: Collection[DigestId], *, with_replies: bool = False) -> None:
    """Their first posts tell who reviewed them; the replies list deals by owner."""
    await _posts_about(tx, [PostKind.DIGEST], ids)
    if with_replies and ids:
        parts = await shown_names.subjects_of(tx, PostKind.DIGEST_PART)
        await _again(tx, PostKind.DIGEST_PART, [one for one in parts if int(one.partition("/")[0]) in ids])


async def bundles(tx: Transaction, ids: Collection[int]) -> None:
    await _posts_about(tx, [PostKind.BUNDLE], ids)


async def unwatched(tx: Transaction, ids: Collection[int]) -> None:
    await _posts_about(tx, [PostKind.UNWATCHED], ids)


async def owners(tx: Transaction) -> None:
    """What calls on owners by name. Who they are says the operating model: no row tells which of these named whom."""
    for kind in (PostKind.REMINDER, PostKind.ESCALATION, PostKind.SIGNALS_WEEK):
        await _again(tx, kind, await shown_names.subjects_of(tx, kind))


async def mentions(tx: Transaction, rewritten: Sequence[Mention]) -> None:
    """What shows the words of rows that were rewritten."""

    def keys(*tables: object, part: str = "id") -> set[int]:
        return {mention.key[part] for mention in rewritten if mention.table in tables}

    decided, diagnosed = keys(names.decisions), keys(names.diagnoses)
    about = {ReportId(id) for id in keys(names.reports)}
    about |= await shown_names.reports_of(tx, decisions=decided, diagnoses=diagnosed)
    await friction(tx, about, {NoteId(id) for id in keys(names.notes)})
    told = keys(names.digests) | keys(names.inspections, part="digest_id")
    await digests(tx, {DigestId(id) for id in told}, with_replies=True)
    await bundles(tx, keys(names.bundles))
    # An alert about somebody who could not be written to has the person's id in its subject.
    await posts.owe_shown(tx, *[mention.key["id"] for mention in rewritten if mention.table is names.posts])


async def _posts_about(tx: Transaction, kinds: Iterable[PostKind], ids: Iterable[int]) -> None:
    subjects = [str(id) for id in sorted(ids)]
    for kind in kinds:
        await _again(tx, kind, subjects)


async def _again(tx: Transaction, kind: PostKind, subjects: Sequence[str]) -> None:
    for some in in_parts(subjects):
        await posts.owe_again(tx, kind, some)


def _second(at: datetime) -> str:
    """As the subject of a day's post has it."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%S}"
