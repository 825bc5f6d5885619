"""What shows a person's name in Slack: the reports, decisions, notes, digests and bundles that are drawn with it."""

from collections.abc import Collection, Iterable

from sqlalchemy import Select, or_, select

from domain.ids import BundleId, DecisionId, DigestId, NoteId, ReportId, UserId
from domain.post import PostKind
from store import names
from store.bundles import bundles
from store.engine import Transaction
from store.names import (
    AS_ASKER,
    decisions,
    diagnoses,
    inspections,
    note_reports,
    notes,
    posts,
    reports,
    supporters,
    unwatched,
    updates,
)
from store.parts import in_parts


async def unnamed_on(tx: Transaction, person: UserId) -> set[ReportId]:
    """What the person reported, or supports, without a name: nobody is to learn that from us now."""
    own = select(reports.c.id).where(reports.c.team_id == tx.team, reports.c.reporter == person, reports.c.anonymous)
    came = select(supporters.c.report_id).where(
        supporters.c.team_id == tx.team, supporters.c.user_id == person, supporters.c.anonymous
    )
    return {ReportId(id) for id in (await tx.execute(own.union(came))).scalars()}


async def reports_showing(tx: Transaction, person: UserId, *, also_unnamed: bool) -> set[ReportId]:
    """`also_unnamed` when their texts go as well: those stand on cards that show no name."""
    hidden = set() if also_unnamed else await unnamed_on(tx, person)
    reported = select(reports.c.id).where(reports.c.team_id == tx.team, reports.c.reporter == person)
    fixes = select(reports.c.id).where(reports.c.team_id == tx.team, reports.c.fix_owner == person)
    diagnosed = select(diagnoses.c.report_id).where(
        diagnoses.c.team_id == tx.team, or_(diagnoses.c.by == person, diagnoses.c.fix_owner == person)
    )
    decided = select(decisions.c.report_id).where(
        decisions.c.team_id == tx.team,
        or_(decisions.c.owner == person, (decisions.c.by == person) & decisions.c.verb.not_in(AS_ASKER)),
    )
    asked = select(decisions.c.report_id).where(
        decisions.c.team_id == tx.team, decisions.c.by == person, decisions.c.verb.in_(AS_ASKER)
    )
    as_asker = await _ids(tx, reported) | await _ids(tx, asked)
    found = (as_asker - hidden) | await _ids(tx, fixes) | await _ids(tx, diagnosed) | await _ids(tx, decided)
    return {ReportId(id) for id in found}


async def notes_by(tx: Transaction, person: UserId) -> set[NoteId]:
    shipped = select(notes.c.id).where(notes.c.team_id == tx.team, notes.c.by == person)
    return {NoteId(id) for id in await _ids(tx, shipped)}


async def notes_resolving(tx: Transaction, ids: Collection[int]) -> set[NoteId]:
    found = select(note_reports.c.note_id).where(note_reports.c.team_id == tx.team, note_reports.c.report_id.in_(ids))
    return {NoteId(id) for id in await _ids(tx, found)}


async def notes_about(tx: Transaction, ids: Collection[ReportId]) -> set[NoteId]:
    """Release notes that resolve one of `ids`, or a report into which it was merged."""
    found: set[NoteId] = set()
    along, seen = set[int](ids), set[int]()
    while along:
        found |= await notes_resolving(tx, along)
        merged = select(reports.c.merged_into).where(
            reports.c.team_id == tx.team, reports.c.id.in_(along), reports.c.merged_into.is_not(None)
        )
        seen |= along
        along = await _ids(tx, merged) - seen
    return found


async def decisions_about(tx: Transaction, ids: Iterable[ReportId]) -> set[DecisionId]:
    found: set[int] = set()
    for some in in_parts(sorted(ids)):
        of_these = select(decisions.c.id).where(decisions.c.team_id == tx.team, decisions.c.report_id.in_(some))
        found |= await _ids(tx, of_these)
    return {DecisionId(id) for id in found}


async def reports_of(tx: Transaction, *, decisions: Collection[int], diagnoses: Collection[int]) -> set[ReportId]:
    """What these rows are about."""
    found: set[int] = set()
    for table, ids in ((names.decisions, decisions), (names.diagnoses, diagnoses)):
        about = select(table.c.report_id).where(table.c.team_id == tx.team, table.c.id.in_(ids))
        found |= await _ids(tx, about)
    return {ReportId(id) for id in found}


async def digests_reviewed_by(tx: Transaction, person: UserId) -> set[DigestId]:
    made = select(inspections.c.digest_id).where(inspections.c.team_id == tx.team, inspections.c.by == person)
    return {DigestId(id) for id in await _ids(tx, made)}


async def stopped_by(tx: Transaction, person: UserId) -> set[int]:
    """Of the channels that are not, or were not, watched: the rows that tell who stopped or began it."""
    told = select(unwatched.c.id).where(
        unwatched.c.team_id == tx.team, or_(unwatched.c.by == person, unwatched.c.ended_by == person)
    )
    return await _ids(tx, told)


async def bundles_about_updates_by(tx: Transaction, person: UserId) -> set[BundleId]:
    """Other people's: each says who put in order what it asked about."""
    made = select(updates.c.deal).where(updates.c.team_id == tx.team, updates.c.by == person)
    deals = set((await tx.execute(made)).scalars())
    if not deals:
        return set()
    asked = select(bundles.c.id, bundles.c.sections).where(
        bundles.c.team_id == tx.team, bundles.c.person != person, bundles.c.parts > 0
    )
    return {
        BundleId(row.id)
        for row in await tx.execute(asked)
        if any(deal in deals for section in row.sections for _, deal, _ in section["asked"])
    }


async def subjects_of(tx: Transaction, *kinds: PostKind) -> list[str]:
    found = select(posts.c.subject).where(posts.c.team_id == tx.team, posts.c.kind.in_([kind.value for kind in kinds]))
    return list((await tx.execute(found.distinct())).scalars())


async def _ids(tx: Transaction, asked: Select[tuple[int]]) -> set[int]:
    return {id for id in (await tx.execute(asked)).scalars() if id is not None}
