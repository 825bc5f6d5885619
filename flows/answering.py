"""The reporter answers for the reporter: an answer to a question, an appeal, a withdrawal."""

from domain.decision import DecisionDraft
from domain.ids import ChannelId, DecisionId, MessageTs, ReportId, UserId
from domain.outcome import Refused, Repeated
from domain.post import PostKind
from domain.report import Report, Status, Verb
from flows.deps import Deps
from flows.moving import Decided
from flows.triage import decide
from store import decisions, once, post_lookup, reports


async def answer_in_thread(
    deps: Deps, words: str, *, by: UserId, channel: ChannelId, parent_ts: MessageTs, delivery: str
) -> Decided | Refused | Repeated | None:
    """Takes a reply to the bot's question as the answer; None when the message replied to was no open question.

    A message of ours that is shown already but not recorded yet (its answer was lost, or is on its way) is unknown
    here; a reply to it counts like a direct message.
    """
    async with deps.store.read() as tx:
        key = await post_lookup.find_shown(tx, channel, parent_ts)
        is_word = key is not None and key.kind is PostKind.DECISION_WORD
        asked = await decisions.find_decision(tx, DecisionId(int(key.subject))) if key and is_word else None
        report = await reports.find_report(tx, asked.report) if asked else None
    if key is None:
        return await answer_directly(deps, words, by=by, delivery=delivery)
    if asked is None or asked.verb is not Verb.ASK or report is None or report.status is not Status.WAITING:
        return None
    return await _answer(deps, report.id, words, by=by, delivery=delivery)


async def answer_directly(deps: Deps, words: str, *, by: UserId, delivery: str) -> Decided | Refused | Repeated | None:
    """Takes a direct message as the answer when exactly one question waits for `by`; else None."""
    waiting = await questions_for(deps, by)
    if len(waiting) != 1:
        return None
    return await _answer(deps, waiting[0].id, words, by=by, delivery=delivery)


async def _answer(
    deps: Deps, report: ReportId, words: str, *, by: UserId, delivery: str
) -> Decided | Refused | Repeated | None:
    """None when the question was answered at this moment: what came second counts like any other message."""
    outcome = await decide(deps, DecisionDraft(report, Verb.ANSWER, words=words), by=by, delivery=delivery)
    if not isinstance(outcome, Refused) or outcome.about:
        return outcome
    async with deps.store.read() as tx:
        now = await reports.get_report(tx, report)
    return outcome if now.reporter != by else None


async def claim_refusal(deps: Deps, delivery: str) -> bool:
    """True for whoever may tell that the answer in `delivery` was not taken: Slack may deliver it again meanwhile."""
    async with deps.begin() as tx:
        return await once.receive(tx, delivery, at=deps.clock())


async def give_back_refusal(deps: Deps, delivery: str) -> None:
    """It could not be told, and is told when the delivery comes again."""
    async with deps.begin() as tx:
        await once.give_back(tx, delivery)


async def questions_for(deps: Deps, person: UserId) -> list[Report]:
    """Reports of `person` that wait for their answer."""
    async with deps.store.read() as tx:
        mine = await reports.reports_at(tx, [Status.WAITING])
    return [report for report in mine if report.reporter == person]
