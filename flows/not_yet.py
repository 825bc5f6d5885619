"""Can't know yet: friction about when a field is asked for, and the end of asking until the deal moves on."""

from dataclasses import dataclass

from domain.asking import Rest, Scope
from domain.draft import ReportDraft
from domain.ids import MessagePlace, UserId
from domain.outcome import Refused, Repeated
from domain.report import Report
from domain.texts import SHORT_LIMIT, clean, is_link, label_of
from domain.words.causes import Cause
from flows.asked_about import About, asked_about, post_at
from flows.company import judged
from flows.deps import Deps
from flows.intake import file_report, support
from store import asking_rests, posts, timing_friction
from store.engine import Transaction


@dataclass(frozen=True, slots=True)
class TooEarly:
    """What somebody is about to say: nobody can know this yet. `same` is the open report that says so already."""

    about: About
    same: Report | None


@dataclass(frozen=True, slots=True)
class NotYet:
    """`report` says so; `is_new` when this person filed it. `drawn_again` when the message shows it by itself."""

    report: Report
    is_new: bool
    rest: Rest
    about: About
    drawn_again: bool


async def open_not_yet(deps: Deps, finding: int, *, by: UserId) -> TooEarly | Refused:
    async with deps.store.read() as tx:
        about = await asked_about(tx, deps, finding, by=by)
        return about if isinstance(about, Refused) else TooEarly(about, await _same(tx, deps, about))


async def say_not_yet(
    deps: Deps, finding: int, missing: str, *, by: UserId, delivery: str, place: MessagePlace | None
) -> NotYet | Refused | Repeated:
    """Files it, or supports the open report that says the same; then nobody is asked until the stage changes.

    What somebody wrote about it is never lost: it is filed, and triage may merge it. Filing and resting are two
    transactions, and each finds itself done when the same delivery comes again.
    """
    opened = await open_not_yet(deps, finding, by=by)
    if isinstance(opened, Refused):
        return opened
    about, report, is_new = opened.about, opened.same, False
    if report is not None and not clean(missing):
        # A "no" is fine: then the report is theirs, or they support it already.
        await support(deps, report.id, by=by, delivery=f"{delivery} me too")
    else:
        outcome = await file_report(deps, _draft(deps, about, missing), by=by, delivery=delivery)
        if isinstance(outcome, Refused):
            return outcome
        report, is_new = outcome.report, True
    async with deps.begin() as tx:
        shown_in = await post_at(tx, place)
        rest = await asking_rests.begin(
            tx,
            by=by,
            scope=Scope.FIELD,
            about=about.question,
            at=deps.clock(),
            until=None,
            delivery=delivery,
            report=report.id,
            shown_in=shown_in,
        )
        if rest is None:
            return Repeated()
        await posts.owe_shown(tx, shown_in)
    return NotYet(report, is_new, rest, about, shown_in is not None)


async def _same(tx: Transaction, deps: Deps, about: About) -> Report | None:
    """The oldest open report about that field in that stage; one that names no stage must say that it is too early."""
    field, stage = about.kept.finding.field, _stage(about).casefold()
    for report in await timing_friction.open_about(tx, [field, label_of(field)]):
        if report.stage and report.stage.casefold() == stage:
            return report
        if not report.stage and judged(deps, report.text).cause is Cause.REQUIRED_TOO_EARLY:
            return report
    return None


def _draft(deps: Deps, about: About, missing: str) -> ReportDraft:
    field, workflow = about.kept.finding.field, about.kept.workflow
    said = f"{label_of(field)} cannot be known yet in {_stage(about)}."
    return ReportDraft(
        text=f"{said}\n{clean(missing)}".strip(),
        workflow=workflow if workflow in deps.model.workflows else None,
        field=field,
        stage=_stage(about),
        record_link=about.deal.link if is_link(about.deal.link) else "",
    )


def _stage(about: About) -> str:
    return clean(about.deal.stage.label)[:SHORT_LIMIT] or about.deal.stage.id[:SHORT_LIMIT]
